package import LegalTime
package import Statechart

extension Workflow {
    /// Begins a run.
    ///
    /// - Parameters:
    ///   - members: for how many members (parties) facts are kept, 0 … 255.
    ///   - calendar: decides the due days of clocks.
    package func start(at instant: Instant, members: Int, calendar: WorkingCalendar) -> RunStep {
        let step = chart.start(members: members)
        var run = Run(workflow: version, snapshot: step.snapshot, clocks: [], outcome: nil)
        guard step.outcome == .taken else {
            return RunStep(run: run, occurrences: [], verdict: .refused(refusal(of: Occurrence.start, .endless)))
        }
        let occurrence = apply(step, of: WorkflowEvent(Occurrence.start), to: &run, at: instant, calendar)
        return RunStep(run: run, occurrences: [occurrence], verdict: .accepted)
    }

    /// Lets time pass: fires every clock that is due, in the order of their due times, as the event `expired.NAME` at
    /// the instant its due day ended.
    package func advance(_ run: Run, to instant: Instant, calendar: WorkingCalendar) -> RunStep {
        var result = RunStep(run: run, occurrences: [], verdict: .accepted)
        while let (clock, expiry) = nextExpiry(of: result.run, by: instant, calendar) {
            result.occurrences.append(expire(clock, in: &result.run, at: expiry, calendar))
        }
        return result
    }

    /// Offers an event to a run, after the clocks that are due by then.
    ///
    /// The event is taken whole or refused: a refusal leaves the run as the clocks left it.
    package func perform(
        _ event: WorkflowEvent, on run: Run, at instant: Instant, calendar: WorkingCalendar
    ) -> RunStep {
        var result = advance(run, to: instant, calendar: calendar)
        switch taking(event, by: result.run, at: instant, calendar) {
        case .success(let (next, occurrence)):
            result.run = next
            result.occurrences.append(occurrence)
        case .failure(let refusal):
            result.verdict = .refused(refusal)
        }
        return result
    }

    // MARK: One event

    private func taking(
        _ event: WorkflowEvent, by run: Run, at instant: Instant, _ calendar: WorkingCalendar
    ) -> Result<(Run, Occurrence), Refusal> {
        if let refusal = refusalBeforeStep(of: event, run) { return .failure(refusal) }
        let step = chart.step(run.snapshot, chartEvent(event))
        switch step.outcome {
        case .taken: break
        case .diverged: return .failure(refusal(of: event.name, .endless))
        case .ignored: return .failure(explain(event, refusedBy: run))
        }
        if let reason = problem(of: event, taking: step, run, calendar) {
            return .failure(refusal(of: event.name, reason))
        }
        var next = run
        let occurrence = apply(step, of: event, to: &next, at: instant, calendar)
        return .success((next, occurrence))
    }

    /// What speaks against the event whatever the run's state is.
    private func refusalBeforeStep(of event: WorkflowEvent, _ run: Run) -> Refusal? {
        if run.isEnded { return refusal(of: event.name, .ended) }
        if let member = event.member, !(0..<run.members).contains(member) {
            return refusal(of: event.name, .noSuchMember(count: run.members))
        }
        if !events.contains(event.name) {
            let nearest = Spelling.nearest(to: event.name, among: acts.map(\.event))
            return refusal(of: event.name, .unknownEvent(nearest: nearest))
        }
        // The chart does not know roles that act nowhere in the file, and would take them for the engine.
        if let role = event.role, act(event.name)?.roles.contains(role) != true {
            return explain(event, refusedBy: run)
        }
        return nil
    }

