/// Something a step does besides changing state.
package enum EffectDeclaration: Hashable, Sendable {
    case start(clock: String)
    case stop(clock: String)
    case extend(clock: String)
    case paper(String)
    case notify(role: String)
    case raise(event: String)
    case set(Assignment)
}

/// A new value for a fact.
package struct Assignment: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        /// One of the fact's values, as spelled in the file.
        case value(String)
        /// One up, staying at the bound.
        case increment
    }

    package let fact: String
    package let value: Value
    /// For a fact with a value per member: whether all members change, not just the acting one.
    package let every: Bool
}

/// One way on from a state: who, on which event, under which condition, where to, and what it makes.
package struct TransitionDeclaration: Hashable, Sendable {
    /// Stable within one version of a workflow: the chart reports it for each transition taken.
    package let tag: Int
    /// Nil for an eventless transition.
    package let event: String?
    /// The state it leaves from.
    package let source: String
    /// Empty when it changes no state.
    package let targets: [String]
    package let isInternal: Bool
    /// Roles that may act; empty when nobody but the engine sends the event.
    package let by: [String]
    package let when: GuardExpression?
    /// The condition as written.
    package let whenText: String?
    /// Records the act must carry.
    package let records: [String]
    /// Records the act may carry.
    package let mayRecord: [String]
    /// In the order in which they happen.
    package let effects: [EffectDeclaration]
    package let title: Bilingual?
    package let law: Citation?
    package let note: Bilingual?
    /// Line in the file, from 1.
    package let line: Int

    /// Papers made by this step.
    package var papers: [String] {
        effects.compactMap { if case .paper(let name) = $0 { name } else { nil } }
    }

    /// Roles told of this step.
    package var notify: [String] {
        effects.compactMap { if case .notify(let role) = $0 { role } else { nil } }
    }
}
