/// Decides who gets which connection. Pure: it opens, closes and wakes nothing, it says what to do.
///
/// There are at most `maximum` slots. A slot is a connection, idle or lent, or the right of one caller to open one.
/// Callers who find no slot wait in a line, and what becomes free goes to the head of the line, never past it.
struct PoolStateMachine<Connection: Sendable> {
    /// What a caller is given.
    enum Grant: Sendable {
        /// A connection that was idle.
        case connection(Connection)
        /// The right to open one: answer with ``PoolStateMachine/openFailed()`` if that does not work.
        case slot
        /// The pool is closed.
        case closed
        /// The caller gave up waiting.
        case timeout
        case cancelled
    }

    /// A waiting caller.
    typealias Waiter = UInt64

    /// The answer to a request.
    enum Request: Sendable {
        case granted(Grant)
        case wait
    }

    /// What to do after something came back.
    enum Release: Sendable {
        case nothing
        case wake(Waiter, Grant)
        case close(Connection)
    }

    private let maximum: Int
    /// Slots that are lent or being opened.
    private var taken = 0
    /// Most recently used last: taken first, so that a quiet time lets the others rest.
    private var idle: [Connection] = []
    private var line: [Waiter] = []
    private var isClosed = false

    init(maximum: Int) {
        self.maximum = max(1, maximum)
    }

    mutating func request(_ waiter: Waiter) -> Request {
        guard !isClosed else { return .granted(.closed) }
        if line.isEmpty, let connection = idle.popLast() {
            taken += 1
            return .granted(.connection(connection))
        }
        if line.isEmpty, taken + idle.count < maximum {
            taken += 1
            return .granted(.slot)
        }
        line.append(waiter)
        return .wait
    }

    /// A lent connection comes back in a usable state.
    mutating func giveBack(_ connection: Connection) -> Release {
        taken -= 1
        guard !isClosed else { return .close(connection) }
        guard !line.isEmpty else {
            idle.append(connection)
            return .nothing
        }
        taken += 1
        return .wake(line.removeFirst(), .connection(connection))
    }

    /// A lent connection broke, or a slot could not be used: the next in line may open another.
    mutating func openFailed() -> Release {
        taken -= 1
        guard !isClosed, !line.isEmpty else { return .nothing }
        taken += 1
        return .wake(line.removeFirst(), .slot)
    }

    /// A waiter gives up. False when it has already been granted something, which it must then use or return.
    mutating func abandon(_ waiter: Waiter) -> Bool {
        guard let position = line.firstIndex(of: waiter) else { return false }
        line.remove(at: position)
        return true
    }

    /// Refuses everything from now on. Lent connections are closed as they come back.
    mutating func close() -> (connections: [Connection], waiters: [Waiter]) {
        isClosed = true
        defer {
            idle = []
            line = []
        }
        return (idle, line)
    }
}
