import Workflow

/// Transitions in words, as short as a picture needs them.
struct StepWords {
    let workflow: Workflow

    init(_ workflow: Workflow) {
        self.workflow = workflow
    }

    func step(for transition: TransitionDeclaration) -> Diagram.Step {
        Diagram.Step(
            tags: [transition.tag], actors: actors(of: transition), title: workflow.words(forEventOf: transition),
            condition: transition.event == nil ? transition.when.map(workflow.words(for:)) : nil,
            law: transition.law.map(\.words), leadsTo: nil, details: details(of: transition))
    }

    private func actors(of transition: TransitionDeclaration) -> [Diagram.Actor] {
        guard transition.by.isEmpty else { return transition.by.map { .role($0) } }
        return transition.event?.hasPrefix("expired.") == true ? [.time] : [.engine]
    }

    /// The rest of what the file says.
    private func details(of transition: TransitionDeclaration) -> [Bilingual] {
        let vocabulary = workflow.vocabulary
        var details = [workflow.words(forEventOf: transition)]
        func list(_ zh: String, _ en: String, _ words: [Bilingual]) {
            guard !words.isEmpty else { return }
            details.append(
                Bilingual(
                    zh: "\(zh)：\(words.map(\.zh).joined(separator: "、"))",
                    en: "\(en): \(words.map(\.en).joined(separator: ", "))"))
        }
        list("由", "by", transition.by.map(vocabulary.title(ofRole:)))
        list("条件", "when", transition.when.map { [workflow.words(for: $0)] } ?? [])
        list("登记", "records", transition.records.map(vocabulary.title(ofRecord:)))
        list("文书", "papers", transition.papers.map(vocabulary.title(ofPaper:)))
        list("通知", "tells", transition.notify.map(vocabulary.title(ofRole:)))
        list("依据", "law", transition.law.map { [$0.words] } ?? [])
        list("说明", "note", transition.note.map { [$0] } ?? [])
        return details
    }
}
