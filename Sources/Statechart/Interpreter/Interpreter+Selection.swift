/// The transitions that one microstep takes. Mostly one, for which no array is made.
enum Selection: Hashable, Sendable {
    case none
    case one(Int)
    /// In the order to take them.
    case several([Int])

    var isEmpty: Bool { self == .none }

    func contains(_ rule: Int) -> Bool {
        switch self {
        case .none: false
        case .one(let only): only == rule
        case .several(let rules): rules.contains(rule)
        }
    }
}

extension Interpreter {
    func selectEventless() -> Selection { select(chart.tables.eventlessRow) }

    /// `selectTransitions`, `selectEventlessTransitions`: the optimal enabled set for an event row, in document order of the
    /// atomic states that select them.
    func select(_ row: Int) -> Selection {
        guard snapshot.configuration.intersects(chart.tables.answering[row]) else { return .none }
        var first: Int?
        var others: [Int] = []
        for leaf in snapshot.configuration.intersection(chart.tables.leaves) {
            guard let rule = firstEnabled(from: leaf, row) else { continue }
            if first == nil {
                first = rule
            } else if rule != first, !others.contains(rule) {
                others.append(rule)
            }
        }
        guard let first else { return .none }
        return others.isEmpty ? .one(first) : withoutConflicts([first] + others)
    }

    private func firstEnabled(from leaf: Int, _ row: Int) -> Int? {
        var state = leaf
        while state > 0 {
            if chart.tables.answering[row].contains(state) {
                for rule in chart.tables.rulesOf[state]
                where chart.tables.answers[row].contains(rule) && isEnabled(chart.tables.rules[rule]) {
                    return rule
                }
            }
            state = chart.tables.parent[state]
        }
        return nil
    }

    private func isEnabled(_ rule: Rule) -> Bool {
        guard let condition = rule.condition else { return true }
        return chart.tables.holds(condition, snapshot, member)
    }

    /// `removeConflictingTransitions`.
    private func withoutConflicts(_ enabled: [Int]) -> Selection {
        var kept: [(rule: Int, exits: BitSet)] = []
        for rule in enabled {
            let exits = exitSet(of: chart.tables.rules[rule])
            let rivals = kept.filter { $0.exits.intersects(exits) }
            let prevails = rivals.allSatisfy { rival in
                chart.tables.isDescendant(chart.tables.rules[rule].source, of: chart.tables.rules[rival.rule].source)
            }
            guard prevails else { continue }
            kept.removeAll { $0.exits.intersects(exits) }
            kept.append((rule, exits))
        }
        return kept.count == 1 ? .one(kept[0].rule) : .several(kept.map(\.rule))
    }

    /// `computeExitSet` of one transition.
    func exitSet(of rule: Rule) -> BitSet {
        let domain: Int
        switch rule.reach {
        case .targetless: return BitSet(capacity: chart.tables.stateCount)
        case .fixed(let known, _): domain = known
        case .recalled: domain = recalledDomain(of: rule)
        }
        return snapshot.configuration.intersection(chart.tables.descendants[domain])
    }

    func recalledDomain(of rule: Rule) -> Int {
        chart.tables.domain(of: rule, targets: EntryPlan.effective(rule.targets, chart.tables, snapshot.history))
    }
}
