import ArgumentParser
import Foundation
import Postgres
import PostgresServer
import Workflow

/// One of PostgreSQL's own programs at work on our database.
struct ServerTool {
    let path: String
    /// The database, as an argument that holds no password.
    let database: String
    private let environment: [String: String]

    /// - Parameter name: such as `pg_dump`. For the private database it is the one of the version that its data have.
    init(_ name: String, for place: DatabasePlace) throws {
        let url = try place.connect().description
        path = try place.external == nil ? place.cluster.program(name) : PrivateCluster.clientProgram(name)
        guard let words = ConnectionWords(url) else {
            throw Failure(
                zh: "NPLUS_DATABASE_URL 不是数据库地址", en: "NPLUS_DATABASE_URL is no address of a database",
                remedy: Bilingual(
                    zh: "请写成 postgresql://用户@主机/库名", en: "write it as postgresql://USER@HOST/NAME"))
        }
        database = words.text
        var environment = ProcessEnvironment.current
        if let password = words.password { environment["PGPASSWORD"] = password }
        environment["LC_MESSAGES"] = "C"
        self.environment = environment
    }

    /// Runs it to its end and returns what it prints. Ctrl-C ends it too.
    @discardableResult
    func run(_ arguments: [String]) async throws -> String {
        // Files, because two full pipes would each wait for the other.
        let folder = try Scratch()
        defer { folder.remove() }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try folder.file("output")
        process.standardError = try folder.file("errors")
        try process.run()
        while process.isRunning {
            if Interruption.isRequested { process.terminate() }
            try? await Task.sleep(for: .milliseconds(10))
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0, process.terminationReason == .exit else {
            if Interruption.isRequested { throw ExitCode(Interruption.exitCode) }
            let said = folder.text("errors").split(separator: "\n").suffix(5).joined(separator: "\n  ")
            let name = (path as NSString).lastPathComponent
            throw Failure(
                zh: "\(name) 未能完成，其说明如下\n  \(said)", en: "\(name) did not come to its end; it says the above",
                remedy: Bilingual(zh: "请按其说明处理后重新运行", en: "see to what it says and run again"))
        }
        return folder.text("output")
    }
}

/// A folder for what another program prints.
private struct Scratch {
    private let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "nplus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    func file(_ name: String) throws -> FileHandle {
        let file = url.appending(path: name)
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }

    func text(_ name: String) -> String {
        (try? String(contentsOf: url.appending(path: name), encoding: .utf8)) ?? ""
    }

    func remove() {
        try? FileManager.default.removeItem(at: url)
    }
}
