-- The case tables. `district` leads every key, so one server serves a district and the same schema spreads over many.
-- The row of a dispute has no index on anything a transition changes; what is searched stands in narrow side tables.
-- No foreign keys and no triggers between these tables: the one write path keeps them, `nplus case rebuild --check` proves it.

create table dispute (
    district    integer not null,
    id          uuid not null,
    revision    integer not null,
    head        bytea not null,
    document    jsonb not null,
    primary key (district, id)
) with (fillfactor = 75);
comment on column dispute.revision is 'number of the last event: a command applies only to the revision it was decided on';
comment on column dispute.head is 'hash of the last event';
comment on column dispute.document is 'the fold of the events, a cache that can be rebuilt from them';

create table event (
    district    integer not null,
    case_id     uuid not null,
    sequence    integer not null,
    occurred_at timestamptz not null,
    recorded_at timestamptz not null,
    act         text not null,
    content     json not null,
    previous    bytea not null,
    algorithm   text not null,
    hash        bytea not null,
    idempotency text,
    request     bytea,
    transaction bigint not null default (pg_current_xact_id()::text::bigint),
    primary key (district, case_id, sequence)
);
comment on table event is 'append-only history; content is kept byte for byte, because the hash covers it';
comment on column event.hash is 'over previous, the case, sequence, the recorded time and content, by the algorithm named';
comment on column event.idempotency is 'key of the command, on the last event that the command caused';
comment on column event.request is 'SHA-256 of the command, so that the same key with another command is refused';
comment on column event.transaction is 'for feeds: read below the oldest running transaction, never "greater than the last"';
create unique index event_idempotency on event (district, idempotency) where idempotency is not null;
create index event_feed on event using brin (transaction);

create table case_number (
    district    integer not null,
    kind        text not null check (kind in ('code', 'register', 'dossier')),
    number      text not null,
    case_id     uuid not null,
    series      text,
    year        integer,
    sequence    integer,
    primary key (district, kind, number)
);
comment on table case_number is 'every number a dispute is known by; each is unique and never reused';
create unique index case_number_series on case_number (district, series, year, sequence) where series is not null;
create index case_number_case on case_number (district, case_id);

create table person (
    district    integer not null,
    case_id     uuid not null,
    party       integer not null,
    salt        bytea not null,
    particulars json,
    erased_at   timestamptz,
    primary key (district, case_id, party),
    check ((particulars is null) = (erased_at is not null))
);
comment on table person is 'personal data beside the history; events hold only SHA-256(salt || particulars)';


create table custody (
    district    integer not null,
    case_id     uuid not null,
    body        text not null,
    since       timestamptz not null,
    primary key (district, case_id)
);
comment on table custody is 'who holds the dispute now: the primary key lets exactly one body hold it at any instant';

create table custody_past (
    district    integer not null,
    case_id     uuid not null,
    sequence    integer not null,
    body        text not null,
    since       timestamptz not null,
    until       timestamptz not null,
    primary key (district, case_id, sequence)
);
comment on column custody_past.sequence is 'number of the event that ended it';

create table work_item (
    district    integer not null,
    case_id     uuid not null,
    body        text not null,
    state       text not null,
    due         date,
    registered  date not null,
    primary key (district, case_id)
);
comment on table work_item is 'one row for every dispute that is not closed: the work list of the body that holds it';
create index work_item_body on work_item (district, body, due nulls last, case_id);

create table clock (
    district    integer not null,
    case_id     uuid not null,
    proceeding  integer not null,
    name        text not null,
    due_at      timestamptz not null,
    revision    integer not null,
    primary key (district, case_id, proceeding, name)
);
comment on column clock.revision is 'revision that set it: a firing carries it and so happens once';
create index clock_due on clock (due_at, district);

create table outbox (
    district    integer not null,
    case_id     uuid not null,
    sequence    integer not null,
    number      integer not null,
    topic       text not null,
    body        json not null,
    not_before  timestamptz not null,
    attempts    integer not null default 0,
    primary key (district, case_id, sequence, number)
);
create index outbox_ready on outbox (not_before, district);
