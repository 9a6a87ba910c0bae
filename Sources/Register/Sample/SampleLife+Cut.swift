import LegalTime
import Mediation

extension SampleLife {
    /// Forgets everything after a day: the register as the office had it that evening.
    mutating func cut(after last: Day) {
        cutReferrals(after: last)
        let isOnItsWay = referrals.count < (row.referrals ?? 0) || referrals.last.map(\.isOpen) == true
        row.referrals = referrals.isEmpty ? nil : referrals.count
        if isOnItsWay || route.bodies.count > 1 && inHand > last {
            let whole = row
            row = DisputeRow()
            row.copyRegistration(of: whole)
            row.referrals = referrals.isEmpty ? nil : referrals.count
            row.result = .notOpened
            return
        }
        cutMediation(after: last)
        cutAgreement(after: last)
        if let sued = row.sued, sued > last { row.sued = nil }
        if let closed = row.closed, closed > last { row.closed = nil }
    }

    private mutating func cutReferrals(after last: Day) {
        referrals.removeAll { $0.day > last }
        for index in referrals.indices {
            if let answered = referrals[index].answered, answered > last {
                referrals[index].answered = nil
                referrals[index].answer = nil
                referrals[index].answerReason = nil
            }
        }
    }

    private mutating func cutMediation(after last: Day) {
        func passed(_ day: Day?) -> Bool { day.map { $0 > last } ?? false }
        if let end = row.agreed ?? row.mediation.ended, end > last {
            row.result = .ongoing
            row.mediation.ended = nil
            row.refusalReason = nil
            row.remedies = nil
        }
        if passed(row.mediation.accepted) { row.mediation = MediationFacts() }
        if passed(row.mediation.rightsTold) {
            row.mediation.rightsTold = nil
            row.mediation.mediators = []
        }
        row.mediation.sessions.removeAll { $0 > last }
        if passed(row.extendedOn) { (row.extendedOn, row.extendedBy, row.extensionBasis) = (nil, nil, nil) }
        if passed(row.appraisalFrom) { row.appraisalFrom = nil }
        if passed(row.appraisalTo) { row.appraisalTo = nil }
    }

    private mutating func cutAgreement(after last: Day) {
        func passed(_ day: Day?) -> Bool { day.map { $0 > last } ?? false }
        if passed(row.agreed) {
            (row.agreed, row.form, row.terms, row.amount, row.due) = (nil, nil, nil, nil, nil)
            (row.performance, row.performed, row.paid, row.visited, row.visit) = (nil, nil, nil, nil, nil)
        }
        if passed(row.performed) { (row.performance, row.performed, row.paid) = (nil, nil, nil) }
        if passed(row.visited) { (row.visited, row.visit) = (nil, nil) }
        if passed(row.filed) { (row.filed, row.court) = (nil, nil) }
        if row.filed == nil || passed(row.ruled) { (row.ruled, row.ruling, row.rulingNumber) = (nil, nil, nil) }
    }
}

extension ReferralRow {
    /// Offered, and not answered yet; or answered in a way that leaves it to be offered again.
    fileprivate var isOpen: Bool { manner != .assigned && answer != .accepted }
}

extension DisputeRow {
    fileprivate mutating func copyRegistration(of other: DisputeRow) {
        nature = other.nature
        number = other.number
        registered = other.registered
        body = other.body
        type = other.type
        source = other.source
        sender = other.sender
        place = other.place
        applicants = other.applicants
        respondents = other.respondents
        others = other.others
        brief = other.brief
        claim = other.claim
        claimed = other.claimed
        track = other.track
    }
}
