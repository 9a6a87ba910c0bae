-- Who may ask over the network: accounts, tokens, and what was looked at. Secrets are kept as hashes only.

create table account (
    district     integer not null,
    name         text not null,
    title        text not null,
    password     text not null,
    must_change  boolean not null,
    grants       json not null,
    failed       integer not null default 0,
    locked_until timestamptz,
    created_at   timestamptz not null,
    created_by   text not null,
    disabled_at  timestamptz,
    primary key (district, name)
);
comment on column account.password is 'scrypt with its parameters and salt';
comment on column account.grants is 'role and body, as a list';
comment on column account.failed is 'wrong passwords since the last right one';

create table access_token (
    district   integer not null,
    hash       bytea not null,
    id         uuid not null,
    label      text not null,
    account    text,
    grants     json not null,
    created_at timestamptz not null,
    created_by text not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    primary key (district, hash)
);
comment on table access_token is 'tokens of programs, and of accounts that are signed in';
comment on column access_token.hash is 'SHA-256 of a token of 256 random bits';
comment on column access_token.account is 'the account that signed in, whose grants count then';
create unique index access_token_id on access_token (district, id);
create index access_token_account on access_token (district, account) where account is not null;

create table access_log (
    district   integer not null,
    case_id    uuid not null,
    at         timestamptz not null,
    principal  text not null,
    operation  text not null,
    party      integer,
    reason     text
);
comment on table access_log is 'who looked at which dispute, and at whose identity and telephone for what reason';
create index access_log_case on access_log (district, case_id, at);
revoke update, delete on access_log from nplus_writer;
