import Foundation
import Postgres
import PostgresServer
import Tabular
import TestSupport
import Testing

@testable import nplusd

@Suite("The daemon at work", .enabled(if: NPlusD.hasServer, "built without the trait Daemon"), .serialized)
struct ServerTests {
    private static let registration = """
        {"body":"TWN-1","type":"neighbour","title":"排水沟走向争议","parties":[{"role":"applicant","name":"样例甲"},
        {"role":"respondent","name":"样例乙"}]}
        """

    @Test("it answers, says who it is not for, and every answer carries what browsers have to know")
    func answers() async throws {
        try await RunningDaemon.with { daemon, token in
            let ready = try await daemon.ask("GET", "/ready")
            #expect(ready.status == 200 && ready.json["ready"]?.flag == true)
            for (reply, status) in [
                (ready, 200), (try await daemon.ask("GET", "/v1/disputes"), 401),
                (try await daemon.ask("GET", "/nothing"), 404), (try await daemon.ask("PUT", "/v1/disputes"), 405),
            ] {
                #expect(reply.status == status)
                #expect(
                    reply.fields["x-content-type-options"] == "nosniff" && reply.fields["cache-control"] == "no-store")
                #expect(reply.fields["content-security-policy"]?.contains("default-src 'none'") == true)
                #expect(reply.fields["x-request-id"]?.isEmpty == false)
            }
            let head = try await daemon.ask("HEAD", "/health")
            #expect(head.status == 200 && head.body.isEmpty && head.fields["content-length"] != "0")
            let list = try await daemon.ask("GET", "/v1/disputes", token: token)
            #expect(list.status == 200 && list.json["total"]?.integer == 0)
            let named = try await daemon.ask("GET", "/health", fields: ["x-request-id": "0123456789abcdef"])
            #expect(named.fields["x-request-id"] == "0123456789abcdef")
            let forged = try await daemon.ask("GET", "/health", fields: ["x-request-id": "\"}{\"level\":\"x"])
            #expect(forged.fields["x-request-id"]?.contains("{") == false)
        }
    }

    @Test("what is registered is there, and the log tells of it without a party, a title or a number")
    func registering() async throws {
        try await RunningDaemon.with { daemon, token in
            let reply = try await daemon.ask(
                "POST", "/v1/disputes", token: token, Self.registration, fields: ["idempotency-key": "k1"])
            #expect(reply.status == 201, "\(reply.body)")
            let code = try #require(reply.json["code"]?.string)
            let seen = try await daemon.ask("GET", "/v1/disputes/\(code)", token: token)
            #expect(seen.json["title"]?["zh"]?.string == "排水沟走向争议" && seen.fields["etag"] == "\"1\"")
            let lines = try daemon.lines()
            #expect(lines.contains { $0["operation"]?.string == "disputes.register" && $0["status"]?.string == "201" })
            #expect(
                lines.contains { $0["operation"]?.string == "disputes.show" && $0["principal"]?.string == "token:test" }
            )
            for secret in ["样例", "排水沟", code, token] { #expect(!daemon.text.contains(secret), "\(secret)") }
        }
    }

    @Test("too large a content is refused, whether its length is told or not")
    func tooLarge() async throws {
        try await RunningDaemon.with(["NPLUSD_LIMITS_BODY": "2048"]) { daemon, token in
            let told = try await daemon.ask(
                "POST", "/v1/disputes", token: token, String(repeating: " ", count: 5000),
                fields: ["idempotency-key": "k"])
            #expect(told.status == 413 && told.code == "too-large")
            let port = daemon.port
            let untold = try await Wire.blocking {
                let wire = try Wire(port: port)
                wire.send(
                    "POST /v1/disputes HTTP/1.1\r\nhost: test\r\nconnection: close\r\nauthorization: Bearer \(token)\r\n"
                        + "content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n")
                for _ in 1...5 { wire.send("400\r\n" + String(repeating: " ", count: 1024) + "\r\n") }
                wire.send("0\r\n\r\n")
                return try wire.reply()
            }
            #expect(untold.status == 413 && untold.code == "too-large")
            // Where registers come in more is taken, but not from just anybody.
            let large = String(repeating: " ", count: 5000)
            #expect(try await daemon.ask("POST", "/v1/imports", large).code == "unauthenticated")
            #expect(try await daemon.ask("POST", "/v1/imports", token: token, large).code == "forbidden")
            #expect(try await daemon.ask("GET", "/ready").status == 200)
        }
    }

    @Test("whoever sends slowly is not waited for")
    func slow() async throws {
        let limits = ["NPLUSD_LIMITS_SECONDS": "1", "NPLUSD_LIMITS_IDLE": "5"]
        try await RunningDaemon.with(limits) { daemon, token in
            let port = daemon.port
            let body = try await Wire.blocking {
                let wire = try Wire(port: port)
                wire.send(
                    "POST /v1/disputes HTTP/1.1\r\nhost: test\r\nauthorization: Bearer \(token)\r\n"
                        + "content-type: application/json\r\ncontent-length: 100\r\n\r\n{")
                return wire.rest()
            }
            #expect(body.hasPrefix("HTTP/1.1 503") && body.contains("timed-out"))
            let head = try await Wire.blocking {
                let wire = try Wire(port: port)
                wire.send("GET /health HTTP/1.1\r\nhost: te")
                return wire.rest()
            }
            #expect(!head.contains("200"))
            #expect(try await daemon.ask("GET", "/ready").status == 200)
        }
    }

    @Test("a database that does not answer holds nobody longer than the limit, and what was asked is done once")
    func stuckDatabase() async throws {
        try await TestDatabase.with(.daemon) { url in
            let daemon = try RunningDaemon(url: url, ["NPLUSD_LIMITS_SECONDS": "2"])
            defer { daemon.kill() }
            try await daemon.answers()
            let token = try await RunningDaemon.token(url)
            func register() async throws -> Wire.Reply {
                try await daemon.ask(
                    "POST", "/v1/disputes", token: token, Self.registration, fields: ["idempotency-key": "k1"])
            }
            let client = PostgresClient(PostgresConfiguration.patient(url.description))
            let outcome: Result<Void, any Error>
            do {
                try await client.withTransaction { connection in
                    _ = try await connection.query("lock table event in access exclusive mode")
                    let reply = try await register()
                    #expect(reply.status == 503 && reply.code == "timed-out", "\(reply.body)")
                }
                outcome = .success(())
            } catch {
                outcome = .failure(error)
            }
            await client.close()
            try outcome.get()
            var reply = try await register()
            // The first is still on its way, perhaps.
            for _ in 1...60 where reply.status != 201 { reply = try await register() }
            #expect(reply.status == 201, "\(reply.body)")
            #expect(try await daemon.ask("GET", "/v1/disputes", token: token).json["total"]?.integer == 1)
        }
    }

    @Test("what is no HTTP harms nobody")
    func malformed() async throws {
        try await RunningDaemon.with { daemon, _ in
            let port = daemon.port
            for text in [
                "\u{0}\u{1}\u{2}\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET  HTTP/1.1\r\n\r\n",
                "POST /v1/session HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n",
                "POST /v1/session HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\nzzz\r\n",
                "GET / HTTP/1.1\r\nhost: a\r\nx: " + String(repeating: "a", count: 200_000) + "\r\n\r\n",
            ] {
                let said = try await Wire.blocking {
                    let wire = try Wire(port: port)
                    wire.send(text)
                    wire.finish()
                    return wire.rest()
                }
                #expect(!said.hasPrefix("HTTP/1.1 2"), "\(text.prefix(40))")
            }
            #expect(try await daemon.ask("GET", "/ready").status == 200)
        }
    }

    @Test("told to stop, it finishes what is under way and takes nothing new")
    func stopping() async throws {
        try await RunningDaemon.with { daemon, token in
            let wire = try Wire(port: daemon.port)
            let content = Self.registration
            wire.send(
                "POST /v1/disputes HTTP/1.1\r\nhost: test\r\nauthorization: Bearer \(token)\r\nidempotency-key: k\r\n"
                    + "content-type: application/json\r\ncontent-length: \(content.utf8.count)\r\n\r\n{")
            // Its beginning has been read when a later request on another connection is answered.
            #expect(try await daemon.ask("GET", "/health").status == 200)
            kill(daemon.process.processIdentifier, SIGTERM)
            while !daemon.text.contains("\"stopping\"") { try await Task.sleep(for: .milliseconds(20)) }
            let reply = try await Wire.blocking {
                wire.send(String(content.dropFirst()))
                return try wire.reply()
            }
            #expect(reply.status == 201, "\(reply.body)")
            try await Wire.blocking { [process = Box(daemon.process)] in process.value.waitUntilExit() }
            #expect(daemon.process.terminationStatus == 0)
            #expect(throws: (any Error).self) { _ = try Wire(port: daemon.port) }
        }
    }

    @Test("events and exports come while they are made; told to stop, it ends the streams")
    func streams() async throws {
        try await RunningDaemon.with { daemon, token in
            let wire = try Wire(port: daemon.port)
            wire.send("GET /v1/events HTTP/1.1\r\nhost: test\r\nauthorization: Bearer \(token)\r\n\r\n")
            let begin = try await Wire.blocking { wire.said(until: "\n\n") }
            #expect(begin.hasPrefix("HTTP/1.1 200") && begin.contains("text/event-stream"), "\(begin)")
            let reply = try await daemon.ask(
                "POST", "/v1/disputes", token: token, Self.registration, fields: ["idempotency-key": "k1"])
            let code = try #require(reply.json["code"]?.string)
            let event = try await Wire.blocking { wire.said(until: "id: ") }
            #expect(event.contains("event: act") && event.contains(code), "\(event)")
            let sheet = try await daemon.ask("GET", "/v1/exports/disputes", token: token)
            #expect(sheet.fields["transfer-encoding"] == "chunked" && sheet.body.contains("\u{FEFF}一案一码"), "\(sheet)")
            #expect(sheet.body.contains(code))
            kill(daemon.process.processIdentifier, SIGTERM)
            #expect(try await Wire.blocking { wire.rest() }.hasSuffix("0\r\n\r\n"))
            try await Wire.blocking { [process = Box(daemon.process)] in process.value.waitUntilExit() }
            #expect(daemon.process.terminationStatus == 0)
        }
    }

    @Test("from an empty folder it runs a database of its own, says what is missing, and starts it again after a crash")
    func ownDatabase() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nplusd-\(UUID().uuidString.prefix(8))")
            .path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        let daemon = try RunningDaemon(url: nil, folder: folder)
        func postmaster() throws -> pid_t {
            let text = try String(contentsOfFile: folder + "/postgres/data/postmaster.pid", encoding: .utf8)
            return try #require(text.split(separator: "\n").first.flatMap { pid_t($0) })
        }
        defer {
            daemon.kill()
            _ = try? PrivateCluster(folder: folder).stop()
            try? FileManager.default.removeItem(atPath: folder)
        }
        try await daemon.answers()
        let ready = try await daemon.ask("GET", "/ready")
        #expect(ready.status == 503)
        #expect(ready.json["obstacles"]?.elements.compactMap { $0["name"]?.string } == ["directory-missing"])
        let first = try postmaster()
        kill(first, SIGKILL)
        var names: [String?] = []
        var second = first
        for _ in 1...600 where names != ["directory-missing"] || second == first {
            try await Task.sleep(for: .milliseconds(100))
            names = try await daemon.ask("GET", "/ready").json["obstacles"]?.elements.map { $0["name"]?.string } ?? []
            second = (try? postmaster()) ?? first
        }
        #expect(names == ["directory-missing"] && second != first)
    }
}

/// What is handed to another thread, which alone uses it then.
private struct Box<Value>: @unchecked Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
}
