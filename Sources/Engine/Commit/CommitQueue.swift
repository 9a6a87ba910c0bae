import Dispatch
import Mediation
import Postgres

/// The requests that wait for a writer, and which cases are with one.
///
/// When a writer may begin decides how many requests share a commit. Where nobody works, a request is taken up at once.
/// Where somebody does, the next begins only when as many wait as are under way: a few early ones would fill a commit
/// of their own, and all others would wait for it. So the writers' batches grow alike, and whoever waits is taken up at
/// the latest when the commit under way has ended.
final class CommitQueue: Sendable {
    private struct State {
        var waiting: [CommitJob] = []
        /// Cases that a writer has taken: at most one request of a case is in a batch, and a case in one batch.
        var busy: Set<CaseID> = []
        /// A writer is giving numbers: two at a time would only take them from each other.
        var isNumbering = false
        var running = 0
        var sleeping = 0
        var isClosed = false

        var mayBegin: Bool { !waiting.isEmpty && waiting.count >= busy.count }
    }

    /// More would make a lone caller wait longer for its commit and save hardly any work.
    static let batch = 256

    private let writers: Int
    private let state = Lock(State())
    private let wake = DispatchSemaphore(value: 0)

    init(writers: Int) {
        self.writers = writers
    }

    /// Takes requests in.
    ///
    /// - Returns: How many writers have to be started; those that sleep are woken first.
    func add(_ jobs: [CommitJob]) -> Int {
        let (woken, started) = state.withLock { state in
            state.waiting += jobs
            guard state.mayBegin else { return (0, 0) }
            let wanted = max(1, state.waiting.count / Self.batch)
            let woken = min(wanted, state.sleeping)
            state.sleeping -= woken
            let started = min(wanted - woken, writers - state.running)
            state.running += started
            return (woken, started)
        }
        for _ in 0..<woken { wake.signal() }
        return started
    }

    /// What a writer does next; blocks until there is something. Nil when the queue is closed.
    func next() -> [CommitJob]? {
        while let taken = take(elseSleeps: true) {
            if !taken.isEmpty { return taken }
            wake.wait()
        }
        return nil
    }

    /// What a writer may begin now; empty where there is nothing. Nil when the queue is closed.
    ///
    /// - Parameter elseSleeps: whether a writer that gets nothing has to be woken.
    func take(elseSleeps: Bool) -> [CommitJob]? {
        state.withLock { state in
            if state.isClosed { return nil }
            let batch = state.mayBegin ? Self.take(&state) : []
            if batch.isEmpty, elseSleeps { state.sleeping += 1 }
            return batch
        }
    }

    /// A writer is done with a batch; what has to go again is put before all others.
    func finish(_ batch: [CommitJob], again: [CommitJob]) {
        state.withLock { state in
            for job in batch { state.busy.remove(job.id) }
            if batch.contains(where: \.mayNumber) { state.isNumbering = false }
            state.waiting.insert(contentsOf: again, at: 0)
        }
    }

    /// A writer without a connection asks whether it is still wanted; if not, the next request starts one anew.
    func isWanted() -> Bool {
        state.withLock { state in
            if !state.isClosed, !state.waiting.isEmpty { return true }
            state.running -= 1
            return false
        }
    }

    /// Takes out those that need not wait any longer for a database that is away.
    func impatient(at now: ContinuousClock.Instant) -> [CommitJob] {
        state.withLock { state in
            let gone = state.waiting.filter { $0.patience <= now }
            if !gone.isEmpty { state.waiting.removeAll { $0.patience <= now } }
            return gone
        }
    }

    func close() {
        let sleeping = state.withLock { state in
            state.isClosed = true
            defer { state.sleeping = 0 }
            return state.sleeping
        }
        for _ in 0..<sleeping { wake.signal() }
    }

    private static func take(_ state: inout State) -> [CommitJob] {
        var batch: [CommitJob] = []
        var rest: [CommitJob] = []
        var isNumbering = false
        for (index, job) in state.waiting.enumerated() {
            guard batch.count < Self.batch else {
                rest += state.waiting[index...]
                break
            }
            guard !(job.mayNumber && state.isNumbering), state.busy.insert(job.id).inserted else {
                rest.append(job)
                continue
            }
            isNumbering = isNumbering || job.mayNumber
            batch.append(job)
        }
        state.isNumbering = state.isNumbering || isNumbering
        state.waiting = rest
        return batch
    }
}
