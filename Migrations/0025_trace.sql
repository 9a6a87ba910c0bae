-- Which request over the network caused an event, where the caller said: for finding an entry of a log beside an event, and the other way
-- round. No part of the history, so no hash covers it.

create table event_trace (
    district integer not null,
    case_id  uuid not null,
    sequence integer not null,
    trace    bytea not null,
    primary key (district, case_id, sequence)
);
comment on table event_trace is 'trace ids of W3C Trace Context, on the last event that a request caused';
create index event_trace_id on event_trace (trace);
revoke update, delete on event_trace from nplus_writer;
