-- What a body can carry, and what it takes of a place: subjects and amounts. Village legal advisers and the lawyers' team stand
-- beside the mediators: they advise and mediate nothing themselves.

alter table body add column capacity integer check (capacity > 0);
comment on column body.capacity is 'open disputes it can carry at once; null where nobody has set a number';

alter table coverage add column subjects text[] not null default '{}';
alter table coverage add column amount_from bigint;
alter table coverage add column amount_below bigint;
comment on column coverage.subjects is 'dispute types it takes there; empty for all that the body takes';
comment on column coverage.amount_from is 'fen; the amount claimed is at least this';
comment on column coverage.amount_below is 'fen; the amount claimed is less than this';

create table adviser (
    district    integer not null,
    id          text not null,
    name        text not null,
    synthetic   boolean not null,
    kind        text not null,
    division    text not null,
    firm        text not null,
    valid_from  date,
    valid_to    date,
    source      text not null,
    verified    boolean not null,
    note        text not null
);
create index adviser_division on adviser (district, division);
comment on table adviser is 'a legal adviser of a place, or a lawyer of the team for enterprises, during one term';
