extension Tables {
    /// Whether active states are a legal configuration: one child of each active compound state, all of each parallel one,
    /// and no state without its parent.
    func isLegal(_ configuration: BitSet) -> Bool {
        guard configuration.contains(0) else { return false }
        return configuration.allSatisfy { isLegal($0, in: configuration, below: 0) }
    }

    /// Whether a history could have recorded this.
    func couldRemember(_ history: Int, _ memory: BitSet) -> Bool {
        let home = parent[history]
        guard !memory.isEmpty, memory.allSatisfy({ isDescendant($0, of: home) }) else { return false }
        if shallowHistory.contains(history) {
            let isComplete = compound.contains(home) ? memory.count == 1 : memory.count == children[home].count
            return isComplete && memory.allSatisfy { parent[$0] == home }
        }
        var configuration = memory
        for leaf in memory {
            var state = leaf
            while state > home {
                configuration.insert(state)
                state = parent[state]
            }
        }
        configuration.insert(home)
        return configuration.intersection(leaves) == memory
            && configuration.allSatisfy { isLegal($0, in: configuration, below: home) }
    }

    private func isLegal(_ state: Int, in configuration: BitSet, below top: Int) -> Bool {
        if state > top, !configuration.contains(parent[state]) { return false }
        let active = children[state].count(where: configuration.contains)
        if compound.contains(state) { return active == 1 }
        return active == children[state].count
    }
}
