import LegalTime
package import Workflow

extension Diagram {
    /// - Parameter progress: where a case stands; nil for the workflow by itself.
    package init(of workflow: Workflow, progress: Progress? = nil) {
        var builder = DiagramBuilder(workflow)
        builder.build()
        self = builder.diagram
        if let progress { mark(progress, workflow) }
    }
}

private struct DiagramBuilder {
    let workflow: Workflow
    var diagram: Diagram
    private var boxes: [String: Int] = [:]
    private let words: StepWords

    init(_ workflow: Workflow) {
        self.workflow = workflow
        words = StepWords(workflow)
        let until = workflow.until.map { Bilingual(zh: "至 \($0)", en: " to \($0)") } ?? Bilingual("")
        let law = workflow.law.map { Bilingual(zh: "　依据：\($0)", en: "; rests on \($0)") } ?? Bilingual("")
        diagram = Diagram(
            title: workflow.title,
            subtitle: Bilingual(
                zh: "\(workflow.id)　自 \(workflow.from) 起施行\(until.zh)\(law.zh)",
                en: "\(workflow.id), in force from \(workflow.from)\(until.en)\(law.en)"),
            name: "\(workflow.id)-\(workflow.from)", vocabulary: workflow.vocabulary)
    }

    mutating func build() {
        addStart(of: nil, parent: nil)
        for state in workflow.states {
            boxes[state.id] = diagram.boxes.count
            diagram.boxes.append(box(for: state))
            if state.kind == .compound { addStart(of: state.id, parent: boxes[state.id]) }
        }
        connectStarts()
        for transition in workflow.transitions { add(transition) }
    }

    private func box(for state: StateDeclaration) -> Diagram.Box {
        let kind: Diagram.Box.Kind =
            switch state.kind {
            case .atomic, .compound, .parallel: .state
            case .final: .final
            case .shallowHistory: .history(deep: false)
            case .deepHistory: .history(deep: true)
            }
        let parent = state.parent.flatMap { boxes[$0] }
        var box = Diagram.Box(id: state.id, parent: parent, kind: kind, title: state.title)
        box.isParallel = state.kind == .parallel
        box.isRegion = parent.map { diagram.boxes[$0].isParallel } ?? false
        box.notes = notes(on: state)
        return box
    }

    private func notes(on state: StateDeclaration) -> [Diagram.Note] {
        var notes = state.clocks.compactMap { name in
            workflow.clock(name).map { clock in
                let length = clock.length.words
                return Diagram.Note(
                    symbol: .clock,
                    text: Bilingual(zh: "\(clock.title.zh) \(length.zh)", en: "\(clock.title.en), \(length.en)"))
            }
        }
        notes += state.pauses.map { name in
            let title = workflow.clock(name)?.title ?? Bilingual(name)
            return Diagram.Note(
                symbol: .pause, text: Bilingual(zh: "\(title.zh)中止", en: "\(title.en) stands still"))
        }
        switch state.invoke {
        case .track:
            notes.append(.init(symbol: .invoke, text: Bilingual(zh: "运行一个调解程序", en: "runs a mediation track")))
        case .workflow(let id):
            notes.append(.init(symbol: .invoke, text: Bilingual(zh: "运行程序 \(id)", en: "runs \(id)")))
        case nil: break
        }
        if let outcome = state.outcome {
            let title = workflow.vocabulary.title(ofOutcome: outcome)
            notes.append(.init(symbol: .outcome, text: Bilingual(zh: "结果：\(title.zh)", en: "outcome: \(title.en)")))
        }
        return notes
    }

    // MARK: Starts

    private mutating func addStart(of state: String?, parent: Int?) {
        diagram.boxes.append(
            Diagram.Box(id: state ?? "", parent: parent, kind: .start, title: Bilingual(zh: "开始", en: "Start")))
    }

    private mutating func connectStarts() {
        for (index, box) in diagram.boxes.enumerated() where box.kind == .start {
            let targets = workflow.beginning(of: box.id.isEmpty ? nil : box.id).compactMap { boxes[$0] }
            if !targets.isEmpty { diagram.arrows.append(Diagram.Arrow(source: index, targets: targets, steps: [])) }
        }
    }

    // MARK: Transitions

    private mutating func add(_ transition: TransitionDeclaration) {
        guard let source = boxes[transition.source] else { return }
        let targets = transition.targets.compactMap { boxes[$0] }
        var step = words.step(for: transition)
        // What stays in the state, or leads from it into itself, is written in it: an arrow would run over its text.
        if targets.isEmpty || targets.contains(where: { diagram.isOneInOther($0, source) }) {
            step.leadsTo = diagram.titles(of: targets)
            Self.merge(step, into: &diagram.boxes[source].steps)
        } else if let arrow = diagram.arrows.firstIndex(where: { $0.source == source && $0.targets == targets }) {
            Self.merge(step, into: &diagram.arrows[arrow].steps)
        } else {
            diagram.arrows.append(Diagram.Arrow(source: source, targets: targets, steps: [step]))
        }
    }

    /// Alternatives that read the same, such as one party's consent and that of all together, are written once.
    private static func merge(_ step: Diagram.Step, into steps: inout [Diagram.Step]) {
        let same = steps.firstIndex {
            $0.title == step.title && $0.leadsTo == step.leadsTo && $0.condition == step.condition
        }
        guard let same else { return steps.append(step) }
        steps[same].details += step.details
        steps[same].tags += step.tags
        steps[same].actors += step.actors.filter { !steps[same].actors.contains($0) }
        if steps[same].law == nil { steps[same].law = step.law }
    }
}

extension Diagram {
    /// The titles of boxes in one text; nil when there are none.
    func titles(of boxes: [Int]) -> Bilingual? {
        guard !boxes.isEmpty else { return nil }
        let titles = boxes.map { self.boxes[$0].title }
        return Bilingual(zh: titles.map(\.zh).joined(separator: "、"), en: titles.map(\.en).joined(separator: ", "))
    }

    /// Whether they are the same, or one lies in the other.
    func isOneInOther(_ first: Int, _ second: Int) -> Bool {
        isWithin(first, second) || isWithin(second, first)
    }

    private func isWithin(_ box: Int, _ other: Int) -> Bool {
        var current: Int? = box
        while let index = current {
            if index == other { return true }
            current = boxes[index].parent
        }
        return false
    }

    /// Marks where a case stands and how it came there.
    private mutating func mark(_ progress: Progress, _ workflow: Workflow) {
        legend = .progress
        func around(_ ids: some Sequence<String>) -> Set<String> {
            var found: Set<String> = []
            for id in ids {
                var current: String? = id
                while let state = current, found.insert(state).inserted { current = workflow.state(state)?.parent }
            }
            return found
        }
        let active = around(progress.active)
        let visited = around(progress.visited)
        for index in boxes.indices where boxes[index].kind != .start {
            if active.contains(boxes[index].id) {
                boxes[index].emphasis = .active
            } else if visited.contains(boxes[index].id) {
                boxes[index].emphasis = .done
            }
        }
        let been = active.union(visited)
        for index in arrows.indices {
            let ends = [arrows[index].source] + arrows[index].targets
            guard ends.allSatisfy({ boxes[$0].kind == .start || been.contains(boxes[$0].id) }) else { continue }
            let source = boxes[arrows[index].source].id
            let targets = arrows[index].targets.map { boxes[$0].id }
            let taken = workflow.transitions.contains {
                $0.source == source && $0.targets == targets && ($0.event.map(progress.events.contains) ?? true)
            }
            if taken || boxes[arrows[index].source].kind == .start { arrows[index].emphasis = .done }
        }
    }
}
