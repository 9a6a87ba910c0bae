/// Why a ``ChartSource`` is not a chart: everything found, in document order, never only the first.
package struct ChartError: Error, Hashable, Sendable {
    package let problems: [ChartProblem]

    package init(_ problems: [ChartProblem]) {
        self.problems = problems
    }
}

/// One thing wrong with a ``ChartSource``.
package struct ChartProblem: Hashable, Sendable {
    package let path: SourcePath
    package let reason: Reason

    package init(_ path: SourcePath, _ reason: Reason) {
        self.path = path
        self.reason = reason
    }

    package enum Reason: Hashable, Sendable {
        case noStates
        case emptyStateID
        case duplicateState(String)
        case unknownState(String)
        /// A compound or parallel state without a child that can be active.
        case noChildren(String)
        /// An atomic, final or history state with children.
        case childrenNotAllowed(String)
        /// A final state directly in a parallel one: it could complete nothing.
        case finalInParallel(String)
        case transitionsNotAllowed(String)
        case actionsNotAllowed(String)
        case initialNotAllowed(String)
        case doneDataNotAllowed(String)
        /// The targets of an initial transition or of a history default must lie inside the state.
        case initialOutside(state: String, target: String)
        case emptyInitial(String)
        case historyAtTop(String)
        case historyWithoutDefault(String)
        /// The default of a shallow history must name children of its parent.
        case historyDefaultNotChild(history: String, target: String)
        /// The default of a history is another history.
        case historyDefaultIsHistory(history: String, target: String)
        /// Two targets that no configuration can hold together.
        case incompatibleTargets(String, String)
        /// An eventless, targetless, unguarded transition: it would be taken for ever.
        case endlessTransition
        case malformedEvent(String)
        case emptyFactName
        case duplicateFact(String)
        case unknownFact(String)
        /// An enumeration with no symbol, with more than 256 or with the same one twice; a counter beyond 1 … 255.
        case badDomain(fact: String)
        case valueNotInDomain(fact: String, value: FactValue)
        /// An ordering or an increment of a fact that is not a counter.
        case notCounter(fact: String)
        /// A fact of scope `each` used as a single one, or the other way.
        case wrongScope(fact: String, declared: FactScope)
    }
}
