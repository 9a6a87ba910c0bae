package import LegalTime

/// One party of a dispute as the case's history knows it: its place in the dispute, without a word about the person.
///
/// Who it is stands in ``Particulars``, kept beside the history behind a salted commitment, so that a person's data can
/// lawfully be erased while the history stays whole.
package struct Party: Hashable, Sendable, Codable {
    /// Number within the dispute, from 1, in the order of joining. Also the member of every `each: party` fact.
    package let number: Int
    /// The side it stands on, from 1. A dispute may have more than two.
    package let side: Int
    package let role: Role
    package let kind: Kind
    /// SHA-256 over the salt and the particulars, in lower-case hexadecimal.
    package let commitment: String

    package init(number: Int, side: Int, role: Role, kind: Kind, commitment: String) {
        self.number = number
        self.side = side
        self.role = role
        self.kind = kind
        self.commitment = commitment
    }

    /// 申请人, 被申请人, 其他当事人.
    package enum Role: String, Hashable, Sendable, Codable, CaseIterable {
        case applicant, respondent, other
    }

    /// 自然人, 法人或其他组织.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case person, organisation
    }
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
