/// Turns a checked source into tables.
struct ChartBuilder {
    struct Parts {
        var states: [Chart.State] = []
        var transitions: [Chart.Transition] = []
        var facts: [FactDeclaration] = []
        var events: [String] = []
        var tables: Tables
        var statesByName: [String: StateIndex] = [:]
        var factsByName: [String: FactIndex] = [:]
        var eventsByName: [String: EventID] = [:]
    }

    let source: ChartSource
    let tree: SourceTree
    var tables: Tables
    var transitions: [Chart.Transition] = []
    var factsByName: [String: FactIndex] = [:]
    var events: [String] = [""]
    var eventsByName: [String: EventID] = [:]

    init(_ source: ChartSource) {
        self.source = source
        tree = SourceTree(source)
        tables = Tables(stateCount: tree.nodes.count)
    }

    mutating func build() -> Parts {
        layOutFacts()
        buildTree()
        tables.errorEvent = intern(Tables.errorName)
        for index in tree.nodes.indices { buildContent(of: index) }
        buildReach()
        buildAnswers()
        tables.fingerprint = fingerprint()
        return Parts(
            states: tree.nodes.indices.map(describe),
            transitions: transitions,
            facts: source.facts,
            events: events,
            tables: tables,
            statesByName: tree.indexByID.mapValues(StateIndex.init),
            factsByName: factsByName,
            eventsByName: eventsByName)
    }

    mutating func intern(_ event: String) -> EventID {
        if let id = eventsByName[event] { return id }
        let id = EventID(events.count)
        events.append(event)
        eventsByName[event] = id
        return id
    }

    // MARK: Facts

    private mutating func layOutFacts() {
        for (index, fact) in source.facts.enumerated() {
            factsByName[fact.name] = FactIndex(index)
            let initial = fact.domain.code(of: fact.initial) ?? 0
            tables.facts.isEach.append(fact.scope == .each)
            tables.facts.sizes.append(fact.domain.count)
            switch fact.scope {
            case .single:
                tables.facts.offsets.append(tables.facts.initialSingles.count)
                tables.facts.initialSingles.append(initial)
            case .each:
                tables.facts.offsets.append(tables.facts.initialBlock.count)
                tables.facts.initialBlock.append(initial)
            }
        }
    }

    // MARK: Tree

    private mutating func buildTree() {
        for (index, node) in tree.nodes.enumerated() {
            tables.parent.append(node.parent)
            tables.children.append(node.children.filter { !tree.nodes[$0].kind.isHistory })
            tables.histories.append(node.children.filter { tree.nodes[$0].kind.isHistory })
            var descendants = BitSet(capacity: tree.nodes.count)
            for inner in index + 1..<node.end where !tree.nodes[inner].kind.isHistory {
                descendants.insert(inner)
            }
            tables.descendants.append(descendants)
            tables.historySlot.append(node.kind.isHistory ? tables.historyCount : -1)
            tables.doneData.append(node.source?.doneData)
            classify(index, node.kind)
        }
        for (index, node) in tree.nodes.enumerated() {
            tables.initialTargets.append(initialTargets(of: node))
            tables.doneEvent.append(
                tables.compound.contains(index) || tables.parallel.contains(index)
                    ? intern("done.state.\(node.source?.id ?? "")") : .other)
        }
    }

    private mutating func classify(_ index: Int, _ kind: StateKind) {
        switch kind {
        case .atomic: tables.leaves.insert(index)
        case .compound: tables.compound.insert(index)
        case .parallel: tables.parallel.insert(index)
        case .final:
            tables.leaves.insert(index)
            tables.final.insert(index)
        case .history(let memory):
            tables.historyCount += 1
            switch memory {
            case .shallow: tables.shallowHistory.insert(index)
            case .deep: tables.deepHistory.insert(index)
            }
        }
    }

    private func initialTargets(of node: SourceTree.Node) -> [Int] {
        let names = node.source?.initial?.targets ?? (node.source == nil ? source.initial : [])
        let named = names.compactMap { tree.indexByID[$0] }
        guard named.isEmpty, node.kind == .compound else { return named }
        return Array(node.children.filter { !tree.nodes[$0].kind.isHistory }.prefix(1))
    }

