import Testing

@testable import Postgres

@Suite("A session that the server ends", .timeLimit(.minutes(10)))
struct BrokenConnectionTests {
    /// A client of one connection, and a watcher that can end it.
    private func withVictim(
        _ body: (_ client: PostgresClient, _ watcher: PostgresClient) async throws -> Void
    ) async throws {
        try await withClient { watcher in
            try await watcher.execute("CREATE TABLE t (id int8 PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)")
            let client = PostgresClient(
                watcher.configuration.with {
                    $0.maximumConnections = 1
                    $0.applicationName = "victim"
                })
            try await body(client, watcher)
            // The pool has replaced it.
            #expect(try await client.query("SELECT 1").only(Int.self) == 1)
            await client.close()
        }
    }

    /// Ends the victim and waits until it is gone.
    private func terminate(_ watcher: PostgresClient) async throws {
        let ended = try await watcher.query(
            """
            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
             WHERE application_name = 'victim' AND datname = current_database()
            """
        ).decode(Bool.self)
        #expect(ended == [true])
    }

    private let sleeping: Statement = """
        SELECT count(*) = 1 FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'victim' AND wait_event = 'PgSleep'
        """

    @Test("while idle: the next borrower does not notice")
    func idle() async throws {
        try await withVictim { client, watcher in
            for _ in 0..<3 {
                let pid = try await client.query("SELECT pg_backend_pid()").only(Int.self)
                try await terminate(watcher)
                #expect(try await client.query("SELECT pg_backend_pid()").only(Int.self) != pid)
            }
        }
    }

    @Test("in a statement of its own transaction: the outcome is unknown")
    func inStatement() async throws {
        try await withVictim { client, watcher in
            let task = Task { try await client.query("SELECT pg_sleep(60)") }
            try await watcher.waitUntil(sleeping)
            try await terminate(watcher)
            let error = try await postgresError { try await task.value }
            #expect(error.code == .commitUnknown)
            #expect(error.sqlState == .adminShutdown)
        }
    }

    @Test("in a transaction, between statements and in one: nothing happened")
    func inTransaction() async throws {
        try await withVictim { client, watcher in
            do throws(PostgresTransactionError<any Error>) {
                try await client.withTransaction { connection in
                    try await connection.execute("INSERT INTO t VALUES (1)")
                    try await self.terminate(watcher)
                    try await connection.execute("INSERT INTO t VALUES (2)")
                }
                Issue.record("committed")
            } catch {
                #expect(error.postgresError?.code == .connectionLost)
            }
            let task = Task {
                try await client.withTransaction { connection in
                    try await connection.execute("INSERT INTO t VALUES (1)")
                    _ = try await connection.query("SELECT pg_sleep(60)")
                }
            }
            try await watcher.waitUntil(sleeping)
            try await terminate(watcher)
            guard case .failure(let error) = await task.result else {
                Issue.record("committed")
                return
            }
            #expect((error as? PostgresTransactionError<any Error>)?.postgresError?.code == .connectionLost)
            #expect(try await client.query("SELECT count(*) FROM t").only(Int.self) == 0)
        }
    }

    @Test("in COMMIT: the outcome is unknown, and said so")
    func inCommit() async throws {
        try await withVictim { client, watcher in
            // A constraint trigger that is checked at COMMIT holds it there.
            try await watcher.withConnection { connection in
                try await connection.simple(
                    """
                    CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql
                        AS 'BEGIN PERFORM pg_sleep(60); RETURN null; END';
                    CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
                        FOR EACH ROW EXECUTE FUNCTION wait();
                    """)
            }
            let task = Task {
                try await client.withTransaction { try await $0.execute("INSERT INTO t VALUES (1)") }
            }
            try await watcher.waitUntil(sleeping)
            try await terminate(watcher)
            guard case .failure(let error) = await task.result,
                case .commit(let cause)? = error as? PostgresTransactionError<any Error>
            else {
                Issue.record("committed")
                return
            }
            #expect(cause.code == .commitUnknown)
        }
    }

    @Test("in a COPY: an error, not a hang")
    func inCopy() async throws {
        try await withVictim { client, watcher in
            let error = try await postgresError {
                try await client.withConnection { connection in
                    try await connection.copyIn(into: "t", columns: ["id"]) { writer in
                        for id in 0..<10_000 { try await writer.row(id) }
                        try await self.terminate(watcher)
                        for id in 10_000..<100_000 { try await writer.row(id) }
                    }
                }
            }
            #expect(error.code == .connectionLost || error.code == .commitUnknown)
            #expect(try await watcher.query("SELECT count(*) FROM t").only(Int.self) == 0)
        }
    }
}
