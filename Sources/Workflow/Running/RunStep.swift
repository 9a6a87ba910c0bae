package import LegalTime

/// Something offered to a run: an act of a person, or news from the engine.
package struct WorkflowEvent: Hashable, Sendable {
    package var name: String
    /// Who acts; nil when the engine brings the event.
    package var role: String?
    /// The member (0 …) whose facts the act is about.
    package var member: Int?
    /// The predicates that hold now, by their names in the vocabulary; all others do not.
    package var inputs: Set<String>
    /// For an act that extends a clock: by how much. Nil: by as much as the clock allows.
    package var extensionTerm: Term?
    /// The records that the act carries; nil leaves them to the caller to check.
    package var records: Set<String>?

    package init(
        _ name: String, role: String? = nil, member: Int? = nil, inputs: Set<String> = [],
        extensionTerm: Term? = nil, records: Set<String>? = nil
    ) {
        self.name = name
        self.role = role
        self.member = member
        self.inputs = inputs
        self.extensionTerm = extensionTerm
        self.records = records
    }
}

/// Where a run stands after an event or after time has passed, and everything that happened on the way.
package struct RunStep: Hashable, Sendable {
    package enum Verdict: Hashable, Sendable {
        case accepted
        /// The event changed nothing; clocks that were due before it have fired all the same.
        case refused(Refusal)
    }

    package internal(set) var run: Run
    /// In order: the clocks that fired first, then the event.
    package internal(set) var occurrences: [Occurrence]
    package internal(set) var verdict: Verdict

    package var refusal: Refusal? {
        if case .refused(let refusal) = verdict { refusal } else { nil }
    }

    package var isAccepted: Bool { verdict == .accepted }

    /// Papers made, in order.
    package var papers: [String] {
        occurrences.flatMap(\.effects).compactMap { if case .paper(let name) = $0 { name } else { nil } }
    }
}

/// One event that a run took, with what it did.
package struct Occurrence: Hashable, Sendable {
    /// The event of a run's beginning.
    package static let start = "@start"

    package let event: String
    package let at: Instant
    /// Who acted; nil for the engine.
    package let role: String?
    package let member: Int?
    /// The transitions taken, in order.
    package let transitions: [TransitionDeclaration]
    /// Ids of the states left, in order.
    package let exited: [String]
    /// Ids of the states entered, in order.
    package let entered: [String]
    package let effects: [Effect]
}

/// What a step asks the world to do, or tells it.
package enum Effect: Hashable, Sendable {
    case startClock(name: String, due: Day)
    case stopClock(name: String)
    case pauseClock(name: String)
    case resumeClock(name: String, due: Day)
    case extendClock(name: String, by: Term, due: Day)
    case paper(String)
    case notify(role: String)
    /// A state that waits for another run was entered.
    case invoke(state: String, StateDeclaration.Invocation)
    /// A final state at the top was reached.
    case end(outcome: String?)
}
