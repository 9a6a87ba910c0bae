import LegalTime
import Workflow

extension Deliberation {
    /// Carries out one act: finds the run that knows it, checks who acts and what is put on record, steps the run, and
    /// follows what that causes in other runs.
    mutating func perform(_ act: CaseAct) throws(CommandRefusal) {
        guard let dispute else {
            throw CommandRefusal(
                code: "unknown-dispute", message: Bilingual(zh: "该纠纷尚未登记", en: "the dispute is not registered"),
                remedy: Bilingual(zh: "请先登记", en: "register it first"), act: act.name)
        }
        try checkActor(act, dispute)
        var firstRefusal: CommandRefusal?
        for (scope, persisted) in decider.runs(of: dispute) where act.scope == nil || act.scope == scope {
            let (workflow, run) = try decider.restore(persisted, act: act.name)
            guard let declared = workflow.act(act.name) else { continue }
            do {
                try step(act, declared, scope, workflow, run, dispute)
                return
            } catch {
                // Two runs may know the same act (both can `informRemedies`): the one that accepts it is meant.
                firstRefusal = firstRefusal ?? error
            }
        }
        if act.scope != nil && act.scope != .pipeline, let firstRefusal { throw firstRefusal }
        if let (workflow, run) = decider.standing(on: dispute, at: act.at), let declared = workflow.act(act.name) {
            do {
                try step(act, declared, .pipeline, workflow, run, dispute)
                return
            } catch {
                // That the act belongs to another state says less than why it cannot be put on record here.
                let elsewhere = firstRefusal.map { ["not-here", "ended"].contains($0.code) } ?? true
                throw elsewhere ? error : firstRefusal ?? error
            }
        }
        if let firstRefusal { throw firstRefusal }
        throw unknownAct(act, dispute)
    }

    private mutating func step(
        _ act: CaseAct, _ declared: Act, _ scope: Scope, _ workflow: Workflow, _ run: Run, _ dispute: Dispute
    ) throws(CommandRefusal) {
        let isStanding = workflow.id == Decider.dossier
        if isStanding { try checkPart(act, dispute) } else { try checkHolder(act, scope, dispute) }
        let member = try member(of: act, scope, run, dispute)
        var records = act.records.map { completed($0, dispute, on: act.at.day) }
        let numbersBefore = numbers
        if declared.records.contains(RecordKind.numbering.rawValue), !records.contains(where: { $0.kind == .numbering })
        {
            records.append(.numbering(.init(number: try nextNumber(scope, act, dispute))))
        }
        let predicates = PredicateAnswers(
            decider: decider, dispute: dispute, act: act, records: records, scope: scope
        ).holding(among: workflow.predicates + (isStanding ? [Predicate.partiesJointly.rawValue] : []))
        let event = WorkflowEvent(
            act.name, role: act.actor.role, member: member, inputs: Set(predicates).intersection(workflow.predicates),
            extensionTerm: records.extensionTerm)
        let step = workflow.perform(event, on: run, at: act.at, calendar: decider.calendar)
        if case .refused(let refusal) = step.verdict {
            numbers = numbersBefore
            if let told = confirmationRefusal(refusal, act, dispute) ?? dossierRefusal(refusal, act, dispute) {
                throw told
            }
            throw CommandRefusal(
                code: refusal.code, message: refusal.message, remedy: remedy(for: refusal, dispute), act: act.name)
        }
        do {
            try RecordCheck(
                directory: decider.directory, day: act.at.day, act: act.name, actor: act.actor, scope: scope,
                isJoint: act.declared.contains(.partiesJointly), knowledge: knowledge
            ).check(records, taken: step.transitions(of: act.name), dispute: dispute, library: decider.library)
        } catch {
            numbers = numbersBefore
            throw error
        }
        try record(
            step, of: workflow, at: act.at, act: act.name, records: records, actor: act.actor, scope: scope,
            predicates: predicates)
    }

    /// Where the act has no place in the state, what has; every other refusal says itself what it lacks.
    private func remedy(for refusal: Refusal, _ dispute: Dispute) -> Bilingual? {
        switch refusal.reason {
        case .notHere, .ended: possibleNow(dispute)
        default: nil
        }
    }

