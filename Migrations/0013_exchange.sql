-- Exchange with other installations: who they are, every message sent and received, and joint mediations on both sides. A message
-- has a number without gaps for each partner and direction, so that doubled, reordered and lost traffic is seen.

create table exchange_partner (
    district    integer not null,
    partner     integer not null,
    name        text not null,
    body        text not null,
    algorithm   text not null,
    public_key  bytea not null,
    primary key (district, partner)
);
comment on column exchange_partner.body is 'the body that stands for the partner in our directory';

create table exchange_message (
    district    integer not null,
    partner     integer not null,
    direction   text not null check (direction in ('out', 'in')),
    sequence    bigint not null check (sequence > 0),
    about       uuid not null,
    kind        text not null,
    content     json not null,
    at          timestamptz not null,
    recorded_at timestamptz not null default now(),
    state       text not null check (state in ('waiting', 'taken', 'refused')),
    refusal     json,
    primary key (district, partner, direction, sequence)
);
comment on column exchange_message.content is 'kept byte for byte: the same number with other content is refused';
comment on column exchange_message.state is 'out: waiting for a receipt, then taken or refused by the partner; in: taken or refused by us';
create index exchange_message_waiting on exchange_message (district, partner, sequence)
    where direction = 'out' and state = 'waiting';

create table joint_partner (
    district    integer not null,
    case_id     uuid not null,
    partner     integer not null,
    state       text not null,
    document    jsonb not null,
    primary key (district, case_id, partner)
);
comment on table joint_partner is 'a district asked into a joint mediation that we lead';

create table assistance (
    district    integer not null,
    lead        integer not null,
    about       uuid not null,
    state       text not null,
    series      text,
    year        integer,
    sequence    integer,
    answered_on date,
    document    jsonb not null,
    primary key (district, lead, about)
);
comment on table assistance is 'our help in a joint mediation that another district leads: counted as help, never as a dispute';
create unique index assistance_number on assistance (district, series, year, sequence) where series is not null;
create index assistance_answered on assistance (district, answered_on) where series is not null;

revoke delete on exchange_message from nplus_writer;
