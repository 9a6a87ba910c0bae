extension Interpreter {
    mutating func microstep(_ selection: Selection) {
        switch selection {
        case .none: break
        case .one(let index): microstep(index)
        case .several(let rules): microstep(rules)
        }
    }

    private mutating func microstep(_ index: Int) {
        let rule = chart.tables.rules[index]
        guard case .fixed(let domain, let plan) = rule.reach else { return microstep([index]) }
        if isTraced { trace.transitions.append(TransitionIndex(index)) }
        let exits = snapshot.configuration.intersection(chart.tables.descendants[domain])
        remember(exits)
        exit(exits)
        run(rule.actions)
        enter(plan)
    }

    private mutating func microstep(_ rules: [Int]) {
        var exits = BitSet(capacity: chart.tables.stateCount)
        var plan = EntryPlan(stateCount: chart.tables.stateCount)
        for index in rules {
            if isTraced { trace.transitions.append(TransitionIndex(index)) }
            exits.formUnion(exitSet(of: chart.tables.rules[index]))
        }
        remember(exits)
        // The entry set sees the histories that this very microstep records.
        for index in rules {
            let rule = chart.tables.rules[index]
            switch rule.reach {
            case .targetless: break
            case .fixed(_, let known): plan.formUnion(known)
            case .recalled:
                plan.add(targets: rule.targets, domain: recalledDomain(of: rule), chart.tables, snapshot.history)
            }
        }
        exit(exits)
        for index in rules { run(chart.tables.rules[index].actions) }
        enter(plan)
    }

    /// Records the histories of the states about to be exited.
    private mutating func remember(_ exits: BitSet) {
        guard chart.tables.historyCount > 0 else { return }
        for state in exits {
            for history in chart.tables.histories[state] {
                var memory = snapshot.configuration
                if chart.tables.deepHistory.contains(history) {
                    memory.formIntersection(chart.tables.descendants[state])
                    memory.formIntersection(chart.tables.leaves)
                } else {
                    memory.removeAll()
                    for child in chart.tables.children[state] where snapshot.configuration.contains(child) {
                        memory.insert(child)
                    }
                }
                snapshot.history[chart.tables.historySlot[history]] = memory
            }
        }
    }

    private mutating func exit(_ exits: BitSet) {
        var end = chart.tables.stateCount
        while let state = exits.last(before: end) {
            end = state
            for block in chart.tables.onExit[state] { run(block) }
            snapshot.configuration.remove(state)
            if isTraced { trace.exited.append(StateIndex(state)) }
        }
    }

    mutating func enter(_ plan: EntryPlan) {
        for state in plan.states {
            snapshot.configuration.insert(state)
            if isTraced { trace.entered.append(StateIndex(state)) }
            for block in chart.tables.onEntry[state] { run(block) }
            if plan.byDefault.contains(state) { run(chart.tables.initialActions[state]) }
            for history in chart.tables.histories[state] where plan.defaultHistories.contains(history) {
                run(chart.tables.initialActions[history])
            }
            if chart.tables.final.contains(state) { complete(state) }
        }
    }

    /// A final state was entered: its parent is done, perhaps its grandparent too.
    private mutating func complete(_ final: Int) {
        let parent = chart.tables.parent[final]
        guard parent > 0 else {
            snapshot.isRunning = false
            doneData = chart.tables.doneData[final]
            return
        }
        raise(chart.tables.doneEvent[parent])
        let grandparent = chart.tables.parent[parent]
        if chart.tables.parallel.contains(grandparent), chart.tables.children[grandparent].allSatisfy(isInFinalState) {
            raise(chart.tables.doneEvent[grandparent])
        }
    }

    private func isInFinalState(_ state: Int) -> Bool {
        if chart.tables.compound.contains(state) {
            return chart.tables.children[state].contains {
                chart.tables.final.contains($0) && snapshot.configuration.contains($0)
            }
        }
        return chart.tables.parallel.contains(state) && chart.tables.children[state].allSatisfy(isInFinalState)
    }
}
