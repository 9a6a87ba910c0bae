import Picture
import Testing

@Suite("Laying out")
struct LayoutTests {
    @Test("of random graphs keeps boxes, labels and lines apart", arguments: LayoutGraph.Rows.allCases)
    func random(rows: LayoutGraph.Rows) {
        for seed in UInt64(1)...120 {
            let graph = RandomGraph.make(seed: seed)
            let faults = LayoutCheck(graph: graph, layout: graph.layOut(rows)).faults
            #expect(faults.isEmpty, "seed \(seed): \(faults.prefix(3))")
        }
    }

    @Test("gives the same graph the same places")
    func deterministic() {
        for seed in UInt64(1)...20 {
            let graph = RandomGraph.make(seed: seed)
            let (first, second) = (graph.layOut(), graph.layOut())
            #expect(first.frames == second.frames && first.routes == second.routes && first.labels == second.labels)
        }
    }

    @Test("draws a way and its way back")
    func cycle() throws {
        let graph = LayoutGraph(
            nodes: [.init(parent: nil, size: Size(40, 20)), .init(parent: nil, size: Size(40, 20))],
            edges: [
                .init(source: 0, targets: [1], label: Size(30, 10)),
                .init(source: 1, targets: [0], label: Size(30, 10)),
            ])
        let layout = graph.layOut()
        #expect(LayoutCheck(graph: graph, layout: layout).faults.isEmpty)
        // The way on leads down, the way back up.
        #expect(layout.frames[0].maxY < layout.frames[1].y)
        let back = try #require(layout.routes[1].branches.first?.last)
        #expect(back.y == layout.frames[0].maxY)
    }

    @Test("takes arrows to the inside of a box through its border")
    func nested() throws {
        let graph = LayoutGraph(
            nodes: [
                .init(parent: nil, size: Size(60, 20)), .init(parent: nil, headers: [Size(50, 20)]),
                .init(parent: 1, size: Size(40, 20)), .init(parent: 1, size: Size(40, 20)),
            ],
            edges: [.init(source: 0, targets: [3]), .init(source: 2, targets: [3]), .init(source: 3, targets: [0])])
        let layout = graph.layOut()
        #expect(LayoutCheck(graph: graph, layout: layout).faults.isEmpty)
        let end = try #require(layout.routes[0].branches.first?.last)
        #expect(end.y == layout.frames[3].y)
    }

    @Test("makes regions of one height")
    func regions() {
        let graph = LayoutGraph(nodes: [
            .init(parent: nil, isParallel: true), .init(parent: 0, size: Size(40, 20)),
            .init(parent: 0, size: Size(40, 90)),
        ])
        let layout = graph.layOut()
        #expect(layout.frames[1].height == 90 && layout.frames[2].height == 90)
        #expect(layout.frames[1].y == layout.frames[2].y)
    }

    @Test("ends also where boxes stand in a ring of arrows to themselves and their parents")
    func senseless() {
        let graph = LayoutGraph(
            nodes: [.init(parent: nil), .init(parent: 0, size: Size(10, 10))],
            edges: [.init(source: 0, targets: [1]), .init(source: 1, targets: [0]), .init(source: 1, targets: [1])])
        let layout = graph.layOut()
        #expect(layout.routes.allSatisfy { $0.branches.isEmpty && $0.stem.isEmpty })
    }
}
