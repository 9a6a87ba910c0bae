package import LegalTime
import Statechart
package import Workflow

/// A counter-example as it could have happened: who did what on which day, and where the case stood then.
package struct CaseHistory: Sendable {
    /// One thing that happens.
    package struct Entry: Hashable, Sendable {
        package let at: Instant
        /// Nil when a clock runs out.
        package let event: WorkflowEvent?
        package let happening: Happening
        /// The active states without states inside, afterwards.
        package let states: [String]
        package let outcome: String?
        package let papers: [String]
    }

    package let workflow: Workflow
    package let members: Int
    package let start: Instant
    /// Where the case stands at the beginning.
    package let beginning: [String]
    package let entries: [Entry]
    package let ending: Counterexample.Ending
    /// The run after the last entry.
    package let run: Run

    /// Plays a counter-example with dates.
    ///
    /// - Returns: nil when no dates fit: the verifier lets clocks run out in any order, the calendar does not always.
    package init?(_ shown: Counterexample, of exploration: Exploration, calendar: WorkingCalendar) {
        let workflow = exploration.workflow
        guard let events = exploration.events(of: shown.steps) else { return nil }
        let start = Self.beginning(of: workflow)
        let first = workflow.start(at: start, members: exploration.options.members, calendar: calendar)
        var run = first.run
        var now = start
        var entries: [Entry] = []
        for (happening, event) in events {
            let step: RunStep
            if let clock = happening.clock {
                guard let due = run.clock(workflow.clocks[clock].name)?.due else { return nil }
                now = max(now, Instant(due, .endOfDay))
                step = workflow.advance(run, to: now, calendar: calendar)
                guard step.occurrences.map(\.event) == [happening.event] else { return nil }
            } else {
                now = now.adding(seconds: 600)
                step = workflow.perform(event, on: run, at: now, calendar: calendar)
                guard step.isAccepted, step.occurrences.count == 1 else { return nil }
            }
            run = step.run
            entries.append(
                Entry(
                    at: now, event: happening.clock == nil ? event : nil, happening: happening,
                    states: workflow.activeLeaves(of: run), outcome: run.outcome, papers: step.papers))
        }
        self.workflow = workflow
        self.members = exploration.options.members
        self.start = start
        self.beginning = workflow.activeLeaves(of: first.run)
        self.entries = entries
        self.ending = shown.ending
        self.run = run
    }

    /// A Monday morning on which the workflow is in force.
    private static func beginning(of workflow: Workflow) -> Instant {
        var day = workflow.from.adding(days: 7)
        while day.weekday != .monday, workflow.isInForce(on: day.adding(days: 1)) { day = day.adding(days: 1) }
        return Instant(day, ClockTime(hour: 9, minute: 0) ?? .midnight)
    }
}

extension Exploration {
    /// The events of a history, with the members by their true numbers.
    ///
    /// Where members are taken for each other, a step of the graph tells only what kind of member acts; so the history is
    /// gone through again, and each time a member is chosen with whom it comes out right.
    func events(of steps: [Edge]) -> [(happening: Happening, event: WorkflowEvent)]? {
        let runner = UntimedRunner(workflow)
        guard var state = runner.start(members: options.members)?.state else { return nil }
        let lasting = workflow.chart.mask(of: runner.lastingFacts, members: options.members)
        var events: [(Happening, WorkflowEvent)] = []
        var row: [UInt64] = []
        for step in steps {
            let label = labels[step.label]
            let members: [Int?] = label.happening.member == nil ? [nil] : (0..<options.members).map { $0 }
            let found = members.lazy.compactMap { member -> (WorkflowEvent, UntimedRunner.State)? in
                let offered = event(label.happening, member: member)
                guard var after = next(runner, state, offered, label) else { return nil }
                workflow.chart.keepOnly(lasting, in: &after.snapshot)
                canon.row(of: after, into: &row)
                return table.holds(row, at: step.target) ? (offered, after) : nil
            }.first
            guard let (event, next) = found else { return nil }
            state = next
            events.append((label.happening, event))
        }
        return events
    }

    private func event(_ happening: Happening, member: Int?) -> WorkflowEvent {
        let predicates = workflow.facts.compactMap { fact -> String? in
            guard case .asks(let predicate) = fact.domain, happening.answers.contains(fact.name) else { return nil }
            return predicate
        }
        // Where a clock has no longest extension the act must say how long.
        let isBoundless = workflow.clocks.contains { $0.extend != nil && $0.extend?.most == nil }
        return WorkflowEvent(
            happening.event, role: happening.roles.first, member: member, inputs: Set(predicates),
            extensionTerm: isBoundless ? .days(30) : nil)
    }

    private func next(
        _ runner: UntimedRunner, _ state: UntimedRunner.State, _ event: WorkflowEvent, _ label: StepLabel
    ) -> UntimedRunner.State? {
        let chartEvent = workflow.chartEvent(event)
        if let clock = label.happening.clock { return runner.expire(clock, state, chartEvent).state }
        guard case .taken(let taken) = runner.step(state, chartEvent) else { return nil }
        let tags = taken.transitions.map { workflow.chart.transitions[$0.rawValue].tag }
        return tags == label.transitions ? taken.state : nil
    }
}
