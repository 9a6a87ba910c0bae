import Statechart

/// The algorithm of the SCXML Recommendation, appendix D, written down procedure by procedure over sets of names. Slow and
/// plain on purpose: it shares nothing with the library but the source tree.
struct ReferenceInterpreter {
    final class Node {
        let source: StateSource?
        let parent: Node?
        let order: Int
        let id: String
        /// The nearest first.
        let ancestors: [Node]
        var children: [Node] = []

        init(_ source: StateSource?, parent: Node?, order: Int) {
            self.source = source
            self.parent = parent
            self.order = order
            ancestors = parent.map { [$0] + $0.ancestors } ?? []
            id = source?.id ?? ""
        }

        var isHistory: Bool { source?.kind.isHistory ?? false }
        var isCompoundOrRoot: Bool { source == nil || source?.kind == .compound }
        var isParallel: Bool { source?.kind == .parallel }
        var isFinal: Bool { source?.kind == .final }
        var isAtomic: Bool { source?.kind == .atomic || isFinal }
        var childStates: [Node] { children.filter { !$0.isHistory } }
        var histories: [Node] { children.filter(\.isHistory) }

        func isDescendant(of other: Node) -> Bool { ancestors.contains { $0 === other } }

        func properAncestors(upTo limit: Node?) -> ArraySlice<Node> { ancestors.prefix { $0 !== limit } }
    }

    struct Enabled {
        let number: Int
        let source: Node
        let transition: TransitionSource
    }

    enum Result: Equatable { case taken, ignored, diverged }

    let chart: ChartSource
    let limit: Int
    let nodes: [String: Node]
    let root: Node
    /// For each state the number of its first transition.
    let firstTransition: [String: Int]

    var configuration: Set<String> = []
    var historyValue: [String: Set<String>] = [:]
    var facts: [String: FactValue] = [:]
    var memberFacts: [[String: FactValue]] = []
    var running = false
    var done = false
    var doneData: Int?

    // Of the step at hand.
    var queue: [String] = []
    var member: Int?
    var transitions: [Int] = []
    var exited: [String] = []
    var entered: [String] = []
    var outputs: [Output] = []

    init(_ chart: ChartSource, members: Int, limit: Int) {
        self.chart = chart
        self.limit = limit
        var nodes: [String: Node] = [:]
        var first: [String: Int] = [:]
        var counter = 0
        var order = 0
        func add(_ states: [StateSource], to parent: Node) {
            for state in states {
                order += 1
                let node = Node(state, parent: parent, order: order)
                parent.children.append(node)
                nodes[state.id] = node
                first[state.id] = counter
                counter += state.transitions.count
                add(state.children, to: node)
            }
        }
        root = Node(nil, parent: nil, order: 0)
        add(chart.states, to: root)
        self.nodes = nodes
        firstTransition = first
        for fact in chart.facts where fact.scope == .single { facts[fact.name] = fact.initial }
        for _ in 0..<members { addMember() }
    }

    mutating func addMember() {
        var values: [String: FactValue] = [:]
        for fact in chart.facts where fact.scope == .each { values[fact.name] = fact.initial }
        memberFacts.append(values)
    }

    func node(_ id: String) -> Node { nodes[id] ?? root }

    // MARK: Main loop

    mutating func start() -> Result {
        let before = self
        running = true
        let targets = initialTargets(of: root)
        var toEnter: Set<String> = []
        var defaults: Set<String> = []
        var contents: [String: [Action]] = [:]
        for target in targets { addDescendantStatesToEnter(target, &toEnter, &defaults, &contents) }
        for target in effectiveTargets(targets) {
            addAncestorStatesToEnter(target, root, &toEnter, &defaults, &contents)
        }
        enterStates(toEnter, defaults, contents)
        return finishMacrostep(count: 1, before: before)
    }

