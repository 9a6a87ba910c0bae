import CaseStore
import Mediation

/// What the tables hold, with the rules of the statement that writes them: compare-and-swap on revision and last hash,
/// a key and a number once.
final class MemoryDatabase {
    /// What a wrong database or a wrong statement would do, to see that the checks notice.
    enum Flaw: CaseIterable {
        /// Writes over whatever was written meanwhile.
        case overwrites
        /// Carries a key out again.
        case forgetsKeys
        /// Says that it wrote what it did not.
        case saysTooMuch
        /// Gives a number twice.
        case doublesNumbers
    }

    private(set) var cases: [CaseID: LoadedCase] = [:]
    private(set) var events: [CaseID: [StoredEvent]] = [:]
    private(set) var answers: [String: Answered] = [:]
    private(set) var numbers: [DossierNumber: CaseID] = [:]
    private let flaw: Flaw?

    init(flaw: Flaw?) { self.flaw = flaw }

    func lastNumber(of series: DossierNumbers.Series) -> Int {
        numbers.keys.filter { $0.series == series.name && $0.year == series.year }.map(\.sequence).max() ?? 0
    }

    /// - Parameter mustStand: cases that may not be overtaken; if one is, nothing is written and the answer is nil.
    func apply(_ changes: [CaseChange], mustStand: Set<CaseID> = []) throws(StoreError) -> [ApplyOutcome]? {
        var applied: [CaseChange] = []
        var outcomes: [ApplyOutcome] = []
        for change in changes {
            let after = change.decision.after
            guard mayWrite(change) else {
                outcomes.append(.stale)
                continue
            }
            applied.append(change)
            outcomes.append(.applied(revision: after.revision, head: change.newHead))
        }
        let standing = Set(applied.map(\.decision.after.id))
        guard mustStand.isSubset(of: standing) else { return nil }
        let keys = applied.compactMap(\.idempotency?.key)
        guard flaw == .forgetsKeys || Set(keys).count == keys.count else {
            throw StoreError(.keyTaken, "key")
        }
        let given = applied.flatMap { change in Self.numbers(of: change).map { ($0, change.decision.after.id) } }
        if flaw != .doublesNumbers,
            given.contains(where: { numbers[$0.0] != nil }) || Set(given.map(\.0)).count < given.count
        {
            throw StoreError(.numberTaken, "number")
        }
        if flaw == .saysTooMuch, applied.count > 1 { applied.removeLast() }
        for (number, id) in given { numbers[number] = id }
        for change in applied { write(change) }
        return outcomes
    }

    private func mayWrite(_ change: CaseChange) -> Bool {
        if flaw != .forgetsKeys, let key = change.idempotency?.key, answers[key] != nil { return false }
        let stored = cases[change.decision.after.id]
        guard let before = change.decision.before else { return stored == nil }
        return flaw == .overwrites || stored?.dispute.revision == before.revision && stored?.head == change.head
    }

    private func write(_ change: CaseChange) {
        let after = change.decision.after
        cases[after.id] = LoadedCase(dispute: after, head: change.newHead)
        events[after.id, default: []] += change.events
        if let idempotency = change.idempotency {
            answers[idempotency.key] = Answered(
                id: after.id, revision: after.revision, request: idempotency.request)
        }
    }

    /// The dossier numbers that a change gives.
    private static func numbers(of change: CaseChange) -> [DossierNumber] {
        let before = Set(change.decision.before?.proceedings.compactMap(\.dossier) ?? [])
        return change.decision.after.proceedings.compactMap(\.dossier).filter { !before.contains($0) }
    }
}
