import Statechart
package import Workflow

/// A pipeline together with the runs that it waits for: every reachable combination of where the pipeline stands and where
/// a run inside it stands.
///
/// The two sides share no facts and no clocks. They meet where a state of the pipeline that invokes a run is entered, which
/// begins the run, and where the run ends, which the pipeline hears as `done.OUTCOME`. So the combined steps are those of
/// the two graphs, and the product is exact: as the engine does it, not more and not less.
package struct Composition: Sendable {
    /// Something that goes wrong between a pipeline and a run inside it.
    package enum Finding: Hashable, Sendable {
        /// A run inside can end so, and the pipeline goes on waiting for ever.
        case unanswered(outcome: String, of: String)
        /// The pipeline leaves the state that waits while the run goes on; by this event.
        case abandoned(run: String, on: String)
        /// A second run of the same state begins while the first goes on.
        case doubled(run: String)
        /// A combination from which the pipeline cannot come to rest unless a party acts. The states of both.
        case heldUp(pipeline: [String], run: [String])
    }

    package let pipeline: Workflow
    /// The run that the pipeline's states with `invoke: track` wait for.
    package let track: Workflow
    package let stateCount: Int
    package let stepCount: Int
    package let findings: [Finding]
    /// States of the pipeline that no history with this track enters. That is a fault where it is so with every track.
    package let unreached: Set<String>

    /// - Parameters:
    ///   - pipeline: the graph of the pipeline, which lets every run inside end in every way at any time.
    ///   - track: the graph of a track.
    ///   - named: the graphs of workflows that the pipeline invokes by their ids.
    ///   - isRest: tells the states of the pipeline, by their ids, in which a matter may stay for good.
    package init(
        _ pipeline: Exploration, track: Exploration, named: [String: Exploration], isRest: (String) -> Bool,
        rules: StructureCheck.Rules
    ) {
        var product = Product(pipeline, track: track, named: named, rules: rules)
        product.run()
        self.pipeline = pipeline.workflow
        self.track = track.workflow
        stateCount = product.nodes.count
        stepCount = product.stepCount
        findings = product.findings.sorted { "\($0)" < "\($1)" } + product.heldUp(isRest)
        unreached = product.unreached()
    }
}

/// The search through the combinations.
private struct Product {
    /// A combination: the pipeline, and in each of its invoking states nothing (-1) or a run.
    struct Node: Hashable {
        var pipeline: Int
        var runs: [Int]
    }

    /// An invoking state of the pipeline.
    struct Slot {
        let state: String
        let graph: Exploration
        /// The events by which the pipeline hears of each outcome.
        let event: (String) -> String
        let outcomes: [String?]
    }

    let pipeline: Exploration
    let rules: StructureCheck.Rules
    let slots: [Slot]
    private let isActive: [Bitmap]
    private(set) var nodes: [Node] = []
    private var numbers: [Node: Int] = [:]
    /// From, to, and whether a free role acts.
    private var steps: [(from: UInt32, to: UInt32, isFree: Bool)] = []
    private(set) var findings: Set<Composition.Finding> = []

    var stepCount: Int { steps.count }

    init(
        _ pipeline: Exploration, track: Exploration, named: [String: Exploration], rules: StructureCheck.Rules
    ) {
        self.pipeline = pipeline
        self.rules = rules
        slots = pipeline.workflow.states.compactMap { state -> Slot? in
            switch state.invoke {
            case .track:
                return Slot(state: state.id, graph: track, event: { "done.\($0)" }, outcomes: track.outcomes)
            case .workflow(let id):
                return named[id].map { graph in
                    Slot(state: state.id, graph: graph, event: { "done.\(id).\($0)" }, outcomes: graph.outcomes)
                }
            case nil: return nil
            }
        }
        let chart = pipeline.workflow.chart
        isActive = slots.map { slot in
            Bitmap(pipeline.stateCount) { state in
                chart.state(slot.state).map { chart.isActive($0, in: pipeline.snapshot(state)) } ?? false
            }
        }
    }

    mutating func run() {
        _ = number(of: Node(pipeline: 0, runs: slots.map { _ in -1 }))
        var next = 0
        while next < nodes.count {
            let node = nodes[next]
            for edge in pipeline.edges(of: node.pipeline) {
                let label = pipeline.labels[edge.label]
                guard !label.happening.event.hasPrefix("done.") else { continue }
                go(from: next, node, edge, label)
            }
            for slot in slots.indices where node.runs[slot] >= 0 { stepInside(slot, from: next, node) }
            next += 1
        }
    }

    private mutating func number(of node: Node) -> Int {
        if let known = numbers[node] { return known }
        numbers[node] = nodes.count
        nodes.append(node)
        return nodes.count - 1
    }

    private mutating func add(_ from: Int, _ target: Node, _ label: StepLabel) {
        let to = number(of: target)
        steps.append((UInt32(from), UInt32(to), label.happening.roles == [rules.free]))
    }

