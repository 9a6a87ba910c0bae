package import LegalTime
package import Mediation

/// Something that has to leave the house: written in the commit of the step that caused it, and gone from the table when
/// it was delivered.
package struct OutboxMessage: Hashable, Sendable {
    /// The same at every attempt, so that a receiver knows a repetition. Within a dispute it also tells the order.
    package struct ID: Hashable, Sendable, CustomStringConvertible {
        package let dispute: CaseID
        /// Number of the event that caused it.
        package let sequence: Int
        /// Its place among the messages of that event.
        package let number: Int

        package init(dispute: CaseID, sequence: Int, number: Int) {
            self.dispute = dispute
            self.sequence = sequence
            self.number = number
        }

        /// Reads what ``description`` writes. Nil where it is something else.
        package init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 3, let dispute = CaseID(String(parts[0])), let sequence = Int32(parts[1]),
                let number = Int32(parts[2])
            else { return nil }
            self.init(dispute: dispute, sequence: Int(sequence), number: Int(number))
        }

        package var description: String { "\(dispute)/\(sequence)/\(number)" }
    }

    package let id: ID
    package let topic: String
    /// A JSON document.
    package let body: String
    /// Legal time of the event that caused it.
    package let occurred: Instant
    /// How many attempts were begun, the present one included.
    package let attempts: Int
    /// Since when it waited to be taken; nil where it was not taken.
    package internal(set) var waitedSince: Instant?
}

/// A message that was not delivered yet, as a person sees it.
package struct OutboxEntry: Hashable, Sendable {
    package let message: OutboxMessage
    /// The next attempt.
    package let notBefore: Instant
    package let lastError: String?
    /// When it was given up; nil while it is still tried.
    package let deadAt: Instant?
}

/// What there is to deliver.
package struct OutboxCounts: Hashable, Sendable {
    /// Still tried.
    package let waiting: Int
    /// Given up.
    package let dead: Int
    /// Legal time of the earliest event whose message is still tried.
    package let oldest: Instant?

    package init(waiting: Int, dead: Int, oldest: Instant?) {
        self.waiting = waiting
        self.dead = dead
        self.oldest = oldest
    }
}
