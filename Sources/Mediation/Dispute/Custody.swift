package import LegalTime

/// Who holds the dispute (承办). Exactly one body at any instant.
package struct Custody: Hashable, Sendable, Codable {
    package let body: BodyID
    package let since: Instant

    package init(body: BodyID, since: Instant) {
        self.body = body
        self.since = since
    }
}

/// An offer of custody (流转) and what became of it.
package struct Referral: Hashable, Sendable, Codable {
    /// Number within the dispute, from 1.
    package let number: Int
    package let from: BodyID
    package let to: BodyID
    package let manner: ReferralManner
    package let reason: String
    package let offered: Instant
    package var answered: Instant?
    package var state: State
    package var reply: String?

    package init(
        number: Int, from: BodyID, to: BodyID, manner: ReferralManner, reason: String, offered: Instant, state: State
    ) {
        self.number = number
        self.from = from
        self.to = to
        self.manner = manner
        self.reason = reason
        self.offered = offered
        self.state = state
    }

    package enum State: String, Hashable, Sendable, Codable {
        case offered, accepted, declined, recalled, expired, escalated, assigned
    }
}
