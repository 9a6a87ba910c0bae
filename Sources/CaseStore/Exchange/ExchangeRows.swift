package import LegalTime
package import Mediation

/// Another installation with which messages are exchanged.
package struct ExchangePartner: Hashable, Sendable {
    package let district: DistrictCode
    package let name: String
    /// The body that stands for it in our directory.
    package let body: BodyID
    /// Of its signatures, by name.
    package let algorithm: String
    package let publicKey: [UInt8]

    package init(district: DistrictCode, name: String, body: BodyID, algorithm: String, publicKey: [UInt8]) {
        self.district = district
        self.name = name
        self.body = body
        self.algorithm = algorithm
        self.publicKey = publicKey
    }
}

/// A message of the queue: numbered from 1 for each partner and direction, without gaps.
package struct ExchangeRow: Hashable, Sendable {
    package enum Direction: String, Hashable, Sendable {
        case out, `in`
    }

    package enum State: String, Hashable, Sendable, CaseIterable {
        case waiting, taken, refused
    }

    package let sequence: Int64
    /// Canonical JSON of an `ExchangeMessage`, byte for byte.
    package let content: String
    package let kind: ExchangeMessage.Kind
    package let about: CaseID
    package let at: Instant
    package let state: State
    package let refusal: ExchangeRefusal?
}

/// What changes on one side of a joint mediation together with a message.
package enum JointChange: Hashable, Sendable {
    case partner(JointPartner)
    case assistance(Assistance)
    /// Nothing: a message that was refused.
    case none
}
