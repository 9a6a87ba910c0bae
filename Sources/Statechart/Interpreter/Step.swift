/// What one event (or the start) did to a chart.
package struct Step: Hashable, Sendable {
    /// Where the chart stands now. Unless the outcome is ``Outcome/taken``, exactly where it stood.
    package var snapshot: Snapshot

    package var outcome: Outcome

    /// The transitions in the order taken.
    package var transitions: [TransitionIndex] = []

    /// The states exited, in order. A state may be exited and entered several times in one step.
    package var exited: [StateIndex] = []

    /// The states entered, in order.
    package var entered: [StateIndex] = []

    /// What the layer above is asked to do, in order.
    package var outputs: [Output] = []

    /// The chart ended in this step or before it.
    package var isDone: Bool { snapshot.isDone }

    /// If it ended in this step: ``StateSource/doneData`` of the final state.
    package var doneData: Int?
}

/// How an event was received.
package enum Outcome: Hashable, Sendable {
    /// At least one transition was taken (or the chart was started).
    case taken
    case ignored(Refusal)
    /// More than ``Chart/microstepLimit`` microsteps: the chart has an eventless cycle. The step's transitions are those
    /// taken before it was given up.
    case diverged
}

/// Why an event was ignored.
package enum Refusal: Hashable, Sendable {
    /// No active state answers this event. ``Chart/accepting(_:)`` tells which would.
    case notAccepted
    /// An active state answers it, but no guard holds. ``Chart/candidates(in:event:member:)`` tells which fail.
    case guarded
    /// The chart has not been started or has ended.
    case notRunning
    /// The acting member, or the one an input is for, does not exist.
    case noSuchMember
    /// An input is of a fact or value that the chart does not have.
    case invalidInput(Input)
    /// The snapshot is of another chart.
    case foreignSnapshot
}

/// Something that a step asks of the layer above.
package enum Output: Hashable, Sendable {
    case effect(Int)
    case send(Send)
    case cancel(String)
    case log(String)
    /// An action failed: this error event was raised inside the chart.
    case failure(event: String)
}
