import LegalTime
import Workflow

/// What the domain answers when a guard asks about an act on a dispute.
struct PredicateAnswers {
    let decider: Decider
    let dispute: Dispute
    let act: CaseAct
    let records: [Record]
    let scope: Scope

    /// Those of the named predicates that hold, in the order given.
    func holding(among names: [String]) -> [String] {
        names.filter { name in Predicate(rawValue: name).map(holds) ?? false }
    }

    private func holds(_ predicate: Predicate) -> Bool {
        switch predicate {
        case .mediatorRegistered:
            mediators.allSatisfy { decider.directory.isMediator($0, of: body, on: act.at.day) } && !mediators.isEmpty
        case .referralFromSeizingAuthority:
            dispute.source == .entrusted && dispute.sender != nil
        case .agreementWithinWindow:
            dispute.agreement?.lateFiling != nil || effective.map { act.at.day <= windowEnd(from: $0) } ?? false
        case .agreementWritten:
            dispute.agreement?.form == .written && !standsInCourtPaper
        case .agreementCourtPaper:
            dispute.agreement != nil && standsInCourtPaper
        case .agreementSomeMoney:
            dispute.agreement?.obligations.isEmpty == false
        case .courtCompetent:
            records.court.map { decider.directory.isCourt($0, on: act.at.day) } ?? false
        case .custodyIsReceiver:
            act.actor.body != nil && act.actor.body == dispute.referrals.last { $0.state == .offered }?.to
        case .referralPingPong:
            records.referralTarget.map { target in dispute.referrals.contains { $0.from == target } } ?? false
        case .everyObligationPerformed:
            agreementAfterAct?.isPerformed ?? false
        case .dossierComplete:
            dispute.dossierIsComplete
        case .mediatorConflicted, .disputeReserved, .disputeSeizedElsewhere, .disputeStatus, .disputeOwnership,
            .agreementPerformedAtOnce, .partiesJointly, .extensionConsented, .suitDocketed, .procedureSummary,
            .matterOutside, .offenceNone, .factsEstablished, .officerSingle, .recordedFully, .minorUnguarded,
            .suspectByAgent, .punishmentDecided, .applicationInTime, .lossFixed, .written:
            act.declared.contains(predicate)
        }
    }

    private var body: BodyID {
        if case .proceeding(let number) = scope { return dispute.proceedings[number - 1].body }
        return dispute.custody.body
    }

    private var mediators: [String] {
        for case .mediators(let named) in records { return named.names }
        if case .proceeding(let number) = scope { return dispute.proceedings[number - 1].mediators }
        return []
    }

    /// Whether the proceeding that settled the dispute ended in a paper of the court.
    private var standsInCourtPaper: Bool {
        guard let settled = dispute.proceedings.last(where: { $0.agreement != nil }) else { return false }
        return dispute.papers.contains { $0.name == "courtPaper" && $0.scope == .proceeding(settled.number) }
    }

    private var effective: Instant? { dispute.agreement?.effective }

    /// Civil Procedure Law Art 205: thirty days from the day the agreement takes effect.
    private func windowEnd(from effective: Instant) -> Day {
        Deadline.compute(.days(30), from: effective, calendar: decider.calendar).due
    }

    private var agreementAfterAct: Agreement? {
        var after = dispute
        for case .performance(let performance) in records { after.perform(performance, at: act.at) }
        return after.agreement
    }
}

extension [Record] {
    var court: BodyID? {
        for case .filing(let filing) in self { return filing.court }
        return nil
    }

    var track: String? {
        for case .opening(let opening) in self { return opening.track }
        return nil
    }

    var referralTarget: BodyID? {
        for case .referral(let offer) in self { return offer.to }
        return nil
    }

    /// The term by which a clock is to be extended.
    var extensionTerm: Term? {
        for case .extension_(let extended) in self { return Term(extended.days, .day) }
        return nil
    }
}
