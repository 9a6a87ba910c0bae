package import Statechart
package import Workflow

/// Every reachable state of a workflow, and every step between them: a graph.
///
/// A state is: which states of the chart are active, what histories remember, the value of every fact, and for every clock
/// whether it is idle, running, standing still or run out. States are numbered in the order of their distance from the
/// start, which is number 0.
package struct Exploration: Sendable {
    /// How to explore.
    package struct Options: Hashable, Sendable {
        /// How many members have facts of their own; 0 for a workflow without such facts.
        package var members: Int
        /// Take states for one that differ only in which member is which.
        package var foldsMembers: Bool
        /// Take states for one that differ only in facts which nothing will read any more.
        package var dropsDeadFacts: Bool
        /// Give up beyond so many states.
        package var mostStates: Int
        /// For each event predicates to be answered either way even where nothing reads them, by their facts.
        package var asksAlso: [String: Set<String>] = [:]

        package init(
            members: Int, foldsMembers: Bool = true, dropsDeadFacts: Bool = false, mostStates: Int = 20_000_000
        ) {
            self.members = members
            self.foldsMembers = foldsMembers
            self.dropsDeadFacts = dropsDeadFacts
            self.mostStates = mostStates
        }
    }

    /// A step, without where it comes from.
    package struct Edge: Hashable, Sendable {
        let targetNumber: UInt32
        let labelNumber: UInt32

        package var target: Int { Int(targetNumber) }
        /// Its place among ``Exploration/labels``.
        package var label: Int { Int(labelNumber) }

        /// The step that begins a run.
        static let start = Edge(targetNumber: 0, labelNumber: 0)
    }

    /// A turning in a circle without an event, and where from.
    package struct Divergence: Hashable, Sendable {
        package let state: Int
        package let happening: Happening
        /// The tags of some of the transitions that follow each other for ever.
        package let transitions: [Int]
    }

    package let workflow: Workflow
    package let options: Options
    /// The first is that of the start.
    package let labels: [StepLabel]
    /// Of all states, one after the other.
    package let edges: [Edge]
    let starts: [Int]
    /// For each state but the first, one of its nearest predecessors and the edge from there.
    let predecessors: [(state: UInt32, edge: UInt32)]
    package let divergences: [Divergence]
    /// Whether every reachable state was seen; false when there are more than ``Options/mostStates``.
    package let isComplete: Bool
    let table: StateTable
    let layout: Layout
    let canon: Canon

    package var stateCount: Int { table.count }

    package func edges(of state: Int) -> ArraySlice<Edge> { edges[edgeNumbers(of: state)] }

    /// Where the steps out of a state stand among ``edges``.
    func edgeNumbers(of state: Int) -> Range<Int> { starts[state]..<starts[state + 1] }

    /// How many different sets of active states there are among the states.
    package var configurationCount: Int {
        var seen: Set<[UInt64]> = []
        for state in 0..<stateCount { seen.insert(layout.configuration(table, state)) }
        return seen.count
    }

    /// Where the chart stands in a state.
    package func snapshot(_ state: Int) -> Snapshot {
        var snapshot = layout.blank
        workflow.chart.unpack(table.words, from: state * table.width, into: &snapshot)
        return snapshot
    }

    package func clocks(_ state: Int) -> ClockStates {
        ClockStates(bits: table.words[state * table.width + table.width - 1])
    }

    /// Whether the run has ended.
    package func isEnded(_ state: Int) -> Bool { snapshot(state).isDone }

    /// The shortest way from the start to a state.
    package func path(to state: Int) -> [Edge] {
        var path: [Edge] = []
        var current = state
        while current != 0 {
            let (before, edge) = predecessors[current]
            path.append(edges[Int(edge)])
            current = Int(before)
        }
        return path.reversed()
    }
}

/// How states are laid out in rows.
struct Layout: Sendable {
    /// A snapshot to unpack into.
    let blank: Snapshot
    let configurationWords: Int
    let width: Int

    init(_ workflow: Workflow, blank: Snapshot) {
        self.blank = blank
        configurationWords = workflow.chart.configurationWordCount
        width = workflow.chart.packedWordCount(members: blank.memberCount) + 1
    }

    func configuration(_ table: StateTable, _ state: Int) -> [UInt64] {
        let start = state * width
        return Array(table.words[start..<start + configurationWords])
    }
}
