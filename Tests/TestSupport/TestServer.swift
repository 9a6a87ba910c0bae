import Dispatch
import Foundation
import PostgresServer

/// The one server of a test run, and the templates on it.
///
/// Databases are made with psql, not with this package's own client: that one is among what is tested here.
actor TestServer {
    static let shared = TestServer()

    struct Database: Sendable {
        let name: String
        let url: ConnectionURL
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private struct Server: Sendable {
        let cluster: PrivateCluster

        func url(_ database: String) throws -> ConnectionURL {
            guard let url = try cluster.url(database: database) else {
                throw Failure(description: "The test server has ended.")
            }
            return url
        }
    }

    private var server: Task<Server, any Error>?
    private var templates: [String: Task<Void, any Error>] = [:]
    private var count = 0

    func copy(of template: TestDatabase.Template) async throws -> Database {
        let server = try await running()
        let source = "template_\(template.name)"
        let preparation =
            templates[template.name]
            ?? Task {
                try await Self.execute("create database \(source) template template0", on: server)
                try await template.prepare(server.url(source))
                try await Self.execute("alter database \(source) allow_connections false", on: server)
            }
        templates[template.name] = preparation
        try await preparation.value
        count += 1
        let name = "test_\(count)"
        try await Self.execute("create database \(name) template \(source)", on: server)
        return Database(name: name, url: try server.url(name))
    }

    func drop(_ database: Database) async throws {
        try await Self.execute("drop database \(database.name) with (force)", on: try await running())
    }

    private func running() async throws -> Server {
        let start = server ?? Task { try await Self.blocking { try Self.start() } }
        server = start
        return try await start.value
    }

    private static func start() throws -> Server {
        let folder = try temporaryFolder()
        try Watchdog.watch(folder)
        var options = PrivateCluster.Options()
        options.isDurable = false
        options.settings = ["shared_buffers": "64MB", "max_connections": "800"]
        let cluster = PrivateCluster(folder: folder, options: options)
        try cluster.start()
        return Server(cluster: cluster)
    }

    /// A new folder that the server's user can pass through, which is another one than ours if we are root.
    static func temporaryFolder() throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "nplus-test-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        return folder.path
    }

    private static func execute(_ statement: String, on server: Server) async throws {
        _ = try await run(
            "psql",
            [
                "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--command=\(statement)",
                server.url("postgres").description,
            ], on: server)
    }

    /// What one of PostgreSQL's programs writes.
    func output(of program: String, _ arguments: [String]) async throws -> String {
        try await Self.run(program, arguments, on: try await running())
    }

    private static func run(_ program: String, _ arguments: [String], on server: Server) async throws -> String {
        let path = try server.cluster.program(program)
        return try await blocking {
            let process = Process()
            process.executableURL = URL(filePath: path)
            process.arguments = arguments
            let output = Pipe()
            let errors = Pipe()
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = output
            process.standardError = errors
            try process.run()
            let written = try output.fileHandleForReading.readToEnd() ?? Data()
            let said = try errors.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                throw Failure(description: "\(program) \(arguments): \(String(decoding: said, as: UTF8.self))")
            }
            return String(decoding: written, as: UTF8.self)
        }
    }

    /// Runs what blocks on a thread outside of the pool that tests run on.
    static func blocking<Result: Sendable>(
        _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Swift.Result(catching: body)) }
        }
    }
}
