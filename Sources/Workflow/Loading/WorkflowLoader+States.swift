import Statechart
import Yams

// The tree of states.
extension WorkflowLoader {
    // MARK: Names first

    /// Collects the names of all states, so that any state can name any other.
    mutating func collectStates(_ node: Node) {
        guard let mapping = node.mapping else { return }
        for (key, value) in mapping {
            guard let scalar = key.scalar else { continue }
            let id = reader.standIns[scalar.string] ?? scalar.string
            if let first = statePositions[id] {
                // Two keys of one mapping are reported where the mapping is read.
                if !reader.standIns.values.contains(id) {
                    reader.report(
                        key.position, zh: "状态“\(id)”重名（第 \(first.line) 行已有）",
                        en: "the state “\(id)” is declared twice (first in line \(first.line))")
                }
            } else {
                statePositions[id] = key.position
                names.states.append(id)
            }
            if let states = value.mapping?["states"] { collectStates(states) }
        }
    }

    /// Collects the events that transitions answer, and which of them people send.
    mutating func collectEvents(_ node: Node) {
        guard let mapping = node.mapping else { return }
        for (_, value) in mapping {
            guard let state = value.mapping else { continue }
            if let on = state.first(where: { $0.key.scalar?.string == "on" })?.value.mapping {
                for (key, transitions) in on {
                    guard let scalar = key.scalar else { continue }
                    let event = reader.standIns[scalar.string] ?? scalar.string
                    if !answeredEvents.contains(event) { answeredEvents.append(event) }
                    let alternatives = transitions.sequence.map { Array($0) } ?? [transitions]
                    if alternatives.contains(where: { $0.mapping?["by"] != nil }) { actEvents.insert(event) }
                }
            }
            if let states = state["states"] { collectEvents(states) }
        }
    }

    // MARK: States

    /// The states of a mapping, in order.
    mutating func children(_ node: Node, of parent: String?) -> [StateSource] {
        guard let fields = reader.mapping(node, keys: nil) else { return [] }
        if fields.all.isEmpty {
            reader.report(fields.position, zh: "没有任何状态", en: "there is no state")
        }
        var sources: [StateSource] = []
        for field in fields.all where declares(field) {
            if let source = state(field, parent: parent) { sources.append(source) }
        }
        return sources
    }

    private mutating func state(_ field: YAMLFields.Field, parent: String?) -> StateSource? {
        guard let fields = reader.mapping(field.node, keys: Grammar.state.names) else { return nil }
        let id = field.key
        let kind = stateKind(fields)
        let clocks = clockNames(fields["clock"])
        let pauses = clockNames(fields["pauses"])
        let invoke = fields["invoke"].flatMap { invocation($0.node) }
        let enter = fields["enter"].map { effects($0.node) } ?? []
        let exit = fields["exit"].map { effects($0.node) } ?? []
        let outcome = reportedOutcome(fields["outcome"], isReported: kind == .final && parent == nil)
        states.append(
            StateDeclaration(
                id: id, title: fields["title"].flatMap { reader.bilingual($0.node) } ?? Bilingual(id), kind: kind,
                parent: parent, outcome: outcome, invoke: invoke, clocks: clocks, pauses: pauses, enter: enter,
                exit: exit, law: citation(fields), note: fields["note"].flatMap { reader.note($0.node) },
                line: field.position.line))

        var source = StateSource(id: id, kind: kind.chartKind)
        source.transitions = transitions(fields, from: id)
        source.onEntry = [clocks.map { effect(.run(clock: $0)) } + enter.map { action($0) }]
        if invoke != nil { source.onEntry[0].append(effect(.invoke(state: id))) }
        source.onExit = [exit.map { action($0) } + clocks.map { effect(.stop(clock: $0)) }]
        source.onEntry.removeAll(where: \.isEmpty)
        source.onExit.removeAll(where: \.isEmpty)
        if let outcome {
            source.doneData = chartOutcomes.count
            chartOutcomes.append(outcome)
        }
        if let states = fields["states"] { source.children = children(states.node, of: id) }
        if let initial = fields["initial"] {
            source.initial = InitialSource(
                targets: reader.names(.state, reader.texts(initial.node), in: names))
        }
        for index in source.children.indices where source.children[index].kind.isHistory {
            if source.children[index].initial == nil {
                source.children[index].initial = defaultOfHistory(in: source)
            }
        }
        return source
    }

    /// A history without a default of its own goes where its parent begins.
    private func defaultOfHistory(in parent: StateSource) -> InitialSource {
        if let initial = parent.initial { return initial }
        let children = parent.children.filter { !$0.kind.isHistory }.map(\.id)
        return InitialSource(targets: parent.kind == .parallel ? children : Array(children.prefix(1)))
    }

    private mutating func stateKind(_ fields: YAMLFields) -> StateDeclaration.Kind {
        let isFinal = fields["final"].flatMap { reader.boolean($0.node) } ?? false
        let isParallel = fields["parallel"].flatMap { reader.boolean($0.node) } ?? false
        let history = fields["history"].flatMap { historyKind($0.node) }
        let marks = [isFinal, isParallel, history != nil].filter { $0 }
        if marks.count > 1 {
            reader.report(
                fields.position, zh: "final、parallel、history 只能有一个",
                en: "only one of final, parallel and history may stand")
        }
        if let history { return history }
        if isFinal { return .final }
        if isParallel { return .parallel }
        return fields["states"] == nil ? .atomic : .compound
    }

    private mutating func historyKind(_ node: Node) -> StateDeclaration.Kind? {
        let expected = Bilingual("shallow | deep")
        switch reader.text(node, expected)?.value {
        case "shallow": return .shallowHistory
        case "deep": return .deepHistory
        case nil: return nil
        default:
            reader.wrongType(node, expected)
            return nil
        }
    }

    private mutating func clockNames(_ field: YAMLFields.Field?) -> [String] {
        field.map { reader.names(.clock, reader.texts($0.node), in: names) } ?? []
    }

    private mutating func invocation(_ node: Node) -> StateDeclaration.Invocation? {
        guard let id = identifier(node) else { return nil }
        return id == "track" ? .track : .workflow(id: id)
    }

    private mutating func reportedOutcome(_ field: YAMLFields.Field?, isReported: Bool) -> String? {
        guard let field, let text = reader.text(field.node) else { return nil }
        guard isReported else {
            reader.report(
                field.position, zh: "只有最上层的终结状态才有“outcome”", en: "only a final state at the top has an “outcome”")
            return nil
        }
        return reader.name(.outcome, text, in: names)
    }

    // MARK: Problems of the chart

    /// Reports what the compiler of the chart found, at the state or transition it found it in.
    mutating func report(_ problem: ChartProblem, in source: ChartSource) {
        var position = Position(line: 1, column: 1)
        var children = source.states
        var current: StateSource?
        for component in problem.path.components {
            switch component {
            case .state(let index) where children.indices.contains(index):
                let state = children[index]
                position = statePositions[state.id] ?? position
                children = state.children
                current = state
            case .transition(let index):
                if let tag = current?.transitions[index].tag { position = transitionPositions[tag] }
            default: break
            }
        }
        let message = problem.reason.message
        reader.report(position, zh: message.zh, en: message.en)
    }
}

extension StateDeclaration.Kind {
    var chartKind: StateKind {
        switch self {
        case .atomic: .atomic
        case .compound: .compound
        case .parallel: .parallel
        case .final: .final
        case .shallowHistory: .history(.shallow)
        case .deepHistory: .history(.deep)
        }
    }
}
