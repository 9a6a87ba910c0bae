import Foundation
import PostgresServer
import TestSupport
import Testing

extension TestDatabase.Template {
    /// A database with the schema and the directory of Jizhou, both put there by the program itself.
    static let bureau = Self("bureau") { url in
        let bureau = Bureau(url: url)
        for command in [["migrate"], ["directory", "load", Bureau.deploy]] {
            let answer = try bureau.nplus(command)
            guard answer.code == 0 else { throw Bureau.Failed(description: answer.errors) }
        }
    }
}

/// The built program at work on a database of the test's own, as a clerk uses it.
struct Bureau {
    let url: ConnectionURL

    /// Where the repository keeps the directory of Jizhou.
    static let deploy = URL(filePath: #filePath).appending(path: "../../../deploy/jizhou").standardizedFileURL.path

    struct Answer {
        let code: Int32
        let output: String
        let errors: String
    }

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    static func with(_ body: (Bureau) async throws -> Void) async throws {
        try await TestDatabase.with(.bureau) { try await body(Bureau(url: $0)) }
    }

    /// Runs the program to its end.
    func nplus(_ arguments: [String]) throws -> Answer {
        let process = Process()
        process.executableURL = BuiltProgram.url
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "NPLUS_DATABASE_URL": url.description, "USER": "clerk"]
        process.standardInput = FileHandle.nullDevice
        // Files, because two full pipes would each wait for the other.
        let folder = FileManager.default.temporaryDirectory.appending(path: "nplus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let streams = try ["output", "errors"].map { name in
            let file = folder.appending(path: name)
            try Data().write(to: file)
            return (file, try FileHandle(forWritingTo: file))
        }
        process.standardOutput = streams[0].1
        process.standardError = streams[1].1
        try process.run()
        process.waitUntilExit()
        let texts = try streams.map { try String(contentsOf: $0.0, encoding: .utf8) }
        return Answer(code: process.terminationStatus, output: texts[0], errors: texts[1])
    }

    /// Runs a command that has to succeed, and returns what it prints.
    @discardableResult
    func done(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        let answer = try nplus(arguments)
        guard answer.code == 0 else { throw Failed(description: "\(arguments): \(answer.errors)") }
        #expect(answer.errors == "", sourceLocation: sourceLocation)
        return answer.output
    }

    /// Runs a command that has to succeed with `--output json`, and reads its answer.
    func json<Value>(_ arguments: String..., as type: Value.Type = [String: Any].self) throws -> Value {
        let answer = try nplus(arguments + ["--output", "json"])
        guard answer.code == 0 else { throw Failed(description: "\(arguments): \(answer.errors)") }
        let object = try JSONSerialization.jsonObject(with: Data(answer.output.utf8), options: .fragmentsAllowed)
        return try #require(object as? Value)
    }

    /// Registers a dispute in 2023 at a committee of people's mediation and returns its code.
    func register(at time: String = "2023-05-15T09:00") throws -> String {
        let answer = try json(
            "register", "--body", "渔阳镇人民调解委员会", "--type", "邻里", "--title", "排水沟走向争议", "--applicant", "样例甲",
            "--respondent", "样例乙", "--claim", "恢复排水", "--amount", "3000", "--at", time)
        return try #require(answer["code"] as? String)
    }
}
