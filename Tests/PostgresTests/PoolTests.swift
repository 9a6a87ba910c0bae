import Testing

@testable import Postgres

/// Which connections are in somebody's hands.
private actor Borrowed {
    private var connections: Set<ObjectIdentifier> = []

    /// False when somebody else has it.
    func take(_ connection: PostgresConnection) -> Bool {
        connections.insert(ObjectIdentifier(connection)).inserted
    }

    func giveBack(_ connection: PostgresConnection) {
        connections.remove(ObjectIdentifier(connection))
    }
}

@Suite("The pool", .timeLimit(.minutes(10)))
struct PoolTests {
    @Test("a hundred tasks share four connections, and no two use one at the same time")
    func sharing() async throws {
        try await withClient(connections: 4) { client in
            let borrowed = Borrowed()
            let pids = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<100 {
                    group.addTask {
                        try await client.withConnection { connection in
                            let isFree = await borrowed.take(connection)
                            #expect(isFree)
                            let pid = try await connection.query("SELECT pg_backend_pid()").only(Int.self)
                            await borrowed.giveBack(connection)
                            return pid
                        }
                    }
                }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
            }
            #expect((1...4).contains(pids.count))
            let sessions = try await client.query(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            ).only(Int.self)
            #expect(sessions <= 4)
        }
    }

    @Test("nobody waits longer than the acquire timeout, and the connection is not lost by it")
    func exhaustion() async throws {
        try await withClient(connections: 1, configure: { $0.acquireTimeout = .milliseconds(30) }) { client in
            try await client.withConnection { _ in
                let error = try await postgresError { try await client.query("SELECT 1") }
                #expect(error.code == .poolTimeout)
            }
            #expect(try await client.query("SELECT 1").only(Int.self) == 1)
        }
    }

    @Test("a cancelled waiter leaves at once")
    func cancelWaiter() async throws {
        try await withClient(connections: 1) { client in
            try await client.withConnection { _ in
                let waiter = Task { try await client.query("SELECT 1") }
                await Task.yield()
                waiter.cancel()
                let error = try await postgresError { try await waiter.value }
                #expect(error.code == .cancelled)
            }
            #expect(try await client.query("SELECT 1").only(Int.self) == 1)
        }
    }

    @Test("cancelling at random moments loses no connection")
    func cancelStorm() async throws {
        try await withClient(connections: 2) { client in
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let task = Task { try await client.query("SELECT pg_sleep(0.001)") }
                        if number % 3 != 0 {
                            try? await Task.sleep(for: .microseconds(number * 37 % 3000))
                            task.cancel()
                        }
                        _ = await task.result
                    }
                }
            }
            // Both connections can be had at the same time.
            try await client.withConnection { first in
                try await client.withConnection { second in
                    let one = try await first.query("SELECT 1").only(Int.self)
                    let two = try await second.query("SELECT 2").only(Int.self)
                    #expect((one, two) == (1, 2))
                }
            }
        }
    }

    @Test("closing sends the waiting away and ends the sessions")
    func closing() async throws {
        try await withClient { watcher in
            let client = PostgresClient(
                watcher.configuration.with {
                    $0.maximumConnections = 1
                    $0.applicationName = "closing"
                })
            try await client.withConnection { connection in
                let waiter = Task { try await client.query("SELECT 1") }
                await Task.yield()
                await client.close()
                let error = try await postgresError { try await waiter.value }
                #expect(error.code == .closed)
                // The lent connection still works until it comes back.
                #expect(try await connection.query("SELECT 1").only(Int.self) == 1)
            }
            let error = try await postgresError { try await client.query("SELECT 1") }
            #expect(error.code == .closed)
            try await watcher.waitUntil(
                "SELECT count(*) = 0 FROM pg_stat_activity WHERE application_name = 'closing'")
        }
    }
}
