import Canonical
package import LegalTime
package import Mediation

/// All that one decision writes: the dispute as it will be, its new events, and the rows that follow from both.
package struct CaseChange: Sendable {
    package let decision: Decision
    /// Hash of the last event before this change.
    package let head: [UInt8]
    /// The decision's events, linked to those before.
    package let events: [StoredEvent]
    package let recorded: Instant
    /// Key under which the command is answered when it comes again, and the fingerprint of the command.
    package let idempotency: Idempotency?
    /// Particulars of the parties that this change brings in.
    package let persons: [Person]
    /// Where entries are counted: the office and the kind of each body that they name.
    package let homes: [ReportEntry.Place: BodyHome]
    /// Whether its messages leave. They do not where the past is entered from a register.
    package var isAnnounced = true
    /// The request over the network that caused it, as W3C Trace Context names it; nil where nobody said.
    package var trace: [UInt8]?

    /// Links new events to those before.
    package init(
        decision: Decision, head: [UInt8], recorded: Instant, idempotency: Idempotency?, persons: [Person],
        homes: [ReportEntry.Place: BodyHome]
    ) {
        var chain = EventChain(district: decision.after.district, id: decision.after.id, head: head)
        self.init(
            decision: decision, head: head, recorded: recorded, idempotency: idempotency, persons: persons,
            homes: homes, stored: decision.events.map { chain.append($0, recorded: recorded) })
    }

    /// - Parameter stored: The decision's events, linked already.
    init(
        decision: Decision, head: [UInt8], recorded: Instant, idempotency: Idempotency?, persons: [Person],
        homes: [ReportEntry.Place: BodyHome], stored: [StoredEvent]
    ) {
        self.decision = decision
        self.head = head
        events = stored
        self.recorded = recorded
        self.idempotency = idempotency
        self.persons = persons
        self.homes = homes
    }

    /// Hash of the last event of this change.
    package var newHead: [UInt8] { events.last?.hash ?? head }

    /// Whether some text in it holds the character U+0000, which PostgreSQL keeps in JSON but gives out to nobody.
    package var holdsNullCharacter: Bool {
        events.contains { CanonicalJSON.holdsNullCharacter($0.content) }
            || persons.contains { CanonicalJSON.holdsNullCharacter($0.particulars) }
    }

    package struct Idempotency: Hashable, Sendable {
        package let key: String
        package let request: [UInt8]

        package init(key: String, request: [UInt8]) {
            self.key = key
            self.request = request
        }
    }

    package struct Person: Hashable, Sendable {
        package let party: Int
        package let salt: [UInt8]
        /// Canonical JSON of the particulars, over which the commitment was made.
        package let particulars: String

        package init(party: Int, salt: [UInt8], particulars: String) {
            self.party = party
            self.salt = salt
            self.particulars = particulars
        }

        /// What the history holds in the place of the person.
        package var commitment: String {
            HashAlgorithm.sha256.digest(salt + Array(particulars.utf8)).hexadecimal
        }
    }
}

/// What became of one change.
package enum ApplyOutcome: Hashable, Sendable {
    case applied(revision: Int, head: [UInt8])
    /// Somebody else moved the case first, or the key was used: read again and decide again.
    case stale
}
