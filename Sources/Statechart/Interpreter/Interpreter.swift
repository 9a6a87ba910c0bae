/// One run to completion: the state of the interpreter between two stable snapshots.
struct Interpreter {
    let chart: Chart
    let member: Int?
    let isTraced: Bool

    var snapshot: Snapshot
    var trace = Trace()
    var doneData: Int?
    /// Internal events, the next at `queueHead`.
    var queue: [EventID] = []
    var queueHead = 0

    /// What a ``Step`` tells besides the snapshot.
    struct Trace {
        var transitions: [TransitionIndex] = []
        var exited: [StateIndex] = []
        var entered: [StateIndex] = []
        var outputs: [Output] = []
    }

    init(_ chart: Chart, _ snapshot: Snapshot, member: Int?, isTraced: Bool) {
        self.chart = chart
        self.snapshot = snapshot
        self.member = member
        self.isTraced = isTraced
    }

    mutating func start() -> Outcome {
        snapshot.isRunning = true
        snapshot.configuration.insert(0)
        var plan = EntryPlan(stateCount: chart.tables.stateCount)
        plan.add(targets: chart.tables.initialTargets[0], domain: 0, chart.tables, snapshot.history)
        enter(plan)
        return complete(microsteps: 1) ?? .taken
    }

    mutating func handle(_ event: Event) -> Outcome {
        assign(event.inputs)
        let row = chart.tables.answers.indices.dropLast().contains(event.id.rawValue) ? event.id.rawValue : 0
        var selected = select(row)
        // Inputs, or the member who acts, may have made an eventless transition possible.
        if selected.isEmpty { selected = selectEventless() }
        guard !selected.isEmpty else { return .ignored(refusal(row)) }
        microstep(selected)
        return complete(microsteps: 1) ?? .taken
    }

    /// Runs until no eventless transition and no internal event is left; `nil` when that was reached.
    private mutating func complete(microsteps: Int) -> Outcome? {
        var count = microsteps
        while snapshot.isRunning {
            var selected = selectEventless()
            if selected.isEmpty {
                guard queueHead < queue.count else { return nil }
                selected = select(queue[queueHead].rawValue)
                queueHead += 1
                if selected.isEmpty { continue }
            }
            guard count < chart.microstepLimit else { return .diverged }
            count += 1
            microstep(selected)
        }
        finish()
        return nil
    }

    private func refusal(_ row: Int) -> Refusal {
        snapshot.configuration.intersects(chart.tables.answering[row]) ? .guarded : .notAccepted
    }

    /// Runs the exit actions of what is active when the chart ends; the configuration stays to be looked at.
    private mutating func finish() {
        snapshot.isDone = true
        let resting = snapshot.configuration
        while let state = snapshot.configuration.last(before: chart.tables.stateCount) {
            for block in chart.tables.onExit[state] { run(block) }
            snapshot.configuration.remove(state)
        }
        snapshot.configuration = resting
    }
}
