-- Confirmed plans that move live cases from one version of a workflow to another.

create table version_plan (
    district     integer not null,
    plan         text not null,
    workflow     text not null,
    from_version date not null,
    to_version   date not null,
    items        json not null,
    confirmed_by text not null,
    confirmed_at timestamptz not null,
    finished_at  timestamptz,
    reverted_by  text,
    reverted_at  timestamptz,
    primary key (district, plan)
);
comment on table version_plan is 'a plan is carried out one transaction a case, under a key of plan and case, so it can be cut off and go on';
comment on column version_plan.items is 'what was shown and confirmed, case by case';
comment on column version_plan.finished_at is 'when every case that could move had moved';
comment on column version_plan.reverted_at is 'when every case that could go back had gone back';
