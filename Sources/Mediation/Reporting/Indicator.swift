package import Workflow

/// A number with a definition (指标): what is counted, which day counts, what is left out.
///
/// The words are in `Indicator+Definition`, the rule by which it is counted in `Indicator+Rule`. A changed meaning is a new version.
package enum Indicator: String, Hashable, Sendable, CaseIterable {
    case registered, accepted, concluded, succeeded, failed, withdrawn, turnedAway
    case successOfAccepted, successOfConcluded
    case written, oral, performed, performanceRate, confirmed, amount
    case meanDays, medianDays, overdue, openAtStart, openAtEnd, referred, closed
    case screenings, screeningsWithFindings, prevented
    case stationed, receptions, centreResolved
    case judicialOffices, tribunals, administrativeUnits, administrativeMediators, newBrandRooms, newIndustryBodies

    package var title: Bilingual { definition.title }
    package var unit: Unit { definition.unit }
    package var version: Int { definition.version }

    package enum Unit: String, Hashable, Sendable, CaseIterable {
        case dispute, proceeding, referral, closing, screening, matter, personTime, body, person, yuan, days, rate

        package var title: Bilingual {
            switch self {
            case .dispute: Bilingual(zh: "件（纠纷）", en: "disputes")
            case .proceeding: Bilingual(zh: "件（调解案件）", en: "proceedings")
            case .referral: Bilingual(zh: "次", en: "referrals")
            case .closing: Bilingual(zh: "件次", en: "closings")
            case .screening: Bilingual(zh: "次", en: "returns")
            case .matter: Bilingual(zh: "件（事项）", en: "matters")
            case .personTime: Bilingual(zh: "人次", en: "person-times")
            case .body: Bilingual(zh: "个", en: "bodies")
            case .person: Bilingual(zh: "人", en: "persons")
            case .yuan: Bilingual(zh: "元", en: "yuan")
            case .days: Bilingual(zh: "天", en: "days")
            case .rate: Bilingual(zh: "比率", en: "rate")
            }
        }
    }

    package struct Definition: Hashable, Sendable {
        package let title: Bilingual
        package let unit: Unit
        package let version: Int
        /// What is counted, which day counts, what is left out.
        package let text: Bilingual
    }

    package var isRate: Bool {
        if case .rate = rule { true } else { false }
    }

    /// What the figure can be split and filtered by.
    package var dimensions: [Dimension] {
        switch rule {
        case .register, .directory: Dimension.allCases.filter(\.isOfBody)
        // What is not concluded has no outcome yet, so there is no whole of which those with an outcome would be a part.
        case .rate, .count(.stock): Dimension.allCases.filter { $0 != .outcome }
        case .count(.entries(let rule)), .amount(let rule), .meanDays(let rule), .medianDays(let rule):
            rule.measure.dimensions
        }
    }

    /// The indicators made of what happens in disputes.
    package static var ofDisputes: [Indicator] {
        allCases.filter { indicator in
            switch indicator.rule {
            case .register, .directory: false
            default: true
            }
        }
    }
}
