import Mediation
import Picture
import Workflow

/// The runs of a dispute as pictures: the life of the dispute, and each mediation that is open, or the last one.
struct CasePictures {
    private let dispute: Dispute
    private let history: [CaseEvent]
    private let library: WorkflowLibrary

    init(_ dispute: Dispute, _ history: [CaseEvent], _ library: WorkflowLibrary) {
        self.dispute = dispute
        self.history = history
        self.library = library
    }

    /// One file for each run: `case.svg` for the dispute, `case-1.svg` for its first mediation.
    func write(to path: String) throws {
        let open = dispute.proceedings.filter(\.isOpen)
        let shown = open.isEmpty ? dispute.proceedings.suffix(1) : open[...]
        try write(dispute.pipeline, .pipeline, to: path)
        for proceeding in shown {
            let name = path.hasSuffix(".svg") ? String(path.dropLast(4)) : path
            try write(proceeding.run, .proceeding(proceeding.number), to: "\(name)-\(proceeding.number).svg")
        }
    }

    private func write(_ run: PersistedRun, _ scope: Scope, to path: String) throws {
        guard let workflow = library.workflow(run.workflow, version: run.from) else {
            throw Failure(
                zh: "没有流程版本 \(run.workflow)@\(run.from)", en: "there is no workflow \(run.workflow)@\(run.from)")
        }
        let events = history.filter { $0.scope == scope }
        let progress = Progress(
            active: run.states, visited: Set(events.flatMap(\.after.states)), events: Set(events.map(\.act)))
        var diagram = Diagram(of: workflow, progress: progress)
        diagram.subtitle = Bilingual(
            zh: "\(dispute.code)　\(diagram.subtitle.zh)", en: "\(dispute.code), \(diagram.subtitle.en)")
        try WrittenText(text: Picture(of: diagram).svg).write(to: path)
        print("✓ \(path)：\(workflow.title)")
    }
}
