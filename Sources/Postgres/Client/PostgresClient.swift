/// A pool of connections to one database.
///
///     let client = PostgresClient(PostgresConfiguration(url: "postgres:///bureau"))
///     let rows = try await client.query("SELECT id, title FROM dispute WHERE office = \(office)")
///     for (id, title) in try rows.decode((PostgresUUID, String?).self) { … }
///
/// Connections are opened when they are first needed; a broken one is replaced. Waiting callers are served in order.
package final class PostgresClient: Sendable {
    private typealias Machine = PoolStateMachine<PostgresConnection>

    /// A caller in the line, and the timer that sends it away.
    private struct Waiting {
        let continuation: CheckedContinuation<Machine.Grant, Never>
        let timer: Task<Void, Never>

        func resume(_ grant: Machine.Grant) {
            timer.cancel()
            continuation.resume(returning: grant)
        }
    }

    private struct State {
        var machine: Machine
        var waiting: [Machine.Waiter: Waiting] = [:]
        var lastWaiter: Machine.Waiter = 0
    }

    package let configuration: PostgresConfiguration
    private let state: Lock<State>

    /// Opens nothing yet.
    package init(_ configuration: PostgresConfiguration) {
        self.configuration = configuration
        self.state = Lock(State(machine: Machine(maximum: configuration.maximumConnections)))
    }

    /// Runs one statement in a transaction of its own.
    package nonisolated(nonsending) func query(_ statement: Statement) async throws(PostgresError) -> Rows {
        let connection = try await acquire()
        do throws(PostgresError) {
            let rows = try await connection.query(statement)
            await release(connection)
            return rows
        } catch {
            await release(connection)
            throw error
        }
    }

    /// Runs one statement in a transaction of its own and returns how many rows it affected.
    @discardableResult
    package nonisolated(nonsending) func execute(_ statement: Statement) async throws(PostgresError) -> Int {
        try await query(statement).affected
    }

    /// Lends a connection for the time of `body`.
    ///
    /// A transaction that `body` leaves open is rolled back.
    /// - Throws: ``PostgresError`` when there is no connection, else what `body` throws.
    @discardableResult
    package nonisolated(nonsending) func withConnection<Value: Sendable>(
        _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let connection = try await acquire()
        do {
            let value = try await body(connection)
            await release(connection)
            return value
        } catch {
            await release(connection)
            throw error
        }
    }

    /// Closes idle connections at once and lent ones when they come back. Waiting callers get
    /// ``PostgresError/Code/closed``.
    package nonisolated(nonsending) func close() async {
        let (connections, waiters) = state.withLock { state in
            let (connections, waiters) = state.machine.close()
            return (connections, waiters.compactMap { state.waiting.removeValue(forKey: $0) })
        }
        for waiter in waiters { waiter.resume(.closed) }
        for connection in connections { await connection.close() }
    }

    // MARK: Lending

    nonisolated(nonsending) func acquire() async throws(PostgresError) -> PostgresConnection {
        while true {
            guard !Task.isCancelled else { throw PostgresError(.cancelled, "cancelled before a connection was taken") }
            switch await grant() {
            case .closed: throw PostgresError(.closed, "the client is closed")
            case .timeout:
                throw PostgresError(.poolTimeout, "no free connection within \(configuration.acquireTimeout)")
            case .cancelled: throw PostgresError(.cancelled, "cancelled while waiting for a connection")
            case .connection(let connection):
                if !connection.needsCheck { return connection }
                if await connection.check() { return connection }
                perform(state.withLock { $0.machine.openFailed() })
            case .slot:
                do throws(PostgresError) {
                    return try await PostgresConnection.open(configuration)
                } catch {
                    perform(state.withLock { $0.machine.openFailed() })
                    throw error
                }
            }
        }
    }

    nonisolated(nonsending) func release(_ connection: PostgresConnection) async {
        if connection.condition == .transaction || connection.condition == .copying {
            await connection.reset()
        }
        let isUsable = connection.condition == .idle
        let release = state.withLock { state in
            isUsable ? state.machine.giveBack(connection) : state.machine.openFailed()
        }
        if case .close(let connection) = release { await connection.close() } else { perform(release) }
    }

    private func perform(_ release: Machine.Release) {
        guard case .wake(let waiter, let grant) = release else { return }
        state.withLock { $0.waiting.removeValue(forKey: waiter) }?.resume(grant)
    }

    private nonisolated(nonsending) func grant() async -> Machine.Grant {
        let waiter = state.withLock { state in
            state.lastWaiter += 1
            return state.lastWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let request = state.withLock { state in
                    // Cancelled already: the handler below has run and found nobody in the line.
                    guard !Task.isCancelled else { return Machine.Request.granted(.cancelled) }
                    let request = state.machine.request(waiter)
                    if case .wait = request {
                        state.waiting[waiter] = Waiting(continuation: continuation, timer: expire(waiter))
                    }
                    return request
                }
                if case .granted(let grant) = request { continuation.resume(returning: grant) }
            }
        } onCancel: {
            abandon(waiter, because: .cancelled)
        }
    }

    /// Lets a waiter give up after the acquire timeout.
    private func expire(_ waiter: Machine.Waiter) -> Task<Void, Never> {
        Task { [weak self, timeout = configuration.acquireTimeout] in
            try? await Task.sleep(for: timeout)
            self?.abandon(waiter, because: .timeout)
        }
    }

    private func abandon(_ waiter: Machine.Waiter, because grant: Machine.Grant) {
        let waiting = state.withLock { state in
            state.machine.abandon(waiter) ? state.waiting.removeValue(forKey: waiter) : nil
        }
        waiting?.resume(grant)
    }
}
