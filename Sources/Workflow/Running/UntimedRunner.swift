package import Statechart

/// Where the clocks of a run stand, without their dates: two bits a clock, in the order of the declarations.
package struct ClockStates: Hashable, Sendable {
    package enum State: UInt64, Hashable, Sendable {
        /// Not started, or stopped.
        case idle
        case running
        /// Started, and standing still.
        case paused
        /// Its expiry has been told to the chart.
        case expired
    }

    /// How many clocks there is room for.
    package static let capacity = 32

    package var bits: UInt64

    package init(bits: UInt64 = 0) {
        self.bits = bits
    }

    package subscript(_ clock: Int) -> State {
        get { State(rawValue: bits >> UInt64(clock * 2) & 3) ?? .idle }
        set { bits = bits & ~(3 << UInt64(clock * 2)) | newValue.rawValue << UInt64(clock * 2) }
    }
}

/// Steps runs of a workflow without dates: the same chart, the same step, the same meaning of effects as
/// ``Workflow/perform(_:on:at:calendar:)``, except that a clock is only idle, running, paused or expired and the caller
/// says when one runs out. For those who try every possible history.
package struct UntimedRunner: Sendable {
    /// A run without dates.
    package struct State: Hashable, Sendable {
        package var snapshot: Snapshot
        package var clocks: ClockStates

        package init(snapshot: Snapshot, clocks: ClockStates) {
            self.snapshot = snapshot
            self.clocks = clocks
        }
    }

    package enum Result: Sendable {
        case taken(Taken)
        /// Nothing changes: not accepted here, or what the declarations of the transitions ask for is missing.
        case refused
        /// An eventless cycle.
        case diverged([TransitionIndex])
    }

    /// What an event did.
    package struct Taken: Sendable {
        package var state: State
        /// Of the chart, in the order taken.
        package let transitions: [TransitionIndex]
        /// As the chart gave them; ``UntimedRunner/observations(of:)`` tells what they mean.
        package let outputs: [Output]
    }

    /// What an output means to an observer.
    package enum Observation: Hashable, Sendable {
        case paper(String)
        case notice(role: String)
        /// The clock, by its place, begins anew or is prolonged.
        case renewed(clock: Int)
        /// The state, whose entry it is, waits for another run.
        case invoked(state: String)
    }

    private enum Operation {
        case run(Int), start(Int), stop(Int), extend(Int)
        case none
    }

    package let workflow: Workflow
    private let operations: [Operation]
    private let pauses: [UInt64]
    private let needsMember: [Bool]
    private let canExtend: [Bool]
    private let lasting: Set<FactIndex>

    package init(_ workflow: Workflow) {
        self.workflow = workflow
        let places = Dictionary(
            workflow.clocks.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        operations = workflow.chartEffects.map { effect in
            switch effect {
            case .run(let clock): places[clock].map(Operation.run) ?? .none
            case .start(let clock): places[clock].map(Operation.start) ?? .none
            case .stop(let clock): places[clock].map(Operation.stop) ?? .none
            case .extend(let clock): places[clock].map(Operation.extend) ?? .none
            case .paper, .notify, .invoke: .none
            }
        }
        pauses =
            [0]
            + workflow.states.map { state in
                state.pauses.compactMap { places[$0] }.reduce(0) { $0 | 1 << UInt64($1) }
            }
        needsMember = workflow.chart.transitions.map { workflow.transitions[$0.tag].needsMember(workflow.facts) }
        canExtend = workflow.clocks.map { $0.extend != nil }
        lasting = Set(
            workflow.facts.filter { !$0.isTransient }.compactMap { workflow.chart.fact($0.name) })
    }

    /// The facts that last longer than one event.
    package var lastingFacts: Set<FactIndex> { lasting }

    /// Begins a run; nil when the workflow turns in a circle there.
    package func start(members: Int) -> Taken? {
        let step = workflow.chart.start(members: members)
        guard step.outcome == .taken else { return nil }
        return taken(step, ClockStates())
    }

    /// Offers an event of a person or of the engine. What lasts only while the event is handled stays in the snapshot
    /// that comes out: ask about it, then keep only ``lastingFacts``.
    package func step(_ state: State, _ event: Event) -> Result {
        let step = workflow.chart.step(state.snapshot, event)
        switch step.outcome {
        case .taken: break
        case .ignored: return .refused
        case .diverged: return .diverged(step.transitions)
        }
        if event.member == nil, step.transitions.contains(where: { needsMember[$0.rawValue] }) { return .refused }
        for case .effect(let index) in step.outputs {
            guard case .extend(let clock) = operations[index] else { continue }
            if state.clocks[clock] == .idle || !canExtend[clock] { return .refused }
        }
        return .taken(taken(step, state.clocks))
    }

    /// Lets a running clock run out. `event` is the clock's, as the chart knows it.
    package func expire(_ clock: Int, _ state: State, _ event: Event) -> Taken {
        var clocks = state.clocks
        clocks[clock] = .expired
        let step = workflow.chart.step(state.snapshot, event)
        guard step.outcome == .taken else {
            return Taken(state: State(snapshot: state.snapshot, clocks: clocks), transitions: [], outputs: [])
        }
        return taken(step, clocks)
    }

    /// What outputs mean to an observer, in order.
    package func observations(of outputs: [Output]) -> [Observation] {
        var stopped: Set<Int> = []
        return outputs.compactMap { output in
            guard case .effect(let index) = output else { return nil }
            switch operations[index] {
            case .stop(let clock):
                stopped.insert(clock)
                return nil
            // A state that is left and entered again in one step begins its clock anew.
            case .run(let clock): return stopped.contains(clock) ? .renewed(clock: clock) : nil
            case .start(let clock), .extend(let clock): return .renewed(clock: clock)
            case .none: break
            }
            return switch workflow.chartEffects[index] {
            case .paper(let name): .paper(name)
            case .notify(let role): .notice(role: role)
            case .invoke(let state): .invoked(state: state)
            case .run, .start, .stop, .extend: nil
            }
        }
    }

    private func taken(_ step: Step, _ before: ClockStates) -> Taken {
        var clocks = before
        for case .effect(let index) in step.outputs {
            switch operations[index] {
            case .run(let clock): if clocks[clock] == .idle { clocks[clock] = .running }
            case .start(let clock): clocks[clock] = .running
            case .stop(let clock): clocks[clock] = .idle
            case .extend(let clock): if clocks[clock] == .expired { clocks[clock] = .running }
            case .none: break
            }
        }
        if step.isDone {
            clocks = ClockStates()
        } else if clocks.bits != 0 {
            settlePauses(&clocks, step.snapshot)
        }
        return Taken(
            state: State(snapshot: step.snapshot, clocks: clocks), transitions: step.transitions,
            outputs: step.outputs)
    }

    private func settlePauses(_ clocks: inout ClockStates, _ snapshot: Snapshot) {
        let paused = workflow.chart.activeStates(in: snapshot).reduce(0) { $0 | pauses[$1.rawValue] }
        for clock in canExtend.indices {
            let stands = paused & 1 << UInt64(clock) != 0
            if stands, clocks[clock] == .running {
                clocks[clock] = .paused
            } else if !stands, clocks[clock] == .paused {
                clocks[clock] = .running
            }
        }
    }
}
