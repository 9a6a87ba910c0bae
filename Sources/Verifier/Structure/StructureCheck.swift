import Statechart
import Workflow

/// Looks for what is wrong with any workflow, whatever its properties.
package struct StructureCheck {
    /// What the domain wants of every workflow.
    package struct Rules: Hashable, Sendable {
        /// Whom nobody can make act.
        package var free: String
        /// With these outcomes a run may end only after this paper was made.
        package var told: [String: String]

        package init(free: String, told: [String: String]) {
            self.free = free
            self.told = told
        }
    }

    private let exploration: Exploration
    private let rules: Rules
    private var workflow: Workflow { exploration.workflow }

    package init(_ exploration: Exploration, rules: Rules) {
        self.exploration = exploration
        self.rules = rules
    }

    package func findings() -> [Finding] {
        guard exploration.isComplete else { return [.tooLarge(exploration.stateCount)] }
        // What may be put on record at any time is no procedure: it has no end, and nobody has to act.
        let goesOn = workflow.kind == .dossier ? [] : stuck() + ends()
        return endless() + unreached() + goesOn + conflicts() + unheard() + untold()
    }

    private func shown(_ state: Int, _ ending: Counterexample.Ending = .rest) -> Counterexample {
        Counterexample(steps: exploration.path(to: state), ending: ending)
    }

    // MARK: Reach

    private func endless() -> [Finding] {
        var seen: Set<[Int]> = []
        return exploration.divergences.compactMap { divergence in
            let turning = Set(divergence.transitions.suffix(divergence.transitions.count / 2)).sorted()
            return seen.insert(turning).inserted ? .endless(turning, shown(divergence.state)) : nil
        }
    }

    private func unreached() -> [Finding] {
        var active = [UInt64](repeating: 0, count: exploration.layout.configurationWords)
        for state in 0..<exploration.stateCount {
            for (index, word) in exploration.layout.configuration(exploration.table, state).enumerated() {
                active[index] |= word
            }
        }
        let states = workflow.states.enumerated().filter { index, state in
            let place = index + 1
            let isHistory = state.kind == .shallowHistory || state.kind == .deepHistory
            return !isHistory && active[place >> 6] & 1 << UInt64(place & 63) == 0
        }
        let taken = Set(exploration.labels.flatMap(\.transitions))
        return states.map { .unreachableState($0.element.id) }
            + workflow.transitions.filter { !taken.contains($0.tag) }.map { .deadTransition($0.tag) }
    }

    // MARK: Ways on

    /// A state waits in vain when no step leads on from it.
    private func stuck() -> [Finding] {
        let first = (0..<exploration.stateCount).first { state in
            !exploration.isEnded(state) && exploration.edges(of: state).allSatisfy { $0.target == state }
        }
        return first.map { [.stuck(shown($0))] } ?? []
    }

    private func ends() -> [Finding] {
        let hasEnd = workflow.states.contains { $0.parent == nil && $0.kind == .final }
        guard hasEnd else {
            let isStated = workflow.properties.contains { if case .reachable = $0.form { true } else { false } }
            return isStated ? [] : [.noRest]
        }
        let ended = Bitmap(exploration.stateCount) { exploration.isEnded($0) }
        func firstWithoutEnd(_ allowed: (Exploration.Edge) -> Bool) -> Int? {
            let reaching = exploration.backward({ ended[$0.target] && allowed($0) }, over: allowed)
            return (0..<exploration.stateCount).first { !ended[$0] && !reaching[$0] }
        }
        if let state = firstWithoutEnd({ _ in true }) { return [.noEnd(shown(state, .deadEnd))] }
        let isFree = exploration.labels.map { $0.happening.roles == [rules.free] }
        if let state = firstWithoutEnd({ !isFree[$0.label] }) {
            return [.heldUp(by: rules.free, shown(state, .deadEnd))]
        }
        return []
    }

    // MARK: Conflicts

    /// A transition that the event of a step might have enabled beside the one taken.
    private struct Rival {
        let taken: Int
        let dropped: Int
        let source: StateIndex
        /// What is left to ask of where the step begins; nil for nothing.
        let condition: Guard?
        let member: Int?
    }

    /// Transitions of different states that the same event enables at once and of which one is dropped.
    private func conflicts() -> [Finding] {
        var found: [[Int]: Finding] = [:]
        let chart = workflow.chart
        let rivals = exploration.labels.map(rivals(of:))
        guard rivals.contains(where: { !$0.isEmpty }) else { return [] }
        for state in 0..<exploration.stateCount {
            var unpacked: Snapshot?
            for edge in exploration.edges(of: state) where !rivals[edge.label].isEmpty {
                let snapshot = unpacked ?? exploration.snapshot(state)
                unpacked = snapshot
                for rival in rivals[edge.label]
                where chart.isActive(rival.source, in: snapshot) && found[[rival.taken, rival.dropped]] == nil
                    && rival.condition.map({ chart.holds($0, in: snapshot, member: rival.member) }) ?? true
                {
                    found[[rival.taken, rival.dropped]] = .conflict(
                        taken: rival.taken, dropped: rival.dropped,
                        Counterexample(steps: exploration.path(to: state) + [edge], ending: .step))
                }
            }
        }
        return found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }

    private func rivals(of label: StepLabel) -> [Rival] {
        guard let taken = label.transitions.first, let event = workflow.transitions[taken].event,
            event == label.happening.event
        else { return [] }
        return workflow.transitions.compactMap { other -> Rival? in
            guard other.event == event, other.source != workflow.transitions[taken].source,
                !label.transitions.contains(other.tag), let source = workflow.chart.state(other.source),
                other.by.isEmpty
                    ? label.happening.roles.isEmpty : label.happening.roles.first.map(other.by.contains) ?? false
            else { return nil }
            let asked = other.when?.folding { part in
                guard case .fact(let name) = part, workflow.fact(name)?.isTransient == true else { return nil }
                return label.happening.answers.contains(name)
            }
            return Rival(
                taken: taken, dropped: other.tag, source: source, condition: asked?.chartGuard(workflow.facts),
                member: label.happening.member)
        }
    }

    // MARK: Clocks and ends

    private func unheard() -> [Finding] {
        var seen: Set<Int> = []
        var found: [Finding] = []
        for state in 0..<exploration.stateCount {
            for edge in exploration.edges(of: state) {
                let label = exploration.labels[edge.label]
                guard let clock = label.happening.clock, label.transitions.isEmpty, seen.insert(clock).inserted else {
                    continue
                }
                found.append(
                    .unheard(
                        clock: workflow.clocks[clock].name,
                        Counterexample(steps: exploration.path(to: state) + [edge], ending: .step)))
            }
        }
        return found
    }

    private func untold() -> [Finding] {
        let check = PropertyCheck(exploration)
        return rules.told.sorted { $0.key < $1.key }.compactMap { outcome, paper in
            let finals = workflow.states.filter { $0.outcome == outcome }.map { GuardExpression.inState($0.id) }
            guard !finals.isEmpty else { return nil }
            let property = PropertyDeclaration(
                id: "", title: nil, form: .precedes(first: .paper(paper), then: .or(finals)), law: nil, line: 0)
            guard case .broken(let shown) = check.verdict(on: property) else { return nil }
            return .untold(outcome: outcome, paper: paper, shown)
        }
    }
}

extension Bitmap {
    init(_ count: Int, _ test: (Int) -> Bool) {
        self.init(count: count)
        for index in 0..<count where test(index) { self[index] = true }
    }
}
