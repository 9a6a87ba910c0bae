import CLibPQ
import Glibc

/// Owner of a `PGconn`: the only place that calls libpq's connection functions. Every call may block, so it lives on a
/// ``ConnectionThread``: it is not `Sendable` and its only reference is in the actor.
final class LibPQ {
    private let connection: OpaquePointer
    private let cancelHandle: OpaquePointer?
    private let interruption: Interruption
    /// How long a cancelled statement may take to end before the connection is given up.
    private let cancelGrace: Duration
    /// What was sent last stands on this server and perhaps on no other: somebody had it give up waiting for its standby.
    private(set) var isUnconfirmed = false

    /// Connects, waiting for a server that is starting up until `deadline`.
    init(_ configuration: PostgresConfiguration, interruption: Interruption) throws(PostgresError) {
        let deadline = ContinuousClock.now + configuration.startupDeadline
        while true {
            guard let attempt = configuration.withParameters({ PQconnectdbParams($0, $1, 1) }) else {
                throw PostgresError(.connectionFailed, "out of memory")
            }
            if PQstatus(attempt) == CONNECTION_OK {
                connection = attempt
                break
            }
            let message = String(cString: PQerrorMessage(attempt))
            PQfinish(attempt)
            // libpq tells the SQLSTATE of a refused connection only through PQping: "rejecting" is 57P03.
            let isStarting = configuration.withParameters { PQpingParams($0, $1, 1) } == PQPING_REJECT
            guard isStarting, ContinuousClock.now < deadline else {
                let report = isStarting ? ServerReport(sqlState: .cannotConnectNow) : nil
                throw PostgresError(.connectionFailed, message, report: report)
            }
            usleep(20_000)
        }
        self.cancelHandle = PQgetCancel(connection)
        self.interruption = interruption
        self.cancelGrace = configuration.cancelGrace
        // Others would go to standard error.
        PQsetNoticeReceiver(
            connection,
            { owner, notice in
                guard let owner, let notice, QueryResult.isStandbyGivenUp(notice) else { return }
                Unmanaged<LibPQ>.fromOpaque(owner).takeUnretainedValue().isUnconfirmed = true
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        PQfreeCancel(cancelHandle)
        PQfinish(connection)
    }

    var isAlive: Bool { PQstatus(connection) == CONNECTION_OK }
    var transactionStatus: PGTransactionStatusType { PQtransactionStatus(connection) }
    var socket: Int32 { PQsocket(connection) }
    var backendID: Int32 { PQbackendPID(connection) }
    var errorMessage: String { String(cString: PQerrorMessage(connection)) }

    /// Takes in what arrived while nothing was asked, as the farewell of a server that stops.
    func absorb() {
        _ = PQconsumeInput(connection)
        while let notification = PQnotifies(connection) { PQfreemem(notification) }
    }

    func send(_ sql: String) -> Bool { PQsendQuery(connection, sql) == 1 }

    func send(_ statement: Statement) -> Bool {
        statement.bindings.withParameters { values, lengths, formats in
            PQsendQueryParams(
                connection, statement.sql.text, Int32(statement.bindings.count), statement.bindings.types.map(\.oid),
                values, lengths, formats, 1) == 1
        }
    }

    func sendPrepare(_ name: String, _ statement: Statement) -> Bool {
        PQsendPrepare(
            connection, name, statement.sql.text, Int32(statement.bindings.count),
            statement.bindings.types.map(\.oid)) == 1
    }

    func sendPrepared(_ name: String, _ statement: Statement) -> Bool {
        statement.bindings.withParameters { values, lengths, formats in
            PQsendQueryPrepared(
                connection, name, Int32(statement.bindings.count), values, lengths, formats, 1) == 1
        }
    }

    /// How a wait for the server ended.
    struct Outcome {
        /// The first error, else the last result; nil when the connection broke without a word.
        var result: QueryResult?
        /// The server was asked to cancel while this ran.
        var wasInterrupted = false
        /// It did not answer within the grace period; the connection must be closed.
        var isStuck = false
    }

    /// Waits for everything the last send produces, asking the server to cancel if `call` is to be interrupted.
    /// Stops early at a COPY, which the caller must carry on.
    func finish(_ call: UInt64?) -> Outcome {
        var outcome = Outcome()
        isUnconfirmed = false
        var deadline: ContinuousClock.Instant?
        while true {
            while PQisBusy(connection) == 1 {
                if let call, !outcome.wasInterrupted, interruption.isRequested(call) {
                    requestCancel()
                    outcome.wasInterrupted = true
                    deadline = ContinuousClock.now + cancelGrace
                }
                switch interruption.wait(for: PQsocket(connection), until: deadline) {
                case .socket:
                    if PQconsumeInput(connection) == 0 { break }
                case .request:
                    continue
                case .deadline:
                    outcome.isStuck = true
                    return outcome
                }
                if PQstatus(connection) != CONNECTION_OK { break }
            }
            guard let pointer = PQgetResult(connection) else { return outcome }
            let result = QueryResult(pointer)
            if outcome.result?.isFailure != true { outcome.result = result }
            if result.isCopy { return outcome }
        }
    }

    /// Blocking and on a connection of its own; the answer, if any, comes as the error of the running statement.
    private func requestCancel() {
        guard let cancelHandle else { return }
        var message = [CChar](repeating: 0, count: 256)
        _ = PQcancel(cancelHandle, &message, Int32(message.count))
    }

    /// False when the connection broke; the reason then comes from ``finish(_:)``.
    func putCopyData(_ bytes: borrowing [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            PQputCopyData(
                connection, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count)) == 1
        }
    }

    /// Ends a COPY into the server; a reason makes it fail there.
    func putCopyEnd(failing reason: String?) -> Bool { PQputCopyEnd(connection, reason) == 1 }

    /// What a COPY out of the server brought next.
    enum CopyChunk {
        case bytes([UInt8])
        /// Everything came, or it failed: ``finish(_:)`` says which.
        case end
        case stuck
    }

    /// Gathers rows of a COPY out of the server up to about `size` bytes.
    func getCopyData(_ call: UInt64, size: Int) -> CopyChunk {
        var chunk: [UInt8] = []
        var deadline: ContinuousClock.Instant?
        while chunk.count < size {
            var row: UnsafeMutablePointer<CChar>?
            let length = PQgetCopyData(connection, &row, 1)
            if length > 0, let row {
                chunk.append(contentsOf: UnsafeRawBufferPointer(start: row, count: Int(length)))
                PQfreemem(row)
                continue
            }
            if length < 0 { return chunk.isEmpty ? .end : .bytes(chunk) }
            if deadline == nil, interruption.isRequested(call) {
                requestCancel()
                deadline = ContinuousClock.now + cancelGrace
            }
            switch interruption.wait(for: PQsocket(connection), until: deadline) {
            case .socket: _ = PQconsumeInput(connection)
            case .request: break
            case .deadline: return .stuck
            }
        }
        return .bytes(chunk)
    }
}

extension QueryResult {
    var isFailure: Bool {
        status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE || status == PGRES_NONFATAL_ERROR
    }

    var isCopy: Bool { status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH }
}
