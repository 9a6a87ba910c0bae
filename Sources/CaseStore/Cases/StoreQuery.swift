import Mediation
package import Postgres

/// A statement with the reading of its rows, to be run through the pool or in place on a connection's own thread.
struct StoreQuery<Value: Sendable>: Sendable {
    let statement: Statement
    let read: @Sendable (Rows) throws -> Value
}

extension CaseStore {
    func run<Value>(_ query: StoreQuery<Value>) async throws(StoreError) -> Value {
        let rows = try await storing { () async throws(PostgresError) in try await client.query(query.statement) }
        return try Self.reading(rows, query)
    }

    func run<Value>(
        _ query: StoreQuery<Value>, on connection: isolated PostgresConnection
    ) throws(StoreError) -> Value {
        let rows: Rows
        do throws(PostgresError) { rows = try connection.wait(for: query.statement) } catch { throw StoreError(error) }
        return try Self.reading(rows, query)
    }

    static func reading<Value>(_ rows: Rows, _ query: StoreQuery<Value>) throws(StoreError) -> Value {
        do {
            return try query.read(rows)
        } catch let error as StoreError {
            throw error
        } catch let error as PostgresError {
            throw StoreError(error)
        } catch {
            throw StoreError(.corrupt, "\(error)")
        }
    }
}

extension CaseStore {
    /// Connections for those who only read and write cases by their keys.
    ///
    /// Their few statements are planned once: as nested loops over keys, which stay right when a table grows from nothing
    /// to millions under a plan made early.
    package func writerClient(connections: Int) -> PostgresClient {
        var configuration = client.configuration
        configuration.maximumConnections = connections
        let settings = [
            "plan_cache_mode": "force_generic_plan", "enable_seqscan": "off", "enable_hashjoin": "off",
            "enable_mergejoin": "off", "enable_material": "off", "jit": "off",
        ]
        configuration.settings.merge(settings) { given, _ in given }
        return PostgresClient(configuration)
    }

    /// A connection for a rebuild, whose tables of its own must not be met by anybody else.
    package func rebuildClient() -> PostgresClient {
        var configuration = client.configuration
        configuration.maximumConnections = 1
        return PostgresClient(configuration)
    }
}
