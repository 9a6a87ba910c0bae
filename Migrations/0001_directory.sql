-- The directory: divisions, bodies, coverage and mediators, each row effective-dated and with its source. It is loaded as
-- a whole from the directory files; small tables, replicated whole when the case tables are distributed.

create table division (
    district    integer not null,
    code        text not null,
    name        text not null,
    kind        text not null,
    valid_from  date,
    valid_to    date,
    successor   text,
    villages    integer,
    communities integer,
    source      text not null,
    verified    boolean not null,
    note        text not null
);
create index division_code on division (district, code);
comment on table division is 'a division while it bears one code and one name';

create table body (
    district    integer not null,
    id          text not null,
    kind        text not null,
    name        text not null,
    short_name  text not null,
    division    text not null,
    parent      text,
    guiding_office text,
    paired_tribunal text,
    subjects    text[] not null,
    valid_from  date,
    valid_to    date,
    successor   text,
    source      text not null,
    verified    boolean not null,
    note        text not null
);
create index body_id on body (district, id);
comment on table body is 'whatever can hold a dispute, while it bears one name';

create table coverage (
    district    integer not null,
    body        text not null,
    division    text not null,
    valid_from  date,
    valid_to    date,
    source      text not null,
    verified    boolean not null,
    note        text not null
);
create index coverage_division on coverage (district, division);

create table mediator (
    district    integer not null,
    id          text not null,
    name        text not null,
    synthetic   boolean not null,
    body        text not null,
    full_time   boolean not null,
    level       text not null,
    qualification text not null,
    valid_from  date,
    valid_to    date,
    source      text not null,
    verified    boolean not null,
    note        text not null
);
create index mediator_body on mediator (district, body);
comment on table mediator is 'a person on the list of mediators of a body during one term';
