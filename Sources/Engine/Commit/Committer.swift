import CaseStore
import Mediation
import Postgres

/// Lets the requests of many callers share few commits.
///
/// Requests that arrive while a commit is under way form the next one: there is no timer, and a lone request is taken up
/// at once. A few writers, each with a connection of its own and on that connection's thread, take what waits; a case is
/// with one writer at a time, and so is the giving of dossier numbers. Each request gets its own answer.
final class Committer: Sendable {
    /// Two keep both the server and this program busy: while one waits for the disk, the other decides.
    static let writers = 2

    private let queue: CommitQueue
    private let store: CaseStore
    private let client: PostgresClient
    private let decider: BatchDecider

    init(store: CaseStore, decider: BatchDecider) {
        queue = CommitQueue(writers: Self.writers)
        self.store = store
        client = store.writerClient(connections: Self.writers)
        self.decider = decider
    }

    deinit {
        queue.close()
    }

    func submit(_ requests: [CommitJob]) {
        for _ in 0..<queue.add(requests) {
            let writer = CommitWriter(queue: queue, store: store, client: client, decider: decider)
            Task { await writer.run() }
        }
    }
}

/// One request under way, with everything that earlier goes at it left behind.
struct CommitJob: Sendable {
    let request: Request
    /// The case's id; a new one where the request registers it.
    var id: CaseID
    /// Whether it may take numbers from series that others take from too.
    let mayNumber: Bool
    let answer: @Sendable (Result<Receipt, EngineError>) -> Void
    var goes = 0
    /// How often it met a database that was away or could not.
    var failures = 0
    /// An earlier go was overtaken or lost: the key may have its answer by now.
    var mustAskKey = false
    /// Its refusal rested on the case as remembered; the next one must rest on the case as read.
    var mustRead = false
    /// What earlier goes wrote whose commit was not heard of: either these stand in the history or nothing does.
    var unheard: [Attempt] = []
    /// When it stops waiting for a database that is away.
    let patience: ContinuousClock.Instant

    struct Attempt: Sendable {
        let id: CaseID
        let revision: Int
        let head: [UInt8]
        let dispute: Dispute
    }
}
