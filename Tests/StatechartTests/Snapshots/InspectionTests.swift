import ChartTestSupport
import Statechart
import Testing

@Suite("What can be done now, and what stands in the way")
struct InspectionTests {
    static let consented = Guard.members(.every, "consent", .equals("given"))
    static let written = Guard.fact("form", .equals("written"))
    static let eligible = Guard.fact("eligible", .equals(true))

    static let chart = Result {
        try Chart(
            compiling: source(
                state(
                    "open", on("withdraw", to: "closed", tag: 1),
                    state(
                        "ready",
                        on("mediate", when: .all([consented, .any([written, eligible])]), to: "busy", tag: 2),
                        on("withdraw", when: eligible, run: .log("kept"), tag: 3),
                        on("sign", when: .actingMember("consent", .equals("asked")), run: .effect(1), tag: 4)),
                    state("busy", on("pause stop", to: "ready", tag: 5))),
                final("closed"), facts: FactTests.facts))
    }

    private func tags(_ candidates: [Candidate], _ chart: Chart, where holds: (Candidate) -> Bool) -> [Int] {
        candidates.filter(holds).map { chart.transitions[$0.transition.rawValue].tag }
    }

    @Test("Each transition of each active state is told, with the smallest parts of its guard that fail")
    func unmet() throws {
        let chart = try Self.chart.get()
        let candidates = chart.candidates(in: chart.start(members: 2).snapshot)
        #expect(tags(candidates, chart) { _ in true } == [1, 2, 3, 4])
        #expect(tags(candidates, chart, where: \.isSelected) == [1])
        #expect(candidates.map(\.unmet).dropFirst().first == [Self.consented, Self.written, Self.eligible])
        #expect(candidates.last?.unmet == [.actingMember("consent", .equals("asked"))])
    }

    @Test("The acting member counts")
    func member() throws {
        let chart = try Self.chart.get()
        let candidates = chart.candidates(in: chart.start(members: 2).snapshot, member: 1)
        #expect(tags(candidates, chart, where: \.isSelected) == [1, 4])
    }

    @Test("A guard that holds behind a transition of higher priority is enabled and not selected")
    func preempted() throws {
        let chart = try Self.chart.get()
        let told = chart.step(
            chart.start().snapshot, chart.event("withdraw", inputs: [try chart.input("eligible", true)]))
        #expect(told.outputs == [.log("kept")])
        let candidates = chart.candidates(in: told.snapshot, event: chart.eventID("withdraw"))
        #expect(tags(candidates, chart, where: \.isEnabled) == [1, 3])
        #expect(tags(candidates, chart, where: \.isSelected) == [3])
    }

    @Test("One row for each descriptor")
    func descriptors() throws {
        let chart = try Self.chart.get()
        let busy = try chart.snapshot(
            named: NamedSnapshot(
                states: ["busy"], facts: ["eligible": false, "form": "none", "visits": 0],
                memberFacts: ["consent": [], "calls": []]))
        #expect(chart.candidates(in: busy).map(\.event.description) == ["withdraw", "pause", "stop"])
        #expect(chart.candidates(in: busy, event: chart.eventID("stop")).map(\.event.description) == ["stop"])
    }

    @Test("Where an event would be accepted")
    func accepting() throws {
        let chart = try Self.chart.get()
        func names(_ event: String) -> [String] {
            chart.accepting(chart.eventID(event)).map { chart.states[$0.rawValue].id }
        }
        #expect(names("withdraw") == ["open", "ready"])
        #expect(names("stop") == ["busy"])
        #expect(names("unheard") == [])
    }

    @Test("Nothing can be done after the end, nor with a snapshot of another chart")
    func none() throws {
        let chart = try Self.chart.get()
        let end = chart.step(chart.start().snapshot, chart.event("withdraw")).snapshot
        #expect(end.isDone && chart.candidates(in: end).isEmpty)
        let other = try Chart(compiling: source(state("a", on("e"))))
        #expect(other.candidates(in: chart.start().snapshot).isEmpty)
    }

    @Test("Candidates agree with what steps take, on random charts", arguments: 0..<8)
    func agrees(block: Int) throws {
        for seed in UInt64(block) * 25..<UInt64(block + 1) * 25 {
            var random = RandomChart(seed: seed)
            let chart = try Chart(compiling: random.make(), microstepLimit: 60)
            var generator = SeededGenerator(seed: seed)
            var snapshot = chart.start(members: 2).snapshot
            for _ in 0..<10 where snapshot.isRunning {
                let event = chart.event(generator.pick(RandomChart.events), member: 0)
                let candidates = chart.candidates(in: snapshot, event: event.id, member: 0)
                let selected = Set(candidates.filter(\.isSelected).map(\.transition))
                let step = chart.step(snapshot, event)
                for candidate in candidates {
                    let condition = chart.transitions[candidate.transition.rawValue].condition ?? .constant(true)
                    #expect(candidate.isEnabled == chart.holds(condition, in: snapshot, member: 0), "seed \(seed)")
                    #expect(candidate.isEnabled || !candidate.isSelected, "seed \(seed)")
                }
                switch step.outcome {
                case .taken where !selected.isEmpty:
                    #expect(Set(step.transitions.prefix(selected.count)) == selected, "seed \(seed)")
                case .ignored(let refusal):
                    #expect(selected.isEmpty, "seed \(seed)")
                    #expect(refusal == (candidates.isEmpty ? .notAccepted : .guarded), "seed \(seed)")
                case .taken, .diverged:
                    break
                }
                snapshot = step.snapshot
            }
        }
    }
}
