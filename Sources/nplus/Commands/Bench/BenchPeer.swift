import ArgumentParser
import CaseStore
import Engine
import Foundation
import Mediation
import Postgres
import Tabular

/// `nplus bench peer`: drives whole cases through the engine, for a timer that stands outside.
struct BenchPeer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peer",
        abstract: "把案件从登记办到结案，逐步持久化 / Drive cases from registration to the end, each step durable",
        discussion: """
            准备好后输出 READY 并等待标准输入的一行；跑完输出一行 JSON，读到标准输入结束后退出。数据库必须是新的、空的。
            Prints READY and waits for a line on standard input; prints one line of
            JSON when done, and ends when standard input does. The database must be
            new and empty.

            例 / Example: nplus bench peer --url postgresql://me@localhost/empty --cases 1000 --concurrency 8
            """)

    @Option(help: "空数据库的地址 / Address of an empty database")
    var url: String
    @Option(help: "案件数 / Cases to drive")
    var cases: Int = 1000
    @Option(help: "同时办理的案件数 / Callers, each waiting for its answer")
    var concurrency: Int = 1
    @Option(name: .customLong("max-seconds"), help: "到时不再开始新案件 / No new case is begun after so long")
    var maxSeconds: Double = 3600
    @Option(
        help: ArgumentHelp(
            "记下每个答复的文件；不清空数据库 / File to note every answer in; empties nothing",
            valueName: "file"))
    var acknowledged: String?
    @Option(
        help: ArgumentHelp(
            "时钟偏差（毫秒）所在的文件 / File that says by how many milliseconds the clock is wrong", valueName: "file"))
    var clock: String?

    func run() async throws {
        let log = try acknowledged.map { try AcknowledgementLog(path: $0) }
        let owner = PostgresClient(PostgresConfiguration(url: url))
        _ = try await Migrator(client: owner).migrate()
        let client = PostgresClient(.writer(url: url))
        let bench = try BenchCase(
            client: client, environment: try clock.map { try MovedClock(path: $0).environment } ?? .live)
        if log == nil {
            _ = await drive(bench, cases: 8 * concurrency, seconds: 2, nil)
            try await BenchCase.clear(owner)
        }
        await owner.close()
        print("READY")
        fflush(nil)
        _ = readLine()
        let result = await drive(bench, cases: cases, seconds: maxSeconds, log)
        if let error = result.error { Terminal.write("\(result.errors) 件出错 / failed: \(error)\n", to: .error) }
        print(result.json)
        fflush(nil)
        while readLine() != nil {}
        await client.close()
    }

    private func drive(
        _ bench: BenchCase, cases: Int, seconds: Double, _ log: AcknowledgementLog?
    ) async -> BenchResult {
        let next = CaseCounter(limit: cases)
        let clock = ContinuousClock()
        let started = clock.now
        let deadline = started + .seconds(seconds)
        let callers = await withTaskGroup(of: BenchResult.self) { group in
            for _ in 0..<concurrency {
                group.addTask {
                    var result = BenchResult()
                    while clock.now < deadline, let number = next.take() {
                        await bench.drive(number, &result) { log?.add($0, revision: $1) }
                    }
                    return result
                }
            }
            return await group.reduce(into: BenchResult()) { $0.add($1) }
        }
        var result = callers
        result.elapsed = clock.now - started
        return result
    }
}
