/// Why a run did not take an event: a value, in words for the person who acted.
package struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Reason: Hashable, Sendable {
        /// No transition of the workflow answers this event.
        case unknownEvent(nearest: String?)
        /// The run has ended.
        case ended
        /// No active state answers it; these would.
        case notHere(active: [String], accepting: [String])
        /// Others may do it here.
        case wrongRole(allowed: [String])
        /// The parts of the condition that do not hold, each in words.
        case conditions([FailedCondition])
        /// The act is about one member, and none is named.
        case memberNeeded
        /// The run has fewer members.
        case noSuchMember(count: Int)
        case recordsMissing([String])
        /// The clock needs the length of its extension.
        case extensionNeeded(clock: String)
        case extensionTooLong(clock: String)
        /// The clock does not run, so nothing can be extended.
        case clockNotRunning(clock: String)
        /// The workflow turns in a circle here: a fault of the file.
        case endless
    }

    package let event: String
    package let reason: Reason
    /// What happened and what to do, in both languages.
    package let message: Bilingual

    package var description: String { "\(message.zh)\n\(message.en)" }
}

/// A part of a condition that does not hold.
package struct FailedCondition: Hashable, Sendable {
    package let expression: GuardExpression
    /// What is required and what is found, by the titles of the facts.
    package let message: Bilingual
}
