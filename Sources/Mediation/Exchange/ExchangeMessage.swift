package import LegalTime
package import Workflow

/// What two installations say to each other about a joint mediation (联合调解). Each message is about one dispute of the lead.
///
/// The lead holds the dispute; the partner keeps a record of its help under a number of its own and never a second dispute. What is
/// handed over is the least that the partner needs: no names, no identity numbers, no telephone.
///
/// **Read in this order**: this file, ``JointPartner`` (the lead's side), ``Assistance`` (the partner's side).
package enum ExchangeMessage: Hashable, Sendable {
    /// Lead → partner: will a body of yours mediate with us?
    case invitation(Invitation)
    /// Partner → lead: the written answer of the body.
    case reply(Reply)
    /// Lead → partner: the agreement to be signed.
    case agreement(AgreementCopy)
    /// Partner → lead: signed and sealed, for this very text.
    case signature(PartnerSignature)
    /// Partner → lead: the body leaves.
    case leave(Leaving)
    /// Lead → partner: how it ended.
    case outcome(Ending)

    package var kind: Kind {
        switch self {
        case .invitation: .invitation
        case .reply: .reply
        case .agreement: .agreement
        case .signature: .signature
        case .leave: .leave
        case .outcome: .outcome
        }
    }

    /// The dispute of the lead that it is about.
    package var about: CaseID {
        switch self {
        case .invitation(let message): message.about
        case .reply(let message): message.about
        case .agreement(let message): message.about
        case .signature(let message): message.about
        case .leave(let message): message.about
        case .outcome(let message): message.about
        }
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case invitation, reply, agreement, signature, leave, outcome

        package var title: Bilingual {
            switch self {
            case .invitation: Bilingual(zh: "联合调解邀请", en: "invitation")
            case .reply: Bilingual(zh: "邀请答复", en: "reply")
            case .agreement: Bilingual(zh: "协议文本", en: "agreement")
            case .signature: Bilingual(zh: "协办组织签署", en: "signature")
            case .leave: Bilingual(zh: "协办组织退出", en: "leave")
            case .outcome: Bilingual(zh: "调解结果", en: "outcome")
            }
        }
    }
}

extension ExchangeMessage {
    package struct Invitation: Hashable, Sendable, Codable {
        package let about: CaseID
        /// The one code of the dispute, as people write it.
        package let code: String
        package let leadBody: String
        package let title: String
        package let type: DisputeType
        package let place: String
        /// How many parties stand on each side; who they are is told between the mediators.
        package let sides: [Int]
        /// What the partner is asked to do.
        package let task: String
        /// The last day on which the partner may see what is handed over.
        package let sightUntil: Day

        package init(
            about: CaseID, code: String, leadBody: String, title: String, type: DisputeType, place: String,
            sides: [Int], task: String, sightUntil: Day
        ) {
            self.about = about
            self.code = code
            self.leadBody = leadBody
            self.title = title
            self.type = type
            self.place = place
            self.sides = sides
            self.task = task
            self.sightUntil = sightUntil
        }
    }

    package struct Reply: Hashable, Sendable, Codable {
        package let about: CaseID
        package let accepted: Bool
        /// The body that answers, by name.
        package let body: String
        /// Its own number for its help; nil where it declines.
        package let number: String?
        package let by: String
        package let reason: String
    }

    package struct AgreementCopy: Hashable, Sendable, Codable {
        package let about: CaseID
        /// Number of the agreement within the dispute.
        package let agreement: Int
        package let terms: String

        package init(about: CaseID, agreement: Int, terms: String) {
            self.about = about
            self.agreement = agreement
            self.terms = terms
        }

        /// The words that are signed.
        package var text: String { "\(agreement)\n\(terms)" }
    }

    package struct PartnerSignature: Hashable, Sendable, Codable {
        package let about: CaseID
        package let agreement: Int
        /// The words that were signed: a signature for other words binds nobody.
        package let terms: String
        package let body: String
        package let mediator: String
    }

    package struct Leaving: Hashable, Sendable, Codable {
        package let about: CaseID
        package let body: String
        package let reason: String
    }

    package struct Ending: Hashable, Sendable, Codable {
        package let about: CaseID
        /// An ``Outcome`` by name.
        package let outcome: String
        /// The lead's number for it.
        package let number: String?
        package let day: Day

        package init(about: CaseID, outcome: String, number: String?, day: Day) {
            self.about = about
            self.outcome = outcome
            self.number = number
            self.day = day
        }
    }
}

/// A message is written flat: its kind under `message`, its fields beside it.
extension ExchangeMessage: Codable {
    private enum Key: String, CodingKey { case kind = "message" }

    package init(from decoder: any Decoder) throws {
        self =
            switch try decoder.container(keyedBy: Key.self).decode(Kind.self, forKey: .kind) {
            case .invitation: .invitation(try .init(from: decoder))
            case .reply: .reply(try .init(from: decoder))
            case .agreement: .agreement(try .init(from: decoder))
            case .signature: .signature(try .init(from: decoder))
            case .leave: .leave(try .init(from: decoder))
            case .outcome: .outcome(try .init(from: decoder))
            }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(kind, forKey: .kind)
        switch self {
        case .invitation(let message): try message.encode(to: encoder)
        case .reply(let message): try message.encode(to: encoder)
        case .agreement(let message): try message.encode(to: encoder)
        case .signature(let message): try message.encode(to: encoder)
        case .leave(let message): try message.encode(to: encoder)
        case .outcome(let message): try message.encode(to: encoder)
        }
    }
}

/// Why a message, or an act on a joint mediation, was not taken. It goes back to the sender with the next receipt.
package struct ExchangeRefusal: Error, Hashable, Sendable, Codable {
    package let code: String
    package let message: Bilingual

    package init(_ code: String, zh: String, en: String) {
        self.code = code
        message = Bilingual(zh: zh, en: en)
    }

    package init(_ refusal: CommandRefusal) {
        code = refusal.code
        message = refusal.message
    }
}
