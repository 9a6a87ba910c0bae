package import Mediation
package import Postgres

/// The tables of the system: the one place that knows its SQL.
///
/// **Read in this order**: `Migrations/` in the repository (the tables), `Cases/CaseChange` (what one command writes),
/// `Cases/ApplyStatement` (the one statement that writes it), `Cases/CaseStore+Apply` and `+Load`, `Chain/` (the hash
/// chain), `Rebuild/` (what is stored against the events), `Reports/` (figures from entries), `Registers/` and `Directory/` (what
/// stands beside the cases).
///
/// A case is written by compare-and-swap on its revision, in one statement and one commit for any number of cases. No
/// lock outlives a statement, so no killed client can hold or half-write anything.
package struct CaseStore: Sendable {
    package let client: PostgresClient
    package let district: DistrictCode

    package init(client: PostgresClient, district: DistrictCode) {
        self.client = client
        self.district = district
    }
}

/// Why the store could not answer. Nothing was written, unless `code` is `commitUnknown`.
package struct StoreError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// The database is away or refused the connection.
        case unavailable
        /// The connection was lost while the commit was under way: ask by the idempotency key before repeating.
        case commitUnknown
        /// The disk of the database is full.
        case diskFull
        /// The database only reads (a standby).
        case readOnly
        /// It lost to another transaction and left no trace: try again.
        case conflict
        /// It took longer than the server allows, or somebody stopped it.
        case tooLong
        /// A number was taken meanwhile: decide again.
        case numberTaken
        /// The same key came at the same moment with another command, or twice: ask for its answer.
        case keyTaken
        /// The schema is older or newer than this program.
        case schema
        /// What is stored cannot be read.
        case corrupt
        /// Anything else the database said.
        case database
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    /// Reads a client error. The text is for an operator: it names the state, never the data.
    package init(_ error: PostgresError) {
        let code: Code =
            switch error.code {
            case .commitUnknown: .commitUnknown
            case .server: Self.code(of: error)
            case .decoding: .corrupt
            default: .unavailable
            }
        self.init(code, error.description)
    }
}

extension StoreError {
    /// What a refusal of the server means, by its SQLSTATE; `docs/reliability.md` has the table.
    private static func code(of error: PostgresError) -> Code {
        guard let state = error.sqlState else { return .database }
        switch state {
        case .diskFull: return .diskFull
        case .readOnlyTransaction: return .readOnly
        case .queryCanceled: return .tooLong
        case .lockNotAvailable: return .conflict
        case .uniqueViolation where ["case_number", "assistance"].contains(error.table): return .numberTaken
        case .uniqueViolation where error.constraint == "event_idempotency": return .keyTaken
        case .undefinedTable, .undefinedColumn, .undefinedFunction, .invalidSchemaName: return .schema
        case .dataCorrupted, .indexCorrupted: return .corrupt
        default: break
        }
        switch state.category {
        case .transactionRollback: return .conflict
        case .connectionException, .operatorIntervention, .insufficientResources: return .unavailable
        default: return .database
        }
    }
}

/// Runs a body that talks to the database and tells its errors as the store's.
func storing<Value: Sendable>(
    _ body: () async throws(PostgresError) -> Value
) async throws(StoreError) -> Value {
    do {
        return try await body()
    } catch {
        throw StoreError(error)
    }
}
