/// The five-character code by which PostgreSQL names an error, independent of the server's language.
///
/// Source: PostgreSQL documentation, appendix A "PostgreSQL Error Codes".
package struct SQLState: Hashable, Sendable, RawRepresentable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(stringLiteral value: String) {
        self.rawValue = value
    }

    package var description: String { rawValue }

    /// The first two characters: the family of the error.
    package var category: Category { Category(rawValue: String(rawValue.prefix(2))) }

    /// The first two characters of a code.
    package struct Category: Hashable, Sendable, RawRepresentable {
        package let rawValue: String

        package init(rawValue: String) {
            self.rawValue = rawValue
        }

        package static let connectionException = Category(rawValue: "08")
        package static let dataException = Category(rawValue: "22")
        package static let integrityConstraintViolation = Category(rawValue: "23")
        package static let invalidTransactionState = Category(rawValue: "25")
        package static let invalidAuthorization = Category(rawValue: "28")
        package static let transactionRollback = Category(rawValue: "40")
        package static let syntaxOrAccessRule = Category(rawValue: "42")
        package static let insufficientResources = Category(rawValue: "53")
        package static let operatorIntervention = Category(rawValue: "57")
        package static let raised = Category(rawValue: "P0")
    }
}

extension SQLState {
    package static let featureNotSupported: SQLState = "0A000"
    package static let numericValueOutOfRange: SQLState = "22003"
    package static let invalidTextRepresentation: SQLState = "22P02"
    package static let invalidBinaryRepresentation: SQLState = "22P03"
    package static let badCopyFileFormat: SQLState = "22P04"
    package static let notNullViolation: SQLState = "23502"
    package static let foreignKeyViolation: SQLState = "23503"
    package static let uniqueViolation: SQLState = "23505"
    package static let checkViolation: SQLState = "23514"
    package static let exclusionViolation: SQLState = "23P01"
    package static let activeTransaction: SQLState = "25001"
    package static let readOnlyTransaction: SQLState = "25006"
    package static let inFailedTransaction: SQLState = "25P02"
    package static let invalidStatementName: SQLState = "26000"
    package static let serializationFailure: SQLState = "40001"
    package static let deadlockDetected: SQLState = "40P01"
    package static let invalidSchemaName: SQLState = "3F000"
    package static let insufficientPrivilege: SQLState = "42501"
    package static let syntaxError: SQLState = "42601"
    package static let undefinedColumn: SQLState = "42703"
    package static let undefinedFunction: SQLState = "42883"
    package static let undefinedTable: SQLState = "42P01"
    package static let duplicateTable: SQLState = "42P07"
    package static let diskFull: SQLState = "53100"
    package static let outOfMemory: SQLState = "53200"
    package static let tooManyConnections: SQLState = "53300"
    package static let lockNotAvailable: SQLState = "55P03"
    package static let queryCanceled: SQLState = "57014"
    package static let adminShutdown: SQLState = "57P01"
    package static let crashShutdown: SQLState = "57P02"
    package static let cannotConnectNow: SQLState = "57P03"
    package static let raiseException: SQLState = "P0001"
    package static let dataCorrupted: SQLState = "XX001"
    package static let indexCorrupted: SQLState = "XX002"

    /// Whether the whole transaction may simply be run again: it lost to another one and left no trace.
    package var isRetryable: Bool { self == .serializationFailure || self == .deadlockDetected }
}
