package import CaseStore
package import LegalTime
package import Mediation

/// The one path by which anything changes: a request comes in, committed events come out.
///
/// A request is decided on the case as last read or written (pure, no lock), then written by compare-and-swap. Where it
/// was overtaken, the case is read and the request decided again; a request whose key was used before gets its first answer. Nothing is
/// acknowledged before it is durable.
///
/// Requests that arrive while a commit is under way share the next one (`Commit/`).
///
/// **Read in this order**: ``Request`` and ``Receipt``, `Engine+Perform`, `Commit/Committer` (who writes when),
/// `Commit/CommitRound` (one go at a batch, over a `CommitStore`), `Commit/RecentCases` (what needs no reading), `Commit/BatchDecider+Decide`, `Sealing`, `Shipped` (the workflows and
/// calendars inside the binary), `Timers/` and `Outbox/` (what is done when nobody calls).
package struct Engine: Sendable {
    package let store: CaseStore
    package let decider: Decider
    let environment: Environment
    /// How long a caller waits while the database restarts or fails over.
    let patience: Duration
    let deciding: BatchDecider
    let committer: Committer

    package init(
        store: CaseStore, decider: Decider, environment: Environment = .live, patience: Duration = .seconds(20)
    ) {
        self.patience = patience
        self.store = store
        self.decider = decider
        self.environment = environment
        deciding = BatchDecider(district: store.district, decider: decider, environment: environment)
        committer = Committer(store: store, decider: deciding)
    }

    package var directory: Directory { decider.directory }
    package var district: DistrictCode { store.district }
    /// The present, as this engine sees it.
    package var now: Instant { environment.now() }

    /// 64 bits of chance, as this engine draws them.
    func random() -> UInt64 { environment.random() }

    /// An identifier that nothing has yet.
    package func freshID() -> CaseID { deciding.newID() }
}

/// What an engine takes from the machine it runs on: the time and chance. Tests give their own.
package struct Environment: Sendable {
    package let now: @Sendable () -> Instant
    package let random: @Sendable () -> UInt64

    package init(now: @escaping @Sendable () -> Instant, random: @escaping @Sendable () -> UInt64) {
        self.now = now
        self.random = random
    }

    package static let live = Environment(now: systemInstant, random: { UInt64.random(in: .min ... .max) })
}
