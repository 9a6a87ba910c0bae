/// One thing done on entry, on exit or along a transition. A list of actions runs in order.
package indirect enum Action: Hashable, Sendable {
    /// Sets a fact.
    case assign(String, FactValue, on: Bearer)
    /// Adds to a counter, which stays within its domain.
    case increment(String, by: Int, on: Bearer)
    /// Queues an internal event, handled within the same step.
    case raise(String)
    /// Asks the layer above to bring an event back, now or later. Handled in a step of its own.
    case send(Send)
    /// Asks the layer above to forget the sends with this id that are still waiting.
    case cancel(String)
    case log(String)
    /// An opaque output that the layer above interprets.
    case effect(Int)
    /// Raises the error event and abandons the rest of the block: what SCXML asks of an action that cannot be done.
    case fail(String)
    /// Runs the first branch whose condition holds, or else `otherwise`.
    case conditional([Branch], otherwise: [Action])
}

/// Whose value of a fact an action changes.
package enum Bearer: Hashable, Sendable {
    /// The chart's own, of a fact of scope ``FactScope/single``.
    case chart
    /// That of the member who acts. With no member acting the action fails with `error.execution`.
    case actingMember
    /// Each member's.
    case everyMember
}

/// An event that the layer above shall bring back.
package struct Send: Hashable, Sendable {
    package var event: String
    /// Opaque to this library: milliseconds, or an index of a clock. Zero: at once, after this step.
    package var delay: Int
    /// By which ``Action/cancel(_:)`` finds it.
    package var id: String?

    package init(event: String, delay: Int = 0, id: String? = nil) {
        self.event = event
        self.delay = delay
        self.id = id
    }
}

/// One arm of a ``Action/conditional(_:otherwise:)``.
package struct Branch: Hashable, Sendable {
    package var condition: Guard
    package var actions: [Action]

    package init(_ condition: Guard, _ actions: [Action]) {
        self.condition = condition
        self.actions = actions
    }
}
