-- History is append-only by privilege. The program works as the role `nplus_writer`, which may add events, past holders and
-- numbers, but neither change nor remove them. Whoever owns the tables, and a superuser, still can: against them stands the
-- hash chain. A role belongs to the whole server, so another database of it may have made this one already.

do $$
begin
    if not exists (select from pg_roles where rolname = 'nplus_writer') then
        create role nplus_writer nologin;
    end if;
exception
    when duplicate_object or unique_violation then
        null;
    when insufficient_privilege then
        raise exception 'the role nplus_writer is missing, and % may not create it', current_user
            using errcode = 'insufficient_privilege',
            hint = format(
                '请由数据库管理员执行 / as an administrator of the database run: create role nplus_writer nologin; grant nplus_writer to %I;',
                current_user);
end
$$;

do $$
declare
    schema text := current_schema();
begin
    -- A superuser needs no membership to take the role.
    if not pg_has_role(current_user, 'nplus_writer', 'member') then
        execute format('grant nplus_writer to %I', current_user);
    end if;
    execute format('grant usage on schema %I to nplus_writer', schema);
    execute format('grant select, insert, update, delete on all tables in schema %I to nplus_writer', schema);
    -- Tables of later migrations are open to it as well, unless those say otherwise.
    execute format(
        'alter default privileges in schema %I grant select, insert, update, delete on tables to nplus_writer', schema);
end
$$;

revoke update, delete on event, custody_past, case_number from nplus_writer;
revoke insert, update, delete on schema_migration from nplus_writer;
