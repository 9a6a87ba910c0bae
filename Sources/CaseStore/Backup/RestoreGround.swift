package import Postgres

/// What a dump needs of the database that it goes into, and what it does not bring itself.
package struct RestoreGround: Sendable {
    private let connection: PostgresConnection

    package init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    /// The tables, views and sequences that are there already. A dump goes into a database that has none.
    package func content() async throws(StoreError) -> [String] {
        try await storing { () throws(PostgresError) in
            try await connection.query(Self.existing).decode(String.self)
        }
    }

    /// Makes the roles that the tables and views of the dump are opened to. Roles belong to the server, and no dump brings them.
    package func prepare() async throws(StoreError) {
        try await storing { () throws(PostgresError) in try await connection.simple(Self.role) }
    }

    /// Makes what the dump brought fit the server that it is on now.
    ///
    /// Rows say by which transaction they were written. Another server counts transactions anew, so those of the dump go below
    /// all that it will ever count, in their order: else what is written next would seem to be in the sums and the feed already.
    ///
    /// Tables of later migrations are opened to the role. In the dump this is said of the owner by name, who may be another
    /// here; it comes last, so that the tables of the dump have the rights that the dump gives, and no more.
    package func finish() async throws(StoreError) {
        try await storing { () throws(PostgresError) in
            try await connection.simple(Self.earlierTransactions)
            try await connection.simple(Self.laterTables)
        }
    }

    private static let existing: Statement = """
        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
            and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
        order by 1
        """
    private static let role: SQL = """
        do $$
        begin
            if not exists (select from pg_roles where rolname = 'nplus_writer') then
                create role nplus_writer nologin;
            end if;
            if not pg_has_role(current_user, 'nplus_writer', 'member') then
                execute format('grant nplus_writer to %I', current_user);
            end if;
            if not exists (select from pg_roles where rolname = 'nplus_analyst') then
                create role nplus_analyst nologin;
            end if;
        end
        $$
        """
    private static let earlierTransactions: SQL = """
        do $$
        declare
            last bigint := greatest(
                (select max(transaction) from event), (select max(transaction) from report_entry),
                (select max(transaction) from report_watermark));
        begin
            if last >= 0 then
                update event set transaction = transaction - last - 1;
                update report_entry set transaction = transaction - last - 1;
                update report_watermark set transaction = transaction - last - 1
                    where transaction > '-9223372036854775808';
            end if;
        end
        $$
        """
    private static let laterTables: SQL = """
        do $$
        begin
            execute format(
                'alter default privileges in schema %I grant select, insert, update, delete on tables to nplus_writer',
                current_schema());
        end
        $$
        """
}
