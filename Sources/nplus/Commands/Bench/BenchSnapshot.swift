import ArgumentParser
import CaseStore
import Engine
import Foundation
import Mediation
import Postgres

/// `nplus bench snapshot`: what steps and claims cost while somebody holds an old snapshot open, so that nothing can be
/// cleaned up.
struct BenchSnapshot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "有旧快照长期未关闭时的开销 / What things cost while an old snapshot is held open",
        discussion: """
            数据库必须是新的、空的。每隔一段时间输出一行 JSON；快照在最后一段之前关闭。
            The database must be new and empty. Prints a line of JSON for each interval; the
            snapshot is let go before the last two.

            例 / Example: nplus bench snapshot --url postgresql://me@localhost/empty --minutes 10
            """)

    @Option(help: "空数据库的地址 / Address of an empty database")
    var url: String
    @Option(help: "分钟数 / Minutes")
    var minutes: Double = 5
    @Option(help: "每段秒数 / Seconds of an interval")
    var every: Double = 60
    @Option(help: "同时办理的案件数 / Callers, each waiting for its answer")
    var callers: Int = 8

    func run() async throws {
        let owner = PostgresClient(PostgresConfiguration(url: url))
        _ = try await Migrator(client: owner).migrate()
        let client = PostgresClient(.writer(url: url))
        let bench = try BenchCase(client: client)
        let intervals = max(3, Int(minutes * 60 / every))
        let old = PostgresClient(PostgresConfiguration(url: url))
        let load = Task { await drive(bench) }
        let delivery = Task { await deliver(bench) }
        try await old.withConnection { connection in
            try await connection.simple("begin isolation level repeatable read; select count(*) from event")
            for number in 1...(intervals - 2) { try await sample(number, isHeld: true, bench, owner) }
        }
        await old.close()
        for number in (intervals - 1)...intervals { try await sample(number, isHeld: false, bench, owner) }
        load.cancel()
        delivery.cancel()
        await load.value
        await delivery.value
        await client.close()
        await owner.close()
    }

    /// Cases from beginning to end, as fast as they are answered.
    private func drive(_ bench: BenchCase) async {
        let next = CaseCounter(limit: .max)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<callers {
                group.addTask {
                    var result = BenchResult()
                    while !Task.isCancelled, let number = next.take() { await bench.drive(number, &result) }
                }
            }
        }
    }

    private func deliver(_ bench: BenchCase) async {
        let worker = OutboxWorker(engine: bench.engine, delivery: Nowhere())
        while !Task.isCancelled {
            _ = try? await worker.round()
            try? await Task.sleep(for: .milliseconds(200))
        }
    }

    private func sample(
        _ number: Int, isHeld: Bool, _ bench: BenchCase, _ owner: PostgresClient
    ) async throws {
        var configuration = PostgresConfiguration.writer(url: url)
        configuration.settings["synchronous_commit"] = "off"
        let client = PostgresClient(configuration)
        try await Task.sleep(for: .seconds(every))
        // The disk is waited for whether a snapshot is held or not, and would hide what is looked for.
        let store = CaseStore(client: client, district: BenchPlace.district)
        let messages = try await median(of: 21) {
            try await store.giveBack(try await store.takeMessages(limit: 1, lease: 60))
        }
        let clocks = try await median(of: 21) {
            _ = try await store.takeLease(of: "bench", holder: "bench", seconds: 60)
            _ = try await store.dueClocks(by: bench.engine.now, limit: 1000)
        }
        let step = try await median(of: 21) { _ = try await bench.register(1) }
        let dead = try await owner.query("select sum(n_dead_tup)::int8 from pg_stat_user_tables").only(Int64.self)
        let events = try await owner.query("select count(*) from event").only(Int64.self)
        print(
            """
            {"interval": \(number), "minutes": \(Double(number) * every / 60), "held": \(isHeld), "events": \(events), \
            "dead": \(dead), "messages_ms": \(messages), "clocks_ms": \(clocks), "step_ms": \(step)}
            """)
        fflush(nil)
        await client.close()
    }
}

/// Takes every message at once.
private struct Nowhere: Delivery {
    func deliver(_ message: OutboxMessage, of district: DistrictCode) async throws(DeliveryFailure) {}
}
