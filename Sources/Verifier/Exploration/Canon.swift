import Statechart
import Workflow

/// Which states are taken for one: gives each the row of words that stands for it.
struct Canon: Sendable {
    private let chart: Chart
    private let relevance: Relevance
    private let foldsMembers: Bool

    init(_ workflow: Workflow, _ options: Exploration.Options, lasting: Set<FactIndex>) {
        chart = workflow.chart
        relevance = Relevance(workflow, options, lasting: lasting)
        foldsMembers = options.foldsMembers
    }

    func row(of state: UntimedRunner.State, into row: inout [UInt64]) {
        var snapshot = state.snapshot
        chart.keepOnly(relevance.mask(for: snapshot), in: &snapshot)
        if foldsMembers { chart.sortMembers(in: &snapshot) }
        row.removeAll(keepingCapacity: true)
        chart.pack(snapshot, into: &row)
        row.append(state.clocks.bits)
    }
}
