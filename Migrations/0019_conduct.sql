-- Complaints beside the disputes, so that who supervises sees what waits for an answer and nobody assigns a mediator about whom one
-- was confirmed; and what was paid for disputes, each at most once. Both follow from the events.

create table complaint (
    district    integer not null,
    case_id     uuid not null,
    number      integer not null,
    code        text not null,
    receiver    text not null,
    body        text not null,
    mediator    text,
    ground      text not null,
    filed       date not null,
    due         date,
    answered    date,
    confirmed   boolean,
    lifted      date,
    primary key (district, case_id, number)
);
comment on column complaint.receiver is 'the body that supervises and has to answer';
comment on column complaint.lifted is 'until then the mediator of a confirmed complaint is assigned to nothing';
create index complaint_sanction on complaint (district, mediator)
    where confirmed and lifted is null and mediator is not null;
create index complaint_filed on complaint (district, filed);

create table subsidy (
    district    integer not null,
    case_id     uuid not null,
    code        text not null,
    dossier     text,
    mediator    text not null,
    body        text not null,
    grade       text not null,
    amount      bigint not null,
    basis       text not null,
    verified    boolean not null,
    day         date not null,
    primary key (district, case_id)
);
comment on table subsidy is 'what the mediator of a dispute was paid: the primary key pays for a dispute once';
comment on column subsidy.amount is 'in fen';
create index subsidy_day on subsidy (district, day);

revoke update, delete on subsidy from nplus_writer;
