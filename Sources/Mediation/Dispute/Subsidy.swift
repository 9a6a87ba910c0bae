package import LegalTime
package import Workflow

/// What the mediator of a dispute is paid for it (以案定补), once.
///
/// What is paid by grade is a rule of the place, so the record names the rule and how sure the amount is.
package struct Subsidy: Hashable, Sendable, Codable {
    /// The mediator who is paid.
    package let mediator: String
    package let grade: Grade
    package let amount: Money
    /// The rule of the place that sets the amount.
    package let basis: String
    /// False for an amount that nobody has checked against the rule.
    package let verified: Bool
    /// The settled proceeding it is paid for; nil until it is on record.
    package var proceeding: Int?
    package var body: BodyID?
    package var at: Instant?

    package init(mediator: String, grade: Grade, amount: Money, basis: String, verified: Bool) {
        self.mediator = mediator
        self.grade = grade
        self.amount = amount
        self.basis = basis
        self.verified = verified
    }

    package enum Grade: String, Hashable, Sendable, Codable, CaseIterable {
        case ordinary, difficult, major

        package var title: Bilingual {
            switch self {
            case .ordinary: Bilingual(zh: "一般", en: "ordinary")
            case .difficult: Bilingual(zh: "疑难", en: "difficult")
            case .major: Bilingual(zh: "重大", en: "major")
            }
        }
    }
}

extension Dispute {
    /// The mediation that a subsidy would be paid for: the last that settled the dispute.
    package var subsidised: Proceeding? {
        proceedings.last { !$0.isConfirmation && $0.outcome == Outcome.succeeded.rawValue }
    }
}
