/// The inside of one box: everything directly in it, in layers from top to bottom, and the parts of arrows that run there.
///
/// The steps are those of Sugiyama, Tagawa and Toda (1981): layers (``Level/assignLayers()``), order in each layer
/// (``Level/reduceCrossings()``), coordinates (``Level/assignCoordinates()``), and routes of right angles in the channels
/// between the layers (``Level/route()``).
struct Level {
    enum Kind: Hashable {
        /// A box directly inside, by its index in the graph.
        case child(Int)
        case header
        /// The label of a link.
        case label(link: Int)
        /// Where a link crosses the border: of the top or the bottom.
        case port(Port)
        /// A link passes through the layer.
        case bend
    }

    /// Where a link crosses the border of a box.
    struct Port: Hashable {
        let link: Int
        /// The end of the link that lies inside.
        let isSource: Bool
    }

    struct Node {
        let kind: Kind
        var size: Size
        var layer: Int
        /// Its place in the layer, from the left.
        var place = 0
        /// Its middle.
        var x = 0.0
        var y = 0.0
        /// Segments that end above it and below it.
        var above: [Int] = []
        var below: [Int] = []

        var left: Double { x - size.width / 2 }
        var right: Double { x + size.width / 2 }
        var isBox: Bool {
            switch kind {
            case .child, .header, .label: true
            case .port, .bend: false
            }
        }
    }

    /// A part of a link between two nodes; after ``splitLongSegments()`` between neighbouring layers.
    struct Segment {
        var upper: Int
        var lower: Int
        /// Distance from the middle of the node at which the end is fixed; nil when the end may be anywhere along it.
        var upperOffset: Double?
        var lowerOffset: Double?
        let piece: Piece
        /// Whether an arrow head stands at an end.
        var head: Head = .none
        /// Where it leaves the upper node and reaches the lower one.
        var upperX = 0.0
        var lowerX = 0.0
    }

    enum Head { case none, upper, lower }

    /// Names a part of a link within one box.
    struct Piece: Hashable {
        enum Part: Hashable {
            /// From the source to the label.
            case stem
            /// From the label, or the source, to the target, within the box that holds both ends.
            case main
            /// From a child to the border.
            case exit
            /// From the border to a child.
            case entry(child: Int)
        }

        let link: Int
        let part: Part
    }

    var nodes: [Node] = []
    var segments: [Segment] = []
    /// The nodes of each layer from left to right.
    var layers: [[Int]] = []
    var rows = LayoutGraph.Rows.short
    /// Whether the children are regions of equal height.
    var isParallel = false
    /// Whether the content stands inside a box, away from its border.
    var margin: Double = 0

    private(set) var size = Size.zero
    /// The way of each part, from top to bottom.
    var ways: [Piece: [Point]] = [:]
    var layerTops: [Double] = []
    var layerHeights: [Double] = []

    mutating func layOut() {
        assignLayers()
        splitLongSegments()
        for (index, segment) in segments.enumerated() {
            nodes[segment.upper].below.append(index)
            nodes[segment.lower].above.append(index)
        }
        arrangeLayers()
        reduceCrossings()
        assignCoordinates()
        fixEnds()
        let height = route()
        let right = nodes.map(\.right).max() ?? 0
        size = Size(right + margin, height)
    }

    /// Nodes that are bends, so that every segment joins neighbouring layers.
    private mutating func splitLongSegments() {
        var split: [Segment] = []
        for segment in segments {
            var upper = segment.upper
            var offset = segment.upperOffset
            let last = nodes[segment.lower].layer
            var layer = nodes[segment.upper].layer + 1
            while layer < last {
                nodes.append(Node(kind: .bend, size: .zero, layer: layer))
                split.append(
                    Segment(
                        upper: upper, lower: nodes.count - 1, upperOffset: offset, lowerOffset: nil,
                        piece: segment.piece, head: upper == segment.upper && segment.head == .upper ? .upper : .none))
                upper = nodes.count - 1
                offset = nil
                layer += 1
            }
            let isWhole = upper == segment.upper
            split.append(
                Segment(
                    upper: upper, lower: segment.lower, upperOffset: offset, lowerOffset: segment.lowerOffset,
                    piece: segment.piece,
                    head: segment.head == .lower || isWhole ? segment.head : .none))
        }
        segments = split
    }

    private mutating func arrangeLayers() {
        let count = (nodes.map(\.layer).max() ?? 0) + 1
        layers = Array(repeating: [], count: count)
        // A walk from the top keeps together what hangs together.
        var seen = Set<Int>()
        func visit(_ node: Int, _ layers: inout [[Int]]) {
            guard seen.insert(node).inserted else { return }
            layers[nodes[node].layer].append(node)
            for segment in nodes[node].below { visit(segments[segment].lower, &layers) }
        }
        let order = nodes.indices.sorted {
            (nodes[$0].kind == .header ? 0 : 1, nodes[$0].layer, $0) < (
                nodes[$1].kind == .header ? 0 : 1, nodes[$1].layer, $1
            )
        }
        for node in order { visit(node, &layers) }
    }
}
