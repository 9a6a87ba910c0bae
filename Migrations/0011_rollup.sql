-- Sums of report entries by month, so that a year's report reads thousands of rows instead of millions.
--
-- An entry is folded into the sums some time after it was written: only when no transaction can still be running that
-- began before it (its number is below the watermark). A report is the sums up to the watermark and the entries from it
-- on, read in one statement, so it is exact at any instant. Nobody waits for anybody: entries are only added, and the
-- sums are only touched by the folding.

alter table report_entry
    add column transaction bigint not null default (pg_current_xact_id()::text::bigint);
comment on column report_entry.transaction is 'tells the entries that are in the sums from those that are not yet';
create index report_entry_feed on report_entry using brin (transaction) with (pages_per_range = 16);

create table report_rollup (
    district    integer not null,
    dimension   text not null,
    measure     smallint not null,
    month       date not null,
    value       text not null,
    outcome     text not null,
    form        text not null,
    days        integer not null,
    origin      date not null,
    synthetic   boolean not null,
    entries     bigint not null,
    amount      bigint not null,
    primary key (district, dimension, measure, month, value, outcome, form, days, origin, synthetic)
);
comment on table report_rollup is 'each entry is counted once for the whole (empty dimension) and once under its value of every dimension';
comment on column report_rollup.days is 'of conclusions, for mean and median; -1 otherwise';
comment on column report_rollup.origin is 'month in which the agreement of a performance or confirmation took effect; else the month itself';

create table report_watermark (
    district    integer not null,
    transaction bigint not null,
    primary key (district)
);
comment on column report_watermark.transaction is 'entries of transactions below this number are in the sums';
