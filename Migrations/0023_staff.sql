-- Who is to be on duty at the three-level centres and when, what mediators were trained in, and from what they keep away. As the rest of
-- the directory these are loaded as a whole from its files.

create table roster (
    district    integer not null,
    id          text not null,
    person      text not null,
    synthetic   boolean not null,
    profession  text not null,
    centre      text not null,
    manner      text not null,
    weekdays    smallint not null check (weekdays between 0 and 127),
    valid_from  date,
    valid_to    date,
    source      text not null,
    verified    boolean not null,
    note        text not null
);
create index roster_centre on roster (district, centre);
comment on column roster.weekdays is 'bit 0 is Monday; 0 for whoever comes when called';

create table training (
    district    integer not null,
    mediator    text not null,
    day         date not null,
    hours       integer not null check (hours > 0),
    subject     text not null,
    organiser   text not null,
    source      text not null,
    verified    boolean not null,
    note        text not null
);
create index training_mediator on training (district, mediator);

create table mediator_conflict (
    district    integer not null,
    mediator    text not null,
    party       text not null,
    reason      text not null,
    valid_from  date,
    valid_to    date,
    source      text not null,
    verified    boolean not null,
    note        text not null
);
create index mediator_conflict_mediator on mediator_conflict (district, mediator);
comment on column mediator_conflict.party is 'the organisation by its name; persons are not listed here';
