import CaseStore
import Mediation
import Postgres

/// The cases that this program wrote last, as they stand since, so that the next act on one needs no reading.
///
/// What is remembered may be out of date, and does no harm then: a change is written by compare-and-swap on the revision
/// and the hash of the last event, finds nothing to write on, and its request goes again on the case as read. Nor is
/// anybody refused on what is remembered.
///
/// A case is taken out while somebody works on it and put back by a commit alone: whatever fails leaves it forgotten.
final class RecentCases: Sendable {
    /// Two generations: when the younger is full it becomes the older, whose rest is forgotten.
    private struct State {
        var young: [CaseID: LoadedCase] = [:]
        var old: [CaseID: LoadedCase] = [:]
    }

    /// Twice the largest batch, so that the cases of two writers at work stay.
    static let generation = 2 * CommitQueue.batch

    private let state = Lock(State())

    func take(_ ids: [CaseID]) -> [CaseID: LoadedCase] {
        state.withLock { state in
            var taken: [CaseID: LoadedCase] = [:]
            for id in ids {
                // It may stand in both; the younger is the later one.
                let earlier = state.old.removeValue(forKey: id)
                if let known = state.young.removeValue(forKey: id) ?? earlier { taken[id] = known }
            }
            return taken
        }
    }

    func remember(_ dispute: Dispute, head: [UInt8]) {
        let forgotten: [CaseID: LoadedCase] = state.withLock { state in
            state.young[dispute.id] = LoadedCase(dispute: dispute, head: head)
            guard state.young.count >= Self.generation else { return [:] }
            defer { (state.old, state.young) = (state.young, [:]) }
            return state.old
        }
        // Freed here, when the lock is free again: hundreds of cases take their time.
        _ = forgotten
    }
}
