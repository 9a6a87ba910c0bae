package import CaseStore
package import Mediation

/// How far one request sees.
package struct Sight: Hashable, Sendable {
    /// Every dispute of the district.
    package let isDistrict: Bool
    /// The bodies in whose disputes it sees everything that the dispute's people see.
    package let bodies: Set<BodyID>
    /// The party that asks, who sees the one dispute.
    package let party: PartyRef?

    package init(isDistrict: Bool, bodies: Set<BodyID>, party: PartyRef? = nil) {
        self.isDistrict = isDistrict
        self.bodies = bodies
        self.party = party
    }

    /// Whether one of its bodies has or had a part in the dispute.
    package func hasPart(in dispute: Dispute) -> Bool { !bodies.isDisjoint(with: dispute.bodiesWithPart) }

    package func sees(_ dispute: Dispute) -> Bool { isDistrict || party?.dispute == dispute.id || hasPart(in: dispute) }
}

/// Who asks.
package struct Principal: Hashable, Sendable {
    /// `account:NAME`, `token:LABEL`, `oidc:NAME` of somebody whom the identity provider vouched for, or `party:DISPUTE/NUMBER`, as it stands with the dispute and before its keys.
    package let name: String
    package let token: CaseID
    package let account: String?
    package let party: PartyRef?
    package let grants: [AccessGrant]
    package let mustChangePassword: Bool

    init(_ holder: TokenHolder) {
        name =
            holder.account.map { "account:\($0)" }
            ?? holder.party.map { "party:\($0.dispute)/\($0.number)" }
            ?? "\(holder.issuer == nil ? "token" : "oidc"):\(holder.label)"
        token = holder.id
        account = holder.account
        party = holder.party
        grants = holder.grants
        mustChangePassword = holder.mustChangePassword
    }

    /// As it stands in the daemon's log, which tells of no dispute and no party.
    package var logged: String { party == nil ? name : "party" }
}
