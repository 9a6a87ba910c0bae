extension Chart {
    /// Not started: no state active, every fact as declared.
    func blankSnapshot(members: Int) -> Snapshot {
        let layout = tables.facts
        var facts = WordVector(words: (layout.byteCount(members: members) + 7) / 8)
        for (byte, code) in layout.initialSingles.enumerated() { facts[byte: byte] = code }
        for member in 0..<members {
            for (place, code) in layout.initialBlock.enumerated() {
                facts[byte: layout.byte(place, of: member)] = code
            }
        }
        let none = BitSet(capacity: tables.stateCount)
        return Snapshot(
            fingerprint: tables.fingerprint,
            isRunning: false,
            isDone: false,
            members: UInt8(clamping: members),
            configuration: none,
            facts: facts,
            history: Array(repeating: none, count: tables.historyCount))
    }

    /// The same with one more member, whose facts are as declared. At 255 members, unchanged.
    package func addingMember(to snapshot: Snapshot) -> Snapshot {
        guard snapshot.fingerprint == tables.fingerprint, snapshot.members < .max else { return snapshot }
        var result = snapshot
        result.members += 1
        let layout = tables.facts
        result.facts.grow(toWords: (layout.byteCount(members: result.memberCount) + 7) / 8)
        for (place, code) in layout.initialBlock.enumerated() {
            result.facts[byte: layout.byte(place, of: snapshot.memberCount)] = code
        }
        return result
    }

    /// Whether a state is active. The root is, once started.
    package func isActive(_ state: StateIndex, in snapshot: Snapshot) -> Bool {
        snapshot.configuration.contains(state.rawValue)
    }

    /// The active states in document order, without the root.
    package func activeStates(in snapshot: Snapshot) -> [StateIndex] {
        snapshot.configuration.filter { $0 > 0 }.map(StateIndex.init)
    }

    /// The active atomic and final states in document order.
    package func activeLeaves(in snapshot: Snapshot) -> [StateIndex] {
        snapshot.configuration.filter(tables.leaves.contains).map(StateIndex.init)
    }

    /// The value of a fact; for one of scope ``FactScope/each`` that of `member`. `nil` if there is no such fact or member.
    package func value(of fact: FactIndex, member: Int? = nil, in snapshot: Snapshot) -> FactValue? {
        guard facts.indices.contains(fact.rawValue) else { return nil }
        let domain = facts[fact.rawValue].domain
        let place = tables.facts.offsets[fact.rawValue]
        guard tables.facts.isEach[fact.rawValue] else { return domain.value(at: snapshot.facts[byte: place]) }
        guard let member, (0..<snapshot.memberCount).contains(member) else { return nil }
        return domain.value(at: snapshot.facts[byte: tables.facts.byte(place, of: member)])
    }

    /// As ``value(of:member:in:)``, as the value's place in the domain. Zero if there is no such fact or member.
    package func code(of fact: FactIndex, member: Int? = nil, in snapshot: Snapshot) -> UInt8 {
        guard facts.indices.contains(fact.rawValue) else { return 0 }
        let place = tables.facts.offsets[fact.rawValue]
        guard tables.facts.isEach[fact.rawValue] else { return snapshot.facts[byte: place] }
        return member.map { snapshot.facts[byte: tables.facts.byte(place, of: $0)] } ?? 0
    }

    /// What a history state remembers; empty if nothing.
    package func memory(of history: StateIndex, in snapshot: Snapshot) -> [StateIndex] {
        guard states.indices.contains(history.rawValue), tables.isHistory(history.rawValue),
            snapshot.history.indices.contains(tables.historySlot[history.rawValue])
        else { return [] }
        return snapshot.history[tables.historySlot[history.rawValue]].map(StateIndex.init)
    }
}
