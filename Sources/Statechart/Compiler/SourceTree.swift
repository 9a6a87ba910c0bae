/// The states of a source numbered in document order, with what is needed to ask who is inside whom. The root is 0.
struct SourceTree {
    struct Node {
        let source: StateSource?
        let path: SourcePath
        let parent: Int
        let depth: Int
        /// One past the last descendant.
        var end: Int
        var children: [Int] = []

        var kind: StateKind { source?.kind ?? .compound }
    }

    private(set) var nodes: [Node] = []
    /// The first of each name.
    private(set) var indexByID: [String: Int] = [:]

    init(_ source: ChartSource) {
        nodes = [Node(source: nil, path: SourcePath(), parent: -1, depth: 0, end: 1)]
        add(source.states, to: 0)
    }

    private mutating func add(_ states: [StateSource], to parent: Int) {
        for (position, state) in states.enumerated() {
            let index = nodes.count
            let path = nodes[parent].path.appending(.state(position))
            nodes.append(
                Node(source: state, path: path, parent: parent, depth: nodes[parent].depth + 1, end: index + 1))
            nodes[parent].children.append(index)
            if indexByID[state.id] == nil { indexByID[state.id] = index }
            add(state.children, to: index)
        }
        nodes[parent].end = nodes.count
    }

    /// Strictly inside.
    func isDescendant(_ state: Int, of ancestor: Int) -> Bool {
        state > ancestor && state < nodes[ancestor].end
    }

    /// The deepest state that is, or strictly holds, both.
    func leastCommonAncestor(_ first: Int, _ second: Int) -> Int {
        var candidate = first
        while candidate != second, !isDescendant(second, of: candidate) { candidate = nodes[candidate].parent }
        return candidate
    }

    /// Whether one configuration can result from entering both: they are apart, in different regions of a parallel state.
    /// A history stands for the whole of its parent.
    func areCompatible(_ first: Int, _ second: Int) -> Bool {
        func extent(_ state: Int) -> Int { nodes[state].kind.isHistory ? nodes[state].parent : state }
        let (left, right) = (extent(first), extent(second))
        let meeting = leastCommonAncestor(left, right)
        return meeting != left && meeting != right && nodes[meeting].kind == .parallel
    }
}
