import LegalTime
import Mediation

extension DisputePlanBuilder {
    /// A mediation from its opening to its last session, and to its end where it came to nothing.
    ///
    /// - Parameter origin: Tells the cell for the title of a column.
    mutating func mediate(
        _ facts: MediationFacts, by holder: Holder, as track: TrackName, result: MediationResult,
        origin: (String) -> CellOrigin
    ) {
        let staff = staff(of: track, holder)
        steps.act("open", holder.since, origin("调解类别"), by: holder.clerk, [.opening(.init(track: track.rawValue))])
        begin(on: holder.since, by: staff, as: track, origin("同意日期"))
        if let day = facts.consented {
            steps.act(
                "consent", day, origin("同意日期"), by: Self.party(1), [.consent(.init(manner: "登记表载明"))],
                declared: [.partiesJointly])
        }
        if let day = facts.accepted {
            steps.act(
                "accept", day, origin("受理日期"), by: staff,
                facts.dossier.map { [.numbering(.init(number: $0))] } ?? [])
            if !facts.mediators.isEmpty {
                steps.act(
                    "appoint", day, origin("调解员"), by: staff,
                    [.mediators(.init(names: facts.mediators, chosenByParties: false))])
                if track == .judicial { steps.act("receive", day, origin("调解员"), by: holder.mediator(facts.mediators)) }
            }
        }
        if let day = facts.rightsTold {
            steps.act(
                "informRights", day, origin("权利义务告知日期"), by: staff,
                [.rightsNotice(.init(oral: false, content: "权利义务告知书"))])
        }
        for day in facts.sessions {
            steps.act(
                "session", day, origin("调解日期"), by: holder.mediator(facts.mediators),
                [.session(.init(place: "", summary: "登记表载明"))])
        }
        if let day = facts.ended { fail(on: day, by: holder, as: track, result, origin("终止日期")) }
    }

    /// Who does the office work of a track: the court itself where it entrusts.
    func staff(of track: TrackName, _ holder: Holder) -> Actor {
        guard track == .judicial, let court = entrusting else { return holder.clerk }
        return Actor(role: "court", name: court.name, body: court.id)
    }

    /// How the dispute came to the track: the parties applied, the body stepped in, or somebody sent it.
    private mutating func begin(on day: Day, by staff: Actor, as track: TrackName, _ origin: CellOrigin) {
        switch row.source {
        case .application:
            steps.act(
                "apply", day, origin, by: Self.party(1),
                [.applicationForm(.init(oral: false, requests: row.claim ?? row.brief))])
        case .entrusted where track != .judicial: steps.act("transfer", day, origin, by: staff)
        case .ownInitiative, .entrusted: steps.act("offer", day, origin, by: staff)
        }
    }

    private mutating func fail(
        on day: Day, by holder: Holder, as track: TrackName, _ result: MediationResult, _ origin: CellOrigin
    ) {
        let staff = staff(of: track, holder)
        switch result {
        case .failed: steps.act("fail", day, origin, by: staff)
        case .withdrawn:
            steps.act("withdraw", day, origin, by: Self.party(1), [.withdrawal(.init(text: "登记表载明撤回"))])
        case .declined: steps.act("refuse", day, origin, by: Self.party(parties.count))
        case .notAccepted:
            steps.act(
                "notAccept", day, origin, by: staff,
                [.nonAcceptance(.init(reason: row.refusalReason ?? "", channel: row.remedies ?? ""))])
        case .succeeded, .ongoing, .notOpened: break
        }
    }

    /// Tells the parties of the routes that stay open: in the track where it is ending, else in the dispute's life.
    mutating func tellRemedies(
        on day: Day, by holder: Holder, as track: TrackName, _ origin: CellOrigin, _ remedies: String,
        scope: Scope? = nil
    ) {
        let staff = scope == .pipeline ? holder.clerk : staff(of: track, holder)
        steps.act(
            "informRemedies", day, origin, by: staff, scope: scope,
            [.remediesNotice(.init(oral: false, content: remedies))])
    }

    /// Extension and appraisal.
    mutating func limits(by holder: Holder) {
        let staff = staff(of: row.track, holder)
        if let day = row.appraisalFrom {
            steps.act("appraise", day, Self.disputes("鉴定开始日期"), by: staff, [.appraisal(.init(text: "委托鉴定"))])
        }
        if let day = row.appraisalTo {
            steps.act("appraised", day, Self.disputes("鉴定结束日期"), by: staff, [.appraisal(.init(text: "收到鉴定意见"))])
        }
        if let day = row.extendedOn, let days = row.extendedBy {
            var actor = staff
            if row.track == .administrative { actor.role = "head" }
            steps.act(
                "extend", day, Self.disputes("延期日期"), by: actor,
                [.extension_(.init(days: days, basis: row.extensionBasis ?? ""))], declared: [.extensionConsented])
        }
    }
}
