import Statechart

// Where a run stands.
extension Workflow {
    /// Ids of the active states in document order, those around others before them.
    package func activeStates(of run: Run) -> [String] {
        chart.activeStates(in: run.snapshot).map { chart.states[$0.rawValue].id }
    }

    /// Ids of the active states that have no states inside, in document order.
    package func activeLeaves(of run: Run) -> [String] {
        chart.activeLeaves(in: run.snapshot).map { chart.states[$0.rawValue].id }
    }

    /// The id of the active state that has no other around it; of several, that of the last in document order.
    package func outermostState(of run: Run) -> String? {
        guard var outermost = activeLeaves(of: run).last else { return nil }
        while let parent = state(outermost)?.parent { outermost = parent }
        return outermost
    }

    package func isActive(_ state: String, in run: Run) -> Bool {
        chart.state(state).map { chart.isActive($0, in: run.snapshot) } ?? false
    }

    /// Where a compound state begins, or the whole when no state is named: its initial states.
    package func beginning(of state: String?) -> [String] {
        let index = state.map { chart.state($0) } ?? StateIndex.root
        return index.map { chart.states[$0.rawValue].initial.map { chart.states[$0.rawValue].id } } ?? []
    }

    /// The value of a fact as spelled in the file: one, or one for each member. Empty for an unknown fact.
    package func values(of fact: String, in run: Run) -> [String] {
        self.fact(fact).map { values(of: $0, in: run.snapshot) } ?? []
    }

    /// Every lasting fact with its value, or with one for each member.
    package func factValues(of run: Run) -> [(fact: DeclaredFact, values: [String])] {
        facts.filter { !$0.isTransient }.map { ($0, values(of: $0, in: run.snapshot)) }
    }

    /// The run with one more member, whose facts are as at the start. At 255 members, unchanged.
    package func addingMember(to run: Run) -> Run {
        var run = run
        run.snapshot = chart.addingMember(to: run.snapshot)
        return run
    }

    func values(of fact: DeclaredFact, in snapshot: Snapshot) -> [String] {
        guard let index = chart.fact(fact.name) else { return [] }
        let members: [Int?] = fact.each == nil ? [nil] : Array(0..<snapshot.memberCount)
        return members.compactMap { chart.value(of: index, member: $0, in: snapshot)?.description }
    }
}
