-- The registers that stand beside the disputes: screenings, and the rosters and receptions of the three-level centres.

create table screening (
    district    integer not null,
    number      text not null,
    day         date not null,
    place       text not null,
    body        text not null,
    found       integer not null check (found >= 0),
    prevented   integer not null default 0 check (prevented >= 0),
    note        text not null default '',
    fingerprint bytea not null,
    primary key (district, number)
);
comment on table screening is 'one routine inspection return, most often nil';
create index screening_day on screening (district, day) include (body);

create table stationing (
    district    integer not null,
    number      text not null,
    day         date not null,
    centre      text not null,
    person      text not null,
    profession  text not null,
    fingerprint bytea not null,
    primary key (district, number)
);
comment on table stationing is 'one person on duty at a centre for one day';
create index stationing_day on stationing (district, day) include (centre, profession);

create table reception (
    district    integer not null,
    number      text not null,
    day         date not null,
    centre      text not null,
    people      integer not null check (people > 0),
    matter      text not null,
    result      text not null check (result in ('resolved', 'transferred', 'answered')),
    register_number text,
    fingerprint bytea not null,
    primary key (district, number)
);
comment on column reception.people is 'visitors received, counted as person-times';
comment on column reception.register_number is 'register number of the dispute it became, where it became one';
create index reception_day on reception (district, day) include (centre, people, result);
