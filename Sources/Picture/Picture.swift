// Workflows as pictures of one page.
//
// A ``Diagram`` says what there is to see, a ``LayoutGraph`` how much room it takes, ``LayoutGraph/layOut()`` where it stands,
// and ``Picture/svg`` draws it. ``MermaidText`` and ``DOTText`` write the same diagram for other tools.

/// A diagram with everything at its place.
package struct Picture: Sendable {
    package let diagram: Diagram
    /// What was laid out.
    package let graph: LayoutGraph
    package let layout: Layout
    let blocks: Blocks
    let style: Style

    /// What may be done in one way or another, depending on which makes the text larger on the sheet.
    struct Style: Hashable, Sendable {
        /// Whether the steps of a state with many of them stand in two columns at least.
        var hasWideStates: Bool
        var rows: LayoutGraph.Rows
    }

    package init(of diagram: Diagram) {
        let blocks = Blocks(palette: Palette(diagram))
        let styles = [false, true].flatMap { isWide in
            LayoutGraph.Rows.allCases.map { Style(hasWideStates: isWide, rows: $0) }
        }
        let all = styles.map { Picture(diagram, blocks, $0) }
        self = all.dropFirst().reduce(all[0]) { best, next in
            best.page.area > next.page.area || best.page.area == next.page.area && best.page.scale < next.page.scale
                ? next : best
        }
    }

    private init(_ diagram: Diagram, _ blocks: Blocks, _ style: Style) {
        self.diagram = diagram
        self.blocks = blocks
        self.style = style
        graph = Self.graph(of: diagram, blocks, style)
        layout = graph.layOut(style.rows)
    }

    /// Distance of the text from the border of its box.
    static let inset = 9.0

    private static func graph(of diagram: Diagram, _ blocks: Blocks, _ style: Style) -> LayoutGraph {
        let parents = Set(diagram.boxes.compactMap(\.parent))
        let nodes = diagram.boxes.enumerated().map { index, box in
            let hasInside = parents.contains(index)
            return LayoutGraph.Node(
                parent: box.parent, size: hasInside ? .zero : size(of: box, blocks, style),
                headers: hasInside ? headers(of: box, blocks, style) : [], isStart: box.kind == .start,
                isParallel: box.isParallel)
        }
        let edges = diagram.arrows.map { arrow in
            let card = arrow.steps.isEmpty ? nil : blocks.card(of: arrow).size
            return LayoutGraph.Edge(
                source: arrow.source, targets: arrow.targets,
                label: card.map { Size($0.width + 20, $0.height + 10) })
        }
        return LayoutGraph(nodes: nodes, edges: edges)
    }

    private static func size(of box: Diagram.Box, _ blocks: Blocks, _ style: Style) -> Size {
        if box.kind == .start { return Size(12, 12) }
        let head = blocks.head(of: box).size
        guard !box.steps.isEmpty else {
            return Size(max(head.width + 2 * inset + 6, 84), head.height + 2 * inset - 4)
        }
        let steps = steps(of: box, blocks, columns: fewestColumns(of: box, style))
        return Size(max(head.width, steps.width) + 2 * inset, head.height + steps.height + 2 * inset + 8)
    }

    /// The head of a box with boxes inside, its steps in up to four columns.
    private static func headers(of box: Diagram.Box, _ blocks: Blocks, _ style: Style) -> [Size] {
        let head = blocks.head(of: box).size
        guard !box.steps.isEmpty else { return [head] }
        return (fewestColumns(of: box, style)...4).map { columns in
            let steps = steps(of: box, blocks, columns: columns)
            return Size(max(head.width, steps.width), head.height + 6 + steps.height)
        }
    }

    static func fewestColumns(of box: Diagram.Box, _ style: Style) -> Int {
        style.hasWideStates && box.steps.count >= 4 ? 2 : 1
    }

    private static func steps(of box: Diagram.Box, _ blocks: Blocks, columns: Int) -> Size {
        let sizes = blocks.steps(of: box, columns: columns).map(\.size)
        return Size(
            sizes.reduce(Double(sizes.count - 1) * columnGap) { $0 + $1.width }, sizes.map(\.height).max() ?? 0)
    }

    /// Between columns of steps.
    static let columnGap = 18.0
}
