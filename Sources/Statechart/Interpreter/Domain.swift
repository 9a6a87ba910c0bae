extension Tables {
    /// `getTransitionDomain`: the state whose active descendants the transition exits. `targets` are effective ones.
    func domain(of rule: Rule, targets: [Int]) -> Int {
        func holdsAll(_ state: Int) -> Bool { targets.allSatisfy { isInside($0, state) } }

        if rule.isInternal, compound.contains(rule.source), holdsAll(rule.source) { return rule.source }
        var ancestor = parent[rule.source]
        while ancestor > 0, !(compound.contains(ancestor) && holdsAll(ancestor)) { ancestor = parent[ancestor] }
        return max(ancestor, 0)
    }

    /// As ``isDescendant(_:of:)``, also for histories, which are in no set of descendants.
    private func isInside(_ state: Int, _ ancestor: Int) -> Bool {
        isHistory(state)
            ? parent[state] == ancestor || isDescendant(parent[state], of: ancestor)
            : isDescendant(state, of: ancestor)
    }
}
