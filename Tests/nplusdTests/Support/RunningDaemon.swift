import API
import CaseStore
import Foundation
import LegalTime
import Mediation
import Postgres
import PostgresServer
import Tabular
import TestSupport
import Testing

@testable import nplusd

extension TestDatabase.Template {
    /// A database with the schema and a directory of one committee.
    static let daemon = Self("daemon") { url in
        let client = PostgresClient(PostgresConfiguration.patient(url.description))
        _ = try await Migrator(client: client).migrate()
        let provenance = Provenance(source: "test", isVerified: false)
        let (home, town) = (try #require(DivisionCode("120119")), try #require(DivisionCode("120119100")))
        let directory = Directory(
            divisions: [
                Division(code: home, name: "蓟州区", kind: .homeDistrict, provenance: provenance),
                Division(code: town, name: "渔阳镇", kind: .town, provenance: provenance),
            ],
            bodies: [
                Body(
                    id: BodyID("TWN-1"), kind: .townCommittee, name: "渔阳镇人民调解委员会", shortName: "渔阳", division: town,
                    provenance: provenance)
            ])
        try await CaseStore(client: client, district: RunningDaemon.district).save(directory)
        await client.close()
    }
}

/// The built daemon at work, on a port and a database of the test's own.
final class RunningDaemon {
    static let district = DistrictCode(rawValue: 120119)

    let process = Process()
    let port: UInt16
    private let log: URL

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    /// - Parameters:
    ///   - url: The database; nil lets the daemon run its own in a folder of its own.
    ///   - environment: Further settings.
    init(url: ConnectionURL?, folder: String? = nil, _ environment: [String: String] = [:]) throws {
        port = try Wire.freePort()
        log = FileManager.default.temporaryDirectory.appending(path: "nplusd-\(UUID().uuidString).log")
        try Data().write(to: log)
        process.executableURL = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appending(path: "nplusd")
        process.arguments = ["serve", "--port", "\(port)"] + (folder.map { ["--folder", $0] } ?? [])
        var all = ["PATH": "/usr/bin:/bin", "NPLUSD_CONFIG": ""]
        if let url { all["NPLUS_DATABASE_URL"] = url.description }
        process.environment = all.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
    }

    /// Lets the closure ask a daemon, and ends it.
    static func with(
        _ environment: [String: String] = [:], _ body: (RunningDaemon, _ token: String) async throws -> Void
    ) async throws {
        try await TestDatabase.with(.daemon) { url in
            let daemon = try RunningDaemon(url: url, environment)
            defer { daemon.kill() }
            try await daemon.answers()
            try await body(daemon, try await token(url))
        }
    }

    /// Waits until it answers at all.
    func answers() async throws {
        for _ in 1...6000 {
            guard process.isRunning else { throw Failed(description: "it ended: \(text)") }
            if let reply = try? await ask("GET", "/health"), reply.status == 200 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failed(description: "it does not answer: \(text)")
    }

    /// A token of a clerk of the committee.
    static func token(_ url: ConnectionURL) async throws -> String {
        let client = PostgresClient(.patientWriter(url.description))
        let secret = Secret()
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let row = TokenRow(
            id: CaseID(
                milliseconds: now.milliseconds, random: (.random(in: .min ... .max), .random(in: .min ... .max))),
            label: "test", account: nil, grants: [AccessGrant(role: "clerk", body: BodyID("TWN-1"))], created: now,
            expires: now.adding(seconds: 3600))
        do {
            try await CaseStore(client: client, district: district).add(row, hash: secret.hash, by: "test")
        } catch {
            await client.close()
            throw error
        }
        await client.close()
        return secret.text
    }

    var text: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    /// The lines of its log, each of which has to be JSON.
    func lines() throws -> [JSON] {
        try text.split(separator: "\n").map { try JSON(reading: Array($0.utf8)) }
    }

    func kill() {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: log)
    }

    func ask(
        _ method: String, _ path: String, token: String? = nil, _ content: String? = nil, fields: [String: String] = [:]
    ) async throws -> Wire.Reply {
        var head = "\(method) \(path) HTTP/1.1\r\nhost: test\r\nconnection: close\r\n"
        if let token { head += "authorization: Bearer \(token)\r\n" }
        for (name, value) in fields { head += "\(name): \(value)\r\n" }
        if let content { head += "content-type: application/json\r\ncontent-length: \(content.utf8.count)\r\n" }
        let text = head + "\r\n" + (content ?? "")
        return try await Wire.blocking { [port] in
            let wire = try Wire(port: port)
            wire.send(text)
            return try wire.reply()
        }
    }
}
