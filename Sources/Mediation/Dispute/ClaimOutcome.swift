import LegalTime
package import Workflow

/// How a claim stands: derived from what is on record, never typed in.
package enum ClaimOutcome: String, Hashable, Sendable, Codable, CaseIterable {
    /// An agreement in force settles it between all it concerns.
    case settled
    /// Settled between some of them only, or only in part.
    case partly
    case withdrawn
    /// A court, an arbitration or another authority disposed of it.
    case decidedElsewhere
    /// Under way before a court, an arbitration or another authority.
    case pendingElsewhere
    /// Mediation ended without an agreement on it, and nothing goes on.
    case failed
    case open

    package var title: Bilingual {
        switch self {
        case .settled: Bilingual(zh: "已达成协议", en: "settled")
        case .partly: Bilingual(zh: "部分解决", en: "settled in part")
        case .withdrawn: Bilingual(zh: "已撤回", en: "withdrawn")
        case .decidedElsewhere: Bilingual(zh: "由其他程序解决", en: "decided elsewhere")
        case .pendingElsewhere: Bilingual(zh: "其他程序办理中", en: "pending elsewhere")
        case .failed: Bilingual(zh: "未解决", en: "not settled")
        case .open: Bilingual(zh: "办理中", en: "open")
        }
    }
}

/// The outcome of one claim with what it rests on.
package struct ClaimStanding: Hashable, Sendable {
    package let claim: Claim
    package let outcome: ClaimOutcome
    /// Numbers of the agreements in force that settle it, whole or in part.
    package let agreements: [Int]
    /// Numbers of the agreements in force that provide for it meanwhile.
    package let interim: [Int]
    /// Numbers of the procedures elsewhere that decided it or have it.
    package let elsewhere: [Int]
    /// Claimants for whom nothing is settled yet.
    package let without: [Int]
}

extension Dispute {
    /// Every claim with its outcome.
    package var standings: [ClaimStanding] { claims.map(standing) }

    /// How many claims have each outcome.
    package var outcomes: [ClaimOutcome: Int] {
        standings.reduce(into: [:]) { $0[$1.outcome, default: 0] += 1 }
    }

    /// The whole dispute in one word: that of all claims where they share it; else partly as soon as something is settled.
    package var outcome: ClaimOutcome {
        let found = Set(outcomes.keys).subtracting([.withdrawn])
        guard let first = found.first else { return outcomes.isEmpty ? withoutClaims : .withdrawn }
        if found.count == 1 { return first }
        if found == [.settled, .decidedElsewhere] { return .settled }
        if found.contains(.settled) || found.contains(.partly) { return .partly }
        return [.open, .pendingElsewhere, .failed].first(where: found.contains) ?? first
    }

    private var withoutClaims: ClaimOutcome {
        if agreements.contains(where: { $0.isInForce && $0.extent == .final }) { return .settled }
        return isFinished ? .failed : .open
    }

    private func standing(_ claim: Claim) -> ClaimStanding {
        let relevant = agreements.filter { $0.isInForce && $0.claims.contains(claim.number) }
        let settling = relevant.filter { $0.extent == .final }
        let procedures = surroundings.elsewhere.filter { $0.claims.contains(claim.number) }
        let deciding = procedures.filter { $0.result?.decidesClaims == true }
        let pending = procedures.filter { $0.state != .ended }
        let pairs = pairs(of: claim)
        let outcomes = pairs.map { pair -> ClaimOutcome in
            if claim.withdrawn != nil { return .withdrawn }
            let covering = settling.filter { $0.covers(claim.number, pair) }
            if covering.contains(where: { $0.partOf?.contains(claim.number) != true }) { return .settled }
            if deciding.contains(where: { $0.concerns(pair) }) { return .decidedElsewhere }
            if !covering.isEmpty { return .partly }
            if pending.contains(where: { $0.concerns(pair) }) { return .pendingElsewhere }
            return hasLeft(pair.claimant) ? .withdrawn : isFinished ? .failed : .open
        }
        let without = zip(pairs, outcomes).filter { ![.settled, .decidedElsewhere, .withdrawn].contains($0.1) }
            .map(\.0.claimant)
        return ClaimStanding(
            claim: claim, outcome: Self.sum(outcomes), agreements: settling.map(\.number),
            interim: relevant.filter { $0.extent == .interim }.map(\.number),
            elsewhere: (deciding + pending).map(\.number), without: Array(Set(without)).sorted())
    }

    private static func sum(_ outcomes: [ClaimOutcome]) -> ClaimOutcome {
        let found = Set(outcomes)
        if found.count == 1 { return outcomes[0] }
        let lasting = found.subtracting([.withdrawn])
        if lasting.count == 1, let only = lasting.first { return only }
        if found.contains(.settled) || found.contains(.partly) { return .partly }
        if found.contains(.open) { return .open }
        return found.contains(.pendingElsewhere) ? .pendingElsewhere : .failed
    }

    /// One who asks and one of whom it is asked.
    struct Pair: Hashable {
        let claimant: Int
        let respondent: Int
    }

    func pairs(of claim: Claim) -> [Pair] {
        let all = claim.by.flatMap { claimant in
            claim.against.map { Pair(claimant: claimant, respondent: $0) }
        }
        return all.isEmpty ? [Pair(claimant: 0, respondent: 0)] : all
    }

    private func hasLeft(_ party: Int) -> Bool {
        parties.first { $0.number == party }?.left != nil
    }

    /// Whether nothing goes on here any more: closed, or settled so far as it could be.
    private var isFinished: Bool {
        phase == "closed" || phase == "settled"
            || proceedings.last.map { !$0.isOpen && $0.outcome != "succeeded" } == true
    }
}

extension Agreement {
    /// Whether it settles a claim between two parties.
    func covers(_ claim: Int, _ pair: Dispute.Pair) -> Bool {
        guard claims.contains(claim) else { return false }
        return pair.claimant == 0 || parties.contains(pair.claimant) && parties.contains(pair.respondent)
    }
}

extension Elsewhere {
    fileprivate func concerns(_ pair: Dispute.Pair) -> Bool {
        parties.isEmpty || parties.contains(pair.claimant) && parties.contains(pair.respondent)
    }
}
