package import LegalTime
package import Workflow

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
    package var code: DeclineCode?

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

    /// Why a body declines, in words that can be counted; what each office writes beside it is its own.
    package enum DeclineCode: String, Hashable, Sendable, Codable, CaseIterable {
        case outOfScope, outOfPlace, seizedElsewhere, partyRefuses, conflict, full, incomplete, other

        package var title: Bilingual {
            switch self {
            case .outOfScope: Bilingual(zh: "不属受理范围", en: "not a matter it takes")
            case .outOfPlace: Bilingual(zh: "不属管辖地域", en: "not a place it answers for")
            case .seizedElsewhere: Bilingual(zh: "其他机关已受理", en: "before another authority")
            case .partyRefuses: Bilingual(zh: "当事人不同意", en: "a party does not agree")
            case .conflict: Bilingual(zh: "应当回避", en: "has to stand aside")
            case .full: Bilingual(zh: "在办件数已满", en: "has all it can carry")
            case .incomplete: Bilingual(zh: "材料不全", en: "papers are missing")
            case .other: Bilingual(zh: "其他", en: "other")
            }
        }
    }
}
