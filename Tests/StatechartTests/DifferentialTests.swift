import Statechart
import Testing

/// The library beside the plain transcription of the Recommendation's algorithm, on random charts and events.
@Suite("Random charts step as the Recommendation's algorithm does")
struct DifferentialTests {
    static let limit = 60

    @Test("Configurations, histories, facts, transitions, movements and outputs are the same", arguments: 0..<24)
    func same(block: Int) throws {
        for seed in UInt64(block) * 50..<UInt64(block + 1) * 50 {
            try compare(seed: seed)
        }
    }

    private func compare(seed: UInt64) throws {
        var random = RandomChart(seed: seed)
        let source = random.make()
        let chart = try Chart(compiling: source, microstepLimit: Self.limit)
        var generator = SeededGenerator(seed: seed ^ 0xFACE)
        var members = Int.random(in: 0...9, using: &generator)
        var reference = ReferenceInterpreter(source, members: members, limit: Self.limit)

        var step = chart.start(members: members)
        let started = reference.start()
        guard agree(step, started, reference, chart, "seed \(seed), start"), started == .taken else { return }

        for number in 1...25 {
            if generator.chance(1, in: 15) {
                step.snapshot = chart.addingMember(to: step.snapshot)
                reference.addMember()
                members += 1
            }
            let name = generator.pick(RandomChart.events + ["a.z", "t", "unheard"])
            let member =
                members > 0 && generator.chance(1, in: 2) ? Int.random(in: 0..<members, using: &generator) : nil
            var inputs: [(fact: String, member: Int?, value: FactValue)] = []
            if generator.chance(1, in: 4) { inputs.append(("mood", nil, generator.pick(["calm", "cross", "glad"]))) }
            if generator.chance(1, in: 4), members > 0 {
                inputs.append(("consent", Int.random(in: 0..<members, using: &generator), "given"))
            }
            let event = chart.event(
                name, member: member, inputs: try inputs.map { try chart.input($0.fact, $0.value, member: $0.member) })
            let before = step.snapshot
            step = chart.step(before, event)
            let result = reference.handle(name, member: member, inputs: inputs)
            let place = "seed \(seed), event \(number) \(name)"
            guard agree(step, result, reference, chart, place) else { return }
            try checkInvariants(chart, before, event, step, place)
        }
    }

    private func agree(
        _ step: Step, _ result: ReferenceInterpreter.Result, _ reference: ReferenceInterpreter, _ chart: Chart,
        _ place: String
    ) -> Bool {
        let outcome: ReferenceInterpreter.Result =
            switch step.outcome {
            case .taken: .taken
            case .ignored: .ignored
            case .diverged: .diverged
            }
        guard outcome == result else {
            Issue.record("\(place): \(outcome), the reference \(result)")
            return false
        }
        guard outcome != .diverged else { return true }
        let names = chart.names(of: step.snapshot)
        let active = chart.activeStates(in: step.snapshot).map { chart.states[$0.rawValue].id }
        let memberFacts = (0..<names.memberCount).map { member in names.memberFacts.mapValues { $0[member] } }
        let checks = [
            ("configuration", Set(active) == reference.configuration),
            ("history", names.history.mapValues(Set.init) == reference.historyValue),
            ("facts", names.facts == reference.facts),
            ("member facts", memberFacts == reference.memberFacts),
            ("done", step.isDone == reference.done),
            ("done data", step.doneData == reference.doneData),
            ("transitions", step.transitions.map(\.rawValue) == reference.transitions),
            ("exited", step.exited.map { chart.states[$0.rawValue].id } == reference.exited),
            ("entered", step.entered.map { chart.states[$0.rawValue].id } == reference.entered),
            ("outputs", step.outputs == reference.outputs),
        ]
        for (what, holds) in checks where !holds { Issue.record("\(place): another \(what)") }
        return checks.allSatisfy(\.1)
    }

    private func checkInvariants(_ chart: Chart, _ before: Snapshot, _ event: Event, _ step: Step, _ place: String)
        throws
    {
        #expect(isLegal(step.snapshot, chart), "\(place): illegal configuration")
        #expect(chart.step(before, event) == step, "\(place): not deterministic")
        var advanced = before
        #expect(chart.advance(&advanced, event) == step.outcome, "\(place): advance has another outcome")
        #expect(advanced == step.snapshot, "\(place): advance leads elsewhere")
        #expect(advanced.hashValue == step.snapshot.hashValue)
        if step.outcome != .taken { #expect(step.snapshot == before, "\(place): refused, and changed") }
        let names = chart.names(of: step.snapshot)
        #expect(try chart.snapshot(named: names) == step.snapshot, "\(place): names do not lead back")
    }

    /// Written against the description of the chart, not against its tables.
    private func isLegal(_ snapshot: Snapshot, _ chart: Chart) -> Bool {
        chart.states.indices.allSatisfy { index in
            let state = chart.states[index]
            let isActive = chart.isActive(StateIndex(index), in: snapshot)
            let active = state.children.count { chart.isActive($0, in: snapshot) }
            let expected =
                switch state.kind {
                case .compound: isActive ? 1 : 0
                case .parallel: isActive ? state.children.count { !chart.states[$0.rawValue].kind.isHistory } : 0
                case .atomic, .final, .history: 0
                }
            return active == expected && !(isActive && state.kind.isHistory)
        }
    }
}
