import Picture

/// Graphs of any shape: boxes in boxes, regions, arrows across borders, with several targets, back and forth.
enum RandomGraph {
    static func make(seed: UInt64) -> LayoutGraph {
        var generator = SeededGenerator(seed: seed)
        var graph = LayoutGraph()
        func size() -> Size {
            Size(.random(in: 20...220, using: &generator), .random(in: 14...120, using: &generator))
        }
        let count = Int.random(in: 1...26, using: &generator)
        var depths: [Int] = []
        for index in 0..<count {
            let candidates = (0..<index).filter { depths[$0] < 4 && !graph.nodes[$0].isStart }
            let parent = Bool.random(using: &generator) ? candidates.randomElement(using: &generator) : nil
            let headers = (0..<Int.random(in: 0...3, using: &generator)).map { Size(60 + 70 * Double($0), 40) }
            graph.nodes.append(
                LayoutGraph.Node(
                    parent: parent, size: size(), headers: headers,
                    isStart: Int.random(in: 0..<8, using: &generator) == 0,
                    isParallel: Int.random(in: 0..<4, using: &generator) == 0))
            depths.append(parent.map { depths[$0] + 1 } ?? 0)
        }
        for _ in 0..<Int.random(in: 0...(count * 2), using: &generator) {
            let targets = (0..<(Int.random(in: 0..<6, using: &generator) == 0 ? 2 : 1)).map { _ in
                Int.random(in: 0..<count, using: &generator)
            }
            graph.edges.append(
                LayoutGraph.Edge(
                    source: Int.random(in: 0..<count, using: &generator), targets: targets,
                    label: Int.random(in: 0..<4, using: &generator) == 0 ? nil : size()))
        }
        return graph
    }
}
