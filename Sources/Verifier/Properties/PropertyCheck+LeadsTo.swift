import Workflow

// Whether something always follows.
//
// Nobody is forced to act, and people may act for ever. What is assumed is that time passes: a clock that goes on running
// runs out, unless it is prolonged or begun anew. So a history that never gets there is one of two kinds. Either it comes
// to rest, at the end of the run or where no clock runs; or it goes round in a circle in which every clock at some moment
// does not run, runs out, is prolonged or begins anew.
extension PropertyCheck {
    func leads(_ from: GuardExpression, _ to: GuardExpression) -> Verdict {
        let from = conditions.judgement(of: from)
        let to = conditions.judgement(of: to)
        var isVacuous = true
        var pending = Pending(count: exploration.stateCount)
        let start = Exploration.Edge(targetNumber: 0, labelNumber: 0)
        if from.holds(start) {
            isVacuous = false
            if !to.holds(start) { pending.begin(0, by: nil) }
        }
        for state in 0..<exploration.stateCount {
            for edge in exploration.edges(of: state) where from.holds(edge) {
                isVacuous = false
                if !to.holds(edge) { pending.begin(edge.target, by: (state, edge)) }
            }
        }
        var next = 0
        while next < pending.order.count {
            let state = pending.order[next]
            for edge in exploration.edges(of: state) where !to.holds(edge) { pending.go(on: state, edge) }
            next += 1
        }
        if let rest = pending.order.first(where: isAtRest) {
            return .broken(Counterexample(steps: steps(to: rest, pending), ending: .rest))
        }
        if let circle = fairCircle(in: pending, avoiding: to) {
            return .broken(Counterexample(steps: steps(to: circle.state, pending), ending: .circle(circle.steps)))
        }
        return isVacuous ? .vacuous : .proved
    }

    /// The states in which what must follow is still awaited, by their distance from where the waiting began.
    private struct Pending {
        enum Origin {
            case waitingBegins((state: Int, edge: Exploration.Edge)?)
            case goesOn(state: Int, edge: Exploration.Edge)
        }

        var order: [Int] = []
        var origins: [Int: Origin] = [:]
        private var isIn: Bitmap

        init(count: Int) { isIn = Bitmap(count: count) }

        func contains(_ state: Int) -> Bool { isIn[state] }

        mutating func begin(_ state: Int, by step: (state: Int, edge: Exploration.Edge)?) {
            guard isIn.insert(state) else { return }
            order.append(state)
            origins[state] = .waitingBegins(step)
        }

        mutating func go(on state: Int, _ edge: Exploration.Edge) {
            guard isIn.insert(edge.target) else { return }
            order.append(edge.target)
            origins[edge.target] = .goesOn(state: state, edge: edge)
        }
    }

    private func steps(to state: Int, _ pending: Pending) -> [Exploration.Edge] {
        var steps: [Exploration.Edge] = []
        var current = state
        while case .goesOn(let before, let edge) = pending.origins[current] {
            steps.append(edge)
            current = before
        }
        guard case .waitingBegins(let step?) = pending.origins[current] else { return steps.reversed() }
        return exploration.path(to: step.state) + [step.edge] + steps.reversed()
    }

    private func isAtRest(_ state: Int) -> Bool {
        exploration.isEnded(state) || !isAnyRunning(exploration.clocks(state))
    }

    private func isAnyRunning(_ clocks: ClockStates) -> Bool {
        exploration.workflow.clocks.indices.contains { clocks[$0] == .running }
    }

    // MARK: Circles

    private func fairCircle(
        in pending: Pending, avoiding to: Conditions.Judgement
    ) -> (state: Int, steps: [Exploration.Edge])? {
        let components = StronglyConnected.components(of: pending.order) { state in
            exploration.edges(of: state).filter { !to.holds($0) }.map(\.target)
        }
        for component in components {
            let inside = Set(component)
            let edges = component.flatMap { state in
                exploration.edges(of: state).filter { !to.holds($0) && inside.contains($0.target) }.map { (state, $0) }
            }
            guard !edges.isEmpty, isFair(component, edges.map(\.1)) else { continue }
            // Any circle shows where; which of them is fair to every clock is said in words.
            return circle(through: component[0], edges).map { (component[0], $0) }
        }
        return nil
    }

    private func isFair(_ component: [Int], _ edges: [Exploration.Edge]) -> Bool {
        exploration.workflow.clocks.indices.allSatisfy { clock in
            component.contains { exploration.clocks($0)[clock] != .running }
                || edges.contains { edge in
                    let label = exploration.labels[edge.label]
                    return label.happening.clock == clock || label.renewedClocks & 1 << UInt64(clock) != 0
                }
        }
    }

    private func circle(
        through state: Int, _ edges: [(from: Int, edge: Exploration.Edge)]
    ) -> [Exploration.Edge]? {
        let outgoing = Dictionary(grouping: edges, by: \.from)
        var before: [Int: (state: Int, edge: Exploration.Edge)] = [:]
        var order = [state]
        var next = 0
        while next < order.count {
            let current = order[next]
            for (_, edge) in outgoing[current] ?? [] {
                if edge.target == state {
                    var steps = [edge]
                    var at = current
                    while at != state, let (earlier, edge) = before[at] {
                        steps.append(edge)
                        at = earlier
                    }
                    return steps.reversed()
                }
                if before[edge.target] == nil {
                    before[edge.target] = (current, edge)
                    order.append(edge.target)
                }
            }
            next += 1
        }
        return nil
    }
}

/// Tarjan's algorithm, without recursion.
enum StronglyConnected {
    static func components(of nodes: [Int], _ successors: (Int) -> [Int]) -> [[Int]] {
        var index: [Int: Int] = [:]
        var low: [Int: Int] = [:]
        var stack: [Int] = []
        var isOnStack: Set<Int> = []
        var found: [[Int]] = []
        for root in nodes where index[root] == nil {
            var frames: [(node: Int, successors: [Int], next: Int)] = []
            func open(_ node: Int) {
                index[node] = index.count
                low[node] = index[node]
                stack.append(node)
                isOnStack.insert(node)
                frames.append((node, successors(node), 0))
            }
            open(root)
            while let frame = frames.last {
                if frame.next < frame.successors.count {
                    frames[frames.count - 1].next += 1
                    let child = frame.successors[frame.next]
                    if index[child] == nil {
                        open(child)
                    } else if isOnStack.contains(child) {
                        low[frame.node] = min(low[frame.node] ?? 0, index[child] ?? 0)
                    }
                    continue
                }
                frames.removeLast()
                if let parent = frames.last?.node {
                    low[parent] = min(low[parent] ?? 0, low[frame.node] ?? 0)
                }
                guard low[frame.node] == index[frame.node] else { continue }
                var component: [Int] = []
                while let member = stack.popLast() {
                    isOnStack.remove(member)
                    component.append(member)
                    if member == frame.node { break }
                }
                found.append(component)
            }
        }
        return found
    }
}
