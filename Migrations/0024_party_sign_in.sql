-- A party signs in with the code of the dispute and the telephone number that the office has, and sees that dispute; staff through
-- the identity provider of the office.

alter table access_token
    add column case_id uuid,
    add column party integer,
    add column issuer text,
    add constraint access_token_party check ((case_id is null) = (party is null));
comment on column access_token.case_id is 'the dispute of a party that signed in, who sees no other';
comment on column access_token.issuer is 'the identity provider that vouched for somebody who has no account here';

create table sign_in_attempt (
    district     integer not null,
    subject      bytea not null,
    failed       integer not null,
    last_at      timestamptz not null,
    primary key (district, subject)
);
comment on table sign_in_attempt is 'attempts of parties since the last that succeeded';
comment on column sign_in_attempt.subject is 'keyed hash of a code, or of a telephone number';
