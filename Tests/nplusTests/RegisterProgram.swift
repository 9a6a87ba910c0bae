import CaseStore
import Engine
import Foundation
import Mediation
import Postgres
import PostgresServer
import TestSupport
import Testing

/// The built program over a test database, with a made-up register in a folder of its own.
struct RegisterProgram {
    let url: ConnectionURL
    let folder: URL

    static let deploy = URL(filePath: #filePath).appending(path: "../../../deploy/jizhou").standardized

    static func with(
        _ template: TestDatabase.Template, _ body: (RegisterProgram) async throws -> Void
    ) async throws {
        try await TestDatabase.with(template) { url in try await with(at: url, body) }
    }

    static func with(at url: ConnectionURL, _ body: (RegisterProgram) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nplus-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(RegisterProgram(url: url, folder: folder))
    }

    /// Makes up a register with so many disputes below the folder and gives its path.
    func sample(disputes: Int, seed: UInt64) throws -> String {
        var text = try String(contentsOf: Self.deploy.appending(path: "sample-parameters.csv"), encoding: .utf8)
        for (item, value) in [
            ("纠纷", disputes), ("上年结转", 5), ("排查", 300), ("进驻人次", 40), ("接待人次", 400), ("中心化解", 30),
        ] {
            text = text.replacing(try Regex("(总量,\(item),)[0-9]+")) { "\($0.output[1].substring ?? "")\(value)" }
        }
        let parameters = folder.appending(path: "parameters.csv")
        try text.write(to: parameters, atomically: true, encoding: .utf8)
        let sheets = folder.appending(path: "register").path
        let made = try run(
            "sample", "--parameters", parameters.path, "--directory", Self.deploy.path, "--seed", "\(seed)", "--out",
            sheets)
        try #require(made.code == 0, "\(made.errors)")
        return sheets
    }

    struct Outcome {
        let code: Int32
        let output: String
        let errors: String
    }

    /// Runs the program to its end.
    func run(_ arguments: String...) throws -> Outcome {
        let running = try Running(self, arguments)
        return try running.end()
    }

    func start(_ arguments: String...) throws -> Running { try Running(self, arguments) }

    /// A run under way. Its streams go to files, so that nothing waits for a reader.
    struct Running {
        let process = Process()
        private let files: [URL]

        init(_ program: RegisterProgram, _ arguments: [String]) throws {
            let stem = "\(UUID().uuidString.prefix(8))"
            files = ["out", "err"].map { program.folder.appending(path: "\(stem).\($0)") }
            for file in files { try Data().write(to: file) }
            process.executableURL = BuiltProgram.url
            process.arguments = arguments
            process.environment = ["PATH": "/usr/bin:/bin", "NPLUS_DATABASE_URL": program.url.description]
            process.currentDirectoryURL = program.folder
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try FileHandle(forWritingTo: files[0])
            process.standardError = try FileHandle(forWritingTo: files[1])
            try process.run()
        }

        func end() throws -> Outcome {
            process.waitUntilExit()
            let texts = try files.map { try String(contentsOf: $0, encoding: .utf8) }
            return Outcome(code: process.terminationStatus, output: texts[0], errors: texts[1])
        }
    }

    func withStore<Value>(_ body: (CaseStore) async throws -> Value) async throws -> Value {
        let client = PostgresClient(PostgresConfiguration.patient(url.description))
        let outcome: Result<Value, any Error>
        do {
            outcome = .success(try await body(CaseStore(client: client, district: DistrictCode(rawValue: 120119))))
        } catch {
            outcome = .failure(error)
        }
        await client.close()
        return try outcome.get()
    }

    func count(_ table: String) async throws -> Int {
        try await withStore { store in
            try await store.client.query(Statement(SQL(trusted: "select count(*) from \(table)"), bindings: []))
                .only(Int.self)
        }
    }
}

extension TestDatabase.Template {
    /// The schema with the directory of Jizhou, loaded by the program.
    static let withDirectory = Self("cli_directory") { url in
        try await RegisterProgram.with(at: url) { program in
            let migrated = try program.run("migrate")
            try #require(migrated.code == 0, "\(migrated.errors)")
            let loaded = try program.run("directory", "load", RegisterProgram.deploy.path)
            try #require(loaded.code == 0, "\(loaded.errors)")
        }
    }

    /// The same with a small made-up year, imported by the program.
    static let withRegister = Self("cli_register") { url in
        try await TestDatabase.Template.withDirectory.prepare(url)
        try await RegisterProgram.with(at: url) { program in
            let imported = try program.run("import", try program.sample(disputes: 80, seed: 5))
            try #require(imported.code == 0, "\(imported.errors)")
        }
    }
}
