-- Keys by which a dispute that arrives again is found: keyed hashes of identity number, telephone and the sound of the name. They say
-- nothing without the district's key, and go when the person's data go.

create table district_key (
    district    integer not null,
    purpose     text not null,
    key         bytea not null,
    primary key (district, purpose)
);

alter table person add column likeness bytea[];
comment on column person.likeness is 'null until the program has looked; each key begins with a byte for its kind';
create index person_likeness on person using gin (likeness) where likeness is not null;
create index person_unkeyed on person (district, case_id) where likeness is null and particulars is not null;
