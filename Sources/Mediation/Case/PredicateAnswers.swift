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
            !filed.isEmpty
                && filed.allSatisfy { agreement in
                    agreement.lateFiling != nil
                        || agreement.effective.map {
                            act.at.day <= ConfirmationOutlook.windowEnd(from: $0, decider.calendar)
                        } ?? false
                }
        case .agreementWritten:
            !filed.isEmpty && filed.allSatisfy { $0.form == .written } && !standsInCourtPaper
        case .agreementCourtPaper:
            dispute.agreement != nil && standsInCourtPaper
        case .agreementSomeMoney:
            dispute.agreement?.obligations.isEmpty == false
        case .courtCompetent:
            records.filing.map(isCompetent) ?? false
        case .agreementPart:
            partlySettled
        case .agreementWhole:
            partlySettled && claimsAtTable.allSatisfy { $0.outcome == .settled || $0.outcome == .decidedElsewhere }
        case .custodyIsReceiver:
            act.actor.body != nil && act.actor.body == dispute.referrals.last { $0.state == .offered }?.to
        case .referralPingPong:
            records.referralTarget.map { target in dispute.referrals.contains { $0.from == target } } ?? false
        case .everyObligationPerformed:
            isPerformedAfterAct
        case .dossierComplete:
            DossierCheck(dispute, library: decider.library).lacking.isEmpty
        case .partiesJointly:
            act.declared.contains(predicate) || applicantsAreAll
        case .disputeStatus:
            act.declared.contains(predicate) || filed.contains { concerns($0, .status) }
        case .disputeOwnership:
            act.declared.contains(predicate) || filed.contains { concerns($0, .title) }
        case .mediatorConflicted, .disputeReserved, .disputeSeizedElsewhere, .agreementPerformedAtOnce,
            .extensionConsented, .suitDocketed, .procedureSummary, .matterOutside, .offenceNone, .factsEstablished,
            .officerSingle, .recordedFully, .minorUnguarded, .suspectByAgent, .punishmentDecided, .applicationInTime,
            .lossFixed, .written:
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
        guard let settled = dispute.proceedings.last(where: { dispute.agreement(in: $0) != nil }) else { return false }
        return dispute.papers.contains { $0.name == "courtPaper" && $0.scope == .proceeding(settled.number) }
    }

    /// The agreements that a confirmation is, or would be, about.
    private var filed: [Agreement] {
        for case .filing(let filing) in records {
            guard let numbers = filing.agreements else { break }
            return numbers.compactMap { dispute.index(of: $0).map { dispute.agreements[$0] } }.filter(\.isInForce)
        }
        return dispute.agreement.map { [$0] } ?? []
    }

    /// Whether the filing names as applicants every party that the agreements bind (Civil Procedure Law Art 205).
    private var applicantsAreAll: Bool {
        for case .filing(let filing) in records {
            guard let applicants = filing.applicants else { return false }
            return !filed.isEmpty && filed.allSatisfy { Set($0.parties).isSubset(of: Set(applicants)) }
        }
        return false
    }

    private func concerns(_ agreement: Agreement, _ kind: Claim.Kind) -> Bool {
        dispute.claims.contains { agreement.claims.contains($0.number) && $0.kind == kind }
    }

    /// A court of the computed set, or one whose competence the actor vouches for: an intermediate court, a domicile that is
    /// not told.
    private func isCompetent(_ filing: Record.Filing) -> Bool {
        let day = act.at.day
        guard decider.directory.isCourt(filing.court, on: day) else { return false }
        guard !act.declared.contains(.courtCompetent) else { return true }
        let venue = ConfirmationVenue(
            filed, of: dispute, domiciles: filing.domiciles ?? [], in: decider.directory, on: day)
        return !venue.grounds(for: filing.court, in: decider.directory, on: day).isEmpty
    }

    /// The claims, not withdrawn, that some at the table of the mediation ask of others there.
    private var claimsAtTable: [ClaimStanding] {
        guard case .proceeding(let number) = scope else { return [] }
        let table = Set(dispute.proceedings[number - 1].table)
        return dispute.standings.filter { standing in
            standing.outcome != .withdrawn
                && dispute.pairs(of: standing.claim).contains {
                    table.contains($0.claimant) && table.contains($0.respondent)
                }
        }
    }

    /// Whether the mediation already brought an agreement in force that leaves something open.
    private var partlySettled: Bool {
        guard case .proceeding(let number) = scope else { return false }
        return dispute.agreements.contains { $0.proceeding == number && $0.isInForce }
    }

    /// Whether nothing is owed any more under any agreement in force, once what the act records is counted in.
    private var isPerformedAfterAct: Bool {
        var after = dispute
        for case .performance(let performance) in records { after.perform(performance, at: act.at) }
        let standing = after.agreements.filter(\.isInForce)
        return !standing.isEmpty && standing.allSatisfy(\.isPerformed)
    }
}

extension [Record] {
    var filing: Record.Filing? {
        for case .filing(let filing) in self { return filing }
        return nil
    }

    var court: BodyID? { filing?.court }

    var opening: Record.Opening? {
        for case .opening(let opening) in self { return opening }
        return nil
    }

    var track: String? { opening?.track }

    var courtDecision: Record.CourtDecision? {
        for case .courtDecision(let decision) in self { return decision }
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