    private func describe(_ index: Int) -> Chart.State {
        let node = tree.nodes[index]
        return Chart.State(
            id: node.source?.id ?? "",
            kind: node.kind,
            parent: node.source == nil ? nil : StateIndex(node.parent),
            children: node.children.map(StateIndex.init),
            initial: tables.initialTargets[index].map(StateIndex.init),
            transitions: tables.rulesOf[index],
            depth: node.depth,
            doneData: node.source?.doneData,
            path: node.path)
    }

    // MARK: Content

    private mutating func buildContent(of index: Int) {
        let node = tree.nodes[index]
        let first = tables.rules.count
        for (position, transition) in (node.source?.transitions ?? []).enumerated() {
            add(transition, source: index, path: node.path.appending(.transition(position)))
        }
        tables.rulesOf.append(first..<tables.rules.count)
        tables.onEntry.append((node.source?.onEntry ?? []).map { emit($0) }.filter { !$0.isEmpty })
        tables.onExit.append((node.source?.onExit ?? []).map { emit($0) }.filter { !$0.isEmpty })
        tables.initialActions.append(emit(node.source?.initial?.actions ?? []))
    }

    private mutating func add(_ transition: TransitionSource, source: Int, path: SourcePath) {
        let targets = transition.targets.compactMap { tree.indexByID[$0] }
        for event in transition.events where !event.isWildcard { _ = intern(event.prefix) }
        let condition = transition.condition.map { emit($0) }
        tables.rules.append(
            Rule(
                source: source,
                targets: targets,
                isInternal: transition.kind == .internal,
                condition: condition,
                actions: emit(transition.actions),
                reach: .targetless))
        transitions.append(
            Chart.Transition(
                source: StateIndex(source),
                events: transition.events,
                condition: transition.condition,
                targets: targets.map(StateIndex.init),
                kind: transition.kind,
                actions: transition.actions,
                tag: transition.tag,
                path: path))
    }

    /// Works out beforehand what each transition exits and enters, wherever no history has a say in it.
    private mutating func buildReach() {
        let unknown = Array(repeating: BitSet(capacity: tables.stateCount), count: tables.historyCount)
        for index in tables.rules.indices where !tables.rules[index].targets.isEmpty {
            let rule = tables.rules[index]
            let domain = tables.domain(of: rule, targets: rule.targets)
            var plan = EntryPlan(stateCount: tables.stateCount)
            plan.add(targets: rule.targets, domain: domain, tables, unknown)
            let meetsHistory = !plan.defaultHistories.isEmpty
            tables.rules[index] = rule.reaching(meetsHistory ? .recalled : .fixed(domain: domain, plan))
        }
    }

    private mutating func buildAnswers() {
        func row(_ isAnswered: (Chart.Transition) -> Bool) -> (transitions: BitSet, states: BitSet) {
            var row = (transitions: BitSet(capacity: transitions.count), states: BitSet(capacity: tables.stateCount))
            for (index, transition) in transitions.enumerated() where isAnswered(transition) {
                row.transitions.insert(index)
                row.states.insert(transition.source.rawValue)
            }
            return row
        }
        let rows =
            events.map { name in row { $0.events.contains { $0.isWildcard || $0.matches(name) } } }
            + [row { $0.events.isEmpty }]
        tables.answers = rows.map(\.transitions)
        tables.answering = rows.map(\.states)
    }

    // MARK: Identity

    /// FNV-1a over the names that give a snapshot its meaning.
    private func fingerprint() -> UInt32 {
        var hash: UInt32 = 2_166_136_261
        func mix(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
            hash = (hash ^ 0xFF) &* 16_777_619
        }
        for node in tree.nodes {
            mix(node.source?.id ?? "")
            mix("\(node.depth)")
        }
        for fact in source.facts {
            mix(fact.name)
            mix("\(fact.scope)")
            mix("\(fact.domain)")
        }
        return hash
    }
}
