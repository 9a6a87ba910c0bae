-- Screenings for a purpose: campaigns of key periods, and what became of each finding. A return counts for every campaign in whose days it
-- falls, so nobody returns twice.

create table campaign (
    district    integer not null,
    id          text not null,
    name        text not null,
    starts      date not null,
    ends        date not null,
    places      text[] not null,
    types       text[] not null,
    primary key (district, id),
    check (starts <= ends)
);
comment on column campaign.places is 'divisions whose village committees have to return; empty for all';
comment on column campaign.types is 'types of disputes it looks for; empty for all';

create table screening_lead (
    district    integer not null,
    number      text not null,
    case_id     uuid not null,
    primary key (district, number, case_id)
);
comment on table screening_lead is 'a finding of a return, and the matter it became or belongs to; the matter itself names the return as its door';
create index screening_lead_case on screening_lead (district, case_id);

revoke delete on screening_lead from nplus_writer;
