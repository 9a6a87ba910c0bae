/// Finds everything wrong with a source, in document order.
struct SourceChecker {
    let source: ChartSource
    let tree: SourceTree
    var factsByName: [String: FactDeclaration] = [:]
    var problems: [ChartProblem] = []

    init(_ source: ChartSource) {
        self.source = source
        tree = SourceTree(source)
    }

    mutating func check() -> [ChartProblem] {
        checkFacts()
        let root = SourcePath()
        if source.states.isEmpty {
            report(root, .noStates)
        } else if !source.states.contains(where: { !$0.kind.isHistory }) {
            report(root, .noChildren(""))
        }
        checkTargets(source.initial, at: root.appending(.initial))
        for index in tree.nodes.indices.dropFirst() {
            checkState(index)
        }
        return problems
    }

    mutating func report(_ path: SourcePath, _ reason: ChartProblem.Reason) {
        problems.append(ChartProblem(path, reason))
    }

    // MARK: Facts

    private mutating func checkFacts() {
        for (position, fact) in source.facts.enumerated() {
            let path = SourcePath([.fact(position)])
            if fact.name.isEmpty { report(path, .emptyFactName) }
            if factsByName.updateValue(fact, forKey: fact.name) != nil { report(path, .duplicateFact(fact.name)) }
            if !isSound(fact.domain) {
                report(path, .badDomain(fact: fact.name))
            } else if fact.domain.code(of: fact.initial) == nil {
                report(path, .valueNotInDomain(fact: fact.name, value: fact.initial))
            }
        }
    }

    private func isSound(_ domain: FactDomain) -> Bool {
        switch domain {
        case .boolean: true
        case .enumeration(let symbols):
            (1...256).contains(symbols.count) && Set(symbols).count == symbols.count && !symbols.contains("")
        case .counter(let max): (1...255).contains(max)
        }
    }

    // MARK: States

    private mutating func checkState(_ index: Int) {
        let node = tree.nodes[index]
        guard let state = node.source else { return }
        if state.id.isEmpty {
            report(node.path, .emptyStateID)
        } else if tree.indexByID[state.id] != index {
            report(node.path, .duplicateState(state.id))
        }
        checkShape(state, node)
        checkInitial(state, index)
        for (position, transition) in state.transitions.enumerated() {
            check(transition, at: node.path.appending(.transition(position)))
        }
        for (position, block) in state.onEntry.enumerated() {
            check(block, at: node.path.appending(.onEntry(position)))
        }
        for (position, block) in state.onExit.enumerated() {
            check(block, at: node.path.appending(.onExit(position)))
        }
    }

    private mutating func checkShape(_ state: StateSource, _ node: SourceTree.Node) {
        switch state.kind {
        case .compound, .parallel:
            if !state.children.contains(where: { !$0.kind.isHistory }) { report(node.path, .noChildren(state.id)) }
        case .atomic, .final, .history:
            if !state.children.isEmpty { report(node.path, .childrenNotAllowed(state.id)) }
        }
        if state.kind == .final {
            if tree.nodes[node.parent].kind == .parallel { report(node.path, .finalInParallel(state.id)) }
        } else if state.doneData != nil {
            report(node.path, .doneDataNotAllowed(state.id))
        }
        if state.kind.isHistory, node.parent == 0 { report(node.path, .historyAtTop(state.id)) }
        if state.kind.isHistory || state.kind == .final, !state.transitions.isEmpty {
            report(node.path, .transitionsNotAllowed(state.id))
        }
        if state.kind.isHistory, !state.onEntry.isEmpty || !state.onExit.isEmpty {
            report(node.path, .actionsNotAllowed(state.id))
        }
    }

    private mutating func checkInitial(_ state: StateSource, _ index: Int) {
        let node = tree.nodes[index]
        let path = node.path.appending(.initial)
        guard let initial = state.initial else {
            if state.kind.isHistory { report(node.path, .historyWithoutDefault(state.id)) }
            return
        }
        guard state.kind == .compound || state.kind.isHistory else { return report(path, .initialNotAllowed(state.id)) }
        if initial.targets.isEmpty { report(path, .emptyInitial(state.id)) }
        checkTargets(initial.targets, at: path)
        check(initial.actions, at: path)

        let home = state.kind.isHistory ? node.parent : index
        for (position, name) in initial.targets.enumerated() {
            guard let target = tree.indexByID[name] else { continue }
            let place = path.appending(.target(position))
            if !tree.isDescendant(target, of: home) {
                report(place, .initialOutside(state: state.id, target: name))
            } else if state.kind.isHistory, tree.nodes[target].kind.isHistory {
                report(place, .historyDefaultIsHistory(history: state.id, target: name))
            } else if state.kind == .history(.shallow), tree.nodes[target].parent != home {
                report(place, .historyDefaultNotChild(history: state.id, target: name))
            }
        }
    }

    // MARK: Transitions

    private mutating func check(_ transition: TransitionSource, at path: SourcePath) {
        for (position, event) in transition.events.enumerated() where !event.isWellFormed {
            report(path.appending(.event(position)), .malformedEvent(event.description))
        }
        if let condition = transition.condition { check(condition, at: path.appending(.condition)) }
        checkTargets(transition.targets, at: path)
        check(transition.actions, at: path)
        let isAlwaysEnabled = transition.condition == nil || transition.condition == .constant(true)
        if transition.events.isEmpty, transition.targets.isEmpty, isAlwaysEnabled { report(path, .endlessTransition) }
    }

    private mutating func checkTargets(_ names: [String], at path: SourcePath) {
        var known: [(name: String, index: Int)] = []
        for (position, name) in names.enumerated() {
            let place = path.appending(.target(position))
            guard let index = tree.indexByID[name] else {
                report(place, .unknownState(name))
                continue
            }
            for other in known where !tree.areCompatible(other.index, index) {
                report(place, .incompatibleTargets(other.name, name))
            }
            known.append((name, index))
        }
    }
}
