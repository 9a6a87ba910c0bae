-- Work that is done beside the callers: clocks that run out, messages that leave. Several programs may be at it at once.

create table lease (
    district    integer not null,
    work        text not null,
    holder      text not null,
    until       timestamptz not null,
    primary key (district, work)
);
comment on table lease is
    'who does a kind of work at present. It only spares the others the same work: that nothing is done twice rests on revisions and keys';

alter table outbox add column dead_at timestamptz, add column last_error text;
comment on column outbox.dead_at is 'when the last attempt was given up; nil while it is still tried';
comment on column outbox.not_before is 'the next attempt; while one is under way, when it counts as lost';
drop index outbox_ready;
create index outbox_ready on outbox (not_before, district) where dead_at is null;
create index outbox_dead on outbox (district, dead_at) where dead_at is not null;
