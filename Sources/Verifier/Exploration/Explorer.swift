import Statechart
package import Workflow

extension Exploration {
    /// Explores a workflow from its start.
    package init(_ workflow: Workflow, options: Options) throws(ExplorationError) {
        var explorer = try Explorer(workflow, options)
        explorer.run()
        self = explorer.result
    }
}

/// Why a workflow cannot be explored at all.
package enum ExplorationError: Error, Hashable, Sendable, CustomStringConvertible {
    case tooManyClocks(Int)
    /// It turns in a circle before anything happens.
    case endlessStart

    package var message: Bilingual {
        switch self {
        case .tooManyClocks(let count):
            Bilingual(
                zh: "期限共 \(count) 个，至多可验证 \(ClockStates.capacity) 个",
                en: "\(count) clocks; at most \(ClockStates.capacity) can be verified")
        case .endlessStart: Bilingual(zh: "流程一开始即无休止循环", en: "the workflow turns in a circle at its very start")
        }
    }

    package var description: String { message.description }
}

/// Breadth first, with the same step function as the engine.
struct Explorer {
    private let workflow: Workflow
    private let options: Exploration.Options
    private let runner: UntimedRunner
    private let environment: Environment
    private let layout: Layout
    private let canon: Canon
    private var table: StateTable
    private var labels: [StepLabel] = []
    /// For each stimulus the labels it has had, with what made them so.
    private var known: [[(transitions: [TransitionIndex], outputs: [Output], label: Int)]] = []
    private var edges: [Exploration.Edge] = []
    private var starts: [Int] = []
    private var predecessors: [(state: UInt32, edge: UInt32)] = [(0, 0)]
    private var divergences: [Exploration.Divergence] = []
    private var row: [UInt64] = []

    init(_ workflow: Workflow, _ options: Exploration.Options) throws(ExplorationError) {
        guard workflow.clocks.count <= ClockStates.capacity else { throw .tooManyClocks(workflow.clocks.count) }
        self.workflow = workflow
        self.options = options
        runner = UntimedRunner(workflow)
        guard let start = runner.start(members: options.members) else { throw .endlessStart }
        environment = Environment(workflow, options)
        layout = Layout(workflow, blank: start.state.snapshot)
        canon = Canon(workflow, options, lasting: runner.lastingFacts)
        table = StateTable(width: layout.width)
        labels = [label(of: .start, start.transitions, start.outputs)]
        _ = insert(start.state)
    }

    mutating func run() {
        var state = UntimedRunner.State(snapshot: layout.blank, clocks: ClockStates())
        var number = 0
        while number < table.count, table.count <= options.mostStates {
            starts.append(edges.count)
            workflow.chart.unpack(table.words, from: number * layout.width, into: &state.snapshot)
            state.clocks = ClockStates(bits: table.words[number * layout.width + layout.width - 1])
            if state.snapshot.isRunning {
                for stimulus in environment.plan(for: layout.configuration(table, number)) {
                    explore(stimulus, in: state, number)
                }
            }
            number += 1
        }
        while starts.count <= table.count { starts.append(edges.count) }
    }

    var result: Exploration {
        Exploration(
            workflow: workflow, options: options, labels: labels, edges: edges, starts: starts,
            predecessors: predecessors, divergences: divergences, isComplete: table.count <= options.mostStates,
            table: table, layout: layout, canon: canon)
    }

    private mutating func explore(_ index: Int, in state: UntimedRunner.State, _ number: Int) {
        let stimulus = environment.stimuli[index]
        if let clock = stimulus.happening.clock {
            guard state.clocks[clock] == .running else { return }
            return add(runner.expire(clock, state, stimulus.event), index, from: number)
        }
        if options.foldsMembers, let member = stimulus.happening.member,
            (0..<member).contains(where: { workflow.chart.areAlike($0, member, in: state.snapshot) })
        {
            return
        }
        switch runner.step(state, stimulus.event) {
        case .taken(let taken): add(taken, index, from: number)
        case .refused: break
        case .diverged(let transitions):
            divergences.append(
                .init(state: number, happening: stimulus.happening, transitions: tags(transitions)))
        }
    }

    private mutating func add(_ taken: UntimedRunner.Taken, _ stimulus: Int, from number: Int) {
        let (target, isNew) = insert(taken.state)
        let label = self.number(of: stimulus, taken)
        if isNew { predecessors.append((UInt32(number), UInt32(edges.count))) }
        edges.append(.init(targetNumber: UInt32(target), labelNumber: UInt32(label)))
    }

    private mutating func insert(_ state: UntimedRunner.State) -> (number: Int, isNew: Bool) {
        canon.row(of: state, into: &row)
        return table.insert(row)
    }

    // MARK: Labels

    private mutating func number(of stimulus: Int, _ taken: UntimedRunner.Taken) -> Int {
        while known.count <= stimulus { known.append([]) }
        for one in known[stimulus] where one.transitions == taken.transitions && one.outputs == taken.outputs {
            return one.label
        }
        labels.append(label(of: environment.stimuli[stimulus].happening, taken.transitions, taken.outputs))
        known[stimulus].append((taken.transitions, taken.outputs, labels.count - 1))
        return labels.count - 1
    }

    private func tags(_ transitions: [TransitionIndex]) -> [Int] {
        transitions.map { workflow.chart.transitions[$0.rawValue].tag }
    }

    private func label(
        of happening: Happening, _ transitions: [TransitionIndex], _ outputs: [Output]
    ) -> StepLabel {
        let tags = tags(transitions)
        let taken = tags.map { workflow.transitions[$0] }
        var papers: Set<String> = []
        var notices: Set<String> = []
        var renewed: UInt64 = 0
        var invocations: [String] = []
        for observation in runner.observations(of: outputs) {
            switch observation {
            case .paper(let name): papers.insert(name)
            case .notice(let role): notices.insert(role)
            case .renewed(let clock): renewed |= 1 << UInt64(clock)
            case .invoked(let state): invocations.append(state)
            }
        }
        return StepLabel(
            happening: happening, transitions: tags,
            events: Set([happening.event] + taken.compactMap(\.event)), records: Set(taken.flatMap(\.records)),
            papers: papers, notices: notices, renewedClocks: renewed, invocations: invocations)
    }
}
