/// A condition over the active states and the facts. Total: every guard has a truth value in every snapshot.
package indirect enum Guard: Hashable, Sendable {
    case constant(Bool)
    /// Conjunction; true when empty.
    case all([Guard])
    /// Disjunction; false when empty.
    case any([Guard])
    case not(Guard)
    /// The state is active: `In()` of SCXML.
    case active(state: String)
    /// Compares a fact of scope ``FactScope/single``.
    case fact(String, Comparison)
    /// Compares a fact of scope ``FactScope/each`` for the members together.
    case members(Quantifier, String, Comparison)
    /// Compares a fact of scope ``FactScope/each`` for the member who acts. False when no member acts.
    case actingMember(String, Comparison)
}

/// What a fact's value is compared with.
package enum Comparison: Hashable, Sendable {
    case equals(FactValue)
    case differs(FactValue)
    case isOne(of: [FactValue])
    /// Counters only.
    case atLeast(Int)
    /// Counters only.
    case atMost(Int)
}

/// For how many members a comparison holds.
package enum Quantifier: Hashable, Sendable {
    /// Each one; true when there are no members.
    case every
    /// At least one; false when there are no members.
    case some
    /// Not one; true when there are no members.
    case none
}
