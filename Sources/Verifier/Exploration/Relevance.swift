import Statechart
import Workflow

/// Which facts can still make a difference, by where control stands.
///
/// A fact is dead where no guard and no property reads it before it is set anew on every way on. States that differ only
/// in dead facts have the same futures, so the explorer may take them for one. The ways on are those of the chart without
/// its guards: more than there are, so that no fact is called dead which is not.
struct Relevance: Sendable {
    /// Active states and histories.
    private struct Control: Hashable {
        let first: UInt64
        var rest: [UInt64] = []

        init(_ chart: Chart, _ snapshot: Snapshot) {
            first = chart.controlWord(0, of: snapshot)
            for index in 1..<max(1, chart.controlWordCount) { rest.append(chart.controlWord(index, of: snapshot)) }
        }
    }

    /// A chart with more places than this is not worth the analysis.
    private static let mostPlaces = 20_000

    private let chart: Chart
    private let lasting: Chart.FactMask
    private var masks: [Control: Chart.FactMask] = [:]

    init(_ workflow: Workflow, _ options: Exploration.Options, lasting: Set<FactIndex>) {
        chart = workflow.chart
        self.lasting = chart.mask(of: lasting, members: options.members)
        guard options.dropsDeadFacts, let skeleton = Skeleton(workflow, mostPlaces: Self.mostPlaces) else { return }
        for (snapshot, live) in zip(skeleton.places, skeleton.liveFacts()) {
            masks[Control(skeleton.chart, snapshot)] = chart.mask(
                of: live.intersection(lasting), members: options.members)
        }
    }

    func mask(for snapshot: Snapshot) -> Chart.FactMask {
        masks.isEmpty ? lasting : masks[Control(chart, snapshot)] ?? lasting
    }
}

/// A workflow's chart without guards and facts, every transition with an event of its own: where control can go at all.
private struct Skeleton {
    private struct Way {
        let target: Int
        /// Facts set anew on it, whatever they were.
        let kills: Set<FactIndex>
    }

    let workflow: Workflow
    let chart: Chart
    private(set) var places: [Snapshot] = []
    private var ways: [[Way]] = []

    /// Nil when there are too many places.
    init?(_ workflow: Workflow, mostPlaces: Int) {
        self.workflow = workflow
        let tree = Self.children(of: .root, in: workflow.chart)
        let initial = workflow.chart.states[0].initial.map { workflow.chart.states[$0.rawValue].id }
        guard let chart = try? Chart(compiling: ChartSource(facts: [], initial: initial, states: tree)) else {
            return nil
        }
        self.chart = chart
        var numbers = [chart.start().snapshot: 0]
        places = [chart.start().snapshot]
        var next = 0
        while next < places.count {
            guard places.count <= mostPlaces else { return nil }
            ways.append([])
            for transition in workflow.chart.transitions.indices {
                let step = chart.step(places[next], chart.event(Self.event(transition)))
                guard step.outcome == .taken else { continue }
                let target = numbers[step.snapshot] ?? places.count
                if target == places.count {
                    numbers[step.snapshot] = target
                    places.append(step.snapshot)
                }
                ways[next].append(Way(target: target, kills: kills(transition, step)))
            }
            next += 1
        }
    }

    private static func event(_ transition: Int) -> String { "t\(transition)" }

    private static func children(of state: StateIndex, in chart: Chart) -> [StateSource] {
        chart.states[state.rawValue].children.map { child in
            let state = chart.states[child.rawValue]
            var source = StateSource(id: state.id, kind: state.kind, children: children(of: child, in: chart))
            if state.kind == .compound || state.kind.isHistory {
                source.initial = InitialSource(targets: state.initial.map { chart.states[$0.rawValue].id })
            }
            source.transitions = state.transitions.map { index in
                let transition = chart.transitions[index]
                return TransitionSource(
                    events: [EventDescriptor(event(index))],
                    targets: transition.targets.map { chart.states[$0.rawValue].id }, kind: transition.kind)
            }
            return source
        }
    }

    // MARK: What is set and read

    private func kills(_ transition: Int, _ step: Step) -> Set<FactIndex> {
        var effects = workflow.transitions[workflow.chart.transitions[transition].tag].effects
        for state in step.exited where state != .root { effects += workflow.states[state.rawValue - 1].exit }
        for state in step.entered where state != .root { effects += workflow.states[state.rawValue - 1].enter }
        return Set(
            effects.compactMap { effect in
                guard case .set(let assignment) = effect, case .value = assignment.value,
                    let fact = workflow.fact(assignment.fact), assignment.every || fact.each == nil
                else { return nil }
                return workflow.chart.fact(fact.name)
            })
    }

    private func reads(_ place: Snapshot) -> Set<FactIndex> {
        let active = Set(chart.activeStates(in: place).map { chart.states[$0.rawValue].id })
        let guards = workflow.transitions.filter { active.contains($0.source) }.compactMap(\.when)
        let asked = workflow.properties.flatMap(\.conditions).map { condition in
            condition.folding { part in
                if case .inState(let id) = part { active.contains(id) } else { nil }
            }
        }
        return Set((guards + asked).flatMap(\.facts).compactMap { workflow.chart.fact($0) })
    }

    /// For each place the facts that something may read there or later.
    func liveFacts() -> [Set<FactIndex>] {
        var live = places.map(reads)
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for place in places.indices.reversed() {
                for way in ways[place] {
                    let more = live[way.target].subtracting(way.kills).subtracting(live[place])
                    if !more.isEmpty {
                        live[place].formUnion(more)
                        hasChanged = true
                    }
                }
            }
        }
        return live
    }
}
