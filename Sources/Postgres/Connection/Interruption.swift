import Glibc
import Synchronization

/// Carries "stop the call with this number" from a cancelled task to the thread that waits for the server.
///
/// The waiting thread polls the socket and this pipe together, so a request reaches it at once, and the thread itself
/// asks the server to cancel: between its own statements no request can ever be in flight, so none hits the wrong one.
final class Interruption: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32
    private let requests = Lock<Set<UInt64>>([])
    private let calls = Atomic<UInt64>(0)

    init() throws(PostgresError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw PostgresError(.connectionFailed, "no pipe for the connection: \(String(cString: strerror(errno)))")
        }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// The number of a new call.
    func nextCall() -> UInt64 { calls.add(1, ordering: .relaxed).newValue }

    func request(_ call: UInt64) {
        requests.withLock { _ = $0.insert(call) }
        var byte: UInt8 = 1
        // A full pipe already wakes the reader.
        _ = write(writeEnd, &byte, 1)
    }

    func isRequested(_ call: UInt64) -> Bool { requests.withLock { $0.contains(call) } }

    func forget(_ call: UInt64) { requests.withLock { _ = $0.remove(call) } }

    /// What ended a wait.
    enum Wake { case socket, request, deadline }

    /// Sleeps until the socket can be read, a request arrives or the deadline passes.
    func wait(for socket: Int32, until deadline: ContinuousClock.Instant?) -> Wake {
        while true {
            var descriptors = [
                pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
                pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
            ]
            var milliseconds: Int32 = -1
            if let deadline {
                let rest = deadline - ContinuousClock.now
                guard rest > .zero else { return .deadline }
                let (seconds, attoseconds) = rest.components
                milliseconds = Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
            }
            let ready = poll(&descriptors, 2, milliseconds)
            if ready > 0 {
                if descriptors[1].revents != 0 {
                    drain()
                    return .request
                }
                return .socket
            }
            if ready == 0 && deadline == nil { continue }
        }
    }

    private func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &bytes, bytes.count) > 0 {}
    }
}
