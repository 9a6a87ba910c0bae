import Glibc

/// A value that one thread at a time may touch.
///
/// `Synchronization.Mutex` would do the same, but on Linux it hands a contended lock over through the kernel at every
/// unlock (a priority-inheriting futex), so threads that meet once go on meeting and each use costs two changes of threads. A
/// POSIX mutex lets the running thread take the lock again; and the thread sanitizer knows it.
///
/// `@unchecked Sendable`: the value is only touched while the mutex is held.
package struct Lock<Value>: ~Copyable, @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let value: UnsafeMutablePointer<Value>

    package init(_ value: consuming sending Value) {
        mutex = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        self.value = .allocate(capacity: 1)
        self.value.initialize(to: value)
    }

    deinit {
        value.deinitialize(count: 1)
        value.deallocate()
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Runs `body` while no other thread is in here.
    package borrowing func withLock<Result, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value.pointee)
    }
}
