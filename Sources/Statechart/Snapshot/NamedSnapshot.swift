/// A ``Snapshot`` by names: what is stored, shown and carried from one version of a chart to another.
package struct NamedSnapshot: Hashable, Sendable {
    /// The active atomic (or final) states in document order; their ancestors follow from them.
    package var states: [String]

    /// For each history state that has recorded something: the states it remembers, in document order.
    package var history: [String: [String]]

    /// The facts of scope ``FactScope/single``.
    package var facts: [String: FactValue]

    /// The facts of scope ``FactScope/each``: for each member its value.
    package var memberFacts: [String: [FactValue]]

    package var memberCount: Int

    package init(
        states: [String],
        history: [String: [String]] = [:],
        facts: [String: FactValue] = [:],
        memberFacts: [String: [FactValue]] = [:],
        memberCount: Int = 0
    ) {
        self.states = states
        self.history = history
        self.facts = facts
        self.memberFacts = memberFacts
        self.memberCount = memberCount
    }
}

/// Why names are not a snapshot of a chart: everything found.
package struct SnapshotError: Error, Hashable, Sendable {
    package let problems: [Problem]

    package enum Problem: Hashable, Sendable {
        case unknownState(String)
        /// The states are not the leaves of one legal configuration: too many, too few or not atomic.
        case illegalConfiguration([String])
        case unknownHistory(String)
        /// What a history holds is nothing that it could have recorded.
        case illegalHistory(String, [String])
        case unknownFact(String)
        case missingFact(String)
        case valueNotInDomain(fact: String, value: FactValue)
        /// Not one value for each member.
        case wrongMemberCount(fact: String, expected: Int, found: Int)
        /// More than 255, or less than none.
        case memberCountOutOfRange(Int)
    }
}
