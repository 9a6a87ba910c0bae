-- Registers that come in over the network: what was sent, how far it is, what became of it. The rows themselves go in as those of
-- `nplus import` do, each once whatever happens, so that a job that was cut off is simply begun anew.

create table import_job (
    district    integer not null,
    id          uuid not null,
    created_at  timestamptz not null,
    created_by  text not null,
    state       text not null check (state in ('waiting', 'running', 'done', 'failed')),
    rows        integer not null,
    done        integer not null default 0,
    beat_at     timestamptz,
    finished_at timestamptz,
    report      json,
    primary key (district, id)
);
comment on column import_job.beat_at is 'when whoever works on it last said so; long after, another takes it';
comment on column import_job.report is 'what became of each sheet, and what was refused where and why; no party is named in it';
create index import_job_open on import_job (district, created_at) where state in ('waiting', 'running');

create table import_sheet (
    district    integer not null,
    job         uuid not null,
    number      integer not null,
    name        text not null,
    content     bytea not null,
    primary key (district, job, number)
);
comment on table import_sheet is 'the sheets of a job as they were sent, until it is done';