    mutating func handle(_ event: String, member: Int?, inputs: [(fact: String, member: Int?, value: FactValue)])
        -> Result
    {
        clearStep()
        doneData = nil
        guard running else { return .ignored }
        let before = self
        self.member = member
        for input in inputs {
            if let place = input.member ?? member, memberFacts.indices.contains(place),
                memberFacts[place][input.fact] != nil
            {
                memberFacts[place][input.fact] = input.value
            } else {
                facts[input.fact] = input.value
            }
        }
        var enabled = selectTransitions(event)
        if enabled.isEmpty { enabled = selectTransitions(nil) }
        if enabled.isEmpty {
            self = before
            clearStep()
            return .ignored
        }
        microstep(enabled)
        return finishMacrostep(count: 1, before: before)
    }

    private mutating func finishMacrostep(count: Int, before: Self) -> Result {
        var count = count
        while running {
            var enabled = selectTransitions(nil)
            if enabled.isEmpty {
                guard !queue.isEmpty else { break }
                enabled = selectTransitions(queue.removeFirst())
            }
            guard !enabled.isEmpty else { continue }
            if count == limit {
                self = before
                clearStep()
                return .diverged
            }
            count += 1
            microstep(enabled)
        }
        if !running { exitInterpreter() }
        queue = []
        return .taken
    }

    private mutating func clearStep() {
        queue = []
        member = nil
        transitions = []
        exited = []
        entered = []
        outputs = []
    }

    private mutating func exitInterpreter() {
        done = true
        let resting = configuration
        for id in documentOrder(configuration).reversed() {
            for block in node(id).source?.onExit ?? [] { _ = execute(block) }
            configuration.remove(id)
        }
        configuration = resting
    }

    // MARK: Selection

    private func selectTransitions(_ event: String?) -> [Enabled] {
        var enabled: [Enabled] = []
        for id in documentOrder(configuration) where node(id).isAtomic {
            search: for state in [node(id)] + node(id).properAncestors(upTo: nil) {
                for (position, transition) in (state.source?.transitions ?? []).enumerated() {
                    let isAnswered =
                        if let event {
                            transition.events.contains { nameMatches($0, event) }
                        } else {
                            transition.events.isEmpty
                        }
                    guard isAnswered, transition.condition.map(isTrue) ?? true else { continue }
                    let number = (firstTransition[state.id] ?? 0) + position
                    if !enabled.contains(where: { $0.number == number }) {
                        enabled.append(Enabled(number: number, source: state, transition: transition))
                    }
                    break search
                }
            }
        }
        return removeConflictingTransitions(enabled)
    }

    private func nameMatches(_ descriptor: EventDescriptor, _ event: String) -> Bool {
        if descriptor.description == "*" { return true }
        let wanted = descriptor.description.split(separator: ".")
        return event.split(separator: ".").starts(with: wanted)
    }

    private func removeConflictingTransitions(_ enabled: [Enabled]) -> [Enabled] {
        var filtered: [Enabled] = []
        for t1 in enabled {
            var preempted = false
            var toRemove: [Int] = []
            for t2 in filtered where !exitSet([t1]).isDisjoint(with: exitSet([t2])) {
                if t1.source.isDescendant(of: t2.source) {
                    toRemove.append(t2.number)
                } else {
                    preempted = true
                    break
                }
            }
            if !preempted {
                filtered.removeAll { toRemove.contains($0.number) }
                filtered.append(t1)
            }
        }
        return filtered
    }

    private func exitSet(_ enabled: [Enabled]) -> Set<String> {
        var result: Set<String> = []
        for item in enabled where !item.transition.targets.isEmpty {
            let domain = transitionDomain(item)
            result.formUnion(configuration.filter { node($0).isDescendant(of: domain) })
        }
        return result
    }

    private func transitionDomain(_ item: Enabled) -> Node {
        let targets = effectiveTargets(item.transition.targets.map(node))
        if item.transition.kind == .internal, item.source.source?.kind == .compound,
            targets.allSatisfy({ $0.isDescendant(of: item.source) })
        {
            return item.source
        }
        for ancestor in item.source.properAncestors(upTo: nil) where ancestor.isCompoundOrRoot {
            if targets.allSatisfy({ $0.isDescendant(of: ancestor) }) { return ancestor }
        }
        return root
    }

