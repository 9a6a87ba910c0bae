import CaseStore
import Postgres
import PostgresServer
import TestSupport

/// Gives the closure a client on a database of its own, as the owner of its tables, and closes both afterwards.
func withDatabase<Value: Sendable>(
    _ template: TestDatabase.Template, _ body: (PostgresClient, ConnectionURL) async throws -> Value
) async throws -> Value {
    try await TestDatabase.with(template) { url in
        try await withClient(PostgresConfiguration.patient(url.description)) { try await body($0, url) }
    }
}

/// Gives the closure a client, and closes it afterwards.
func withClient<Value: Sendable>(
    _ configuration: PostgresConfiguration, _ body: (PostgresClient) async throws -> Value
) async throws -> Value {
    let client = PostgresClient(configuration)
    let outcome: Result<Value, any Error>
    do {
        outcome = .success(try await body(client))
    } catch {
        outcome = .failure(error)
    }
    await client.close()
    return try outcome.get()
}
