import LegalTime

extension Dispute {
    /// What an event adds to the figures.
    ///
    /// - Parameters:
    ///   - event: An event that was just folded in.
    ///   - before: The dispute before it; nil for the registration.
    package func entries(of event: CaseEvent, before: Dispute?) -> [ReportEntry] {
        guard let before else { return [entry(.registered, event, in: nil)] }
        return proceedings.flatMap { conclusion(of: $0, event, before: before) }
            + referralEntries(event, before: before)
            + (isClosed && !before.isClosed ? [entry(.closed, event, in: nil)] : [])
    }

    /// True while the dispute is closed; a closed dispute can be reopened.
    package var isClosed: Bool { phase == "closed" }

    private func conclusion(of proceeding: Proceeding, _ event: CaseEvent, before: Dispute) -> [ReportEntry] {
        let earlier = proceeding.number <= before.proceedings.count ? before.proceedings[proceeding.number - 1] : nil
        var entries: [ReportEntry] = []
        if proceeding.track == "confirmation" {
            if proceeding.outcome == "confirmed", earlier?.outcome == nil, let settled = settledProceeding {
                entries.append(entry(.confirmed, event, in: settled))
            }
            return entries
        }
        if proceeding.accepted != nil, earlier?.accepted == nil {
            entries.append(entry(.accepted, event, in: proceeding))
        }
        if proceeding.overdue, earlier?.overdue != true {
            entries.append(entry(.overdue, event, in: proceeding))
        }
        if proceeding.concluded != nil, earlier?.concluded == nil {
            entries.append(entry(proceeding.accepted == nil ? .turnedAway : .concluded, event, in: proceeding))
        }
        if proceeding.agreement?.isPerformed == true, earlier?.agreement?.isPerformed != true {
            entries.append(entry(.performed, event, in: proceeding))
        }
        return entries
    }

    private var settledProceeding: Proceeding? { proceedings.last { $0.agreement != nil } }

    private func referralEntries(_ event: CaseEvent, before: Dispute) -> [ReportEntry] {
        referrals.count > before.referrals.count ? [entry(.referred, event, in: nil)] : []
    }

    private func entry(_ measure: Measure, _ event: CaseEvent, in proceeding: Proceeding?) -> ReportEntry {
        let settled = proceeding?.outcome == "succeeded" ? proceeding?.agreement : nil
        let days = measure == .concluded ? proceeding?.accepted.map { $0.day.distance(to: event.occurred.day) } : nil
        return ReportEntry(
            measure: measure, day: event.occurred.day, sequence: event.sequence, proceeding: proceeding?.number ?? 0,
            body: proceeding?.body ?? custody.body, track: proceeding?.track, type: type, source: source,
            outcome: proceeding?.outcome, form: settled?.form, days: days, amount: settled?.amount)
    }
}