    private func effectiveTargets(_ targets: [Node]) -> [Node] {
        targets.flatMap { target -> [Node] in
            guard target.isHistory else { return [target] }
            if let value = historyValue[target.id] { return documentOrder(value).map(node) }
            return effectiveTargets((target.source?.initial?.targets ?? []).map(node))
        }
    }

    // MARK: Microstep

    private mutating func microstep(_ enabled: [Enabled]) {
        transitions += enabled.map(\.number)
        let toExit = documentOrder(exitSet(enabled)).reversed()
        for id in toExit {
            for history in node(id).histories {
                let isDeep = history.source?.kind == .history(.deep)
                historyValue[history.id] = configuration.filter { other in
                    isDeep
                        ? node(other).isAtomic && node(other).isDescendant(of: node(id))
                        : node(other).parent === node(id)
                }
            }
        }
        for id in toExit {
            for block in node(id).source?.onExit ?? [] { _ = execute(block) }
            configuration.remove(id)
            exited.append(id)
        }
        for item in enabled { _ = execute(item.transition.actions) }
        var toEnter: Set<String> = []
        var defaults: Set<String> = []
        var contents: [String: [Action]] = [:]
        for item in enabled where !item.transition.targets.isEmpty {
            let targets = item.transition.targets.map(node)
            for target in targets { addDescendantStatesToEnter(target, &toEnter, &defaults, &contents) }
            let domain = transitionDomain(item)
            for target in effectiveTargets(targets) {
                addAncestorStatesToEnter(target, domain, &toEnter, &defaults, &contents)
            }
        }
        enterStates(toEnter, defaults, contents)
    }

    private mutating func enterStates(_ toEnter: Set<String>, _ defaults: Set<String>, _ contents: [String: [Action]]) {
        for id in documentOrder(toEnter) {
            let state = node(id)
            configuration.insert(id)
            entered.append(id)
            for block in state.source?.onEntry ?? [] { _ = execute(block) }
            if defaults.contains(id) { _ = execute(state.source?.initial?.actions ?? []) }
            if let content = contents[id] { _ = execute(content) }
            guard state.isFinal, let parent = state.parent else { continue }
            if parent === root {
                running = false
                doneData = state.source?.doneData
            } else {
                queue.append("done.state.\(parent.id)")
                if let grandparent = parent.parent, grandparent.isParallel,
                    grandparent.childStates.allSatisfy(isInFinalState)
                {
                    queue.append("done.state.\(grandparent.id)")
                }
            }
        }
    }

    private func addDescendantStatesToEnter(
        _ state: Node, _ toEnter: inout Set<String>, _ defaults: inout Set<String>, _ contents: inout [String: [Action]]
    ) {
        if state.isHistory {
            let home = state.parent ?? root
            if let value = historyValue[state.id] {
                let remembered = documentOrder(value).map(node)
                for s in remembered { addDescendantStatesToEnter(s, &toEnter, &defaults, &contents) }
                for s in remembered { addAncestorStatesToEnter(s, home, &toEnter, &defaults, &contents) }
            } else {
                contents[home.id] = state.source?.initial?.actions ?? []
                let targets = (state.source?.initial?.targets ?? []).map(node)
                for s in targets { addDescendantStatesToEnter(s, &toEnter, &defaults, &contents) }
                for s in targets { addAncestorStatesToEnter(s, home, &toEnter, &defaults, &contents) }
            }
            return
        }
        toEnter.insert(state.id)
        if state.source?.kind == .compound {
            defaults.insert(state.id)
            let targets = initialTargets(of: state)
            for s in targets { addDescendantStatesToEnter(s, &toEnter, &defaults, &contents) }
            for s in targets { addAncestorStatesToEnter(s, state, &toEnter, &defaults, &contents) }
        } else if state.isParallel {
            for child in state.childStates where !toEnter.contains(where: { node($0).isDescendant(of: child) }) {
                addDescendantStatesToEnter(child, &toEnter, &defaults, &contents)
            }
        }
    }

