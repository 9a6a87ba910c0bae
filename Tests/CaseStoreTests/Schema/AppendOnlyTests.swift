import CaseStore
import Postgres
import PostgresServer
import TestSupport
import Testing

/// The program works as `nplus_writer`, which the last word on the history is not given to.
@Suite("History is append-only by privilege")
struct AppendOnlyTests {
    @Test(
        "what happened can be neither changed nor removed",
        arguments: [
            "event", "custody_past", "case_number", "audit_key", "audit_root", "access_log", "subsidy", "event_trace",
        ],
        ["update", "delete", "truncate"])
    func refused(table: String, verb: String) async throws {
        try await asWriter { client in
            let text =
                switch verb {
                case "update": "update \(table) set district = district"
                case "delete": "delete from \(table)"
                default: "truncate \(table)"
                }
            let error = try await #require(throws: PostgresError.self) {
                try await client.execute(Statement(SQL(trusted: text)))
            }
            #expect(error.sqlState == .insufficientPrivilege)
        }
    }

    @Test("the list of migrations is only read")
    func migrations() async throws {
        try await asWriter { client in
            let count = try await client.query("select count(*) from schema_migration").only(Int.self)
            #expect(count == Migrator.shipped.count)
            let error = try await #require(throws: PostgresError.self) {
                try await client.execute("delete from schema_migration")
            }
            #expect(error.sqlState == .insufficientPrivilege)
        }
    }

    @Test("it may read and write all the rest, and every table it may read and add to")
    func allowed() async throws {
        try await asWriter { client in
            let closed = try await client.query(
                """
                select t.relname from pg_class t join pg_namespace n on n.oid = t.relnamespace
                where n.nspname = 'public' and t.relkind in ('r', 'p') and t.relname <> 'schema_migration'
                    and not (has_table_privilege('nplus_writer', t.oid, 'select')
                        and has_table_privilege('nplus_writer', t.oid, 'insert')
                        and (t.relname in ('event', 'custody_past', 'case_number', 'audit_key', 'audit_root', 'access_log', 'subsidy', 'event_trace')
                            or has_table_privilege('nplus_writer', t.oid, 'update')
                            and (has_table_privilege('nplus_writer', t.oid, 'delete')
                                or t.relname in ('exchange_message', 'outside_item', 'outside_message', 'screening_lead'))))
                """
            ).decode(String.self)
            #expect(closed.isEmpty)
        }
    }

    @Test("a table of a later migration is open to it")
    func laterTable() async throws {
        try await withDatabase(.store) { client, url in
            _ = try await client.execute("create table later (district integer primary key)")
            try await withClient(.patientWriter(url.description)) { writer in
                let added = try await writer.execute("insert into later values (1)")
                let removed = try await writer.execute("delete from later")
                #expect(added == 1 && removed == 1)
            }
        }
    }

    private func asWriter(_ body: (PostgresClient) async throws -> Void) async throws {
        try await TestDatabase.with(.store) { url in
            try await withClient(.patientWriter(url.description)) { try await body($0) }
        }
    }
}
