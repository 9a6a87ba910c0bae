import Statechart
package import Workflow

extension SCXMLDocument {
    /// The chart of a workflow, with its facts, and its effects and outcomes by name. Clocks are effects: that one runs
    /// out comes back as the event `expired.NAME`.
    package init(_ workflow: Workflow) {
        let titles = workflow.states.map { ($0.id, $0.title.description) }
        let transitions = workflow.transitions.compactMap { transition -> (Int, String)? in
            let parts = [transition.title?.description, transition.law?.text].compactMap { $0 }
            return parts.isEmpty ? nil : (transition.tag, parts.joined(separator: " · "))
        }
        self.init(
            name: workflow.id, dataModel: .facts, source: workflow.chart.source, effects: workflow.chartEffectLabels,
            doneData: workflow.chartDoneDataLabels, titles: Dictionary(titles) { first, _ in first },
            transitionTitles: Dictionary(transitions) { first, _ in first })
    }
}