    /// What the chart does not know and the declarations of the transitions taken ask for.
    private func problem(
        of event: WorkflowEvent, taking step: Step, _ run: Run, _ calendar: WorkingCalendar
    ) -> Refusal.Reason? {
        let taken = step.transitions.map(declaration)
        if event.member == nil, taken.contains(where: { $0.needsMember(facts) }) { return .memberNeeded }
        if let carried = event.records {
            let missing = taken.flatMap(\.records).filter { !carried.contains($0) }
            if !missing.isEmpty { return .recordsMissing(missing) }
        }
        for case .effect(let index) in step.outputs {
            guard case .extend(let name) = chartEffects[index] else { continue }
            guard let clock = run.clock(name), let rule = self.clock(name)?.extend else {
                return .clockNotRunning(clock: name)
            }
            guard let term = extensionTerm(event.extensionTerm, of: name) else { return .extensionNeeded(clock: name) }
            guard let most = rule.most else { continue }
            // Rolling over a rest day can hide a day too many, so terms of one unit are compared by their length.
            let isTooLong =
                term.unit == most.unit
                ? term.length > most.length : due(clock, calendar, and: term) > due(clock, calendar, and: most)
            if isTooLong { return .extensionTooLong(clock: name) }
        }
        return nil
    }

    // MARK: The chart

    /// The event as the chart knows it: with the acting role and the domain's answers as facts.
    package func chartEvent(_ event: WorkflowEvent) -> Event {
        chart.event(event.name, member: event.member, inputs: inputs(of: event))
    }

    /// Every fact that lasts only while an event is handled, with its value for this event.
    func inputs(of event: WorkflowEvent?) -> [Input] {
        var inputs: [Input] = []
        if let role = chart.fact(ActingRole.fact) {
            let place = event?.role.flatMap { actingRoles.firstIndex(of: $0) }
            inputs.append(Input(fact: role, code: UInt8(clamping: place.map { $0 + 1 } ?? 0)))
        }
        for fact in facts {
            guard case .asks(let predicate) = fact.domain, let index = chart.fact(fact.name) else { continue }
            inputs.append(Input(fact: index, code: event?.inputs.contains(predicate) == true ? 1 : 0))
        }
        return inputs
    }

    func declaration(of transition: TransitionIndex) -> TransitionDeclaration {
        transitions[chart.transitions[transition.rawValue].tag]
    }

    /// Puts what a step of the chart did into the run, and says it by names.
    func apply(
        _ step: Step, of event: WorkflowEvent, to run: inout Run, at instant: Instant, _ calendar: WorkingCalendar
    ) -> Occurrence {
        run.snapshot = chart.setting(inputs(of: nil), in: step.snapshot)
        var effects: [Effect] = []
        for case .effect(let index) in step.outputs {
            perform(chartEffects[index], for: event, on: &run, at: instant, calendar, &effects)
        }
        if step.isDone {
            for clock in run.clocks { effects.append(.stopClock(name: clock.name)) }
            run.clocks = []
            run.outcome = step.doneData.map { chartOutcomes[$0] }
            effects.append(.end(outcome: run.outcome))
        } else {
            settlePauses(of: &run, on: instant.day, calendar, &effects)
        }
        return Occurrence(
            event: event.name, at: instant, role: event.role, member: event.member,
            transitions: step.transitions.map(declaration),
            exited: step.exited.map { chart.states[$0.rawValue].id },
            entered: step.entered.map { chart.states[$0.rawValue].id }, effects: effects)
    }

    private func perform(
        _ effect: ChartEffect, for event: WorkflowEvent, on run: inout Run, at instant: Instant,
        _ calendar: WorkingCalendar, _ effects: inout [Effect]
    ) {
        switch effect {
        case .run(let name):
            if run.clock(name) == nil { start(name, of: &run, at: instant, calendar, &effects) }
        case .start(let name): start(name, of: &run, at: instant, calendar, &effects)
        case .stop(let name):
            guard run.clock(name) != nil else { return }
            run.clocks.removeAll { $0.name == name }
            effects.append(.stopClock(name: name))
        case .extend(let name):
            extend(name, of: &run, by: extensionTerm(event.extensionTerm, of: name), calendar, &effects)
        case .paper(let name): effects.append(.paper(name))
        case .notify(let role): effects.append(.notify(role: role))
        case .invoke(let id):
            if let invocation = state(id)?.invoke { effects.append(.invoke(state: id, invocation)) }
        }
    }
}

extension TransitionDeclaration {
    /// Whether it changes the facts of the member the act is about.
    package func needsMember(_ facts: [DeclaredFact]) -> Bool {
        effects.contains { effect in
            guard case .set(let assignment) = effect, !assignment.every else { return false }
            return facts.contains { $0.name == assignment.fact && $0.each != nil }
        }
    }
}
