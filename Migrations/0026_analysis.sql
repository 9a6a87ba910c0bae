-- What analysts may see: disputes and countable happenings without persons, free text or numbers of cases. A dispute bears a pseudonym, a keyed
-- hash that stays the same from view to view and says nothing without the district's key. Sealed matters (family, minors) show their district
-- only, and no place.
--
-- The views read with the rights of their owner. Whoever analyses gets the role nplus_analyst, which sees nothing else.

-- One key for the whole database; the views read it, those who ask them cannot.
insert into district_key (district, purpose, key)
values (0, 'analysis', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))
on conflict do nothing;

create view analysis_dispute as
select
    d.district, left(encode(sha256(k.key || uuid_send(d.id)), 'hex'), 20) as dispute,
    (d.document->>'registered')::timestamptz::date as registered,
    d.document->>'type' as type, d.document->>'source' as source, d.document->>'phase' as phase,
    case when s.sealed then null else left(d.document->>'place', 9) end as town,
    case when s.sealed then null else d.document->'custody'->>'body' end as holder,
    json_array_length(d.document->'parties') as parties, s.sealed,
    coalesce((d.document->>'synthetic')::boolean, false) as synthetic
from (select district, id, document::json as document from dispute) d
cross join lateral (
    select d.document->>'type' = 'family' or exists (
        select from json_array_elements(d.document->'parties') p where p->>'capacity' = 'minor') as sealed
) s
join district_key k on k.district = 0 and k.purpose = 'analysis';

create view analysis_happening as
select
    e.district, left(encode(sha256(k.key || uuid_send(e.case_id)), 'hex'), 20) as dispute, e.measure, e.day, e.office,
    e.body_kind, e.track, e.type, e.source, e.outcome, e.form, e.days, e.amount, e.synthetic
from report_entry e join district_key k on k.district = 0 and k.purpose = 'analysis';
comment on view analysis_happening is 'measure as in docs/indicators.md; amount in fen';

do $$
begin
    if not exists (select from pg_roles where rolname = 'nplus_analyst') then
        create role nplus_analyst nologin;
    end if;
exception
    when duplicate_object or unique_violation then
        null;
    when insufficient_privilege then
        raise notice 'the role nplus_analyst is missing, and % may not create it: analysts see nothing until it is there', current_user;
end
$$;

do $$
declare
    schema text := current_schema();
begin
    if exists (select from pg_roles where rolname = 'nplus_analyst') then
        execute format('grant usage on schema %I to nplus_analyst', schema);
        grant select on analysis_dispute, analysis_happening to nplus_analyst;
    end if;
end
$$;
