import CaseStore
import Engine
import Mediation
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("Commits that wait for a standby", .timeLimit(.minutes(10)))
struct StandbyTests {
    @Test("are answered when the standby has them, not when somebody has the server stop waiting for it")
    func unconfirmed() async throws {
        try await OwnServer.with { server in
            // Whoever prepares does not wait.
            var local = PostgresConfiguration.patient(try await server.start())
            local.settings["synchronous_commit"] = "local"
            let owner = PostgresClient(local)
            _ = try await Migrator(client: owner).migrate()
            await owner.close()
            try await server.restart(with: ["synchronous_commit": "on", "synchronous_standby_names": "nobody"])
            let watcher = PostgresClient(local)
            try await EngineFixture.with(try await server.start()) { fixture in
                let answered = Answered()
                var answers: [Task<CaseID, any Error>] = []
                for (number, stop) in ["pg_cancel_backend", "pg_terminate_backend"].enumerated() {
                    answers.append(
                        Task {
                            let id = try await fixture.engine.perform(try Self.registration()).id
                            answered.count.withLock { $0 += 1 }
                            return id
                        })
                    try await Self.waitUntil(watcher, "query like '%insert into dispute%'", 1)
                    _ = try await watcher.query(
                        Statement(
                            SQL(
                                trusted: """
                                    select \(stop)(pid) from pg_stat_activity
                                    where wait_event = 'SyncRep' and query like '%insert into dispute%'
                                    """)))
                    // It is seen by now, and yet its caller has to wait.
                    try await Self.waitUntil(watcher, "query like '%pg_logical_emit_message%'", number + 1)
                }
                let count = try await watcher.query("select count(*) from dispute").only(Int.self)
                #expect(count == 2 && answered.count.withLock { $0 } == 0)
                _ = try await watcher.execute("alter system set synchronous_standby_names = ''")
                _ = try await watcher.query("select pg_reload_conf()")
                for answer in answers { try await fixture.checked(try await answer.value) }
            }
            await watcher.close()
        }
    }

    private static func waitUntil(_ watcher: PostgresClient, _ condition: String, _ count: Int) async throws {
        let sql = SQL(
            trusted: "select count(*) from pg_stat_activity where wait_event = 'SyncRep' and \(condition)")
        while try await watcher.query(Statement(sql)).only(Int.self) != count {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private static func registration() throws -> Request {
        Request(
            commands: [.register(Steps.registration(), actor: Steps.clerk, at: try Steps.at("2023-07-03T09:00"))],
            particulars: Steps.persons)
    }
}

private final class Answered: Sendable {
    let count = Mutex(0)
}
