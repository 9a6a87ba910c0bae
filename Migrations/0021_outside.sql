-- Exchange with outside systems: who they are, every matter they sent and what became of it, and the queue of what they are told. An
-- item is known by its number and a keyed fingerprint of its content, so that one that comes again does nothing twice and the same
-- number with other content is seen. What it says of persons is kept only until it is taken.

create table outside_system (
    district    integer not null,
    system      text not null,
    receiver    text not null,
    algorithm   text not null,
    public_key  bytea not null,
    looked      text,
    primary key (district, system)
);
comment on column outside_system.receiver is 'the body that receives what names no other';
comment on column outside_system.looked is 'position in the feed up to which there was looked for news to tell it';

create table outside_item (
    district    integer not null,
    system      text not null,
    number      text not null,
    fingerprint bytea not null,
    line        integer not null,
    made        timestamptz not null,
    received_at timestamptz not null,
    state       text not null check (state in ('registered', 'attached', 'held', 'refused')),
    case_id     uuid,
    faults      json,
    content     json,
    primary key (district, system, number, fingerprint),
    check ((case_id is not null) = (state in ('registered', 'attached')))
);
comment on column outside_item.line is 'its place in the package it came with, from 1';
comment on column outside_item.content is 'its fields as they came; null as soon as it is taken';
create unique index outside_item_taken on outside_item (district, system, number) where state <> 'refused';
create index outside_item_case on outside_item (district, case_id) where case_id is not null;

create table outside_message (
    district    integer not null,
    system      text not null,
    sequence    bigint not null check (sequence > 0),
    kind        text not null check (kind in ('receipt', 'report')),
    subject     text not null,
    case_id     uuid,
    content     json not null,
    source      json,
    at          timestamptz not null,
    state       text not null check (state in ('waiting', 'taken', 'refused', 'unmapped', 'replaced')),
    faults      json,
    primary key (district, system, sequence)
);
comment on column outside_message.subject is 'the item of a receipt, or the dispute and stage of a report: each is told once';
comment on column outside_message.source is 'a report in our own words, to be written anew when the mapping changes';
comment on column outside_message.state is 'unmapped: our words have no counterpart yet, so it is not sent; replaced: written anew later';
create unique index outside_message_subject on outside_message (district, system, kind, subject) where state <> 'replaced';
create index outside_message_open on outside_message (district, system, sequence) where state in ('waiting', 'refused', 'unmapped');

revoke delete on outside_item, outside_message from nplus_writer;
