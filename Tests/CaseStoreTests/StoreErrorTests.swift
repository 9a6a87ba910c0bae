import CaseStore
import Postgres
import TestSupport
import Testing

/// The store tells its callers what they may do next, by the state that the server names.
@Suite("What an error of the database means for the caller")
struct StoreErrorTests {
    @Test(
        "by SQLSTATE",
        arguments: [
            ("53100", StoreError.Code.diskFull), ("25006", .readOnly), ("42P01", .schema), ("42703", .schema),
            ("57P01", .unavailable), ("57P03", .unavailable), ("53300", .unavailable), ("53200", .unavailable),
            ("23514", .database), ("40001", .conflict), ("42501", .database), ("57014", .tooLong), ("XX002", .corrupt),
        ])
    func states(state: String, code: StoreError.Code) async throws {
        try await withDatabase(.empty) { client, _ in
            let error = try await failure(
                client, SQL(trusted: "do $$ begin raise exception using errcode = '\(state)'; end $$"))
            #expect(error.code == code)
            #expect(error.description.contains(state))
        }
    }

    @Test("a number and a key that are in use are told apart from every other unique violation")
    func uniques() async throws {
        try await withDatabase(.store) { client, _ in
            let number: SQL = """
                insert into case_number (district, kind, number, case_id)
                select 120119, 'register', 'A1', gen_random_uuid() from generate_series(1, 2)
                """
            let taken = try await failure(client, number)
            #expect(taken.code == .numberTaken)
            let key: SQL = """
                insert into event (district, case_id, sequence, occurred_at, recorded_at, act, content, previous, algorithm,
                    hash, idempotency)
                select 120119, gen_random_uuid(), 1, now(), now(), 'note', '{}', '', 'sha256', '', 'k1'
                from generate_series(1, 2)
                """
            #expect(try await failure(client, key).code == .keyTaken)
            let custody: SQL = """
                insert into custody (district, case_id, body, since)
                select 120119, '00000000-0000-7000-8000-000000000001', 'X', now() from generate_series(1, 2)
                """
            #expect(try await failure(client, custody).code == .database)
        }
    }

    @Test("a server that is away, and a client that is closed")
    func away() async throws {
        try await withClient(PostgresConfiguration(url: "host=/nonexistent dbname=x")) { client in
            let away = try await failure(client, "select 1")
            #expect(away.code == .unavailable)
            await client.close()
            #expect(try await failure(client, "select 1").code == .unavailable)
        }
    }

    private func failure(_ client: PostgresClient, _ sql: SQL) async throws -> StoreError {
        let error = try await #require(throws: PostgresError.self) { try await client.query(Statement(sql)) }
        return StoreError(error)
    }
}
