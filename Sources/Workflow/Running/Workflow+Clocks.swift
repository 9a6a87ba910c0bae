package import LegalTime
import Statechart

// Clocks of a run.
extension Workflow {
    /// How a running clock's due day comes about, day by day; nil when the workflow does not have the clock.
    ///
    /// A clock that stands still is counted as if it went on today.
    package func explain(_ clock: RunningClock, calendar: WorkingCalendar, today: Day? = nil) -> Deadline? {
        var pauses = clock.pauses
        if let since = clock.pausedSince, let today, let open = Self.pause(from: since, to: today) {
            pauses.append(open)
        }
        return self.clock(clock.name).map {
            Deadline.compute(
                $0.length, from: clock.started, calendar: calendar, pauses: pauses, extensions: clock.extensions)
        }
    }

    /// How a stored clock's due day comes about.
    package func explain(_ clock: PersistedRun.Clock, calendar: WorkingCalendar, today: Day? = nil) -> Deadline? {
        explain(RunningClock(clock), calendar: calendar, today: today)
    }

    /// The same clocks with the due days that another calendar gives them.
    package func recomputed(_ clocks: [RunningClock], calendar: WorkingCalendar) -> [RunningClock] {
        clocks.map { clock in
            var clock = clock
            clock.due = due(clock, calendar)
            return clock
        }
    }

    /// The days not counted of a pause: as in every count, the day of its beginning is not one of them.
    static func pause(from first: Day, to last: Day) -> DayRange? {
        DayRange(first.adding(days: 1), last)
    }

    func due(_ clock: RunningClock, _ calendar: WorkingCalendar, and more: Term? = nil) -> Day {
        guard let declaration = self.clock(clock.name) else { return clock.due }
        let extensions = clock.extensions + (more.map { [$0] } ?? [])
        return Deadline.compute(
            declaration.length, from: clock.started, calendar: calendar, pauses: clock.pauses, extensions: extensions
        ).due
    }

    // MARK: Expiry

    /// The clock that runs out first, by an instant, and when its due day ends.
    func nextExpiry(
        of run: Run, by instant: Instant, _ calendar: WorkingCalendar
    ) -> (name: String, at: Instant)? {
        guard !run.isEnded else { return nil }
        // Clocks are in the order of their declarations, and that order decides between equal due days.
        let due = run.clocks.filter { !$0.expired && $0.pausedSince == nil }.min { $0.due < $1.due }
        guard let due else { return nil }
        let end = Instant(due.due, .endOfDay)
        return end <= instant ? (due.name, end) : nil
    }

    /// Marks a clock as run out and tells the chart.
    func expire(
        _ name: String, in run: inout Run, at instant: Instant, _ calendar: WorkingCalendar
    ) -> Occurrence {
        if let index = run.clocks.firstIndex(where: { $0.name == name }) { run.clocks[index].expired = true }
        let event = WorkflowEvent("expired.\(name)")
        let step = chart.step(run.snapshot, chartEvent(event))
        guard step.outcome == .taken else {
            // Nothing waits for this clock here: that it ran out is known all the same.
            return Occurrence(
                event: event.name, at: instant, role: nil, member: nil, transitions: [], exited: [], entered: [],
                effects: [])
        }
        return apply(step, of: event, to: &run, at: instant, calendar)
    }

    // MARK: Effects

    func start(
        _ name: String, of run: inout Run, at instant: Instant, _ calendar: WorkingCalendar,
        _ effects: inout [Effect]
    ) {
        guard let declaration = clock(name) else { return }
        let due = Deadline.compute(declaration.length, from: instant, calendar: calendar).due
        run.clocks.removeAll { $0.name == name }
        run.clocks.append(RunningClock(name: name, started: instant, due: due))
        run.clocks.sort { place(of: $0) < place(of: $1) }
        effects.append(.startClock(name: name, due: due))
    }

    private func place(of clock: RunningClock) -> Int {
        clocks.firstIndex { $0.name == clock.name } ?? clocks.count
    }

    /// By how much a clock is extended: days named for a clock of working days are working days; when nothing is named, as
    /// much as the clock allows.
    func extensionTerm(_ asked: Term?, of name: String) -> Term? {
        guard let asked else { return clock(name)?.extend?.most }
        guard asked.unit == .day, clock(name)?.length.unit == .workingDay else { return asked }
        return Term(asked.length, .workingDay)
    }

    /// Lengthens a clock, also one that has run out: if its new due day is later, it runs again.
    func extend(
        _ name: String, of run: inout Run, by asked: Term?, _ calendar: WorkingCalendar, _ effects: inout [Effect]
    ) {
        guard let index = run.clocks.firstIndex(where: { $0.name == name }),
            let term = asked
        else { return }
        run.clocks[index].extensions.append(term)
        run.clocks[index].due = due(run.clocks[index], calendar)
        run.clocks[index].expired = false
        effects.append(.extendClock(name: name, by: term, due: run.clocks[index].due))
    }

    /// A clock stands still exactly while a state is active that pauses it.
    func settlePauses(
        of run: inout Run, on day: Day, _ calendar: WorkingCalendar, _ effects: inout [Effect]
    ) {
        guard !run.clocks.isEmpty else { return }
        let paused = Set(chart.activeStates(in: run.snapshot).flatMap { states[$0].pauses })
        for index in run.clocks.indices {
            let name = run.clocks[index].name
            if paused.contains(name), run.clocks[index].pausedSince == nil, !run.clocks[index].expired {
                run.clocks[index].pausedSince = day
                effects.append(.pauseClock(name: name))
            } else if !paused.contains(name), let since = run.clocks[index].pausedSince {
                run.clocks[index].pausedSince = nil
                if let pause = Self.pause(from: since, to: day) { run.clocks[index].pauses.append(pause) }
                run.clocks[index].due = due(run.clocks[index], calendar)
                effects.append(.resumeClock(name: name, due: run.clocks[index].due))
            }
        }
    }
}

extension [StateDeclaration] {
    /// The declaration of a state of the chart: both are in document order, and the chart's first is its root.
    fileprivate subscript(_ index: StateIndex) -> StateDeclaration { self[index.rawValue - 1] }
}
