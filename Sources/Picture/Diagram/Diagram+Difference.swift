package import Workflow

extension Diagram {
    /// Two versions in one picture: the later one with what is new and what changed marked, and what is gone drawn where it
    /// was.
    package init(of difference: WorkflowDifference) {
        self.init(of: difference.later)
        legend = .difference
        let (earlier, later) = (difference.earlier, difference.later)
        name += "-difference"
        subtitle = Bilingual(
            zh: "\(earlier.version) → \(later.version)　新增、删除与变更",
            en: "\(earlier.version) → \(later.version): what was added, removed and changed")
        markStates(difference)
        for index in boxes.indices {
            for step in boxes[index].steps.indices {
                boxes[index].steps[step].emphasis = Self.emphasis(of: boxes[index].steps[step], difference)
            }
        }
        for index in arrows.indices {
            for step in arrows[index].steps.indices {
                arrows[index].steps[step].emphasis = Self.emphasis(of: arrows[index].steps[step], difference)
            }
            arrows[index].emphasis = Self.common(arrows[index].steps)
        }
        addRemoved(Diagram(of: earlier), difference)
    }

    private mutating func markStates(_ difference: WorkflowDifference) {
        for index in boxes.indices where boxes[index].kind != .start {
            switch difference.kind(ofState: boxes[index].id) {
            case .added: boxes[index].emphasis = .added
            case .changed: boxes[index].emphasis = .changed
            case .removed, nil: break
            }
            // A clock that runs longer or shorter is a change of the states it hangs on.
            let clocks = difference.later.state(boxes[index].id)?.clocks ?? []
            for change in difference.changes {
                guard case .clock(let name) = change.subject, let place = clocks.firstIndex(of: name),
                    boxes[index].notes.indices.contains(place)
                else { continue }
                boxes[index].notes[place].emphasis = change.kind == .added ? .added : .changed
            }
        }
    }

    private static func emphasis(of step: Step, _ difference: WorkflowDifference) -> Emphasis {
        let tags = Set(step.tags)
        if tags.isSubset(of: difference.addedTransitions) { return .added }
        return tags.isDisjoint(with: difference.addedTransitions.union(difference.changedTransitions))
            ? .plain : .changed
    }

    /// How an arrow is drawn whose steps differ: as they all are, or as changed.
    private static func common(_ steps: [Step]) -> Emphasis {
        let kinds = Set(steps.map(\.emphasis))
        if kinds.count == 1, let kind = kinds.first { return kind }
        return kinds.isEmpty ? .plain : .changed
    }

    // MARK: What is gone

    private mutating func addRemoved(_ before: Diagram, _ difference: WorkflowDifference) {
        var places: [Int: Int] = [:]
        for (index, box) in before.boxes.enumerated() {
            if let place = boxes.firstIndex(where: { $0.id == box.id && $0.kind == .start && box.kind == .start })
                ?? boxes.firstIndex(where: { $0.id == box.id && $0.kind != .start && box.kind != .start })
            {
                places[index] = place
            } else {
                var removed = box
                removed.parent = box.parent.flatMap { places[$0] }
                removed.emphasis = .removed
                removed.steps = []
                places[index] = boxes.count
                boxes.append(removed)
            }
        }
        for (index, box) in before.boxes.enumerated() {
            for step in box.steps { addRemoved(step, from: places[index], to: [], difference) }
        }
        for arrow in before.arrows {
            let targets = arrow.targets.compactMap { places[$0] }
            for step in arrow.steps { addRemoved(step, from: places[arrow.source], to: targets, difference) }
            // Where a state that is gone began.
            if arrow.steps.isEmpty, let source = places[arrow.source],
                !arrows.contains(where: { $0.source == source })
            {
                arrows.append(Arrow(source: source, targets: targets, steps: [], emphasis: .removed))
            }
        }
    }

    private mutating func addRemoved(
        _ step: Step, from source: Int?, to targets: [Int], _ difference: WorkflowDifference
    ) {
        guard let source, Set(step.tags).isSubset(of: difference.removedTransitions) else { return }
        var step = step
        step.emphasis = .removed
        if targets.isEmpty || targets.contains(where: { isOneInOther($0, source) }) {
            step.leadsTo = step.leadsTo ?? titles(of: targets)
            boxes[source].steps.append(step)
        } else if let arrow = arrows.firstIndex(where: { $0.source == source && $0.targets == targets }) {
            arrows[arrow].steps.append(step)
            arrows[arrow].emphasis = Self.common(arrows[arrow].steps)
        } else {
            arrows.append(Arrow(source: source, targets: targets, steps: [step], emphasis: .removed))
        }
    }
}
