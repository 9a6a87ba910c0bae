import ChartTestSupport
import Statechart
import Testing

/// The library beside the plain transcription of the Recommendation's algorithm, on random charts and events.
@Suite("Random charts step as the Recommendation's algorithm does")
struct DifferentialTests {
    static let limit = 60

    /// Unoptimised builds are slow; an optimised one tries thousands of charts.
    #if DEBUG
        static let chartsInBlock: UInt64 = 25
    #else
        static let chartsInBlock: UInt64 = 400
    #endif

    @Test("Configurations, histories, facts, transitions, movements and outputs are the same", arguments: 0..<20)
    func same(block: Int) throws {
        for seed in UInt64(block) * Self.chartsInBlock..<UInt64(block + 1) * Self.chartsInBlock {
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

    private func checkInvariants(
        _ chart: Chart, _ before: Snapshot, _ event: Event, _ step: Step, _ place: String
    ) throws {
        var advanced = before
        let outcome = chart.advance(&advanced, event)
        let checks = [
            ("the configuration is not legal", isLegal(step.snapshot, chart)),
            ("the same step again differs", chart.step(before, event) == step),
            ("advance differs", outcome == step.outcome && advanced == step.snapshot),
            ("equal snapshots have different hashes", advanced.hashValue == step.snapshot.hashValue),
            ("refused, and yet changed", step.outcome == .taken || step.snapshot == before),
            ("names do not lead back", try chart.snapshot(named: chart.names(of: step.snapshot)) == step.snapshot),
        ]
        for (problem, holds) in checks where !holds { Issue.record("\(place): \(problem)") }
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

    @Test("The random charts reach every feature")
    func variety() throws {
        var seen: [String: Int] = [:]
        for seed in UInt64(0)..<300 {
            var random = RandomChart(seed: seed)
            let chart = try Chart(compiling: random.make(), microstepLimit: Self.limit)
            var generator = SeededGenerator(seed: seed)
            var step = chart.start(members: 2)
            for _ in 0..<12 {
                let hadMemory = chart.names(of: step.snapshot).history
                step = chart.step(step.snapshot, chart.event(generator.pick(RandomChart.events), member: 0))
                switch step.outcome {
                case .taken: seen["taken", default: 0] += 1
                case .ignored(.guarded): seen["guarded", default: 0] += 1
                case .ignored(.notAccepted): seen["not accepted", default: 0] += 1
                case .ignored: seen["not running", default: 0] += 1
                case .diverged: seen["diverged", default: 0] += 1
                }
                if step.doneData != nil { seen["done", default: 0] += 1 }
                if step.transitions.count > 2 { seen["several transitions", default: 0] += 1 }
                if chart.activeLeaves(in: step.snapshot).count > 2 { seen["regions", default: 0] += 1 }
                if step.outputs.contains(.failure(event: "error.communication")) { seen["failure", default: 0] += 1 }
                let recalls = step.transitions.contains { index in
                    chart.transitions[index.rawValue].targets.contains {
                        hadMemory[chart.states[$0.rawValue].id] != nil
                    }
                }
                if recalls { seen["recalled", default: 0] += 1 }
            }
        }
        let features = [
            "taken", "guarded", "not accepted", "not running", "diverged", "done", "several transitions", "regions",
            "failure", "recalled",
        ]
        for feature in features { #expect(seen[feature, default: 0] >= 5, "\(feature): \(seen)") }
    }
}
