extension Interpreter {
    mutating func microstep(_ selected: [Int]) {
        var exits = BitSet(capacity: tables.stateCount)
        var plan = EntryPlan(stateCount: tables.stateCount)
        for index in selected {
            let rule = tables.rules[index]
            if isTraced { trace.transitions.append(TransitionIndex(index)) }
            exits.formUnion(exitSet(of: rule))
        }
        remember(exits)
        // The entry set sees the histories that this very microstep records.
        for index in selected {
            let rule = tables.rules[index]
            switch rule.reach {
            case .targetless: break
            case .fixed(_, let known): plan.formUnion(known)
            case .recalled:
                plan.add(targets: rule.targets, domain: recalledDomain(of: rule), tables, snapshot.history)
            }
        }
        exit(exits)
        for index in selected { run(tables.rules[index].actions) }
        enter(plan)
    }

    /// Records the histories of the states about to be exited.
    private mutating func remember(_ exits: BitSet) {
        guard tables.historyCount > 0 else { return }
        for state in exits {
            for history in tables.histories[state] {
                var memory = snapshot.configuration
                if tables.deepHistory.contains(history) {
                    memory.formIntersection(tables.descendants[state])
                    memory.formIntersection(tables.leaves)
                } else {
                    memory.removeAll()
                    for child in tables.children[state] where snapshot.configuration.contains(child) {
                        memory.insert(child)
                    }
                }
                snapshot.history[tables.historySlot[history]] = memory
            }
        }
    }

    private mutating func exit(_ exits: BitSet) {
        var end = tables.stateCount
        while let state = exits.last(before: end) {
            end = state
            for block in tables.onExit[state] { run(block) }
            snapshot.configuration.remove(state)
            if isTraced { trace.exited.append(StateIndex(state)) }
        }
    }

    mutating func enter(_ plan: EntryPlan) {
        for state in plan.states {
            snapshot.configuration.insert(state)
            if isTraced { trace.entered.append(StateIndex(state)) }
            for block in tables.onEntry[state] { run(block) }
            if plan.byDefault.contains(state) { run(tables.initialActions[state]) }
            for history in tables.histories[state] where plan.defaultHistories.contains(history) {
                run(tables.initialActions[history])
            }
            if tables.final.contains(state) { complete(state) }
        }
    }

    /// A final state was entered: its parent is done, perhaps its grandparent too.
    private mutating func complete(_ final: Int) {
        let parent = tables.parent[final]
        guard parent > 0 else {
            snapshot.isRunning = false
            doneData = tables.doneData[final]
            return
        }
        queue.append(tables.doneEvent[parent])
        let grandparent = tables.parent[parent]
        if tables.parallel.contains(grandparent), tables.children[grandparent].allSatisfy(isInFinalState) {
            queue.append(tables.doneEvent[grandparent])
        }
    }

    private func isInFinalState(_ state: Int) -> Bool {
        if tables.compound.contains(state) {
            return tables.children[state].contains {
                tables.final.contains($0) && snapshot.configuration.contains($0)
            }
        }
        return tables.parallel.contains(state) && tables.children[state].allSatisfy(isInFinalState)
    }
}
