-- Holiday notices approved by the district, on top of those inside the program. A notice replaces an earlier one, stored or
-- shipped, that bears the same document number.

create table calendar_notice (
    district    integer not null,
    version     integer not null,
    file        text not null,
    content     text not null,
    plan        text not null,
    approved_by text not null,
    approved_at timestamptz not null,
    finished_at timestamptz,
    primary key (district, version),
    unique (district, plan)
);
comment on column calendar_notice.version is 'the calendar of the district after this file was approved, counted from 1';
comment on column calendar_notice.content is 'the file as it was approved, character for character';
comment on column calendar_notice.plan is 'hash of the list of moved deadlines that was approved';
comment on column calendar_notice.finished_at is 'when every deadline of the list stood at its new day';