    /// A filing for confirmation that may not be is told what bars it, by which article, and where it could go.
    private func confirmationRefusal(_ refusal: Refusal, _ act: CaseAct, _ dispute: Dispute) -> CommandRefusal? {
        guard case .conditions = refusal.reason, let filing = act.records.filing else { return nil }
        let outlook = ConfirmationOutlook(
            dispute, agreements: filing.agreements, domiciles: filing.domiciles ?? [], decider: decider,
            on: act.at.day)
        let obstacles = outlook.obstacles(to: filing, jointly: act.declared.contains(.partiesJointly), decider)
        guard !obstacles.isEmpty else { return nil }
        let courts = Array(Set(outlook.venue.grounds.flatMap(\.courts))).sorted()
        let names = courts.map { decider.directory.name(of: $0) }.joined(separator: "、")
        return CommandRefusal(
            code: refusal.code,
            message: Bilingual(
                zh: "不能申请司法确认：" + obstacles.map { "\($0.0.zh)（\($0.law)）" }.joined(separator: "；"),
                en: "no confirmation can be asked for: "
                    + obstacles.map { "\($0.0.en) (\($0.law))" }.joined(separator: "; ")),
            remedy: outlook.bars.isEmpty
                ? Bilingual(
                    zh: "有管辖权的法院：\(names)；以当事人住所地管辖的，请写明 domiciles",
                    en:
                        "competent: \(courts.map(\.rawValue).joined(separator: ", ")); where a domicile gives competence, write domiciles"
                )
                : Bilingual(zh: "可依协议履行，或就协议起诉", en: "the agreement can be performed, or sued on"),
            act: act.name)
    }

    /// An archiving that has to wait is told which papers are missing.
    private func dossierRefusal(_ refusal: Refusal, _ act: CaseAct, _ dispute: Dispute) -> CommandRefusal? {
        guard case .conditions = refusal.reason, act.name == "archive" else { return nil }
        let lacking = DossierCheck(dispute, library: decider.library).lacking
        guard !lacking.isEmpty else { return nil }
        return CommandRefusal(
            code: "dossier-incomplete",
            message: Bilingual(
                zh: "不能归档，卷宗缺少："
                    + lacking.map { "\($0.title.zh)（调解案件 \($0.proceeding)）" }.joined(separator: "、"),
                en: "not to be archived, the dossier lacks: "
                    + lacking.map { "\($0.title.en) (proceeding \($0.proceeding))" }.joined(separator: ", ")),
            remedy: Bilingual(zh: "补齐后再归档", en: "add them first"), act: act.name)
    }

    /// Appends the event of a step and follows what it causes.
    mutating func record(
        _ step: RunStep, of workflow: Workflow, at: Instant, act: String, records: [Record], actor: Actor, scope: Scope,
        predicates: [String]
    ) throws(CommandRefusal) {
        guard let dispute else { return }
        let before = dispute
        let isStanding = workflow.id == Decider.dossier
        let sequence = dispute.revision + 1
        append(
            CaseEvent(
                sequence: sequence, occurred: at, actor: actor, scope: scope, act: act, records: records,
                predicates: predicates, papers: step.papers, law: step.laws,
                phase: isStanding ? before.phase : workflow.phase(of: step.run),
                after: isStanding ? before.pipeline : workflow.persist(step.run)))
        notices += step.notified.map { Decision.Notice(sequence: sequence, role: $0, act: act) }
        switch scope {
        case .pipeline where isStanding: break
        case .pipeline: try startInvoked(by: step, at: at, records: records)
        case .proceeding(let number): try report(number, before: before)
        }
    }

