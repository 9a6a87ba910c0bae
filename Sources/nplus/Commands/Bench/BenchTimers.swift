import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres

/// `nplus bench timers`: very many clocks that run out at the same moment.
struct BenchTimers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timers",
        abstract: "同一时刻大量到期的期限 / Very many clocks that run out at one moment",
        discussion: """
            数据库必须是新的、空的。各工作者争用同一份工作，每隔一秒其租约被取消一次。
            The database must be new and empty. The workers contend for the work; once a second
            the lease is taken away from whoever has it.

            例 / Example: nplus bench timers --url postgresql://me@localhost/empty --clocks 100000
            """)

    @Option(help: "空数据库的地址 / Address of an empty database")
    var url: String
    @Option(help: "期限数 / Clocks")
    var clocks: Int = 100_000
    @Option(help: "工作者数 / Workers")
    var workers: Int = 3

    func run() async throws {
        let owner = PostgresClient(PostgresConfiguration(url: url))
        _ = try await Migrator(client: owner).migrate()
        try await fill(owner)
        let clock = ContinuousClock()
        let started = clock.now
        let unrest = Task { await endLeases(owner) }
        let fired = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<workers { group.addTask { try await work(number) } }
            return try await group.reduce(0, +)
        }
        let elapsed = clock.now - started
        unrest.cancel()
        await unrest.value
        let left = try await owner.query("select count(*) from clock").only(Int64.self)
        let doubled = try await owner.query(Self.doubled).only(Int64.self)
        print(
            """
            {"clocks": \(clocks), "workers": \(workers), "seconds": \(elapsed / .seconds(1)), "fired": \(fired), \
            "left": \(left), "doubled": \(doubled)}
            """)
        await owner.close()
    }

    /// A dispute whose time limit began forty days ago, as often as asked.
    private func fill(_ owner: PostgresClient) async throws {
        let client = PostgresClient(.writer(url: url))
        let then = Environment.live.now().adding(seconds: -40 * 86_400)
        let bench = try BenchCase(
            client: client, environment: Environment(now: { then }, random: Environment.live.random))
        try await bench.accept(try await bench.register(1))
        await client.close()
        try await BenchCopies.fill(owner, disputes: clocks - 1, open: 1)
    }

    /// A worker with an engine of its own, as in a program of its own.
    private func work(_ number: Int) async throws -> Int {
        let client = PostgresClient(.writer(url: url))
        let bench = try BenchCase(client: client)
        let worker = TimerWorker(holder: "worker \(number)")
        var fired = 0
        while true {
            let round = try await worker.round(on: bench.engine)
            fired += round.fired
            if round.isElsewhere {
                try await Task.sleep(for: .milliseconds(50))
            } else if try await bench.engine.store.clocks(at: bench.engine.now).due == 0 {
                break
            }
        }
        await worker.stop(on: bench.engine)
        await client.close()
        return fired
    }

    private func endLeases(_ owner: PostgresClient) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(1))
            _ = try? await owner.execute("delete from lease")
        }
    }

    private static let doubled: Statement = """
        select count(*) from (
            select case_id from event where act like 'expired.%' group by case_id having count(*) > 1) d
        """
}
