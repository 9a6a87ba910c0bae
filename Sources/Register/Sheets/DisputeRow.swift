package import LegalTime
package import Mediation

/// One dispute of a year's register (纠纷登记): from the first door to the closing, as far as it has come.
///
/// Its way from body to body stands in the sheet of referrals (``ReferralRow``) under the same register number. The columns
/// are those of the acceptance form and of the monthly return, so that an office writes each fact once.
package struct DisputeRow: SheetRow {
    package var nature: DataNature?
    package var number = ""
    package var registered = Day(number: 0)
    /// The body at whose door it came.
    package var body = ""
    package var type = DisputeType(rawValue: "other")
    package var source = DisputeSource.application
    package var sender: String?
    package var place: String?
    package var applicants = PartyCells()
    package var respondents = PartyCells()
    package var others = PartyCells()
    package var brief = ""
    package var claim: String?
    package var claimed: Money?

    package var track = TrackName.people
    package var mediation = MediationFacts()
    package var result = MediationResult.ongoing
    package var refusalReason: String?
    package var remedies: String?

    package var form: Agreement.Form?
    package var agreed: Day?
    package var terms: String?
    package var amount: Money?
    package var due: Day?
    package var performance: PerformanceState?
    package var performed: Day?
    package var paid: Money?
    package var visited: Day?
    package var visit: VisitResult?

    package var extendedOn: Day?
    package var extendedBy: Int?
    package var extensionBasis: String?
    package var appraisalFrom: Day?
    package var appraisalTo: Day?

    package var filed: Day?
    package var court: String?
    package var ruled: Day?
    package var ruling: Ruling?
    package var rulingNumber: String?

    package var sued: Day?
    package var closed: Day?
    package var referrals: Int?
    package var note: String?

    package init() {}

    package enum PerformanceState: String, Hashable, Sendable, CaseIterable {
        case performed, partly, notPerformed
    }

    package enum VisitResult: String, Hashable, Sendable, CaseIterable {
        case satisfied, fairlySatisfied, notSatisfied, notReached
    }

    /// What became of the request for judicial confirmation.
    package enum Ruling: String, Hashable, Sendable, CaseIterable {
        case confirmed, dismissed, notAccepted, withdrawn
    }

    package var isSample: Bool { nature == .sample }

    package static let kind = SheetKind.disputes
}
