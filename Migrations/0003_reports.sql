-- What the figures are made of. An entry is one countable happening of one dispute: a figure is a sum of entries and so
-- opens to exactly its cases. Entries follow from events and can be recomputed from them.

create table report_entry (
    district    integer not null,
    case_id     uuid not null,
    sequence    integer not null,
    proceeding  integer not null,
    measure     smallint not null,
    day         date not null,
    recorded_at timestamptz not null,
    body        text not null,
    office      text,
    body_kind   text not null,
    track       text,
    type        text not null,
    source      text not null,
    outcome     text,
    form        text,
    days        integer,
    amount      bigint,
    synthetic   boolean not null,
    primary key (district, case_id, sequence, proceeding, measure)
);
comment on column report_entry.measure is 'what it counts: the stored numbers of the measures, see docs/indicators.md';
comment on column report_entry.days is 'from acceptance to the end, or from the effect of the agreement to its performance or confirmation';
comment on column report_entry.amount is 'fen';
create index report_entry_figure on report_entry (district, measure, day)
    include (body, office, body_kind, track, type, source, outcome, form, days, amount, synthetic, case_id, proceeding, recorded_at);
