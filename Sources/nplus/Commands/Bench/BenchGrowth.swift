import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres

/// `nplus bench growth`: what a step, a work list and a case cost in tables of a given size.
struct BenchGrowth: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "growth",
        abstract: "数据量增长后的开销 / What things cost when there are many disputes",
        discussion: """
            数据库必须是新的、空的。未结案 2000 件，其余为已结案。
            The database must be new and empty. Two thousand disputes are open, the rest are
            finished.

            例 / Example: nplus bench growth --url postgresql://me@localhost/empty --disputes 1000000
            """)

    @Option(help: "空数据库的地址 / Address of an empty database")
    var url: String
    @Option(help: "纠纷总数 / Disputes in the tables")
    var disputes: Int = 10_000
    @Option(help: "每项测量次数 / Times each thing is measured")
    var samples: Int = 400

    private static let open = 2000

    func run() async throws {
        let owner = PostgresClient(PostgresConfiguration(url: url))
        _ = try await Migrator(client: owner).migrate()
        let client = PostgresClient(.writer(url: url))
        let bench = try BenchCase(client: client)
        _ = try await bench.register(1)
        try await BenchCopies.fill(owner, disputes: disputes, open: Self.open)
        let store = bench.engine.store
        var ids = (1...Self.open).map(BenchCopies.id).shuffled()[...]
        let step = try await median(of: samples) { try await bench.accept(ids.removeFirst()) }
        let list = try await median(of: samples) {
            _ = try await store.workList(bodies: [BodyID("TWN-\(Int.random(in: 0..<62))")], dueBy: nil, limit: 30)
        }
        let all = disputes
        let page = try await median(of: samples) {
            let id = BenchCopies.id(Int.random(in: 1...all))
            _ = try await store.load([id])
            _ = try await store.history(of: id)
            _ = try await store.persons(of: id)
        }
        print(
            """
            {"disputes": \(disputes), "transition_ms": \(step), "work_list_ms": \(list), "case_page_ms": \(page)}
            """)
        await client.close()
        await owner.close()
    }
}
