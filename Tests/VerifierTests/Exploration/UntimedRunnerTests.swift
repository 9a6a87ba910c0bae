import LegalTime
import Mediation
import Statechart
import Testing

@testable import Workflow

@Suite("Steps without dates")
struct UntimedRunnerTests {
    /// The engine's step and the verifier's, side by side on random histories: the same acts are taken, the same states,
    /// facts and clocks come of them.
    @Test("are the engine's steps", arguments: Shipped.names)
    func agrees(name: String) throws {
        let workflow = try Shipped.workflow(name)
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<12 {
            let difference = firstDifference(workflow, &generator)
            #expect(difference == nil, "seed \(seed), \(name)")
            guard difference == nil else { return }
        }
    }

    private func firstDifference(_ workflow: Workflow, _ generator: inout SeededGenerator) -> String? {
        let runner = UntimedRunner(workflow)
        let transient = Set(workflow.chart.facts.indices.map(FactIndex.init)).subtracting(runner.lastingFacts)
        let members = 2
        var now = Instant(workflow.from.adding(days: 400), ClockTime(hour: 9, minute: 0) ?? .midnight)
        var run = workflow.start(at: now, members: members, calendar: .weekendsOnly).run
        guard var state = runner.start(members: members)?.state else { return "no start" }
        let predicates = workflow.facts.compactMap { fact -> String? in
            if case .asks(let predicate) = fact.domain { predicate } else { nil }
        }
        for _ in 0..<60 where !run.isEnded {
            now = now.adding(hours: generator.chance(1, in: 5) ? 24 * Int.random(in: 1...40, using: &generator) : 0)
            now = now.adding(seconds: 1)
            let passed = workflow.advance(run, to: now, calendar: .weekendsOnly)
            for occurrence in passed.occurrences {
                guard let clock = workflow.clocks.firstIndex(where: { $0.expiryEvent == occurrence.event }) else {
                    return "an occurrence that is no clock's: \(occurrence.event)"
                }
                let event = workflow.chartEvent(WorkflowEvent(occurrence.event))
                state = settled(runner.expire(clock, state, event).state, transient, workflow)
            }
            run = passed.run
            if !run.isEnded {
                let act = generator.pick(workflow.events.filter { !$0.hasPrefix("expired.") })
                let roles = workflow.act(act)?.roles ?? []
                let event = WorkflowEvent(
                    act, role: roles.isEmpty ? nil : generator.pick(roles),
                    member: generator.chance(1, in: 4) ? nil : Int.random(in: 0..<members, using: &generator),
                    inputs: Set(predicates.filter { _ in generator.chance(1, in: 2) }), extensionTerm: .days(1))
                let step = workflow.perform(event, on: run, at: now, calendar: .weekendsOnly)
                switch (runner.step(state, workflow.chartEvent(event)), step.isAccepted) {
                case (.taken(let taken), true): state = settled(taken.state, transient, workflow)
                case (.refused, false), (.diverged, false): break
                case (_, true): return "\(act) is taken with dates only"
                case (_, false): return "\(act) is taken without dates only: \(step.refusal?.message.en ?? "")"
                }
                run = step.run
            }
            if run.snapshot != state.snapshot { return "another state after \(now)" }
            if clocks(of: run, workflow) != state.clocks { return "other clocks after \(now): \(run.clocks)" }
        }
        return nil
    }

    /// Without what lasts only while an event is handled.
    private func settled(
        _ state: UntimedRunner.State, _ transient: Set<FactIndex>, _ workflow: Workflow
    ) -> UntimedRunner.State {
        let inputs = transient.map { Input(fact: $0, code: 0) }
        return .init(snapshot: workflow.chart.setting(inputs, in: state.snapshot), clocks: state.clocks)
    }

    private func clocks(of run: Run, _ workflow: Workflow) -> ClockStates {
        var states = ClockStates()
        for (index, clock) in workflow.clocks.enumerated() {
            guard let running = run.clock(clock.name) else { continue }
            states[index] = running.expired ? .expired : running.pausedSince == nil ? .running : .paused
        }
        return states
    }
}
