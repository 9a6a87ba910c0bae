import Foundation
package import PostgresServer

/// A server that a test has for itself, because it changes what concerns the whole of it. Ended and removed afterwards.
package actor OwnServer {
    private let folder: String
    private var settings: [String: String] = [:]

    /// - Parameter body: starts it when it needs it.
    package static func with<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: (OwnServer) async throws -> Result
    ) async throws -> Result {
        let folder = try TestServer.temporaryFolder()
        // It also ends the server, with this process at the latest.
        try Watchdog.watch(folder)
        let server = OwnServer(folder)
        let outcome: Swift.Result<Result, any Error>
        do {
            outcome = .success(try await body(server))
        } catch {
            outcome = .failure(error)
        }
        try await server.stop()
        return try outcome.get()
    }

    private init(_ folder: String) {
        self.folder = folder
    }

    /// The folder of its data.
    package nonisolated var data: String { "\(folder)/postgres/data" }

    /// Starts it if it does not run.
    @discardableResult
    package func start() async throws -> ConnectionURL {
        let cluster = cluster()
        return try await TestServer.blocking { try cluster.start() }
    }

    /// Starts it again with other settings.
    @discardableResult
    package func restart(with settings: [String: String]) async throws -> ConnectionURL {
        try await stop()
        self.settings = settings
        return try await start()
    }

    package func stop() async throws {
        let cluster = cluster()
        _ = try await TestServer.blocking { try cluster.stop() }
    }

    private func cluster() -> PrivateCluster {
        var options = PrivateCluster.Options()
        options.isDurable = false
        options.settings = ["shared_buffers": "16MB"].merging(settings) { $1 }
        return PrivateCluster(folder: folder, options: options)
    }
}
