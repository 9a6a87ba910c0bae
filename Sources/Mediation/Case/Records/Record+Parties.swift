import LegalTime

/// What is put on record about who takes part and what they ask.
extension Record {
    /// A party joins on the way, of its own or split off from a party of many.
    package struct Joining: Hashable, Sendable, Codable {
        package var party: Party
        /// Number of the party of many it comes out of.
        package var outOf: Int?
        /// False for one that does not come to the table of the mediation under way.
        package var atTable: Bool
        package var reason: String
        package init(party: Party, outOf: Int? = nil, atTable: Bool = true, reason: String) {
            self.party = party
            self.outOf = outOf
            self.atTable = atTable
            self.reason = reason
        }
    }

    /// A party leaves the dispute, or only the table of the mediation under way.
    package struct Leaving: Hashable, Sendable, Codable {
        package var party: Int
        package var tableOnly: Bool
        package var reason: String
        package init(party: Int, tableOnly: Bool, reason: String) {
            self.party = party
            self.tableOnly = tableOnly
            self.reason = reason
        }
    }

    /// A party's capacity, found or changed: a minor comes of age, a doubt is settled.
    package struct CapacityFinding: Hashable, Sendable, Codable {
        package var party: Int
        package var capacity: Party.Capacity
        package var basis: String
        package init(party: Int, capacity: Party.Capacity, basis: String) {
            self.party = party
            self.capacity = capacity
            self.basis = basis
        }
    }

    /// The end of a mandate before its day.
    package struct MandateEnd: Hashable, Sendable, Codable {
        package var number: Int
        package var reason: String
        package init(number: Int, reason: String) {
            self.number = number
            self.reason = reason
        }
    }

    /// A claim asks for something else than before.
    package struct ClaimChange: Hashable, Sendable, Codable {
        package var claim: Int
        package var subject: String?
        package var amount: Money?
        package var reason: String
        package init(claim: Int, subject: String?, amount: Money?, reason: String) {
            self.claim = claim
            self.subject = subject
            self.amount = amount
            self.reason = reason
        }
    }

    package struct ClaimWithdrawal: Hashable, Sendable, Codable {
        package var claim: Int
        package var reason: String
        package init(claim: Int, reason: String) {
            self.claim = claim
            self.reason = reason
        }
    }
}
