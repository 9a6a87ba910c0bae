import Foundation
import Testing

@testable import PostgresServer

/// A new folder for one test. A server that is still running in it is ended and the folder removed.
func withScratchFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = "/tmp/nplus-scratch-\(UUID().uuidString.prefix(8))"
    try makeFolder(folder, mode: 0o755)
    defer {
        for cluster in [folder] + contents(folder).map({ "\(folder)/\($0)" }) {
            guard let server = ServerProcess.running(on: cluster + "/postgres/data") else { continue }
            kill(server.pid, SIGQUIT)
            waitUntil { ServerProcess.running(on: cluster + "/postgres/data") == nil }
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

/// Waits for something that must happen, up to ten minutes.
@discardableResult
func waitUntil(_ condition: () -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(600)
    while !condition() {
        guard ContinuousClock.now < deadline else { return false }
        pause(milliseconds: 20)
    }
    return true
}

/// A small file system of its own for one test, which the closure can remount with other options.
func withMount(size: String, _ body: (_ folder: String, _ remount: (String) throws -> Void) throws -> Void) throws {
    guard geteuid() == 0 else { return skipped("to mount one must be root") }
    try withScratchFolder { folder in
        let place = folder + "/disk"
        try makeFolder(place, mode: 0o755)
        let mount = try Spawn.run(["/bin/mount", "-t", "tmpfs", "-o", "size=\(size),mode=755", "tmpfs", place])
        guard mount.succeeded else { return skipped("mount is not allowed here: \(mount.output)") }
        defer {
            if let server = ServerProcess.running(on: place + "/postgres/data") {
                kill(server.pid, SIGQUIT)
                waitUntil { ServerProcess.running(on: place + "/postgres/data") == nil }
            }
            waitUntil { (try? Spawn.run(["/bin/umount", place]).succeeded) ?? false }
        }
        try body(place) { options in
            let outcome = try Spawn.run(["/bin/mount", "-o", "remount,\(options)", place])
            try #require(outcome.succeeded, "\(outcome.output)")
        }
    }
}

func skipped(_ reason: String) {
    print("skipped: \(reason)")
}

/// Runs what blocks on a thread outside of the pool that tests run on.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result(catching: body)) }
    }
}
