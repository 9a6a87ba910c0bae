import ArgumentParser

/// `nplus bench`: how fast this program is, measured on the machine it runs on.
struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "性能测量 / Measure how fast it is",
        discussion: """
            数字写在 docs/performance.md，由 script/bench 生成。
            script/bench runs these beside plain PostgreSQL and writes docs/performance.md.

            例 / Example: nplus bench peer --url postgresql://me@localhost/empty --cases 1000 --concurrency 8
            """,
        subcommands: [
            BenchPeer.self, BenchBulk.self, BenchGrowth.self, BenchReports.self, BenchSnapshot.self, BenchStep.self,
            BenchTimers.self, BenchHTTP.self,
        ])
}
