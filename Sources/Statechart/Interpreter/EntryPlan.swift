/// The states that a microstep enters: `computeEntrySet` of the Recommendation.
struct EntryPlan: Hashable, Sendable {
    var states: BitSet
    /// Compound states among them that are entered by their default, whose initial actions run.
    var byDefault: BitSet
    /// Histories that remembered nothing, whose default actions run with their parent's entry.
    var defaultHistories: BitSet

    init(stateCount: Int) {
        states = BitSet(capacity: stateCount)
        byDefault = states
        defaultHistories = states
    }

    mutating func formUnion(_ other: EntryPlan) {
        states.formUnion(other.states)
        byDefault.formUnion(other.byDefault)
        defaultHistories.formUnion(other.defaultHistories)
    }

    /// Adds the targets of a transition with this domain.
    mutating func add(targets: [Int], domain: Int, _ tables: Tables, _ history: [BitSet]) {
        for target in targets { addDescendants(of: target, tables, history) }
        for target in Self.effective(targets, tables, history) {
            addAncestors(of: target, upTo: domain, tables, history)
        }
    }

    /// What the targets stand for: histories replaced by what they remember, or by their default.
    static func effective(_ targets: [Int], _ tables: Tables, _ history: [BitSet]) -> [Int] {
        guard targets.contains(where: tables.isHistory) else { return targets }
        return targets.flatMap { target -> [Int] in
            guard tables.isHistory(target) else { return [target] }
            let remembered = history[tables.historySlot[target]]
            return remembered.isEmpty ? tables.initialTargets[target] : Array(remembered)
        }
    }

    private mutating func addDescendants(of state: Int, _ tables: Tables, _ history: [BitSet]) {
        if tables.isHistory(state) {
            if history[tables.historySlot[state]].isEmpty { defaultHistories.insert(state) }
            let targets = Self.effective([state], tables, history)
            for target in targets { addDescendants(of: target, tables, history) }
            for target in targets { addAncestors(of: target, upTo: tables.parent[state], tables, history) }
            return
        }
        states.insert(state)
        if tables.compound.contains(state) {
            byDefault.insert(state)
            let targets = tables.initialTargets[state]
            for target in targets { addDescendants(of: target, tables, history) }
            for target in targets { addAncestors(of: target, upTo: state, tables, history) }
        } else if tables.parallel.contains(state) {
            addRegions(of: state, tables, history)
        }
    }

    private mutating func addAncestors(of state: Int, upTo domain: Int, _ tables: Tables, _ history: [BitSet]) {
        var ancestor = tables.parent[state]
        while ancestor > domain {
            states.insert(ancestor)
            if tables.parallel.contains(ancestor) { addRegions(of: ancestor, tables, history) }
            ancestor = tables.parent[ancestor]
        }
    }

    /// Enters by default the regions of a parallel state of which nothing is entered yet.
    private mutating func addRegions(of state: Int, _ tables: Tables, _ history: [BitSet]) {
        for child in tables.children[state] where !states.intersects(tables.descendants[child]) {
            addDescendants(of: child, tables, history)
        }
    }
}
