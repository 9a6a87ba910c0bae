package import LegalTime
package import Workflow

/// What some parties ask of others. A dispute is a set of these.
package struct Claim: Hashable, Sendable, Codable {
    /// Number within the dispute, from 1.
    package let number: Int
    /// Party numbers that ask.
    package var by: [Int]
    /// Party numbers of whom it is asked.
    package var against: [Int]
    package var subject: String
    package var amount: Money?
    /// Nil where it is not said.
    package let kind: Kind?
    /// When it was raised, if not at the registration.
    package var raised: Instant?
    package var withdrawn: Instant?

    package init(
        number: Int, by: [Int], against: [Int], subject: String, amount: Money?, kind: Kind? = nil,
        raised: Instant? = nil
    ) {
        self.number = number
        self.by = by
        self.against = against
        self.subject = subject
        self.amount = amount
        self.kind = kind
        self.raised = raised
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case money, property, conduct, apology
        /// 身份关系, 权属: never sent to a court for confirmation (CPL interpretation Art 355).
        case status, title
        /// That an agreement or an act be set aside.
        case revocation

        package var title: Bilingual {
            switch self {
            case .money: Bilingual(zh: "给付金钱", en: "money")
            case .property: Bilingual(zh: "交付实物", en: "property")
            case .conduct: Bilingual(zh: "行为", en: "conduct")
            case .apology: Bilingual(zh: "赔礼道歉", en: "apology")
            case .status: Bilingual(zh: "身份关系", en: "personal status")
            case .title: Bilingual(zh: "权属", en: "title")
            case .revocation: Bilingual(zh: "撤销", en: "setting aside")
            }
        }
    }
}