    private func addAncestorStatesToEnter(
        _ state: Node, _ ancestor: Node, _ toEnter: inout Set<String>, _ defaults: inout Set<String>,
        _ contents: inout [String: [Action]]
    ) {
        for above in state.properAncestors(upTo: ancestor) {
            toEnter.insert(above.id)
            guard above.isParallel else { continue }
            for child in above.childStates where !toEnter.contains(where: { node($0).isDescendant(of: child) }) {
                addDescendantStatesToEnter(child, &toEnter, &defaults, &contents)
            }
        }
    }

    private func initialTargets(of state: Node) -> [Node] {
        let named = state === root ? chart.initial : state.source?.initial?.targets ?? []
        return named.isEmpty ? Array(state.childStates.prefix(1)) : named.map(node)
    }

    private func isInFinalState(_ state: Node) -> Bool {
        if state.source?.kind == .compound {
            return state.childStates.contains { $0.isFinal && configuration.contains($0.id) }
        }
        return state.isParallel && state.childStates.allSatisfy(isInFinalState)
    }

    private func documentOrder(_ ids: Set<String>) -> [String] { ids.sorted { node($0).order < node($1).order } }

    // MARK: Executable content and conditions

    /// False if an action failed, which ends its block.
    private mutating func execute(_ actions: [Action]) -> Bool {
        for action in actions {
            guard execute(action) else { return false }
        }
        return true
    }

    private mutating func execute(_ action: Action) -> Bool {
        switch action {
        case .assign(let fact, let value, let bearer):
            return change(fact, bearer) { _ in value }
        case .increment(let fact, let amount, let bearer):
            guard case .counter(let max) = chart.facts.first(where: { $0.name == fact })?.domain else { return true }
            return change(fact, bearer) { old in
                guard case .number(let number) = old else { return old }
                return .number(min(max, Swift.max(0, number + amount)))
            }
        case .raise(let event): queue.append(event)
        case .send(let send): outputs.append(.send(send))
        case .cancel(let id): outputs.append(.cancel(id))
        case .log(let text): outputs.append(.log(text))
        case .effect(let index): outputs.append(.effect(index))
        case .fail(let event):
            queue.append(event)
            outputs.append(.failure(event: event))
            return false
        case .conditional(let branches, let otherwise):
            return execute(branches.first { isTrue($0.condition) }?.actions ?? otherwise)
        }
        return true
    }

    private mutating func change(_ fact: String, _ bearer: Bearer, _ update: (FactValue) -> FactValue) -> Bool {
        switch bearer {
        case .chart:
            facts[fact] = facts[fact].map(update)
        case .everyMember:
            for place in memberFacts.indices { memberFacts[place][fact] = memberFacts[place][fact].map(update) }
        case .actingMember:
            guard let member else { return execute(.fail("error.execution")) }
            memberFacts[member][fact] = memberFacts[member][fact].map(update)
        }
        return true
    }

    private func isTrue(_ condition: Guard) -> Bool {
        switch condition {
        case .constant(let value): return value
        case .all(let parts): return parts.allSatisfy(isTrue)
        case .any(let parts): return parts.contains(where: isTrue)
        case .not(let part): return !isTrue(part)
        case .active(let id): return configuration.contains(id)
        case .fact(let fact, let comparison): return passes(facts[fact], comparison)
        case .members(let quantifier, let fact, let comparison):
            let passing = memberFacts.count { passes($0[fact], comparison) }
            switch quantifier {
            case .every: return passing == memberFacts.count
            case .some: return passing > 0
            case .none: return passing == 0
            }
        case .actingMember(let fact, let comparison):
            return member.map { passes(memberFacts[$0][fact], comparison) } ?? false
        }
    }

    private func passes(_ value: FactValue?, _ comparison: Comparison) -> Bool {
        guard let value else { return false }
        switch (comparison, value) {
        case (.equals(let other), _): return value == other
        case (.differs(let other), _): return value != other
        case (.isOne(let others), _): return others.contains(value)
        case (.atLeast(let bound), .number(let number)): return number >= bound
        case (.atMost(let bound), .number(let number)): return number <= bound
        default: return false
        }
    }
}
