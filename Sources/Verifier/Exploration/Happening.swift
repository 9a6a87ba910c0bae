/// Something that may happen to a run, as far as anybody can tell it from others.
package struct Happening: Hashable, Sendable {
    /// The event's name; ``start`` for the beginning.
    package let event: String
    /// Any one of these roles acts; empty when the engine brings the event.
    package let roles: [String]
    /// The member (0 …) the act is about.
    package let member: Int?
    /// The facts that the domain answers with yes; it answers all others with no.
    package let answers: Set<String>
    /// The place of the clock that runs out.
    package let clock: Int?

    /// The event of a run's beginning.
    package static let start = Happening(event: "@start", roles: [], member: nil, answers: [], clock: nil)
}

/// One kind of step: what happened and what the workflow made of it.
package struct StepLabel: Hashable, Sendable {
    package let happening: Happening
    /// The tags of the transitions taken, in order. Empty when a clock ran out that nothing waits for.
    package let transitions: [Int]
    /// The happening's event, and those raised and answered on the way.
    package let events: Set<String>
    package let records: Set<String>
    package let papers: Set<String>
    /// Roles told.
    package let notices: Set<String>
    /// A bit for each clock that began anew or was prolonged.
    package let renewedClocks: UInt64
    /// States entered that wait for another run.
    package let invocations: [String]
}
