import Testing

@testable import Postgres

@Suite("Transactions")
struct TransactionTests {
    private struct Refusal: Error, Equatable {}

    private func withTable<Value: Sendable>(
        connections: Int = 4, _ body: (PostgresClient) async throws -> Value
    ) async throws -> Value {
        try await withClient(connections: connections) { client in
            try await client.execute("CREATE TABLE t (id int8 CONSTRAINT t_key UNIQUE DEFERRABLE, n int8)")
            return try await body(client)
        }
    }

    private func count(_ client: PostgresClient) async throws -> Int {
        try await client.query("SELECT count(*) FROM t").only(Int.self)
    }

    @Test("what returns is committed, what throws is rolled back and keeps its error")
    func commitAndRollback() async throws {
        try await withTable(connections: 1) { client in
            let value = try await client.withTransaction { connection in
                try await connection.execute("INSERT INTO t VALUES (1)")
                return "done"
            }
            #expect(value == "done")
            do throws(PostgresTransactionError<any Error>) {
                try await client.withTransaction { connection in
                    try await connection.execute("INSERT INTO t VALUES (2)")
                    throw Refusal()
                }
            } catch {
                guard case .body(let cause, rollback: nil) = error else {
                    Issue.record("\(error)")
                    return
                }
                #expect(cause is Refusal)
            }
            let stored = try await count(client)
            #expect(stored == 1)
        }
    }

    @Test("an error that the closure swallows does not become a commit")
    func swallowed() async throws {
        try await withTable(connections: 1) { client in
            do throws(PostgresTransactionError<any Error>) {
                try await client.withTransaction { connection in
                    try await connection.execute("INSERT INTO t VALUES (1)")
                    _ = try? await connection.query("SELECT 1/0")
                }
                Issue.record("committed")
            } catch {
                #expect(error.postgresError?.code == .transactionAborted)
            }
            let stored = try await count(client)
            #expect(stored == 0)
        }
    }

    @Test("a constraint that is checked at COMMIT fails the commit, named")
    func deferredConstraint() async throws {
        try await withTable { client in
            do throws(PostgresTransactionError<any Error>) {
                try await client.withTransaction { connection in
                    try await connection.simple("SET CONSTRAINTS ALL DEFERRED; INSERT INTO t VALUES (1), (1)")
                }
                Issue.record("committed")
            } catch {
                guard case .commit(let cause) = error else {
                    Issue.record("\(error)")
                    return
                }
                #expect(cause.sqlState == .uniqueViolation)
                #expect(cause.constraint == "t_key")
                #expect(cause.table == "t")
            }
            let stored = try await count(client)
            #expect(stored == 0)
        }
    }

    @Test("isolation and read only reach the server")
    func isolation() async throws {
        try await withTable { client in
            for (level, name) in [
                (IsolationLevel.readCommitted, "read committed"), (.repeatableRead, "repeatable read"),
                (.serializable, "serializable"),
            ] {
                let seen = try await client.withTransaction(isolation: level) { connection in
                    try await connection.query("SHOW transaction_isolation").only(String.self)
                }
                #expect(seen == name)
            }
            do throws(PostgresTransactionError<any Error>) {
                try await client.withTransaction(readOnly: true) { (connection) throws(any Error) in
                    try await connection.execute("INSERT INTO t VALUES (1)")
                }
            } catch {
                #expect(error.postgresError?.sqlState == .readOnlyTransaction)
            }
        }
    }

    @Test("transactions that lose to another one are run again, and none is lost")
    func retry() async throws {
        try await withTable { client in
            try await client.execute("INSERT INTO t VALUES (1, 0)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<5 {
                            try await client.withTransaction(isolation: .serializable, retry: .onConflict(1000)) {
                                let n = try await $0.query("SELECT n FROM t WHERE id = 1").only(Int.self)
                                try await $0.execute("UPDATE t SET n = \(n + 1) WHERE id = 1")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await client.query("SELECT n FROM t").only(Int.self) == 20)
        }
    }

    @Test("without the option a conflict is thrown, marked as one that may be retried")
    func noRetry() async throws {
        try await withTable { client in
            try await client.execute("INSERT INTO t VALUES (1, 0)")
            do throws(PostgresTransactionError<any Error>) {
                try await client.withTransaction(isolation: .repeatableRead) { connection in
                    _ = try await connection.query("SELECT n FROM t")
                    try await client.execute("UPDATE t SET n = 5")
                    try await connection.execute("UPDATE t SET n = 6")
                }
                Issue.record("the update was lost")
            } catch {
                #expect(error.isRetryable)
                #expect(error.postgresError?.sqlState == .serializationFailure)
            }
        }
    }

    @Test("a transaction left open, or begun twice, does not reach the next borrower")
    func leftOpen() async throws {
        try await withTable(connections: 1) { client in
            try await client.withConnection { connection in
                try await connection.simple("BEGIN")
                try await connection.execute("INSERT INTO t VALUES (1)")
                do throws(PostgresTransactionError<any Error>) {
                    try await connection.withTransaction { (_) throws(any Error) in }
                    Issue.record("a transaction inside a transaction")
                } catch {
                    #expect(error.postgresError?.code == .misuse)
                }
            }
            let stored = try await count(client)
            #expect(stored == 0)
        }
    }
}
