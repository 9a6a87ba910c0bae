/// What is to be laid out: boxes within boxes, and arrows between them that may carry a label. Knows only sizes.
package struct LayoutGraph: Sendable {
    package struct Node: Sendable {
        /// The box this one lies in; nil at the top. A parent stands before its children.
        package var parent: Int?
        /// A box without boxes inside: its size.
        package var size: Size
        /// A box with boxes inside: the sizes its own text can take, the narrowest first. Empty: it has no text.
        package var headers: [Size]
        /// Stands beside the header, above all others: the mark of where things begin.
        package var isStart: Bool
        /// Whether the boxes inside are regions that stand side by side and are of equal height.
        package var isParallel: Bool

        package init(
            parent: Int?, size: Size = Size(0, 0), headers: [Size] = [], isStart: Bool = false,
            isParallel: Bool = false
        ) {
            self.parent = parent
            self.size = size
            self.headers = headers
            self.isStart = isStart
            self.isParallel = isParallel
        }
    }

    /// An arrow. Its ends are different boxes of which neither lies in the other; an arrow between others gets no route.
    package struct Edge: Sendable {
        package var source: Int
        package var targets: [Int]
        package var label: Size?

        package init(source: Int, targets: [Int], label: Size? = nil) {
            self.source = source
            self.targets = targets
            self.label = label
        }
    }

    /// Where ends stand that could stand in several rows.
    package enum Rows: Hashable, Sendable, CaseIterable {
        /// As near as possible to what leads there.
        case short
        /// In the narrowest row.
        case narrow
    }

    package var nodes: [Node]
    package var edges: [Edge]

    package init(nodes: [Node] = [], edges: [Edge] = []) {
        self.nodes = nodes
        self.edges = edges
    }
}

/// Where everything of a ``LayoutGraph`` stands, from the origin to ``size``.
package struct Layout: Sendable {
    package struct Route: Hashable, Sendable {
        /// From the source to the label; empty for an arrow without label.
        package var stem: [Point] = []
        /// From the label, or else from the source, to each target.
        package var branches: [[Point]] = []
    }

    package var size: Size
    /// One for each node.
    package var frames: [Rect]
    /// The place of its own text, for each node that has boxes inside and text.
    package var headers: [Rect?]
    /// Which of the sizes of the header was taken, for each node.
    package var headerChoices: [Int]
    /// One for each edge that has a label and a route.
    package var labels: [Rect?]
    /// One for each edge.
    package var routes: [Route]
}
