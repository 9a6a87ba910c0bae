extension Chart {
    /// Enters the initial states and runs to completion.
    ///
    /// - Parameter members: for how many members facts of scope ``FactScope/each`` are kept, clamped to 0 … 255.
    /// - Returns: outcome ``Outcome/taken``, or ``Outcome/diverged`` with a snapshot that is not running.
    package func start(members: Int = 0) -> Step {
        let blank = blankSnapshot(members: min(max(members, 0), 255))
        var run = Interpreter(self, blank, member: nil, isTraced: true)
        let outcome = run.start()
        return step(run, outcome, blank)
    }

    /// Offers an event and runs to completion. Total: every snapshot and event has an answer.
    package func step(_ snapshot: Snapshot, _ event: Event) -> Step {
        if let refusal = refusal(of: event, in: snapshot) {
            return Step(snapshot: snapshot, outcome: .ignored(refusal))
        }
        var run = Interpreter(self, snapshot, member: event.member, isTraced: true)
        let outcome = run.handle(event)
        return step(run, outcome, snapshot)
    }

    /// As ``step(_:_:)``, in place and without telling what was done: for those who try very many events.
    package func advance(_ snapshot: inout Snapshot, _ event: Event) -> Outcome {
        if let refusal = refusal(of: event, in: snapshot) { return .ignored(refusal) }
        var run = Interpreter(self, snapshot, member: event.member, isTraced: false)
        let outcome = run.handle(event)
        if outcome == .taken { snapshot = run.snapshot }
        return outcome
    }

    private func step(_ run: Interpreter, _ outcome: Outcome, _ before: Snapshot) -> Step {
        guard outcome == .taken else {
            let transitions = outcome == .diverged ? run.trace.transitions : []
            return Step(snapshot: before, outcome: outcome, transitions: transitions)
        }
        return Step(
            snapshot: run.snapshot,
            outcome: outcome,
            transitions: run.trace.transitions,
            exited: run.trace.exited,
            entered: run.trace.entered,
            outputs: run.trace.outputs,
            doneData: run.doneData)
    }

    /// What speaks against even looking for transitions.
    private func refusal(of event: Event, in snapshot: Snapshot) -> Refusal? {
        guard snapshot.fingerprint == tables.fingerprint else { return .foreignSnapshot }
        guard snapshot.isRunning else { return .notRunning }
        if let member = event.member, !(0..<snapshot.memberCount).contains(member) { return .noSuchMember }
        for input in event.inputs {
            guard facts.indices.contains(input.fact.rawValue), input.code < tables.facts.sizes[input.fact.rawValue]
            else {
                return .invalidInput(input)
            }
            if tables.facts.isEach[input.fact.rawValue] {
                guard let member = input.member ?? event.member, (0..<snapshot.memberCount).contains(member) else {
                    return .noSuchMember
                }
            } else if input.member != nil {
                return .invalidInput(input)
            }
        }
        return nil
    }
}
