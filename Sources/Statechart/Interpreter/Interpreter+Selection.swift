extension Interpreter {
    func selectEventless() -> [Int]? {
        let selected = select(tables.eventlessRow)
        return selected.isEmpty ? nil : selected
    }

    /// `selectTransitions`, `selectEventlessTransitions`: the optimal enabled set for an event row, in document order of the
    /// atomic states that select them.
    func select(_ row: Int) -> [Int] {
        guard snapshot.configuration.intersects(tables.answering[row]) else { return [] }
        var enabled: [Int] = []
        for leaf in snapshot.configuration.intersection(tables.leaves) {
            guard let transition = firstEnabled(from: leaf, row), !enabled.contains(transition) else { continue }
            enabled.append(transition)
        }
        return enabled.count > 1 ? withoutConflicts(enabled) : enabled
    }

    private func firstEnabled(from leaf: Int, _ row: Int) -> Int? {
        var state = leaf
        while state > 0 {
            if tables.answering[row].contains(state) {
                for rule in tables.rulesOf[state]
                where tables.answers[row].contains(rule) && isEnabled(tables.rules[rule]) {
                    return rule
                }
            }
            state = tables.parent[state]
        }
        return nil
    }

    private func isEnabled(_ rule: Rule) -> Bool {
        guard let condition = rule.condition else { return true }
        return tables.holds(condition, snapshot, member)
    }

    /// `removeConflictingTransitions`.
    private func withoutConflicts(_ enabled: [Int]) -> [Int] {
        var kept: [(rule: Int, exits: BitSet)] = []
        for rule in enabled {
            let exits = exitSet(of: tables.rules[rule])
            let rivals = kept.filter { $0.exits.intersects(exits) }
            let prevails = rivals.allSatisfy { rival in
                tables.isDescendant(tables.rules[rule].source, of: tables.rules[rival.rule].source)
            }
            guard prevails else { continue }
            kept.removeAll { $0.exits.intersects(exits) }
            kept.append((rule, exits))
        }
        return kept.map(\.rule)
    }

    /// `computeExitSet` of one transition.
    func exitSet(of rule: Rule) -> BitSet {
        let domain: Int
        switch rule.reach {
        case .targetless: return BitSet(capacity: tables.stateCount)
        case .fixed(let known, _): domain = known
        case .recalled: domain = recalledDomain(of: rule)
        }
        return snapshot.configuration.intersection(tables.descendants[domain])
    }

    func recalledDomain(of rule: Rule) -> Int {
        tables.domain(of: rule, targets: EntryPlan.effective(rule.targets, tables, snapshot.history))
    }
}
