import LegalTime

extension Dispute {
    /// What an event adds to the figures.
    ///
    /// - Parameters:
    ///   - event: An event that was just folded in.
    ///   - before: The dispute before it; nil for the registration.
    package func entries(of event: CaseEvent, before: Dispute?) -> [ReportEntry] {
        guard let before else { return [entry(.registered, event, at: firstReceiver)] }
        return proceedings.flatMap { entries(of: $0, event, before: before) }
            + referralEntries(event, before: before)
            + (isClosed && !before.isClosed ? [entry(.closed, event, at: custody.body)] : [])
    }

    /// What a whole history adds to the figures. Nil where it does not begin with a registration.
    package static func entries(id: CaseID, district: DistrictCode, events: [CaseEvent]) -> [ReportEntry]? {
        guard let first = events.first, var dispute = Dispute(id: id, district: district, first: first) else {
            return nil
        }
        var entries = dispute.entries(of: first, before: nil)
        for event in events.dropFirst() {
            let before = dispute
            dispute.apply(event)
            entries += dispute.entries(of: event, before: before)
        }
        return entries
    }

    /// True while the dispute is closed; a closed dispute can be reopened.
    package var isClosed: Bool { phase == "closed" }

    private func entries(of proceeding: Proceeding, _ event: CaseEvent, before: Dispute) -> [ReportEntry] {
        let earlier = before.proceedings.first { $0.number == proceeding.number }
        // A confirmation is no mediation: it only adds to the proceeding whose agreement it confirms.
        if proceeding.isConfirmation {
            // Of several agreements that a court confirms one after the other, the proceeding is counted once.
            guard proceeding.outcome == "confirmed", earlier?.outcome == nil, let settled = settledProceeding,
                !before.agreements(in: settled).contains(where: { $0.confirmed != nil })
            else { return [] }
            return [entry(.confirmed, event, in: settled)]
        }
        var entries: [ReportEntry] = []
        if proceeding.accepted != nil, earlier?.accepted == nil {
            entries.append(entry(.accepted, event, in: proceeding))
        }
        if proceeding.overdue, earlier?.overdue != true {
            entries.append(entry(.overdue, event, in: proceeding))
        }
        if proceeding.concluded != nil, earlier?.concluded == nil {
            entries.append(entry(proceeding.accepted == nil ? .turnedAway : .concluded, event, in: proceeding))
        }
        // One that takes the place of a performed agreement and is performed too does not count again.
        let agreed = agreement(in: proceeding)
        let wasPerformed = before.agreements(in: proceeding).contains { $0.effective != nil && $0.isPerformed }
        if agreed?.isPerformed == true, !wasPerformed {
            entries.append(entry(.performed, event, in: proceeding))
        }
        return entries
    }

    private var settledProceeding: Proceeding? { proceedings.last { agreement(in: $0) != nil } }

    /// A referral back and forth goes straight to the coordinator: nothing was offered until he assigns.
    private func referralEntries(_ event: CaseEvent, before: Dispute) -> [ReportEntry] {
        referrals.dropFirst(before.referrals.count).filter { $0.state != .escalated }
            .map { entry(.referred, event, at: $0.from) }
    }

    /// An entry of the dispute itself.
    private func entry(_ measure: Measure, _ event: CaseEvent, at body: BodyID) -> ReportEntry {
        ReportEntry(
            measure: measure, day: event.occurred.day, sequence: event.sequence, proceeding: 0, body: body,
            placed: event.occurred.day, track: nil, type: type, source: source, isSynthetic: synthetic)
    }

    private func entry(_ measure: Measure, _ event: CaseEvent, in proceeding: Proceeding) -> ReportEntry {
        let settled = proceeding.isSettled ? agreement(in: proceeding) : nil
        let since: Instant? =
            switch measure {
            case .concluded: proceeding.accepted
            case .performed, .confirmed: settled?.effective
            default: nil
            }
        return ReportEntry(
            measure: measure, day: event.occurred.day, sequence: event.sequence, proceeding: proceeding.number,
            body: proceeding.body, placed: proceeding.opened.day, track: proceeding.track, type: type, source: source,
            outcome: proceeding.reportedOutcome, form: settled?.form,
            days: since.map { $0.day.distance(to: event.occurred.day) },
            amount: settled?.amount, isSynthetic: synthetic)
    }
}

extension Proceeding {
    /// Whether it is a court's look at an agreement rather than a mediation.
    package var isConfirmation: Bool { track == "confirmation" }

    /// An agreement on a part is an agreement reached.
    fileprivate var reportedOutcome: String? { isSettled ? Outcome.succeeded.rawValue : outcome }

    /// Whether it ended with an agreement on all or on a part.
    package var isSettled: Bool { outcome == Outcome.succeeded.rawValue || outcome == Outcome.partly.rawValue }
}
