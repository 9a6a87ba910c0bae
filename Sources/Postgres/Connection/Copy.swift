import CLibPQ

extension PostgresConnection {
    /// Loads rows into a table in binary format, the fastest way in.
    ///
    ///     let count = try await connection.copyIn(into: "event", columns: ["dispute", "revision"]) { writer in
    ///         for event in events { try await writer.row(event.dispute, event.revision) }
    ///     }
    ///
    /// Each value must have exactly the type of its column (`Int` is `int8`, `Int32` is `int4`). If `body` throws, or
    /// the task is cancelled, nothing is loaded. A row that the server refuses is reported at the latest at the end.
    /// - Returns: The number of rows loaded.
    @discardableResult
    package nonisolated(nonsending) func copyIn(
        into table: SQLIdentifier, columns: [SQLIdentifier], _ body: (inout CopyWriter) async throws -> Void
    ) async throws -> Int {
        let names = columns.map(\.quoted).joined(separator: ", ")
        let sql = "COPY \(table.quoted) (\(names)) FROM STDIN (FORMAT binary)"
        let commits = condition == .idle
        try await interruptible { (call) throws(PostgresError) in try await self.startCopy(sql, call: call) }
        var writer = CopyWriter(connection: self, sql: sql, columns: columns.count)
        do {
            try await body(&writer)
            try await writer.finish()
        } catch {
            _ = try? await endCopy(sql, failing: "stopped by the client", commits: false)
            throw error
        }
        return try await endCopy(sql, failing: nil, commits: commits)
    }

    /// Streams what a `COPY … TO STDOUT` statement writes, in chunks of about 64 kB that hold whole rows.
    ///
    /// If `body` throws, or the task is cancelled, the server is told to stop and the connection remains usable.
    package nonisolated(nonsending) func copyOut(_ sql: SQL, _ body: ([UInt8]) async throws -> Void) async throws {
        try await interruptible { (call) throws(PostgresError) in try await self.startCopy(sql.text, call: call) }
        do {
            while let chunk = try await interruptible({ (call) throws(PostgresError) in
                try await self.nextChunk(sql.text, call: call)
            }) {
                try await body(chunk)
            }
        } catch {
            await stopCopyOut()
            throw error
        }
    }

    // MARK: On the connection's thread

    private func startCopy(_ sql: String, call: UInt64) throws(PostgresError) {
        try ready(call)
        let result = try perform(sql, call: call, commits: false, copying: true) { $0.send(sql) }
        guard result.isCopy else { throw PostgresError(.misuse, "not a COPY statement", sql: sql) }
    }

    func sendCopy(_ bytes: [UInt8], sql: String) throws(PostgresError) {
        try ready(nil, copying: true)
        guard withLibPQ({ $0.putCopyData(bytes) }) == true else {
            // The reason is in the result of the statement.
            _ = try perform(sql, call: nil, commits: false) { _ in true }
            throw PostgresError(.connectionLost, "COPY broke off", sql: sql)
        }
    }

    private func endCopy(_ sql: String, failing reason: String?, commits: Bool) throws(PostgresError) -> Int {
        try ready(nil, copying: true)
        return try perform(sql, call: nil, commits: commits) { $0.putCopyEnd(failing: reason) }.affected
    }

    /// Nil at the end.
    private func nextChunk(_ sql: String, call: UInt64) throws(PostgresError) -> [UInt8]? {
        try ready(call, copying: true)
        switch withLibPQ({ $0.getCopyData(call, size: 65_536) }) {
        case .bytes(let chunk):
            return chunk
        case .end:
            _ = try perform(sql, call: call, commits: false) { _ in true }
            return nil
        case .stuck, nil:
            close()
            throw PostgresError(.cancelled, "the server did not stop the COPY in time", sql: sql)
        }
    }

    private func stopCopyOut() {
        guard condition == .copying else { return }
        let call = interruption.nextCall()
        interruption.request(call)
        defer { interruption.forget(call) }
        while true {
            switch withLibPQ({ $0.getCopyData(call, size: 65_536) }) {
            case .bytes: continue
            case .end:
                _ = try? perform("", call: nil, commits: false) { _ in true }
                return
            case .stuck, nil:
                close()
                return
            }
        }
    }
}

/// Writes the rows of one COPY; see ``PostgresConnection/copyIn(into:columns:_:)``.
package struct CopyWriter: ~Copyable {
    private static let chunk = 65_536
    /// The signature, no flags, no header extension (PostgreSQL documentation, COPY, "Binary Format").
    private static let header: [UInt8] =
        Array("PGCOPY\n".utf8) + [0xFF] + Array("\r\n".utf8) + [UInt8](repeating: 0, count: 9)

    private let connection: PostgresConnection
    private let sql: String
    private let columns: Int
    private var buffer = PostgresBuffer()

    fileprivate init(connection: PostgresConnection, sql: String, columns: Int) {
        self.connection = connection
        self.sql = sql
        self.columns = columns
        buffer.reserve(Self.chunk + 4096)
        buffer.append(Self.header)
    }

    /// Adds a row. Waits for the network only when enough rows have gathered.
    package nonisolated(nonsending) mutating func row<each Value: PostgresEncodable>(
        _ values: repeat each Value
    ) async throws(PostgresError) {
        let start = buffer.count
        buffer.append(Int16(0))
        var width = 0
        for value in repeat each values {
            buffer.appendField(value)
            width += 1
        }
        guard width == columns else {
            throw PostgresError(.misuse, "\(width) values for \(columns) columns", sql: sql)
        }
        buffer.patch(Int16(truncatingIfNeeded: width), at: start)
        if buffer.count >= Self.chunk { try await flush() }
    }

    private nonisolated(nonsending) mutating func flush() async throws(PostgresError) {
        guard !Task.isCancelled else { throw PostgresError(.cancelled, "cancelled during COPY", sql: sql) }
        try await connection.sendCopy(buffer.bytes, sql: sql)
        buffer.removeAll()
    }

    fileprivate nonisolated(nonsending) mutating func finish() async throws(PostgresError) {
        buffer.append(Int16(-1))
        try await flush()
    }
}
