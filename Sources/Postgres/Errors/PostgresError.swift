/// What went wrong between this program and PostgreSQL.
///
/// `description` is safe to show and to log: it names the kind of failure, the SQLSTATE and the constraint, never SQL
/// text, values or the server's own sentence (which may quote values). `String(reflecting:)` tells everything.
package struct PostgresError: Error, Sendable {
    /// The kind of failure: decides what the caller may do next.
    package enum Code: String, Sendable, Hashable {
        /// No connection could be opened. Nothing was sent.
        case connectionFailed
        /// The connection broke before the statement was sent or inside a transaction, which is therefore undone.
        case connectionLost
        /// The connection broke while COMMIT, or a statement outside a transaction, was under way: it may be durable or
        /// not. Ask for its result by a key of your own; never repeat it blindly.
        case commitUnknown
        /// The server refused the statement; see ``PostgresError/sqlState``.
        case server
        /// COMMIT was answered with ROLLBACK, because a statement had failed and the failure was swallowed.
        case transactionAborted
        /// A value of a row is not what the caller asked for; see ``PostgresError/decoding``.
        case decoding
        /// No connection became free within the acquire timeout.
        case poolTimeout
        /// The task was cancelled; the statement was stopped or never sent.
        case cancelled
        /// The client or the connection has been closed.
        case closed
        /// The call does not fit the state of the connection, as a statement inside a COPY.
        case misuse
    }

    package let code: Code
    /// What the server said, when it said something.
    package let report: ServerReport?
    /// Which column did not fit, for ``Code/decoding``.
    package let decoding: DecodingProblem?
    /// A sentence for the developer: libpq's or our own.
    package let message: String
    /// The statement that was running; only shown by `debugDescription`.
    package internal(set) var sql: String?

    init(
        _ code: Code, _ message: String, report: ServerReport? = nil, decoding: DecodingProblem? = nil,
        sql: String? = nil
    ) {
        self.code = code
        self.message = message
        self.report = report
        self.decoding = decoding
        self.sql = sql
    }

    package var sqlState: SQLState? { report?.sqlState }
    package var constraint: String? { report?.constraint }
    package var table: String? { report?.table }
    package var column: String? { report?.column ?? decoding?.column }
    package var detail: String? { report?.detail }

    /// Whether running the whole transaction again may succeed and cannot do anything twice.
    package var isRetryable: Bool { code == .server && sqlState?.isRetryable == true }
}

/// The fields of an error message of the server (PostgreSQL documentation, "Error and Notice Message Fields").
package struct ServerReport: Sendable, Hashable {
    package internal(set) var sqlState: SQLState?
    /// `ERROR`, `FATAL` or `PANIC`, never translated.
    package internal(set) var severity: String?
    package internal(set) var message: String?
    package internal(set) var detail: String?
    package internal(set) var hint: String?
    /// The call stack inside the server: functions and their lines.
    package internal(set) var context: String?
    package internal(set) var schema: String?
    package internal(set) var table: String?
    package internal(set) var column: String?
    package internal(set) var constraint: String?
    /// Where in the statement, in characters from 1.
    package internal(set) var position: Int?
}

/// Why a value of a row could not become the wanted Swift type.
package struct DecodingProblem: Sendable, Hashable {
    /// Name of the column, or its number from 1 when it has none.
    package let column: String
    /// The Swift type asked for.
    package let expected: String
    /// What the server sent: a type name, `null`, or what is malformed about it.
    package let found: String
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String {
        var text = code.sentence
        if let sqlState { text += " [SQLSTATE \(sqlState)]" }
        if let decoding {
            text += " [\(decoding.column): \(decoding.expected) ≠ \(decoding.found)]"
        }
        if let table { text += " [table \(table)]" }
        if let column = report?.column { text += " [column \(column)]" }
        if let constraint { text += " [constraint \(constraint)]" }
        return text
    }

    package var debugDescription: String {
        var lines = ["PostgresError.\(code.rawValue): \(message)"]
        func add(_ label: String, _ value: String?) {
            if let value { lines.append("  \(label): \(value)") }
        }
        add("SQLSTATE", sqlState?.rawValue)
        add("severity", report?.severity)
        add("detail", report?.detail)
        add("hint", report?.hint)
        add("context", report?.context)
        add("schema", report?.schema)
        add("table", table)
        add("column", column)
        add("constraint", constraint)
        add("position", report?.position.map(String.init))
        if let decoding { add("decoding", "expected \(decoding.expected), found \(decoding.found)") }
        add("sql", sql)
        return lines.joined(separator: "\n")
    }
}

extension PostgresError.Code {
    /// What happened and what to do, for a person.
    fileprivate var sentence: String {
        switch self {
        case .connectionFailed: "无法连接数据库，请检查数据库是否运行、地址是否正确 (cannot connect to the database)"
        case .connectionLost: "数据库连接中断，本次操作未生效，可重试 (connection lost, nothing was changed)"
        case .commitUnknown: "提交时连接中断，结果未知，请先查询再重试 (connection lost while committing, outcome unknown)"
        case .server: "数据库拒绝了该操作 (the database refused the statement)"
        case .transactionAborted: "事务已被数据库撤销 (the transaction had already failed and was rolled back)"
        case .decoding: "数据库返回的数据类型不符 (a value has an unexpected type)"
        case .poolTimeout: "等待空闲数据库连接超时，请稍后重试 (no free connection in time)"
        case .cancelled: "操作已取消 (cancelled)"
        case .closed: "数据库连接已关闭 (the connection is closed)"
        case .misuse: "此时不能在该连接上执行此操作 (the connection is not in the right state)"
        }
    }
}
