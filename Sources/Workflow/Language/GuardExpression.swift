/// A condition over the facts and the active states, as written in a file.
package indirect enum GuardExpression: Hashable, Sendable {
    /// How a counter is compared with a number.
    package enum Comparison: String, Hashable, Sendable, CaseIterable {
        case less = "<"
        case lessOrEqual = "<="
        case equal = "="
        case notEqual = "!="
        case greaterOrEqual = ">="
        case greater = ">"
    }

    /// How the members of a role are taken together.
    package enum Quantifier: String, Hashable, Sendable, CaseIterable {
        /// Every member.
        case all
        /// At least one member.
        case any
        /// No member.
        case none
        /// The member that acts; false when no member acts.
        case mine
    }

    /// Where a time limit stands.
    package enum ClockTest: String, Hashable, Sendable, CaseIterable {
        /// Started and not run out, whether or not it stands still.
        case running
        /// Standing still.
        case paused
        /// Run out and not prolonged since.
        case ranOut
    }

    case constant(Bool)
    /// A boolean fact, or a predicate the domain answered.
    case fact(String)
    /// The fact's value is one of these.
    case isOne(of: [String], fact: String)
    case compare(fact: String, Comparison, Int)
    case members(Quantifier, fact: String, value: String)
    /// The state is active.
    case inState(String)
    /// The act comes from one of these roles; written as `by`.
    case actor([String])

    // About clocks and the step that led here: properties may ask it, guards may not.

    case clock(String, ClockTest)
    /// One of these events was taken; written as `on(…)`.
    case event([String])
    /// The act had to carry the record.
    case record(String)
    /// The step made the paper.
    case paper(String)
    /// The step told the role; written as `told(…)`.
    case notice(role: String)

    case not(GuardExpression)
    case and([GuardExpression])
    case or([GuardExpression])
}
