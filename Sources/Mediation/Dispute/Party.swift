package import LegalTime
package import Workflow

/// One party of a dispute as the case's history knows it: its place in the dispute, without a word about the person.
///
/// Who it is stands in ``Particulars``, kept beside the history behind a salted commitment, so that a person's data can
/// lawfully be erased while the history stays whole.
package struct Party: Hashable, Sendable, Codable {
    /// Number within the dispute, from 1, in the order of joining.
    package let number: Int
    /// The side it stands on, from 1. A dispute may have more than two.
    package let side: Int
    package let role: Role
    package let kind: Kind
    /// SHA-256 over the salt and the particulars, in lower-case hexadecimal.
    package var commitment: String
    /// Nil where nothing speaks against full capacity.
    package var capacity: Capacity?
    /// How many persons a party of many stands for, such as the 27 households of one side.
    package var persons: Int?
    /// When it joined, if not at the registration.
    package var joined: Instant?
    /// When it left the dispute.
    package var left: Instant?

    package init(
        number: Int, side: Int, role: Role, kind: Kind, commitment: String, capacity: Capacity? = nil,
        persons: Int? = nil, joined: Instant? = nil
    ) {
        self.number = number
        self.side = side
        self.role = role
        self.kind = kind
        self.commitment = commitment
        self.capacity = capacity
        self.persons = persons
        self.joined = joined
    }

    package enum Role: String, Hashable, Sendable, Codable, CaseIterable {
        /// 申请人, 被申请人, 其他当事人.
        case applicant, respondent, other
        /// 第三人: joined because the result concerns it.
        case third
        /// 案外付款人: pays or advances without being a party to the quarrel, such as an insurer. Consents to nothing.
        case payer

        package var title: Bilingual {
            switch self {
            case .applicant: Bilingual(zh: "申请人", en: "applicant")
            case .respondent: Bilingual(zh: "被申请人", en: "respondent")
            case .other: Bilingual(zh: "其他当事人", en: "other party")
            case .third: Bilingual(zh: "第三人", en: "third party")
            case .payer: Bilingual(zh: "案外付款人", en: "outside payer")
            }
        }
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// 自然人, 法人或其他组织.
        case person, organisation
        /// 多数人一方: acts through elected representatives.
        case group
        /// 行政机关.
        case authority

        package var title: Bilingual {
            switch self {
            case .person: Bilingual(zh: "自然人", en: "person")
            case .organisation: Bilingual(zh: "法人或其他组织", en: "organisation")
            case .group: Bilingual(zh: "多数人一方", en: "party of many")
            case .authority: Bilingual(zh: "行政机关", en: "authority")
            }
        }
    }

    /// Capacity for civil acts (Civil Code Arts 17–24).
    package enum Capacity: String, Hashable, Sendable, Codable, CaseIterable {
        case full
        /// 未成年人.
        case minor
        /// 限制民事行为能力, 无民事行为能力.
        case limited, none
        /// In question and not yet decided: nobody signs alone for such a party.
        case doubtful

        package var title: Bilingual {
            switch self {
            case .full: Bilingual(zh: "完全民事行为能力", en: "full capacity")
            case .minor: Bilingual(zh: "未成年人", en: "minor")
            case .limited: Bilingual(zh: "限制民事行为能力", en: "limited capacity")
            case .none: Bilingual(zh: "无民事行为能力", en: "no capacity")
            case .doubtful: Bilingual(zh: "行为能力存疑", en: "capacity in doubt")
            }
        }
    }

    /// Whether only somebody else can consent and sign for it.
    package var needsGuardian: Bool { capacity.map { $0 != .full } ?? false }

    /// Whether it sits at the table unless told otherwise.
    package var mediates: Bool { role != .payer && left == nil }
}

/// Who a party is. Personal data: never in an event, a log or an error message.
package struct Particulars: Hashable, Sendable, Codable {
    package var name: String
    /// Identity number (GB 11643) of a person or credit code (GB 32100) of an organisation, checked on entry.
    package var identity: String?
    package var phone: String?
    package var address: String?
    package var sex: String?
    package var born: Day?
    package var ethnicity: String?
    package var occupation: String?

    package init(
        name: String, identity: String? = nil, phone: String? = nil, address: String? = nil, sex: String? = nil,
        born: Day? = nil, ethnicity: String? = nil, occupation: String? = nil
    ) {
        self.name = name
        self.identity = identity
        self.phone = phone
        self.address = address
        self.sex = sex
        self.born = born
        self.ethnicity = ethnicity
        self.occupation = occupation
    }
}
