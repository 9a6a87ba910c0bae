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
        var search = Search(count: exploration.stateCount)
        search.add(0, isWaiting: false)
        var isVacuous = !from.holds(.start)
        if !isVacuous, !to.holds(.start) { search.add(0, isWaiting: true) }
        var next = 0
        while next < search.nodes.count {
            let node = search.nodes[next]
            if node.isWaiting, isAtRest(node.state) {
                return .broken(Counterexample(steps: search.steps(to: next), ending: .rest))
            }
            for edge in exploration.edges(of: node.state) {
                if node.isWaiting {
                    if !to.holds(edge) { search.add(edge.target, isWaiting: true, by: (next, edge)) }
                    continue
                }
                search.add(edge.target, isWaiting: false, by: (next, edge))
                guard from.holds(edge) else { continue }
                isVacuous = false
                if !to.holds(edge) { search.add(edge.target, isWaiting: true, by: (next, edge)) }
            }
            next += 1
        }
        if let circle = fairCircle(among: search, avoiding: to) {
            return .broken(Counterexample(steps: search.steps(to: circle.node), ending: .circle(circle.steps)))
        }
        return isVacuous ? .vacuous : .proved
    }

    /// Breadth first through the states, each once before the waiting and once in it.
    private struct Search {
        struct Node {
            let state: Int
            /// What must follow is awaited.
            let isWaiting: Bool
            /// The node before, and the edge from there.
            let origin: (node: Int, edge: Exploration.Edge)?
        }

        private(set) var nodes: [Node] = []
        private var seen: Bitmap

        init(count: Int) { seen = Bitmap(count: 2 * count) }

        mutating func add(_ state: Int, isWaiting: Bool, by origin: (node: Int, edge: Exploration.Edge)? = nil) {
            guard seen.insert(2 * state + (isWaiting ? 1 : 0)) else { return }
            nodes.append(Node(state: state, isWaiting: isWaiting, origin: origin))
        }

        func steps(to node: Int) -> [Exploration.Edge] {
            var steps: [Exploration.Edge] = []
            var current = node
            while let origin = nodes[current].origin {
                steps.append(origin.edge)
                current = origin.node
            }
            return steps.reversed()
        }
    }

    private func isAtRest(_ state: Int) -> Bool {
        exploration.isEnded(state) || !isAnyRunning(exploration.clocks(state))
    }

    private func isAnyRunning(_ clocks: ClockStates) -> Bool {
        exploration.workflow.clocks.indices.contains { clocks[$0] == .running }
    }

    // MARK: Circles

    private func fairCircle(
        among search: Search, avoiding to: Conditions.Judgement
    ) -> (node: Int, steps: [Exploration.Edge])? {
        let waiting = search.nodes.indices.filter { search.nodes[$0].isWaiting }
        let nodeOf = Dictionary(waiting.map { (search.nodes[$0].state, $0) }, uniquingKeysWith: { first, _ in first })
        let components = StronglyConnected.components(of: waiting.map { search.nodes[$0].state }) { state in
            exploration.edges(of: state).filter { !to.holds($0) }.map(\.target)
        }
        var nearest: (node: Int, edges: [(from: Int, edge: Exploration.Edge)])?
        for component in components {
            let inside = Set(component)
            let edges = component.flatMap { state in
                exploration.edges(of: state).filter { !to.holds($0) && inside.contains($0.target) }.map { (state, $0) }
            }
            guard !edges.isEmpty, isFair(component, edges.map(\.1)),
                let node = component.compactMap({ nodeOf[$0] }).min(), node < nearest?.node ?? .max
            else { continue }
            nearest = (node, edges)
        }
        // Any circle shows where it goes round for ever.
        return nearest.flatMap { nearest in
            circle(through: search.nodes[nearest.node].state, nearest.edges).map { (nearest.node, $0) }
        }
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
