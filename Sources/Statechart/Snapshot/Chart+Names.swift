extension Chart {
    /// The lasting form of a snapshot.
    package func names(of snapshot: Snapshot) -> NamedSnapshot {
        var names = NamedSnapshot(
            states: activeLeaves(in: snapshot).map { states[$0.rawValue].id }, memberCount: snapshot.memberCount)
        names.history = history(in: snapshot)
        for (index, fact) in facts.enumerated() {
            switch fact.scope {
            case .single:
                names.facts[fact.name] = value(of: FactIndex(index), in: snapshot)
            case .each:
                names.memberFacts[fact.name] = (0..<snapshot.memberCount).compactMap {
                    value(of: FactIndex(index), member: $0, in: snapshot)
                }
            }
        }
        return names
    }

    /// What the history states remember, by name; those that remember nothing are left out.
    package func history(in snapshot: Snapshot) -> [String: [String]] {
        guard tables.historyCount > 0 else { return [:] }
        var history: [String: [String]] = [:]
        for (index, state) in states.enumerated() where state.kind.isHistory {
            let memory = memory(of: StateIndex(index), in: snapshot)
            if !memory.isEmpty { history[state.id] = memory.map { states[$0.rawValue].id } }
        }
        return history
    }

    /// The facts whose values are not those declared, by name; for one of scope ``FactScope/each`` the values of all members
    /// where one of them differs.
    package func changedFacts(
        in snapshot: Snapshot
    ) -> (facts: [String: FactValue], memberFacts: [String: [FactValue]]) {
        var changed: (facts: [String: FactValue], memberFacts: [String: [FactValue]]) = ([:], [:])
        for (index, fact) in facts.enumerated() {
            switch fact.scope {
            case .single:
                let value = value(of: FactIndex(index), in: snapshot)
                if value != fact.initial { changed.facts[fact.name] = value }
            case .each:
                let values = (0..<snapshot.memberCount).compactMap {
                    value(of: FactIndex(index), member: $0, in: snapshot)
                }
                if values.contains(where: { $0 != fact.initial }) { changed.memberFacts[fact.name] = values }
            }
        }
        return changed
    }

    /// The snapshot that names stand for. No states stand for a chart not started.
    ///
    /// - Parameter areFactsWhole: Whether every fact has to be named; if not, those that are not have their declared values.
    /// - Throws: ``SnapshotError`` with every name and value that does not fit this chart.
    package func snapshot(named names: NamedSnapshot, areFactsWhole: Bool = true) throws(SnapshotError) -> Snapshot {
        guard (0...255).contains(names.memberCount) else {
            throw SnapshotError(problems: [.memberCountOutOfRange(names.memberCount)])
        }
        var reader = SnapshotReader(self, names, areFactsWhole)
        return try reader.read()
    }
}

/// Reads names back, collecting everything that does not fit.
private struct SnapshotReader {
    let chart: Chart
    let names: NamedSnapshot
    let areFactsWhole: Bool
    var snapshot: Snapshot
    var problems: [SnapshotError.Problem] = []

    init(_ chart: Chart, _ names: NamedSnapshot, _ areFactsWhole: Bool) {
        self.chart = chart
        self.names = names
        self.areFactsWhole = areFactsWhole
        snapshot = chart.blankSnapshot(members: names.memberCount)
    }

    mutating func read() throws(SnapshotError) -> Snapshot {
        readStates()
        readHistory()
        readFacts()
        guard problems.isEmpty else { throw SnapshotError(problems: problems) }
        return snapshot
    }

    private mutating func readStates() {
        let tables = chart.tables
        for name in names.states {
            guard let state = chart.state(name) else {
                problems.append(.unknownState(name))
                continue
            }
            snapshot.configuration.insert(state.rawValue)
            var ancestor = tables.parent[state.rawValue]
            while ancestor >= 0 {
                snapshot.configuration.insert(ancestor)
                ancestor = tables.parent[ancestor]
            }
        }
        guard problems.isEmpty, !names.states.isEmpty else { return }
        let leaves = snapshot.configuration.intersection(tables.leaves)
        guard tables.isLegal(snapshot.configuration), leaves.count == names.states.count else {
            return problems.append(.illegalConfiguration(names.states))
        }
        snapshot.isDone = tables.children[0].contains { tables.final.contains($0) && leaves.contains($0) }
        snapshot.isRunning = !snapshot.isDone
    }

    private mutating func readHistory() {
        let tables = chart.tables
        for (name, memory) in names.history.sorted(by: { $0.key < $1.key }) {
            guard let state = chart.state(name)?.rawValue, tables.isHistory(state) else {
                problems.append(.unknownHistory(name))
                continue
            }
            var remembered = BitSet(capacity: tables.stateCount)
            for name in memory {
                if let index = chart.state(name)?.rawValue { remembered.insert(index) }
            }
            guard remembered.count == memory.count, tables.couldRemember(state, remembered) else {
                problems.append(.illegalHistory(name, memory))
                continue
            }
            snapshot.history[tables.historySlot[state]] = remembered
        }
    }

    private mutating func readFacts() {
        let unknown = (Array(names.facts.keys) + names.memberFacts.keys).filter { chart.fact($0) == nil }
        problems += Set(unknown).sorted().map { .unknownFact($0) }
        guard areFactsWhole || !names.facts.isEmpty || !names.memberFacts.isEmpty else { return }
        for (index, fact) in chart.facts.enumerated() {
            let place = chart.tables.facts.offsets[index]
            switch fact.scope {
            case .single:
                guard let value = names.facts[fact.name] else {
                    if areFactsWhole { problems.append(.missingFact(fact.name)) }
                    continue
                }
                set(value, of: fact, byte: place)
            case .each:
                guard areFactsWhole || names.memberFacts[fact.name] != nil else { continue }
                let values = names.memberFacts[fact.name] ?? []
                guard values.count == names.memberCount else {
                    problems.append(
                        .wrongMemberCount(fact: fact.name, expected: names.memberCount, found: values.count))
                    continue
                }
                for (member, value) in values.enumerated() {
                    set(value, of: fact, byte: chart.tables.facts.byte(place, of: member))
                }
            }
        }
    }

    private mutating func set(_ value: FactValue, of fact: FactDeclaration, byte: Int) {
        guard let code = fact.domain.code(of: value) else {
            return problems.append(.valueNotInDomain(fact: fact.name, value: value))
        }
        snapshot.facts[byte: byte] = code
    }
}
