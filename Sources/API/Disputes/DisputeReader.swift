import Mediation

/// Whoever a dispute is told to: what is shown, and what is offered.
struct DisputeReader {
    /// Whether a body of the reader's has a part in it. Others see no person and no free text.
    let hasPart: Bool
    /// Whether the reader judges, works with us from outside or is a party: what was conceded in mediation is not for them.
    let isOutside: Bool
    /// The roles of the procedures in which the reader may act.
    let roles: Set<String>
    /// The number of the party that reads, who sees who the others are, and the free text that concerns itself.
    let party: Int?
    /// What a party may do by itself.
    let unaided: Set<String>

    var knowsNames: Bool { hasPart || party != nil }

    /// Whether free text that concerns these parties is shown.
    func reads(of parties: [Int]) -> Bool { hasPart || party.map { parties.contains($0) } ?? false }

    /// Whether an act is offered at all.
    func isOffered(_ act: String) -> Bool { party == nil || unaided.contains(act) }

    /// Whether the reader may do it, in one of these roles.
    ///
    /// - Parameter parties: Those that may act; empty where it is not for parties one by one.
    func mayAct(as actors: [String], of parties: [Int]) -> Bool {
        !roles.isDisjoint(with: actors) && (party.map { parties.isEmpty || parties.contains($0) } ?? true)
    }
}
