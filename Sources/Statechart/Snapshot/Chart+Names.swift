extension Chart {
    /// The lasting form of a snapshot.
    package func names(of snapshot: Snapshot) -> NamedSnapshot {
        var names = NamedSnapshot(
            states: activeLeaves(in: snapshot).map { states[$0.rawValue].id }, memberCount: snapshot.memberCount)
        for (index, state) in states.enumerated() where state.kind.isHistory {
            let memory = memory(of: StateIndex(index), in: snapshot)
            if !memory.isEmpty { names.history[state.id] = memory.map { states[$0.rawValue].id } }
        }
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

    /// The snapshot that names stand for. No states stand for a chart not started.
    ///
    /// - Throws: ``SnapshotError`` with every name and value that does not fit this chart.
    package func snapshot(named names: NamedSnapshot) throws(SnapshotError) -> Snapshot {
        guard (0...255).contains(names.memberCount) else {
            throw SnapshotError(problems: [.memberCountOutOfRange(names.memberCount)])
        }
        var reader = SnapshotReader(self, names)
        return try reader.read()
    }
}

/// Reads names back, collecting everything that does not fit.
private struct SnapshotReader {
    let chart: Chart
    let names: NamedSnapshot
    var snapshot: Snapshot
    var problems: [SnapshotError.Problem] = []

    init(_ chart: Chart, _ names: NamedSnapshot) {
        self.chart = chart
        self.names = names
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
        let known = Set(chart.facts.map(\.name))
        for name in Set(names.facts.keys).union(names.memberFacts.keys).subtracting(known).sorted() {
            problems.append(.unknownFact(name))
        }
        for (index, fact) in chart.facts.enumerated() {
            let place = chart.tables.facts.offsets[index]
            switch fact.scope {
            case .single:
                guard let value = names.facts[fact.name] else {
                    problems.append(.missingFact(fact.name))
                    continue
                }
                set(value, of: fact, byte: place)
            case .each:
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
