-- The signed roots of the days: each commits to every event that was recorded on its day, and to the day before.

create table audit_key (
    district    integer not null,
    name        text not null,
    algorithm   text not null,
    public_key  bytea not null,
    since       timestamptz not null,
    primary key (district, name)
);
comment on table audit_key is 'public halves of the keys that sign; hand them to whoever is to check, outside this database';

create table audit_root (
    district    integer not null,
    day         date not null,
    events      integer not null,
    root        bytea not null,
    previous    bytea not null,
    algorithm   text not null,
    key         text not null,
    signature   bytea not null,
    made_at     timestamptz not null,
    primary key (district, day)
);
comment on column audit_root.root is 'Merkle root (RFC 9162 2.1) over case, sequence and hash of the events recorded on the day, in Shanghai';
comment on column audit_root.previous is 'root of the last day before that has one';

revoke update, delete on audit_key, audit_root from nplus_writer;
-- Figures and reminders ask by the hour and the day of recording; events arrive in its order, so a few pages tell.
create index event_recorded on event using brin (recorded_at);