    /// Starts the run that a newly entered state of the pipeline waits for.
    private mutating func startInvoked(
        by step: RunStep, at: Instant, records: [Record]
    ) throws(CommandRefusal) {
        guard let dispute else { return }
        for invocation in step.invocations {
            let track: String
            switch invocation {
            case .workflow(let id):
                track = id
            case .track:
                guard let named = records.track else { continue }
                track = named
            }
            let workflow = try workflow(track, on: at.day, act: "open")
            let opening = records.opening ?? Record.Opening(track: track)
            let table = opening.parties ?? dispute.parties.filter(\.mediates).map(\.number)
            let isWhole = table == Array(1...dispute.parties.count)
            let told = Record.Opening(track: track, parties: isWhole ? nil : table, joint: opening.joint)
            let started = workflow.start(at: at, members: table.count, calendar: decider.calendar)
            let opener = Actor(role: "system", name: "nplus", body: records.court ?? dispute.custody.body)
            append(
                CaseEvent(
                    sequence: dispute.revision + 1, occurred: at, actor: opener,
                    scope: .proceeding(dispute.proceedings.count + 1), act: "opened",
                    records: told.parties == nil && told.joint == nil ? [] : [.opening(told)], predicates: [],
                    papers: started.papers, law: [], phase: workflow.phase(of: started.run),
                    after: workflow.persist(started.run)))
        }
    }

    /// Tells the pipeline how a proceeding ended, once.
    private mutating func report(_ number: Int, before: Dispute) throws(CommandRefusal) {
        guard let dispute, let outcome = dispute.proceedings[number - 1].outcome,
            before.proceedings[number - 1].outcome == nil
        else { return }
        let track = dispute.proceedings[number - 1].track
        let at = dispute.changed
        let (workflow, run) = try decider.restore(dispute.pipeline, act: "done")
        let waits = workflow.states(of: run).compactMap(\.invoke)
        let event = waits.contains(.workflow(id: track)) ? "done.\(track).\(outcome)" : "done.\(outcome)"
        let predicates = PredicateAnswers(
            decider: decider, dispute: dispute, act: CaseAct(event, actor: .system, at: at), records: [],
            scope: .pipeline
        ).holding(among: workflow.predicates)
        let step = workflow.perform(
            WorkflowEvent(event, inputs: Set(predicates)), on: run, at: at, calendar: decider.calendar)
        guard step.isAccepted else { return }
        try record(
            step, of: workflow, at: at, act: event, records: [], actor: .system, scope: .pipeline,
            predicates: predicates)
    }

    /// Lets every clock that is due by an instant run out, in order of their due times.
    mutating func advance(to instant: Instant, for act: String) throws(CommandRefusal) {
        guard let last = dispute?.changed else { return }
        if instant < last {
            throw CommandRefusal(
                code: "earlier-than-last",
                message: Bilingual(
                    zh: "时间 \(instant) 早于上一步 \(last)", en: "\(instant) is earlier than the last step at \(last)"),
                remedy: Bilingual(zh: "请核对日期", en: "check the date"), act: act)
        }
        // Each round lets the earliest clock run out; that can start others, but none due before it was started.
        while let due = try nextDue(by: instant, act: act) {
            let step = due.workflow.advance(due.run, to: due.at, calendar: decider.calendar)
            guard let expired = step.occurrences.first else { return }
            try record(
                step, of: due.workflow, at: due.at, act: expired.event, records: [], actor: .system,
                scope: due.scope, predicates: [])
        }
    }

    private struct DueClock {
        let scope: Scope
        let workflow: Workflow
        let run: Run
        let at: Instant
    }

    private func nextDue(by instant: Instant, act: String) throws(CommandRefusal) -> DueClock? {
        guard let dispute else { return nil }
        var first: DueClock?
        for (scope, persisted) in decider.runs(of: dispute) where persisted.mayExpire(by: instant) {
            let (workflow, run) = try decider.restore(persisted, act: act)
            guard let at = workflow.nextExpiry(of: run), at <= instant else { continue }
            if first.map({ at < $0.at }) ?? true {
                first = DueClock(scope: scope, workflow: workflow, run: run, at: at)
            }
        }
        return first
    }
}

extension PersistedRun {
    /// Whether one of its clocks runs and is due by an instant.
    fileprivate func mayExpire(by instant: Instant) -> Bool {
        guard let clocks else { return false }
        return clocks.contains { clock in
            clock.expired != true && clock.pausedSince == nil && Instant(clock.due.adding(days: 1)) <= instant
        }
    }
}
