/// How strictly a transaction is kept apart from others (SQL standard; PostgreSQL documentation, 13.2).
package enum IsolationLevel: Sendable {
    case readCommitted
    case repeatableRead
    case serializable

    fileprivate var begin: String {
        switch self {
        case .readCommitted: "BEGIN ISOLATION LEVEL READ COMMITTED"
        case .repeatableRead: "BEGIN ISOLATION LEVEL REPEATABLE READ"
        case .serializable: "BEGIN ISOLATION LEVEL SERIALIZABLE"
        }
    }
}

/// Whether a transaction that lost to another one (SQLSTATE 40001, 40P01) is run again.
package enum TransactionRetry: Sendable {
    case never
    /// At most so many further times. The closure is run again from its start, so it must touch nothing but the database.
    case onConflict(Int)

    fileprivate var limit: Int {
        switch self {
        case .never: 0
        case .onConflict(let times): times
        }
    }
}

extension PostgresClient {
    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws or the task is cancelled.
    ///
    /// COMMIT itself is never interrupted by cancellation: its outcome is always learnt, unless the connection breaks,
    /// which is ``PostgresError/Code/commitUnknown``.
    @discardableResult
    package nonisolated(nonsending) func withTransaction<Value: Sendable, Failure: Error>(
        isolation: IsolationLevel = .readCommitted,
        readOnly: Bool = false,
        retry: TransactionRetry = .never,
        _ body: (PostgresConnection) async throws(Failure) -> Value
    ) async throws(PostgresTransactionError<Failure>) -> Value {
        var attempt = 0
        while true {
            do throws(PostgresTransactionError<Failure>) {
                return try await transaction(isolation: isolation, readOnly: readOnly, body)
            } catch {
                attempt += 1
                guard error.isRetryable, attempt <= retry.limit, !Task.isCancelled else { throw error }
            }
        }
    }

    private nonisolated(nonsending) func transaction<Value: Sendable, Failure: Error>(
        isolation: IsolationLevel, readOnly: Bool, _ body: (PostgresConnection) async throws(Failure) -> Value
    ) async throws(PostgresTransactionError<Failure>) -> Value {
        let connection: PostgresConnection
        do throws(PostgresError) { connection = try await acquire() } catch { throw .begin(error) }
        do throws(PostgresTransactionError<Failure>) {
            let value = try await connection.withTransaction(isolation: isolation, readOnly: readOnly, body)
            await release(connection)
            return value
        } catch {
            await release(connection)
            throw error
        }
    }
}

extension PostgresConnection {
    /// Runs `body` in a transaction on this connection; see ``PostgresClient/withTransaction(isolation:readOnly:retry:_:)``.
    @discardableResult
    package nonisolated(nonsending) func withTransaction<Value: Sendable, Failure: Error>(
        isolation: IsolationLevel = .readCommitted,
        readOnly: Bool = false,
        _ body: (PostgresConnection) async throws(Failure) -> Value
    ) async throws(PostgresTransactionError<Failure>) -> Value {
        do throws(PostgresError) {
            guard condition != .transaction else {
                throw PostgresError(.misuse, "a transaction inside a transaction")
            }
            try await simple(SQL(trusted: isolation.begin + (readOnly ? " READ ONLY" : "")))
        } catch {
            throw .begin(error)
        }
        let value: Value
        do throws(Failure) {
            value = try await body(self)
        } catch {
            throw .body(error, rollback: await rollback())
        }
        guard !Task.isCancelled else {
            _ = await rollback()
            throw .commit(PostgresError(.cancelled, "cancelled before COMMIT; rolled back"))
        }
        do throws(PostgresError) { try await commit() } catch { throw .commit(error) }
        return value
    }

    private func commit() throws(PostgresError) {
        let result = try runSimple("COMMIT", call: nil)
        guard result.commandTag == "COMMIT" else {
            throw PostgresError(.transactionAborted, "a statement had failed and its error was not passed on")
        }
    }

    /// Rolls back whether the task is cancelled or not; what fails is closed, which rolls back too.
    private func rollback() -> PostgresError? {
        do throws(PostgresError) {
            guard condition == .transaction else {
                throw PostgresError(.connectionLost, "the connection is gone, and with it the transaction")
            }
            try runSimple("ROLLBACK", call: nil)
            return nil
        } catch {
            close()
            return error
        }
    }

    /// Brings a connection that was left in a transaction or in a COPY back to idle, or closes it.
    func reset() {
        if condition == .transaction { _ = rollback() }
        if condition != .idle { close() }
    }
}
