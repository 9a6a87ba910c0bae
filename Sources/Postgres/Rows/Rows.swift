import CLibPQ

/// The answer to a statement: its rows, kept in libpq's memory and decoded only when asked.
package struct Rows: Sendable, RandomAccessCollection {
    private let result: QueryResult

    init(_ result: QueryResult) {
        self.result = result
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { result.rowCount }

    package subscript(position: Int) -> Row {
        precondition(indices.contains(position), "row \(position) of \(count)")
        return Row(result: result, index: position)
    }

    /// Rows inserted, updated, deleted or selected, as the server counts them.
    package var affected: Int { result.affected }

    /// The names of the columns, in order.
    package var columns: [String] { (0..<result.columnCount).map(result.name(of:)) }

    /// All rows as tuples: `rows.decode((Int, String?).self)`.
    package func decode<each Value: PostgresDecodable>(
        _ type: (repeat each Value).Type
    ) throws(PostgresError) -> [(repeat each Value)] {
        var tuples: [(repeat each Value)] = []
        tuples.reserveCapacity(count)
        for row in self { tuples.append(try row.decode(type)) }
        return tuples
    }

    /// The single row of a statement that always yields one, as `INSERT … RETURNING` or a count.
    package func only<each Value: PostgresDecodable>(
        _ type: (repeat each Value).Type
    ) throws(PostgresError) -> (repeat each Value) {
        guard count == 1, let first else {
            throw PostgresError(
                .decoding, "\(count) rows where exactly one was expected",
                decoding: DecodingProblem(column: "*", expected: "1 row", found: "\(count) rows"))
        }
        return try first.decode(type)
    }
}

/// One row of ``Rows``.
package struct Row: Sendable {
    let result: QueryResult
    let index: Int

    /// The columns from the first on as a tuple; their number must be that of the result.
    package func decode<each Value: PostgresDecodable>(
        _ type: (repeat each Value).Type
    ) throws(PostgresError) -> (repeat each Value) {
        var width = 0
        for _ in repeat (each Value).self { width += 1 }
        guard width == result.columnCount else {
            throw PostgresError(
                .decoding, "the row has \(result.columnCount) columns, \(width) were asked for",
                decoding: DecodingProblem(
                    column: "*", expected: "\(width) columns", found: "\(result.columnCount) columns"))
        }
        var column = 0
        return (repeat try next(&column, as: (each Value).self))
    }

    /// The column of this name.
    package func decode<Value: PostgresDecodable>(
        _ name: String, as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard let column = (0..<result.columnCount).first(where: { result.name(of: $0) == name }) else {
            throw PostgresError(
                .decoding, "no column \(name)",
                decoding: DecodingProblem(column: name, expected: "\(type)", found: "no such column"))
        }
        return try value(at: column)
    }

    private func next<Value: PostgresDecodable>(
        _ column: inout Int, as type: Value.Type
    ) throws(PostgresError) -> Value {
        defer { column += 1 }
        return try value(at: column)
    }

    private func value<Value: PostgresDecodable>(at column: Int) throws(PostgresError) -> Value {
        let cell = result.cell(row: index, column: column)
        do {
            return try withExtendedLifetime(result) { () throws(DecodingFailure) in try Value.decode(cell) }
        } catch {
            let found =
                switch error {
                case .null: "null"
                case .type: "\(cell.type)"
                case .malformed(let what): "\(cell.type), \(what)"
                }
            let name = result.name(of: column)
            let problem = DecodingProblem(
                column: name.isEmpty ? "\(column + 1)" : name, expected: "\(Value.self)", found: found)
            throw PostgresError(
                .decoding, "column \(problem.column): expected \(problem.expected), found \(found)", decoding: problem)
        }
    }
}

/// Owner of a `PGresult`.
///
/// `@unchecked Sendable`: libpq never changes a result after handing it out, and its read functions are thread-safe
/// (libpq documentation, "Behavior in Threaded Programs").
final class QueryResult: @unchecked Sendable {
    private let pointer: OpaquePointer
    let rowCount: Int
    let columnCount: Int

    init(_ pointer: OpaquePointer) {
        self.pointer = pointer
        self.rowCount = Int(PQntuples(pointer))
        self.columnCount = Int(PQnfields(pointer))
    }

    deinit {
        PQclear(pointer)
    }

    var status: ExecStatusType { PQresultStatus(pointer) }

    /// The first word of the command tag, as `COMMIT` or `ROLLBACK`.
    var commandTag: String { String(cString: PQcmdStatus(pointer)) }

    var affected: Int { Int(String(cString: PQcmdTuples(pointer))) ?? 0 }

    func name(of column: Int) -> String {
        PQfname(pointer, Int32(column)).map { String(cString: $0) } ?? ""
    }

    /// The cell's bytes live as long as this object.
    func cell(row: Int, column: Int) -> PostgresCell {
        let (row, column) = (Int32(row), Int32(column))
        let type = PostgresType(oid: PQftype(pointer, column))
        guard PQgetisnull(pointer, row, column) == 0 else { return PostgresCell(type: type, bytes: nil) }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(pointer, row, column), count: Int(PQgetlength(pointer, row, column)))
        return PostgresCell(type: type, bytes: bytes)
    }

    /// The server's report, when this result is an error.
    var report: ServerReport {
        func field(_ code: Character) -> String? {
            PQresultErrorField(pointer, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
        }
        // Field codes: PostgreSQL documentation, "Error and Notice Message Fields".
        return ServerReport(
            sqlState: field("C").map(SQLState.init(rawValue:)), severity: field("V"), message: field("M"),
            detail: field("D"), hint: field("H"), context: field("W"), schema: field("s"), table: field("t"),
            column: field("c"), constraint: field("n"), position: field("P").flatMap { Int($0) })
    }

    var errorMessage: String { String(cString: PQresultErrorMessage(pointer)) }

    /// Whether a notice says that a commit no longer waits for its standby. The server's sentence is translated and its code
    /// says nothing, so the function of the server that wrote it is asked for.
    static func isStandbyGivenUp(_ notice: OpaquePointer) -> Bool {
        let function = UInt8(ascii: "R")
        guard let name = PQresultErrorField(notice, Int32(function)) else { return false }
        return String(cString: name) == "SyncRepWaitForLSN"
    }
}
