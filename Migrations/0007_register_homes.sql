-- The registers beside the disputes are counted as the disputes are: under the office and the kind that a body had on the day, as
-- it was recorded by a given time, and marked where a row is made up.
--
-- A body under no judicial office is counted under its kind (`kind:industryCommittee`), so every entry has an office value.

alter table screening
    add column office      text not null default 'none',
    add column body_kind   text not null default 'none',
    add column recorded_at timestamptz not null default now(),
    add column synthetic   boolean not null default false;
alter table stationing
    add column office      text not null default 'none',
    add column body_kind   text not null default 'none',
    add column recorded_at timestamptz not null default now(),
    add column synthetic   boolean not null default false;
alter table reception
    add column office      text not null default 'none',
    add column body_kind   text not null default 'none',
    add column recorded_at timestamptz not null default now(),
    add column synthetic   boolean not null default false;

-- Rows of before: placed by the directory as it stands. When they came in is not known; they count as known from now on.
create temporary view placed as
    select d.district, d.day, d.body, b.kind,
        coalesce(b.guiding_office, case when b.kind = 'judicialOffice' then b.id end, (
            select c.body from coverage c
            join body o on o.district = c.district and o.id = c.body and o.kind = 'judicialOffice'
            where c.district = b.district and b.division like c.division || '%'
                and coalesce(c.valid_from <= d.day, true) and coalesce(d.day <= c.valid_to, true)
            order by length(c.division) desc limit 1), 'kind:' || b.kind) as office
    from (select district, day, body from screening union select district, day, centre from stationing
        union select district, day, centre from reception) d
    join body b on b.district = d.district and b.id = d.body
        and coalesce(b.valid_from <= d.day, true) and coalesce(d.day <= b.valid_to, true);
update screening r set office = p.office, body_kind = p.kind
    from placed p where p.district = r.district and p.day = r.day and p.body = r.body;
update stationing r set office = p.office, body_kind = p.kind
    from placed p where p.district = r.district and p.day = r.day and p.body = r.centre;
update reception r set office = p.office, body_kind = p.kind
    from placed p where p.district = r.district and p.day = r.day and p.body = r.centre;
drop view placed;

alter table screening alter column office drop default, alter column body_kind drop default,
    alter column recorded_at drop default, alter column synthetic drop default;
alter table stationing alter column office drop default, alter column body_kind drop default,
    alter column recorded_at drop default, alter column synthetic drop default;
alter table reception alter column office drop default, alter column body_kind drop default,
    alter column recorded_at drop default, alter column synthetic drop default;
comment on column screening.office is 'the judicial office of the body on the day, or kind: and its kind';

drop index screening_day, stationing_day, reception_day;
create index screening_day on screening (district, day)
    include (body, office, body_kind, found, prevented, recorded_at, synthetic);
create index stationing_day on stationing (district, day) include (centre, office, body_kind, recorded_at, synthetic);
create index reception_day on reception (district, day)
    include (centre, office, body_kind, people, result, recorded_at, synthetic);

update report_entry set body_kind = 'none' where body_kind = '';
update report_entry set office = case when body_kind = 'none' then 'none' else 'kind:' || body_kind end where office is null;
alter table report_entry alter column office set not null;
comment on column report_entry.office is 'the judicial office of the body, or kind: and its kind';
