import Postgres
import TestSupport
import Testing

/// Gives the closure a client on a database of its own, and closes both afterwards.
func withClient<Value: Sendable>(
    connections: Int = 4,
    configure: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (PostgresClient) async throws -> Value
) async throws -> Value {
    try await TestDatabase.with { url in
        var configuration = PostgresConfiguration.patient("\(url)")
        configuration.maximumConnections = connections
        configure(&configuration)
        let client = PostgresClient(configuration)
        do {
            let value = try await body(client)
            await client.close()
            return value
        } catch {
            await client.close()
            throw error
        }
    }
}

/// The client's error that `body` throws; its success is a failure of the test.
func postgresError(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> some Any
) async throws -> PostgresError {
    do {
        _ = try await body()
    } catch let error as PostgresError {
        return error
    }
    Issue.record("no error was thrown", sourceLocation: sourceLocation)
    throw NoError()
}

private struct NoError: Error {}

extension PostgresClient {
    /// Waits until another session is in the state that the query tells; the test is stopped by its time limit if never.
    func waitUntil(_ statement: Statement) async throws {
        while try await !query(statement).only(Bool.self) {
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
