import LegalTime
import Workflow

extension Dispute {
    /// The dispute as its first event makes it. Nil where the event is no registration.
    package init?(id: CaseID, district: DistrictCode, first event: CaseEvent) {
        guard event.sequence == 1, case .registration(let registration)? = event.records.first else { return nil }
        self.id = id
        self.district = district
        revision = 1
        registered = event.occurred
        changed = event.occurred
        title = registration.title
        type = registration.type
        source = registration.source
        place = registration.place
        registerNumber = registration.registerNumber
        sender = registration.sender
        synthetic = registration.synthetic
        parties = registration.parties
        claims = registration.claims
        firstReceiver = registration.body
        custody = Custody(body: registration.body, since: event.occurred)
        referrals = []
        proceedings = []
        agreements = []
        pipeline = event.after
        phase = event.phase
        papers = event.papers.map { Paper(name: $0, revision: 1, scope: event.scope) }
        guard let door = registration.door else { return }
        surroundings.firstDoor = Intake(
            number: 1, door: door, by: registration.sender ?? "", body: registration.body,
            reference: registration.reference, at: event.occurred, due: registration.due)
    }

    /// Folds one more event in.
    ///
    /// Total for every event that the engine writes; an event out of order is a programming error and is refused by
    /// ``fold(id:district:events:)``.
    package mutating func apply(_ event: CaseEvent) {
        revision = event.sequence
        changed = event.occurred
        if case .proceeding(let number) = event.scope, number > proceedings.count {
            let body = event.actor.body ?? custody.body
            proceedings.append(Proceeding(number: number, body: body, opened: event.occurred, run: event.after))
        }
        for record in event.records {
            switch event.scope {
            case .pipeline: applyToDispute(record, event)
            case .proceeding(let number): applyToProceeding(number, record, event)
            }
            applyParties(record, event)
            applyAgreements(record, event)
            applySurroundings(record, event)
            applyRouting(record, event)
            applyConduct(record, event)
        }
        switch event.scope {
        case .pipeline:
            pipeline = event.after
            phase = event.phase
            settleReferral(after: event)
        case .proceeding(let number):
            updateProceeding(number, after: event)
        }
        papers += event.papers.map { Paper(name: $0, revision: event.sequence, scope: event.scope) }
    }

    /// The fold of a whole history. Nil where the sequence has a gap or does not begin with a registration.
    package static func fold(id: CaseID, district: DistrictCode, events: [CaseEvent]) -> Dispute? {
        guard let first = events.first, var dispute = Dispute(id: id, district: district, first: first) else {
            return nil
        }
        for event in events.dropFirst() {
            guard event.sequence == dispute.revision + 1 else { return nil }
            dispute.apply(event)
        }
        return dispute
    }
}

extension Dispute {
    private mutating func applyToDispute(_ record: Record, _ event: CaseEvent) {
        switch record {
        case .referral(let offer):
            referrals.append(
                Referral(
                    number: referrals.count + 1, from: custody.body, to: offer.to, manner: offer.manner,
                    reason: offer.reason, offered: event.occurred, state: .offered))
        case .referralReply(let reply):
            answerReferral(reply.accepted ? .accepted : .declined, event.occurred, reply.reason, reply.code)
        case .courtDecision:
            // A court decides in the life of the dispute only on leave to file late; all else is decided in a proceeding.
            allowLateFiling(at: event.occurred)
        default:
            break
        }
    }

    /// An offer lives as long as the pipeline waits in `offered`; what ends it otherwise is told by the event.
    private mutating func settleReferral(after event: CaseEvent) {
        guard let last = referrals.indices.last else { return }
        if referrals[last].state == .offered, !event.after.states.contains("offered") {
            if event.act.hasPrefix("expired.") {
                answerReferral(.expired, event.occurred, nil)
            } else if event.after.states.contains("escalated") {
                answerReferral(.escalated, event.occurred, nil)
            } else if referrals[last].offered == event.occurred {
                answerReferral(.assigned, event.occurred, nil)
            } else {
                answerReferral(.recalled, event.occurred, nil)
            }
        }
        let moves: [Referral.State] = [.accepted, .assigned]
        if moves.contains(referrals[last].state), referrals[last].answered == event.occurred,
            custody.body != referrals[last].to
        {
            custody = Custody(body: referrals[last].to, since: event.occurred)
        }
    }

    private mutating func answerReferral(
        _ state: Referral.State, _ at: Instant, _ reply: String?, _ code: Referral.DeclineCode? = nil
    ) {
        guard let index = referrals.lastIndex(where: { $0.state == .offered }) else { return }
        referrals[index].state = state
        referrals[index].answered = at
        referrals[index].reply = reply
        referrals[index].code = code
    }

    private mutating func applyToProceeding(_ number: Int, _ record: Record, _ event: CaseEvent) {
        let index = number - 1
        switch record {
        case .applicationForm:
            applied = event.occurred
        case .numbering(let numbering):
            proceedings[index].dossier = numbering.number
            proceedings[index].accepted = event.occurred
        case .mediators(let mediators):
            // Who held a session stays a mediator of the dispute, whoever follows.
            let former =
                proceedings[index].sessions == 0
                ? [] : proceedings[index].mediators.filter { !mediators.names.contains($0) }
            if !former.isEmpty {
                surroundings.formerMediators =
                    (surroundings.formerMediators ?? []) + former.map { FormerMediator(name: $0, proceeding: number) }
            }
            proceedings[index].mediators = mediators.names
        case .session:
            proceedings[index].sessions += 1
        case .opening(let opening):
            proceedings[index].participants = opening.parties
            proceedings[index].joint = opening.joint
        default:
            break
        }
    }

    private mutating func updateProceeding(_ number: Int, after event: CaseEvent) {
        let index = number - 1
        proceedings[index].run = event.after
        if event.act.hasPrefix("expired.") { proceedings[index].overdue = true }
        guard let outcome = event.after.outcome, proceedings[index].concluded == nil else { return }
        proceedings[index].concluded = event.occurred
        proceedings[index].outcome = outcome
        switch outcome {
        case Outcome.succeeded.rawValue: concludeAgreement(in: number, at: event.occurred)
        case Outcome.confirmed.rawValue: confirmAgreements(in: number, event)
        default: break
        }
    }
}