    /// A step of the pipeline.
    private mutating func go(
        from: Int, _ node: Node, _ edge: Exploration.Edge, _ label: StepLabel, because outer: StepLabel? = nil
    ) {
        var target = node
        target.pipeline = edge.target
        for slot in slots.indices {
            if target.runs[slot] >= 0, !isActive[slot][edge.target] {
                findings.insert(.abandoned(run: slots[slot].graph.workflow.id, on: label.happening.event))
                target.runs[slot] = -1
            }
            if label.invocations.contains(slots[slot].state) {
                if target.runs[slot] >= 0 { findings.insert(.doubled(run: slots[slot].graph.workflow.id)) }
                target.runs[slot] = 0
            }
        }
        add(from, target, outer ?? label)
    }

    /// A step of a run inside; when it ends, the pipeline hears of it in the same step.
    private mutating func stepInside(_ slot: Int, from: Int, _ node: Node) {
        let graph = slots[slot].graph
        for edge in graph.edges(of: node.runs[slot]) {
            let label = graph.labels[edge.label]
            var target = node
            guard graph.isEnded(edge.target) else {
                target.runs[slot] = edge.target
                add(from, target, label)
                continue
            }
            target.runs[slot] = -1
            let outcome = slots[slot].outcomes[edge.target] ?? ""
            let event = slots[slot].event(outcome)
            let answers = pipeline.edges(of: node.pipeline).filter {
                pipeline.labels[$0.label].happening.event == event
            }
            if answers.isEmpty { findings.insert(.unanswered(outcome: outcome, of: graph.workflow.id)) }
            for answer in answers {
                go(from: from, target, answer, pipeline.labels[answer.label], because: label)
            }
        }
    }

    // MARK: What is left over

    func unreached() -> Set<String> {
        let chart = pipeline.workflow.chart
        let reached = Set(nodes.map(\.pipeline)).reduce(into: Set<String>()) { states, number in
            for state in chart.activeStates(in: pipeline.snapshot(number)) {
                states.insert(chart.states[state.rawValue].id)
            }
        }
        let states = pipeline.workflow.states.filter { $0.kind != .shallowHistory && $0.kind != .deepHistory }
        return Set(states.map(\.id)).subtracting(reached)
    }

    func heldUp(_ isRest: (String) -> Bool) -> [Composition.Finding] {
        let chart = pipeline.workflow.chart
        let rests = Set(pipeline.workflow.states.map(\.id).filter(isRest))
        guard !rests.isEmpty else { return [] }
        let restful = Bitmap(pipeline.stateCount) { state in
            chart.activeStates(in: pipeline.snapshot(state)).contains { rests.contains(chart.states[$0.rawValue].id) }
        }
        var incoming: [[UInt32]] = Array(repeating: [], count: nodes.count)
        for step in steps where !step.isFree { incoming[Int(step.to)].append(step.from) }
        var reaching = Bitmap(nodes.count) { restful[nodes[$0].pipeline] }
        var next = nodes.indices.filter { reaching[$0] }
        while let node = next.popLast() {
            for before in incoming[node] where reaching.insert(Int(before)) { next.append(Int(before)) }
        }
        guard let first = nodes.indices.first(where: { !reaching[$0] }) else { return [] }
        let node = nodes[first]
        let inside = slots.indices.first { node.runs[$0] >= 0 }
        return [
            .heldUp(
                pipeline: pipeline.leaves(node.pipeline),
                run: inside.map { slots[$0].graph.leaves(node.runs[$0]) } ?? [])
        ]
    }
}

extension Exploration {
    /// For each state the outcome that a run has there, if it ended.
    fileprivate var outcomes: [String?] {
        (0..<stateCount).map { state in
            let snapshot = snapshot(state)
            guard snapshot.isDone else { return nil }
            return workflow.chart.activeLeaves(in: snapshot).lazy
                .compactMap { self.workflow.state(self.workflow.chart.states[$0.rawValue].id)?.outcome }.first
        }
    }

    fileprivate func leaves(_ state: Int) -> [String] {
        workflow.chart.activeLeaves(in: snapshot(state)).map { workflow.chart.states[$0.rawValue].id }
    }
}

extension Composition.Finding {
    package var message: Bilingual {
        switch self {
        case .unanswered(let outcome, let run):
            Bilingual(
                zh: "“\(run)”可以“\(outcome)”结束，而流转流程无人接应",
                en: "“\(run)” can end with “\(outcome)”, and the pipeline goes on waiting")
        case .abandoned(let run, let event):
            Bilingual(
                zh: "流转流程因“\(event)”离开时，“\(run)”仍在进行", en: "“\(event)” makes the pipeline leave while “\(run)” goes on")
        case .doubled(let run): Bilingual(zh: "“\(run)”尚在进行又启动一次", en: "“\(run)” is begun again while it goes on")
        case .heldUp(let pipeline, let run):
            Bilingual(
                zh: "在 \((pipeline + run).joined(separator: "、")) 中，当事人不行动时不能了结",
                en:
                    "in \((pipeline + run).joined(separator: ", ")) the matter cannot come to rest while the parties keep silent"
            )
        }
    }
}
