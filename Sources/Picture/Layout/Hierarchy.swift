/// Which boxes lie in which, and how the arrows cross their borders.
struct Hierarchy {
    /// The box around all others.
    static let root = -1

    let graph: LayoutGraph
    private let childrenOfAll: [[Int]]
    private(set) var links: [Link] = []

    /// An arrow, or those of its branches that end in the same box of the same level.
    struct Link {
        let edge: Int
        let source: Int
        let targets: [Int]
        /// The innermost box that holds both ends.
        let home: Int
        /// The boxes directly inside ``home`` that are, or hold, the ends.
        let from: Int
        let to: Int
        let label: Size?
        /// Drawn from bottom to top, because it leads back to where things come from.
        var isReversed = false
    }

    init(_ graph: LayoutGraph) {
        self.graph = graph
        var children = [[Int]](repeating: [], count: graph.nodes.count + 1)
        for (index, node) in graph.nodes.enumerated() { children[(node.parent ?? Self.root) + 1].append(index) }
        childrenOfAll = children
        for (index, edge) in graph.edges.enumerated() { link(edge, index) }
        for home in [Self.root] + Array(graph.nodes.indices) { breakCycles(in: home) }
    }

    func children(of node: Int) -> [Int] { childrenOfAll[node + 1] }

    func parent(of node: Int) -> Int { graph.nodes[node].parent ?? Self.root }

    /// The boxes around a node, the innermost first, ending with the root.
    func ancestors(of node: Int) -> [Int] {
        var found: [Int] = []
        var node = node
        while node != Self.root {
            node = parent(of: node)
            found.append(node)
        }
        return found
    }

    /// The box directly inside a container that is a node or holds it; nil when the node is not inside.
    func child(of container: Int, holding node: Int) -> Int? {
        var node = node
        while node != Self.root {
            let parent = parent(of: node)
            if parent == container { return node }
            node = parent
        }
        return nil
    }

    private mutating func link(_ edge: LayoutGraph.Edge, _ index: Int) {
        var groups: [(home: Int, to: Int, targets: [Int])] = []
        for target in edge.targets {
            guard let home = home(edge.source, target), let to = child(of: home, holding: target) else { continue }
            if let group = groups.firstIndex(where: { $0.home == home && $0.to == to }) {
                if !groups[group].targets.contains(target) { groups[group].targets.append(target) }
            } else {
                groups.append((home, to, [target]))
            }
        }
        for (place, group) in groups.enumerated() {
            guard let from = child(of: group.home, holding: edge.source) else { continue }
            links.append(
                Link(
                    edge: index, source: edge.source, targets: group.targets, home: group.home, from: from,
                    to: group.to, label: place == 0 ? edge.label : nil))
        }
    }

    /// The innermost box around both; nil when one of them lies in the other, or they are the same.
    private func home(_ source: Int, _ target: Int) -> Int? {
        let around = ancestors(of: source)
        guard source != target, !around.contains(target) else { return nil }
        let others = ancestors(of: target)
        guard !others.contains(source) else { return nil }
        return around.first(where: others.contains)
    }

    // MARK: Direction

    /// Turns the links of a level that would close a cycle: those that lead back to a box on the way from the start.
    private mutating func breakCycles(in home: Int) {
        let own = links.indices.filter { links[$0].home == home }
        guard !own.isEmpty else { return }
        let children = children(of: home)
        let order = children.filter { graph.nodes[$0].isStart } + children.filter { !graph.nodes[$0].isStart }
        var isOpen: Set<Int> = []
        var isDone: Set<Int> = []
        func visit(_ node: Int) {
            isOpen.insert(node)
            for link in own where links[link].from == node {
                let next = links[link].to
                if isOpen.contains(next) {
                    links[link].isReversed = true
                } else if !isDone.contains(next) {
                    visit(next)
                }
            }
            isOpen.remove(node)
            isDone.insert(node)
        }
        for node in order where !isDone.contains(node) { visit(node) }
    }
}
