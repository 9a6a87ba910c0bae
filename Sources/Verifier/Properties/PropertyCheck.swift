package import Workflow

/// What became of a property.
package enum Verdict: Hashable, Sendable {
    /// It holds on every history.
    case proved
    /// It holds because what it speaks of never happens, so it protects nothing.
    case vacuous
    case broken(Counterexample)
}

/// A shortest history that breaks a promise.
package struct Counterexample: Hashable, Sendable {
    /// How the history goes on where it breaks a promise by what does not happen.
    package enum Ending: Hashable, Sendable {
        /// The last step is the breach.
        case step
        /// The run has come to its end, or nobody acts any more and no clock runs.
        case rest
        /// These steps can follow each other for ever.
        case circle([Exploration.Edge])
        /// The event is not accepted there.
        case refused(event: String, role: String?)
        /// No way leads on from there to what must stay possible.
        case deadEnd
    }

    /// The steps after the start.
    package let steps: [Exploration.Edge]
    package let ending: Ending

    package init(steps: [Exploration.Edge], ending: Ending) {
        self.steps = steps
        self.ending = ending
    }
}

/// Decides properties on an exploration.
package struct PropertyCheck {
    let exploration: Exploration
    let conditions: Conditions

    package init(_ exploration: Exploration) {
        self.exploration = exploration
        conditions = Conditions(exploration)
    }

    package func verdict(on property: PropertyDeclaration) -> Verdict {
        if let monitor = Monitor(property, conditions) { return verdict(of: monitor) }
        switch property.form {
        case .leadsTo(let from, let to): return leads(from, to)
        case .possible(let event, let role, let place): return isPossible(event, role, place)
        case .reachable(let goal, let place): return isReachable(goal, place)
        case .never, .always, .whenever, .precedes, .atMost: return .proved
        }
    }

    // MARK: Safety

    /// Goes breadth first through the product of the graph and the monitor.
    func verdict(of monitor: Monitor) -> Verdict {
        let width = monitor.stateCount
        let answers = monitor.answers(on: exploration.edges)
        var seen = Bitmap(count: exploration.stateCount * width)
        /// State, state of the monitor, the node before, and the edge from there by its number.
        var nodes: [(state: UInt32, memory: UInt32, before: Int32, edge: UInt32)] = []
        let start = monitor.next(monitor.initial, monitor.answers(on: [.start])[0])
        var isVacuous = !start.isOccasion
        guard let memory = start.state else { return .broken(Counterexample(steps: [], ending: .step)) }
        nodes.append((0, UInt32(memory), -1, 0))
        _ = seen.insert(memory)
        var next = 0
        while next < nodes.count {
            let node = nodes[next]
            for number in exploration.edgeNumbers(of: Int(node.state)) {
                let step = monitor.next(Int(node.memory), answers[number])
                if step.isOccasion { isVacuous = false }
                guard let memory = step.state else {
                    var steps = [exploration.edges[number]]
                    var at = next
                    while nodes[at].before >= 0 {
                        steps.append(exploration.edges[Int(nodes[at].edge)])
                        at = Int(nodes[at].before)
                    }
                    return .broken(Counterexample(steps: steps.reversed(), ending: .step))
                }
                let target = exploration.edges[number].target
                if seen.insert(target * width + memory) {
                    nodes.append((UInt32(target), UInt32(memory), Int32(next), UInt32(number)))
                }
            }
            next += 1
        }
        return isVacuous ? .vacuous : .proved
    }

    // MARK: Possibility

    private func isPossible(_ event: String, _ role: String?, _ place: GuardExpression) -> Verdict {
        let offered = exploration.labels.map { label in
            label.happening.event == event
                && (role.map { label.happening.roles.contains($0) } ?? true)
        }
        var accepts = Bitmap(count: exploration.stateCount)
        for state in 0..<exploration.stateCount
        where exploration.edges(of: state).contains(where: { offered[$0.label] }) {
            accepts[state] = true
        }
        return everywhere(place, ending: .refused(event: event, role: role)) { accepts[$0.target] }
    }

    private func isReachable(_ goal: GuardExpression, _ place: GuardExpression) -> Verdict {
        let goal = conditions.judgement(of: goal)
        let reaching = exploration.backward { goal.holds($0) }
        return everywhere(place, ending: .deadEnd) { goal.holds($0) || reaching[$0.target] }
    }

    /// Whether a test holds of every step that satisfies a condition.
    private func everywhere(
        _ place: GuardExpression, ending: Counterexample.Ending, _ test: (Exploration.Edge) -> Bool
    ) -> Verdict {
        let place = conditions.judgement(of: place)
        var isVacuous = true
        if place.holds(.start) {
            isVacuous = false
            if !test(.start) { return .broken(Counterexample(steps: [], ending: ending)) }
        }
        for state in 0..<exploration.stateCount {
            for edge in exploration.edges(of: state) where place.holds(edge) {
                isVacuous = false
                guard test(edge) else {
                    return .broken(Counterexample(steps: exploration.path(to: state) + [edge], ending: ending))
                }
            }
        }
        return isVacuous ? .vacuous : .proved
    }
}

extension Exploration {
    /// The states from which a step that passes a test can be reached.
    func backward(_ test: (Edge) -> Bool, over allowed: (Edge) -> Bool = { _ in true }) -> Bitmap {
        var incoming: [[UInt32]] = Array(repeating: [], count: stateCount)
        var reaching = Bitmap(count: stateCount)
        var next: [Int] = []
        for state in 0..<stateCount {
            for edge in edges(of: state) where allowed(edge) {
                if test(edge) {
                    if reaching.insert(state) { next.append(state) }
                } else if edge.target != state {
                    incoming[edge.target].append(UInt32(state))
                }
            }
        }
        while let state = next.popLast() {
            for before in incoming[state] where reaching.insert(Int(before)) { next.append(Int(before)) }
        }
        return reaching
    }
}
