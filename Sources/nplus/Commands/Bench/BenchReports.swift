import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres
import Workflow

/// `nplus bench reports`: the year's report from the sums, beside the same report counted entry by entry.
struct BenchReports: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reports",
        abstract: "年报：汇总与逐条统计对比 / The year's report: from sums, and entry by entry",
        discussion: """
            数据库必须是新的、空的。
            The database must be new and empty.

            例 / Example: nplus bench reports --url postgresql://me@localhost/empty --disputes 2000000
            """)

    @Option(help: "空数据库的地址 / Address of an empty database")
    var url: String
    @Option(help: "纠纷数 / Disputes of the year")
    var disputes: Int = 100_000
    @Option(help: "每种报表的次数 / Runs of each report")
    var rounds: Int = 5

    func run() async throws {
        let client = PostgresClient(PostgresConfiguration(url: url))
        _ = try await Migrator(client: client).migrate()
        try await fill(client)
        let store = CaseStore(client: client, district: BenchPlace.district)
        let directory = try BenchPlace.directory()
        let folding = try await ContinuousClock().measure { try await store.foldEntries() }
        _ = try await client.execute("vacuum analyze report_entry")
        _ = try await client.execute("vacuum analyze report_rollup")
        guard let year = Period(year: 2023), let never = Instant("9999-01-01") else { return }
        var lines: [String] = []
        for dimension in [Dimension?.none, .office, .body, .type] {
            let summed = FigureQuery(year, by: dimension)
            // As of a day that never comes, the same figures have to be counted from the entries themselves.
            let counted = FigureQuery(year, by: dimension, asOf: never)
            let (fast, table) = try await time { try await store.figures(summed, directory: directory) }
            let (slow, plain) = try await time { try await store.figures(counted, directory: directory) }
            guard table.rows == plain.rows, table.total == plain.total else {
                throw Failure(zh: "两种报表结果不同", en: "the two reports differ")
            }
            let name = dimension?.rawValue ?? "whole"
            lines.append(
                """
                {"report": "\(name)", "summed_ms": \(fast / .milliseconds(1)), "counted_ms": \(slow / .milliseconds(1)), \
                "ratio": \(slow / fast)}
                """)
        }
        print(
            "{\"disputes\": \(disputes), \"folding_seconds\": \(folding / .seconds(1)), \"reports\": [\(lines.joined(separator: ", "))]}"
        )
        await client.close()
    }

    /// The middle of several runs, and what the last one gave.
    private func time(_ body: () async throws -> FigureTable) async throws -> (Duration, FigureTable) {
        var times: [Duration] = []
        var table = try await body()
        for _ in 0..<rounds {
            let clock = ContinuousClock()
            let started = clock.now
            table = try await body()
            times.append(clock.now - started)
        }
        return (times.sorted()[rounds / 2], table)
    }

    /// Four entries a dispute, over 62 bodies in 27 offices, 18 types and the days of a year.
    private func fill(_ client: PostgresClient) async throws {
        _ = try await client.execute(
            """
            insert into report_entry (district, case_id, sequence, proceeding, measure, day, recorded_at, body, office,
                body_kind, track, type, source, outcome, form, days, amount, synthetic)
            select 120119, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, m, case when m = 1 then 0 else 1 end,
                m, date '2023-01-01' + least(364, n % 365 + case m when 1 then 0 when 2 then 1 when 3 then 1 + n % 40 else 3 + n % 60 end)::int,
                timestamptz '2023-06-01', 'TWN-' || n % 62, 'SFS-' || n % 27, 'townCommittee',
                case when m > 1 then 'people' end, 'type' || n % 18, 'application',
                case when m = 3 or m = 5 then case when n % 7 = 0 then 'failed' else 'succeeded' end end,
                case when m in (3, 5) then case when n % 3 = 0 then 'oral' else 'written' end end,
                case when m = 3 then n % 40 when m = 5 then n % 20 end, case when m in (3, 5) then n % 10000 * 100 end, true
            from generate_series(1, \(disputes)) n cross join (values (1), (2), (3), (5)) k (m)
            """)
        _ = try await client.execute("vacuum analyze report_entry")
    }
}
