import ArgumentParser
import Foundation
import PostgresServer
import Synchronization
import Tabular

/// `nplus bench http`: callers of a running daemon, each on a connection and a thread of its own.
///
/// What it answers is written down before a caller goes on, and a request that broke off is sent again under the same key until it
/// is answered, as a clerk's program does. `script/load` kills the daemon meanwhile.
struct BenchHTTP: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "http",
        abstract: "以多个调用者访问运行中的服务 / Callers of a running daemon",
        discussion: """
            令牌由 NPLUS_TOKEN 给出。
            The token is given as NPLUS_TOKEN.

            例 / Example: NPLUS_TOKEN=… nplus bench http --port 8421 --body TWN-120119100 --callers 8 --seconds 10
            """)

    @Option(help: "端口 / The port")
    var port: UInt16
    @Option(help: "登记于此单位 / The body that registers, by id")
    var body: String
    @Option(help: "调用者 / Callers")
    var callers: Int = 8
    @Option(help: "秒 / Seconds")
    var seconds: Int = 10
    @Option(help: "lives：登记并办理；list：只看待办 / lives or list")
    var work: String = "lives"
    @Option(help: "写下已得到的答复 / Write down what was answered", completion: .file())
    var acknowledged: String?

    func validate() throws {
        guard ["lives", "list"].contains(work) else { throw ValidationError("--work 为 lives 或 list / lives or list") }
        guard callers > 0, seconds > 0 else { throw ValidationError("须为正整数 / has to be positive") }
    }

    func run() throws {
        let token = ProcessEnvironment.current["NPLUS_TOKEN"] ?? ""
        let log = try acknowledged.map(AcknowledgementLog.init(path:))
        let clock = ContinuousClock()
        let begun = clock.now
        let end = begun + .seconds(seconds)
        let all = Mutex(HTTPResult())
        let waiting = DispatchGroup()
        for index in 0..<callers {
            let caller = HTTPCaller(
                index: index, port: port, token: token, body: body, lists: work == "list", log: log, end: end)
            waiting.enter()
            let thread = Thread {
                let result = caller.run()
                all.withLock { $0.add(result) }
                waiting.leave()
            }
            thread.start()
        }
        waiting.wait()
        let result = all.withLock { $0 }
        print(result.json(seconds: (clock.now - begun) / .seconds(1)))
        if let refused = result.refused {
            throw Failure(zh: "服务拒绝了请求：\(refused)", en: "the service refused a request: \(refused)")
        }
    }
}

/// What callers saw, by kind of request.
struct HTTPResult: Sendable {
    private var latencies: [String: [Duration]] = [:]
    /// Requests that broke off and were sent again.
    var broken = 0
    /// The first answer that was no success, which nothing here may cause.
    var refused: String?

    mutating func add(_ kind: String, _ latency: Duration) { latencies[kind, default: []].append(latency) }

    mutating func add(_ other: HTTPResult) {
        for (kind, list) in other.latencies { latencies[kind, default: []] += list }
        broken += other.broken
        refused = refused ?? other.refused
    }

    /// One line: for each kind how many, the median and the 99th percentile in milliseconds.
    func json(seconds: Double) -> String {
        let kinds = latencies.sorted { $0.key < $1.key }.map { kind, list in
            let sorted = list.sorted()
            func percentile(_ share: Double) -> Double {
                sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))] / .milliseconds(1)
            }
            return
                "\"\(kind)\": {\"count\": \(sorted.count), \"p50_ms\": \(percentile(0.5)), \"p99_ms\": \(percentile(0.99))}"
        }
        return "{\(kinds.joined(separator: ", ")), \"seconds\": \(seconds), \"broken\": \(broken)}"
    }
}

/// One caller: lives of disputes with looks in between, or the work list again and again.
private struct HTTPCaller: Sendable {
    let index: Int
    let port: UInt16
    let token: String
    let body: String
    let lists: Bool
    let log: AcknowledgementLog?
    let end: ContinuousClock.Instant

    private struct Refused: Error {
        let text: String
    }

    func run() -> HTTPResult {
        var result = HTTPResult()
        var connection: PlainHTTP?
        do {
            while ContinuousClock.now < end {
                if lists {
                    _ = try ask("list", "GET", "/v1/disputes?limit=50", nil, [], &connection, &result)
                } else {
                    try live(&connection, &result)
                }
            }
        } catch let error as Refused {
            result.refused = error.text
        } catch {
            result.refused = "\(error)"
        }
        return result
    }

    /// A dispute from the door to the consent of both sides.
    private func live(_ connection: inout PlainHTTP?, _ result: inout HTTPResult) throws {
        let life = UInt64.random(in: .min ... .max)
        let registration = """
            {"body":"\(body)","type":"neighbour","title":"压力试验 \(index)-\(life)","parties":[\
            {"role":"applicant","name":"样例甲\(life)"},{"role":"respondent","name":"样例乙\(life)"}],\
            "claims":[{"subject":"恢复排水","by":[1],"against":[2],"amount":"3000"}]}
            """
        var reply = try ask(
            "register", "POST", "/v1/disputes", registration, [("idempotency-key", "r\(life)")], &connection, &result)
        let path = "/v1/disputes/\(reply.json["id"]?.string ?? "")"
        let acts = [
            #"{"act":"open","fields":{"track":"people"}}"#,
            #"{"act":"apply","as":"party","party":1}"#,
            #"{"act":"consent","as":"party","party":1,"fields":{"manner":"口头"}}"#,
            #"{"act":"consent","as":"party","party":2,"fields":{"manner":"口头"}}"#,
        ]
        for (step, act) in acts.enumerated() {
            reply = try ask(
                "act", "POST", "\(path)/acts", act,
                [("if-match", reply.tag ?? ""), ("idempotency-key", "a\(life)-\(step)")], &connection, &result)
            if step == 1 { _ = try ask("show", "GET", path, nil, [], &connection, &result) }
        }
        _ = try ask("list", "GET", "/v1/disputes?limit=50", nil, [], &connection, &result)
    }

    private func ask(
        _ kind: String, _ method: String, _ path: String, _ content: String?,
        _ fields: [(name: String, value: String)], _ connection: inout PlainHTTP?, _ result: inout HTTPResult
    ) throws -> (json: JSON, tag: String?) {
        let sent = ContinuousClock.now
        while true {
            // The daemon may end, or its database be away: both are worth another try.
            guard let reply = answer(method, path, content, fields, &connection), reply.status != 503 else {
                result.broken += 1
                Thread.sleep(forTimeInterval: 0.02)
                continue
            }
            guard (200..<300).contains(reply.status) else {
                throw Refused(text: "\(reply.status) \(String(decoding: reply.body, as: UTF8.self))")
            }
            result.add(kind, ContinuousClock.now - sent)
            let json = method == "GET" ? JSON.null : (try? JSON(reading: reply.body)) ?? .null
            if let id = json["id"]?.string, let revision = json["revision"]?.integer {
                log?.add(id, revision: revision)
            }
            return (json, reply.tag)
        }
    }

    /// Nil where the connection broke; the next question opens another.
    private func answer(
        _ method: String, _ path: String, _ content: String?, _ fields: [(name: String, value: String)],
        _ connection: inout PlainHTTP?
    ) -> PlainHTTP.Reply? {
        do throws(PlainHTTP.Broken) {
            if connection == nil { connection = try PlainHTTP(port: port, token: token) }
            let reply = try connection?.ask(method, path, content, fields: fields)
            if reply?.isLast == true { connection = nil }
            return reply
        } catch {
            connection = nil
            return nil
        }
    }
}
