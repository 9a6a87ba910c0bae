/// Why a transaction did not happen, with the failures of its steps kept apart.
///
/// `Failure` is what the closure throws; `any Error` when it does not say.
package enum PostgresTransactionError<Failure: Error>: Error {
    /// No connection, or BEGIN failed. The closure did not run.
    case begin(PostgresError)
    /// The closure threw. `rollback` is nil when the rollback went well; otherwise the connection was closed, which
    /// also rolls back.
    case body(Failure, rollback: PostgresError?)
    /// COMMIT failed. Only with ``PostgresError/Code/commitUnknown`` may the transaction nevertheless be durable.
    case commit(PostgresError)

    /// The failure of the database, wherever it happened; nil when the closure threw an error of its own.
    package var postgresError: PostgresError? {
        switch self {
        case .begin(let error), .commit(let error): error
        case .body(let error, _): error as? PostgresError
        }
    }

    /// Whether the transaction left no trace and may be run again as it is.
    package var isRetryable: Bool { postgresError?.isRetryable == true }
}

extension PostgresTransactionError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .begin(let error): "BEGIN: \(error)"
        case .body(let error, nil): "\(error)"
        case .body(let error, let rollback?): "\(error); ROLLBACK: \(rollback)"
        case .commit(let error): "COMMIT: \(error)"
        }
    }
}
