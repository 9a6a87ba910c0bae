/// What a command, or several in one go, makes of a dispute: the events to append and the dispute after them.
package struct Decision: Hashable, Sendable {
    /// Nil for a dispute that did not exist before.
    package let before: Dispute?
    package let after: Dispute
    package let events: [CaseEvent]
    /// What each event adds to the figures.
    package let entries: [ReportEntry]
    /// What has to be told to the world once the events are stored.
    package let notices: [Notice]

    package init(before: Dispute?, after: Dispute, events: [CaseEvent], entries: [ReportEntry], notices: [Notice]) {
        self.before = before
        self.after = after
        self.events = events
        self.entries = entries
        self.notices = notices
    }

    /// A message to a role, caused by an event.
    package struct Notice: Hashable, Sendable {
        package let sequence: Int
        package let role: String
        package let act: String

        package init(sequence: Int, role: String, act: String) {
            self.sequence = sequence
            self.role = role
            self.act = act
        }
    }
}
