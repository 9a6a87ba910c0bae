import Testing

@testable import Postgres

@Suite("Cancellation", .timeLimit(.minutes(10)))
struct CancellationTests {
    private let sleeping: Statement = """
        SELECT count(*) = 1 FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event = 'PgSleep'
        """

    @Test("a cancelled task stops its statement, and the session stays")
    func cancelStatement() async throws {
        try await withClient { watcher in
            let client = PostgresClient(watcher.configuration.with { $0.maximumConnections = 1 })
            let before = try await client.query("SELECT pg_backend_pid()").only(Int.self)
            let task = Task { try await client.query("SELECT pg_sleep(60)") }
            try await watcher.waitUntil(sleeping)
            task.cancel()
            let error = try await postgresError { try await task.value }
            #expect(error.code == .cancelled)
            #expect(error.sqlState == .queryCanceled)
            #expect(try await client.query("SELECT pg_backend_pid()").only(Int.self) == before)
            await client.close()
        }
    }

    @Test("a task cancelled before it asks sends nothing")
    func cancelledBefore() async throws {
        try await withClient { client in
            try await client.execute("CREATE TABLE t ()")
            try await client.withConnection { connection in
                let task = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    try await connection.execute("INSERT INTO t DEFAULT VALUES")
                }
                let error = try await postgresError { try await task.value }
                #expect(error.code == .cancelled)
            }
            #expect(try await client.query("SELECT count(*) FROM t").only(Int.self) == 0)
        }
    }

    @Test("cancelling at random moments never hits another statement")
    func random() async throws {
        try await withClient(connections: 1) { client in
            let seed = UInt64.random(in: 0 ... .max)
            var generator = SeededGenerator(state: seed)
            for round in 0..<200 {
                let pause = Int.random(in: 0...2000, using: &generator)
                let task = Task { try await client.query("SELECT pg_sleep(0.001)") }
                try await Task.sleep(for: .microseconds(pause))
                task.cancel()
                let outcome = await task.result
                if case .failure(let error) = outcome {
                    #expect((error as? PostgresError)?.code == .cancelled, "seed \(seed), round \(round)")
                }
                #expect(try await client.query("SELECT \(round)").only(Int.self) == round, "seed \(seed)")
            }
        }
    }

    @Test("cancelled inside a transaction, it is rolled back")
    func cancelTransaction() async throws {
        try await withClient { watcher in
            try await watcher.execute("CREATE TABLE t ()")
            let client = PostgresClient(watcher.configuration.with { $0.maximumConnections = 1 })
            let task = Task {
                try await client.withTransaction { connection in
                    try await connection.execute("INSERT INTO t DEFAULT VALUES")
                    _ = try await connection.query("SELECT pg_sleep(60)")
                }
            }
            try await watcher.waitUntil(sleeping)
            task.cancel()
            guard case .failure(let error) = await task.result,
                case .body(let cause, rollback: nil)? = error as? PostgresTransactionError<any Error>
            else {
                Issue.record("the transaction went on")
                return
            }
            #expect((cause as? PostgresError)?.code == .cancelled)
            #expect(try await client.query("SELECT count(*) FROM t").only(Int.self) == 0)
            await client.close()
        }
    }

    @Test("cancelled between the last statement and COMMIT, it is rolled back")
    func cancelBeforeCommit() async throws {
        try await withClient { client in
            try await client.execute("CREATE TABLE t ()")
            let task = Task {
                try await client.withTransaction { connection in
                    try await connection.execute("INSERT INTO t DEFAULT VALUES")
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            }
            guard case .failure(let error) = await task.result else {
                Issue.record("committed")
                return
            }
            #expect((error as? PostgresTransactionError<any Error>)?.postgresError?.code == .cancelled)
            #expect(try await client.query("SELECT count(*) FROM t").only(Int.self) == 0)
        }
    }
}

extension PostgresConfiguration {
    func with(_ change: (inout PostgresConfiguration) -> Void) -> PostgresConfiguration {
        var copy = self
        change(&copy)
        return copy
    }
}

/// splitmix64, so that a failing run can be repeated from its seed.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
