import ArgumentParser
import CaseStore
import Engine
import Foundation
import Mediation
import Postgres

/// `nplus bench bulk`: registers very many disputes, each validated and with its event.
struct BenchBulk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bulk",
        abstract: "批量登记 / Register very many disputes",
        discussion: """
            数据库必须是新的、空的；登记的数据留在其中。
            The database must be new and empty; what is registered stays in it.

            例 / Example: nplus bench bulk --url postgresql://me@localhost/empty --disputes 100000
            """)

    @Option(help: "空数据库的地址 / Address of an empty database")
    var url: String
    @Option(help: "纠纷数 / Disputes to register")
    var disputes: Int = 50_000

    func run() async throws {
        let owner = PostgresClient(PostgresConfiguration(url: url))
        _ = try await Migrator(client: owner).migrate()
        let client = PostgresClient(.writer(url: url))
        let bench = try BenchCase(client: client)
        _ = await bench.register(1...2000)
        try await BenchCase.clear(owner)
        let clock = ContinuousClock()
        let started = clock.now
        var failed = 0
        for first in stride(from: 1, through: disputes, by: 10_000) {
            failed += await bench.register(first...min(disputes, first + 9_999)).count { (try? $0.get()) == nil }
        }
        let elapsed = clock.now - started
        print("{\"disputes\": \(disputes), \"failed\": \(failed), \"seconds\": \(elapsed / .seconds(1))}")
        await client.close()
        await owner.close()
    }
}
