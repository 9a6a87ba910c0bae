import Foundation
import Testing

@testable import PostgresServer

/// A new folder for one test. A server that is still running in it is ended and the folder removed.
func withScratchFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = "/tmp/nplus-scratch-\(UUID().uuidString.prefix(8))"
    try makeFolder(folder, mode: 0o755)
    defer {
        for cluster in [folder] + (contents(folder).map { "\(folder)/\($0)" }) {
            if let server = ServerProcess.running(on: cluster + "/postgres/data") { kill(server.pid, SIGQUIT) }
            _ = FileLock.becomesFree(cluster + "/postgres/server.lock", within: .seconds(20))
        }
        _ = try? Spawn.run(["/bin/rm", "-rf", "--", folder])
    }
    return try body(folder)
}

/// A cluster whose data nobody will miss.
func scratchCluster(_ folder: String, environment: [String: String] = ProcessEnvironment.current) -> PrivateCluster {
    var options = PrivateCluster.Options()
    options.isDurable = false
    options.settings = ["shared_buffers": "16MB"]
    return PrivateCluster(folder: folder, options: options, environment: environment)
}

func contents(_ folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
}

/// The first value that a statement returns, asked with psql.
func query(_ url: ConnectionURL, _ statement: String) throws -> String {
    let psql = try Installation.all(environment: ProcessEnvironment.current)[0].program("psql")
    let outcome = try Spawn.run([psql, "-XAtqc", statement, url.description])
    #expect(outcome.succeeded, "\(outcome.output)")
    return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
}
