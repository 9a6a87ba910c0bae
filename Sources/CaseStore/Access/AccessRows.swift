package import LegalTime
package import Mediation

/// A role that somebody has, for one body where the role belongs to bodies.
package struct AccessGrant: Hashable, Sendable, Codable {
    package let role: String
    package let body: BodyID?

    package init(role: String, body: BodyID?) {
        self.role = role
        self.body = body
    }
}

/// One party of one dispute.
package struct PartyRef: Hashable, Sendable {
    package let dispute: CaseID
    package let number: Int

    package init(dispute: CaseID, number: Int) {
        self.dispute = dispute
        self.number = number
    }
}

/// Whom a token stands for.
package struct TokenHolder: Hashable, Sendable {
    package let id: CaseID
    package let label: String
    /// The account that signed in; nil for a program's token.
    package let account: String?
    /// The party that signed in; nil for staff and programs.
    package let party: PartyRef?
    /// The identity provider that vouched for somebody who has no account here.
    package let issuer: String?
    package let grants: [AccessGrant]
    package let mustChangePassword: Bool
}

/// A token as it is listed: never the token itself.
package struct TokenRow: Hashable, Sendable {
    package let id: CaseID
    package let label: String
    package let account: String?
    package let party: PartyRef?
    package let issuer: String?
    package let grants: [AccessGrant]
    package let created: Instant
    package let expires: Instant
    package let revoked: Instant?

    package init(
        id: CaseID, label: String, account: String?, party: PartyRef? = nil, issuer: String? = nil,
        grants: [AccessGrant], created: Instant, expires: Instant, revoked: Instant? = nil
    ) {
        self.id = id
        self.label = label
        self.account = account
        self.party = party
        self.issuer = issuer
        self.grants = grants
        self.created = created
        self.expires = expires
        self.revoked = revoked
    }
}

/// A local account.
package struct AccountRow: Hashable, Sendable {
    package let name: String
    package let title: String
    /// The hash with its parameters and salt.
    package let password: String
    package let mustChange: Bool
    package let grants: [AccessGrant]
    package let failed: Int
    package let lockedUntil: Instant?
    package let disabled: Instant?

    package init(
        name: String, title: String, password: String, mustChange: Bool, grants: [AccessGrant], failed: Int = 0,
        lockedUntil: Instant? = nil, disabled: Instant? = nil
    ) {
        self.name = name
        self.title = title
        self.password = password
        self.mustChange = mustChange
        self.grants = grants
        self.failed = failed
        self.lockedUntil = lockedUntil
        self.disabled = disabled
    }
}

/// One look at a dispute.
package struct AccessLogRow: Hashable, Sendable {
    package let at: Instant
    package let principal: String
    package let operation: String
    /// Whose identity and telephone were shown.
    package let party: Int?
    package let reason: String?

    package init(at: Instant, principal: String, operation: String, party: Int? = nil, reason: String? = nil) {
        self.at = at
        self.principal = principal
        self.operation = operation
        self.party = party
        self.reason = reason
    }
}
