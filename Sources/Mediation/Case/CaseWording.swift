package import Workflow

/// A dispute in the words of a person: where it stands, and what an event was.
package struct CaseWording: Sendable {
    private let library: WorkflowLibrary

    package init(library: WorkflowLibrary) {
        self.library = library
    }

    package func workflow(of run: PersistedRun) -> Workflow? {
        library.workflow(run.workflow, version: run.from)
    }

    /// The active states of a run with their titles, in the order of the file.
    package func states(of run: PersistedRun) -> [(id: String, title: Bilingual)] {
        let workflow = workflow(of: run)
        return run.states.map { ($0, workflow?.title(ofState: $0) ?? Bilingual($0)) }
    }

    /// What happened, by the title of the way that was taken: an act may have several, such as 已化解结案 and 未化解结案.
    package func title(of event: CaseEvent) -> Bilingual {
        let workflow = workflow(of: event.after)
        // What was put on record beside the procedure is no act of the run.
        if workflow?.act(event.act) == nil, let standing = library.versions(of: Decider.dossier).last?.act(event.act) {
            return standing.title
        }
        if let workflow, let title = wayTaken(by: event, in: workflow)?.title { return title }
        switch event.act {
        case "registered": return Bilingual(zh: "登记", en: "registered")
        case "recounted":
            return Bilingual(zh: "按放假安排重新计算期限", en: "time limits recounted by a holiday notice")
        case "migrated": return Bilingual(zh: "移到流程的新版本", en: "moved to a new version of the procedure")
        case "unmigrated":
            return Bilingual(zh: "移回流程的原版本", en: "moved back to the earlier version of the procedure")
        case "opened":
            return Bilingual(zh: "启动\(workflow?.title.zh ?? "")", en: "opened: \(workflow?.title.en ?? "mediation")")
        default: return Bilingual(event.act)
        }
    }

    private func wayTaken(by event: CaseEvent, in workflow: Workflow) -> TransitionDeclaration? {
        let ways = workflow.transitions.filter { $0.event == event.act && $0.title != nil }
        let active = withParents(event.after.states, in: workflow)
        let fitting = ways.filter { way in
            let isThere = way.targets.allSatisfy { active.contains($0) || isHistory($0, in: workflow) }
            return isThere && way.law.map { event.law.contains($0.text) } ?? true
        }
        return fitting.first { !$0.targets.isEmpty } ?? fitting.first ?? ways.first
    }

    /// A history state leads back to where the run stood, so it is never active itself.
    private func isHistory(_ state: String, in workflow: Workflow) -> Bool {
        switch workflow.state(state)?.kind {
        case .shallowHistory, .deepHistory: true
        default: false
        }
    }

    private func withParents(_ states: [String], in workflow: Workflow) -> Set<String> {
        var all: Set<String> = []
        for state in states {
            var id: String? = state
            while let next = id, all.insert(next).inserted { id = workflow.state(next)?.parent }
        }
        return all
    }
}
