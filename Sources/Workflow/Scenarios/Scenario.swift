package import LegalTime

/// A case history and what must come of it.
package struct Scenario: Hashable, Sendable {
    /// One thing that happens, in the order of the file.
    package struct Step: Hashable, Sendable {
        package let at: Instant
        /// What is offered; nil when only time passes.
        package let event: WorkflowEvent?
        /// Whether the event must be refused.
        package let refused: Bool
        /// Must be contained in one of the two texts of the refusal.
        package let because: String?
        package let expect: Expectation?
        /// Line in the file, from 1.
        package let line: Int
    }

    /// What must hold after a step, or at the end. Nil parts are not looked at.
    package struct Expectation: Hashable, Sendable {
        /// States that must be active, whether or not they have states inside.
        package var states: [String]?
        package var outcome: String?
        /// Due days of running clocks; a clock with nil must not run.
        package var clocks: [String: Day?]?
        /// Papers that must have been made so far.
        package var papers: [String]?
        /// Line in the file, from 1.
        package var line: Int
    }

    package let name: Bilingual
    /// How many members have facts of their own.
    package let parties: Int
    package let start: Instant
    package let steps: [Step]
    package let expect: Expectation?
    /// Line in the file, from 1.
    package let line: Int
}
