import Glibc

/// An exclusive lock on a file, for as long as the value lives.
///
/// The lock belongs to the open file, so a child process that is given the descriptor keeps it when this process ends,
/// however it ends. The kernel drops it with the last holder: it cannot go stale as a pid file can.
struct FileLock: ~Copyable {
    let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// Waits for the lock up to the limit, and holds it while the closure runs.
    @discardableResult
    static func hold<Result>(
        _ path: String, within limit: Duration, orThrow busy: ClusterError,
        _ body: (borrowing FileLock) throws(ClusterError) -> Result
    ) throws(ClusterError) -> Result {
        let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .from(errno, path) }
        let lock = FileLock(descriptor: descriptor)
        let deadline = ContinuousClock.now + limit
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw .from(errno, path) }
            guard ContinuousClock.now < deadline else { throw busy }
            pause(milliseconds: 25)
        }
        return try body(lock)
    }

    /// True while some process has the lock.
    static func isHeld(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    }
}
