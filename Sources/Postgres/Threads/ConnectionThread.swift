import Glibc

/// A serial executor with a thread of its own, on which a connection makes its blocking calls.
///
/// `@unchecked Sendable`: `jobs` and `isStopped` are only touched while `mutex` is held.
final class ConnectionThread: SerialExecutor, @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>
    private var jobs: [UnownedJob] = []
    private var isStopped = false

    /// Throws when the system refuses another thread.
    init() throws(PostgresError) {
        mutex = .allocate(capacity: 1)
        condition = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(condition, nil)
        var thread = pthread_t()
        let owner = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let executor = Unmanaged<ConnectionThread>.fromOpaque(argument).takeRetainedValue()
                executor.run()
                return nil
            }, owner.toOpaque())
        guard code == 0 else {
            owner.release()
            throw PostgresError(.connectionFailed, "no thread for the connection: \(String(cString: strerror(code)))")
        }
        pthread_detach(thread)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        // Once the job is in the list, the thread may run it, and it may drop the connection and with it this object.
        let own = Unmanaged.passRetained(self)
        pthread_mutex_lock(mutex)
        jobs.append(job)
        pthread_mutex_unlock(mutex)
        pthread_cond_signal(condition)
        own.release()
    }

    /// Lets the thread end after the jobs it already has.
    func stop() {
        pthread_mutex_lock(mutex)
        isStopped = true
        pthread_mutex_unlock(mutex)
        pthread_cond_signal(condition)
    }

    private func run() {
        let executor = asUnownedSerialExecutor()
        while true {
            pthread_mutex_lock(mutex)
            while jobs.isEmpty && !isStopped { pthread_cond_wait(condition, mutex) }
            let batch = jobs
            jobs = []
            pthread_mutex_unlock(mutex)
            if batch.isEmpty { return }
            for job in batch { job.runSynchronously(on: executor) }
        }
    }
}
