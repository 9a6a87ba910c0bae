import CLibPQ
import Glibc
import Synchronization

/// One session with the server. Lent by ``PostgresClient`` for the time of a closure; do not keep it.
///
/// Statements of several tasks on one connection run one after the other.
package actor PostgresConnection {
    /// What the session is in the middle of.
    enum Condition: Sendable, Equatable { case idle, transaction, copying, broken }

    private nonisolated let thread: ConnectionThread
    nonisolated let interruption: Interruption
    /// Kept outside the actor so that the pool can look without waiting for the thread.
    private nonisolated let sharedCondition: Lock<Condition>
    private nonisolated let socket = Atomic<Int32>(-1)
    private let configuration: PostgresConfiguration
    private var libpq: LibPQ?
    private var cache: StatementCache

    package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Connects and applies the session settings.
    static func open(_ configuration: PostgresConfiguration) async throws(PostgresError) -> PostgresConnection {
        let connection = try PostgresConnection(configuration)
        try await connection.connect()
        return connection
    }

    private init(_ configuration: PostgresConfiguration) throws(PostgresError) {
        self.configuration = configuration
        self.interruption = try Interruption()
        self.thread = try ConnectionThread()
        self.sharedCondition = Lock(.idle)
        self.cache = StatementCache(capacity: configuration.statementCacheCapacity)
    }

    deinit {
        thread.stop()
    }

    private func connect() throws(PostgresError) {
        libpq = try LibPQ(configuration, interruption: interruption)
        socket.store(libpq?.socket ?? -1, ordering: .relaxed)
        if let statement = configuration.sessionStatement { _ = try run(statement, call: nil) }
    }

    // MARK: Statements

    /// Runs one statement and returns its rows.
    ///
    /// Cancelling the task stops the statement at the server and throws ``PostgresError/Code/cancelled``.
    package nonisolated(nonsending) func query(_ statement: Statement) async throws(PostgresError) -> Rows {
        try await interruptible { (call) throws(PostgresError) in Rows(try await self.run(statement, call: call)) }
    }

    /// Runs one statement and returns how many rows it affected.
    @discardableResult
    package nonisolated(nonsending) func execute(_ statement: Statement) async throws(PostgresError) -> Int {
        try await query(statement).affected
    }

    /// Runs a script of several statements separated by semicolons, without values and without rows, as a migration.
    /// Unless the script says otherwise it is one transaction.
    package nonisolated(nonsending) func simple(_ sql: SQL) async throws(PostgresError) {
        try await interruptible { (call) throws(PostgresError) in _ = try await self.runSimple(sql.text, call: call) }
    }

    /// The server process of this session, as in `pg_stat_activity`.
    package var backendID: Int32 { libpq?.backendID ?? 0 }

    /// Ends the session. Calls after it throw ``PostgresError/Code/closed``.
    package func close() {
        drop()
    }

    // MARK: For the pool and for transactions

    nonisolated var condition: Condition { sharedCondition.withLock { $0 } }

    /// Whether the server has closed the session, or said something unasked, since the last statement.
    nonisolated var needsCheck: Bool {
        var descriptor = pollfd(fd: socket.load(ordering: .relaxed), events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) != 0
    }

    /// Takes in what the server said unasked; false when the session is gone.
    ///
    /// libpq reads a farewell as a mere notice, so only an answer to a question proves that the server is still there.
    func check() -> Bool {
        libpq?.absorb()
        _ = try? runSimple("", call: nil)
        return condition == .idle
    }

    /// Runs `operation` with a number by which cancelling the task interrupts it.
    nonisolated(nonsending) func interruptible<Value: Sendable>(
        _ operation: @Sendable (UInt64) async throws(PostgresError) -> Value
    ) async throws(PostgresError) -> Value {
        let call = interruption.nextCall()
        let result: Result<Value, PostgresError> = await withTaskCancellationHandler {
            do throws(PostgresError) { return .success(try await operation(call)) } catch { return .failure(error) }
        } onCancel: {
            interruption.request(call)
        }
        if Task.isCancelled { interruption.forget(call) }
        return try result.get()
    }

    /// Runs a statement of the simple protocol. Without a call number it cannot be interrupted.
    @discardableResult
    func runSimple(_ sql: String, call: UInt64?) throws(PostgresError) -> QueryResult {
        try ready(call)
        return try perform(sql, call: call, commits: !isInTransaction || sql == "COMMIT") { $0.send(sql) }
    }

    func run(_ statement: Statement, call: UInt64?) throws(PostgresError) -> QueryResult {
        try ready(call)
        let wasInTransaction = isInTransaction
        do {
            return try runCached(statement, call: call)
        } catch {
            // The server lost the prepared statement, or its result no longer has the same columns: prepare afresh.
            // Inside a transaction that is too late, the transaction has failed; the next one will be well.
            guard error.sqlState == .invalidStatementName || error.sqlState == .featureNotSupported,
                error.code == .server
            else { throw error }
            cache.forget(StatementCache.Key(sql: statement.sql, types: statement.bindings.types))
            guard !wasInTransaction else { throw error }
            return try runCached(statement, call: call)
        }
    }

    private func runCached(_ statement: Statement, call: UInt64?) throws(PostgresError) -> QueryResult {
        let sql = statement.sql.text
        let commits = !isInTransaction
        let key = StatementCache.Key(sql: statement.sql, types: statement.bindings.types)
        // A failed transaction refuses everything; do not touch the prepared statements for it.
        guard libpq?.transactionStatus != PQTRANS_INERROR else {
            return try perform(sql, call: call, commits: commits) { $0.send(statement) }
        }
        switch cache.plan(for: key) {
        case .unprepared:
            return try perform(sql, call: call, commits: commits) { $0.send(statement) }
        case .prepare(let name, let evicted):
            if let evicted {
                _ = try perform(sql, call: call, commits: false) { $0.send("DEALLOCATE \(evicted)") }
            }
            _ = try perform(sql, call: call, commits: false) { $0.sendPrepare(name, statement) }
            cache.didPrepare(key, name: name)
            return try perform(sql, call: call, commits: commits) { $0.sendPrepared(name, statement) }
        case .prepared(let name):
            return try perform(sql, call: call, commits: commits) { $0.sendPrepared(name, statement) }
        }
    }

    // MARK: One exchange with the server

    private var isInTransaction: Bool { condition == .transaction }

    /// Refuses a call that cannot start.
    func ready(_ call: UInt64?, copying: Bool = false) throws(PostgresError) {
        guard libpq != nil, condition != .broken else { throw PostgresError(.closed, "the connection is closed") }
        guard (condition == .copying) == copying else {
            throw PostgresError(.misuse, "a statement inside a COPY on the same connection")
        }
        if let call, interruption.isRequested(call) || Task.isCancelled {
            throw PostgresError(.cancelled, "cancelled before it was sent")
        }
    }

    /// Sends, waits, and turns a failure into an error.
    ///
    /// - Parameter commits: Whether a success is durable at once, so that a lost connection leaves the outcome open.
    func perform(
        _ sql: String, call: UInt64?, commits: Bool, copying: Bool = false, send: (LibPQ) -> Bool
    ) throws(PostgresError) -> QueryResult {
        guard let libpq else { throw PostgresError(.closed, "the connection is closed") }
        guard send(libpq) else {
            let message = libpq.errorMessage
            // Nothing reached the server completely, so nothing was run.
            let isAlive = libpq.isAlive
            if !isAlive { drop() }
            throw PostgresError(isAlive ? .misuse : .connectionLost, message, sql: sql)
        }
        let outcome = libpq.finish(call)
        let wasInterrupted = outcome.wasInterrupted
        if outcome.isStuck {
            drop()
            throw PostgresError(.cancelled, "the server did not stop the statement in time", sql: sql)
        }
        guard libpq.isAlive, let result = outcome.result else {
            let message = libpq.errorMessage
            drop()
            throw PostgresError(
                commits ? .commitUnknown : .connectionLost, message, report: outcome.result?.report, sql: sql)
        }
        if wasInterrupted && !(result.isFailure && result.report.sqlState == .queryCanceled) {
            absorbLateCancel(libpq)
        }
        updateCondition(result)
        if result.isCopy && !copying {
            drop()
            throw PostgresError(.misuse, "COPY needs copyIn or copyOut", sql: sql)
        }
        guard !result.isFailure else {
            let isCancelled = wasInterrupted && result.report.sqlState == .queryCanceled
            throw PostgresError(
                isCancelled ? .cancelled : .server, result.errorMessage, report: result.report, sql: sql)
        }
        // It is committed here, and would be lost with this machine; only the server's answer to a later commit tells more.
        guard !libpq.isUnconfirmed else { throw PostgresError(.commitUnknown, "no standby has it yet", sql: sql) }
        return result
    }

    /// Lends the C connection to a call that is not a whole exchange; nil when it is closed.
    func withLibPQ<Value>(_ body: (LibPQ) -> Value) -> Value? {
        libpq.map(body)
    }

    /// The statement ended before the request to cancel it arrived: let that hit an empty statement, not the next one.
    private func absorbLateCancel(_ libpq: LibPQ) {
        if libpq.send("") { _ = libpq.finish(nil) }
    }

    private func updateCondition(_ result: QueryResult) {
        let new: Condition
        if libpq?.isAlive != true {
            new = .broken
        } else if result.isCopy {
            new = .copying
        } else {
            new = libpq?.transactionStatus == PQTRANS_IDLE ? .idle : .transaction
        }
        sharedCondition.withLock { $0 = new }
    }

    private func drop() {
        libpq = nil
        socket.store(-1, ordering: .relaxed)
        sharedCondition.withLock { $0 = .broken }
    }
}
