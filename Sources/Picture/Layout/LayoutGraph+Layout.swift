extension LayoutGraph {
    /// Lays the graph out: boxes from the inside out, each by a ``Level``; then everything at its place on the page.
    /// The same graph is always laid out in the same way.
    package func layOut(_ rows: Rows = .short) -> Layout {
        var builder = LayoutBuilder(Hierarchy(self), rows)
        return builder.build()
    }
}

private struct LayoutBuilder {
    let hierarchy: Hierarchy
    let rows: LayoutGraph.Rows
    var levels: [Int: Level] = [:]
    var sizes: [Size]
    var headerChoices: [Int]
    /// Where, from its left border, a link crosses the border of a box.
    var ports: [Int: [Level.Port: Double]] = [:]

    private var graph: LayoutGraph { hierarchy.graph }

    init(_ hierarchy: Hierarchy, _ rows: LayoutGraph.Rows) {
        self.hierarchy = hierarchy
        self.rows = rows
        sizes = hierarchy.graph.nodes.map(\.size)
        headerChoices = Array(repeating: 0, count: hierarchy.graph.nodes.count)
    }

    mutating func build() -> Layout {
        // Children stand behind their parents, so going backwards is from the inside out.
        for node in graph.nodes.indices.reversed() where !hierarchy.children(of: node).isEmpty { layOut(node) }
        layOut(Hierarchy.root)
        return compose()
    }

    // MARK: One box

    private mutating func layOut(_ box: Int) {
        var level = level(of: box, header: nil)
        level.layOut()
        let headers = box == Hierarchy.root ? [] : graph.nodes[box].headers
        if !headers.isEmpty {
            let choice = headers.lastIndex { $0.width + 2 * level.margin <= level.size.width } ?? 0
            headerChoices[box] = choice
            level = self.level(of: box, header: headers[choice])
            level.layOut()
        }
        levels[box] = level
        guard box != Hierarchy.root else { return }
        sizes[box] = level.size
        for node in level.nodes {
            if case .port(let port) = node.kind { ports[box, default: [:]][port] = node.x }
        }
    }

    private func level(of box: Int, header: Size?) -> Level {
        var level = Level()
        level.rows = rows
        let isRoot = box == Hierarchy.root
        level.margin = isRoot ? 0 : 12
        level.isParallel = !isRoot && graph.nodes[box].isParallel
        if let header { level.nodes.append(Level.Node(kind: .header, size: header, layer: 1)) }
        var places: [Int: Int] = [:]
        for child in hierarchy.children(of: box) {
            places[child] = level.nodes.count
            let least = header == nil || graph.nodes[child].isStart ? 1 : 2
            level.nodes.append(Level.Node(kind: .child(child), size: sizes[child], layer: least))
        }
        for (index, link) in hierarchy.links.enumerated() {
            if link.home == box {
                addHomeLink(index, places, header == nil ? 1 : 2, &level)
            } else {
                addCrossing(index, of: box, isSource: true, places, &level)
                addCrossing(index, of: box, isSource: false, places, &level)
            }
        }
        return level
    }

    private func addHomeLink(_ index: Int, _ places: [Int: Int], _ least: Int, _ level: inout Level) {
        let link = hierarchy.links[index]
        guard let from = places[link.from], let to = places[link.to] else { return }
        let start = offset(of: index, isSource: true, at: link.from)
        let end = offset(of: index, isSource: false, at: link.to)
        let head: Level.Head = end != nil ? .none : link.isReversed ? .upper : .lower
        func segment(
            _ a: Int, _ aOffset: Double?, _ b: Int, _ bOffset: Double?, _ part: Level.Piece.Part, _ head: Level.Head
        ) {
            let piece = Level.Piece(link: index, part: part)
            level.segments.append(
                link.isReversed
                    ? Level.Segment(
                        upper: b, lower: a, upperOffset: bOffset, lowerOffset: aOffset, piece: piece, head: head)
                    : Level.Segment(
                        upper: a, lower: b, upperOffset: aOffset, lowerOffset: bOffset, piece: piece, head: head))
        }
        guard let label = link.label else { return segment(from, start, to, end, .main, head) }
        level.nodes.append(Level.Node(kind: .label(link: index), size: label, layer: least))
        let card = level.nodes.count - 1
        segment(from, start, card, nil, .stem, .none)
        segment(card, nil, to, end, .main, head)
    }

    /// The part of a link that runs from the inside of a box to its border.
    private func addCrossing(_ index: Int, of box: Int, isSource: Bool, _ places: [Int: Int], _ level: inout Level) {
        let link = hierarchy.links[index]
        guard box != Hierarchy.root,
            box == (isSource ? link.from : link.to) || isInside(box, of: isSource ? link.from : link.to)
        else { return }
        let ends = isSource ? [link.source] : link.targets
        var children: [Int] = []
        for end in ends {
            if let child = hierarchy.child(of: box, holding: end), !children.contains(child) { children.append(child) }
        }
        guard !children.isEmpty else { return }
        let atBottom = isSource != link.isReversed
        level.nodes.append(
            Level.Node(kind: .port(Level.Port(link: index, isSource: isSource)), size: .zero, layer: 0))
        let port = level.nodes.count - 1
        for child in children {
            guard let place = places[child] else { continue }
            let offset = offset(of: index, isSource: isSource, at: child)
            let piece = Level.Piece(link: index, part: isSource ? .exit : .entry(child: child))
            let hasHead = !isSource && offset == nil
            level.segments.append(
                atBottom
                    ? Level.Segment(
                        upper: place, lower: port, upperOffset: offset, lowerOffset: 0, piece: piece,
                        head: hasHead ? .upper : .none)
                    : Level.Segment(
                        upper: port, lower: place, upperOffset: 0, lowerOffset: offset, piece: piece,
                        head: hasHead ? .lower : .none))
        }
    }

    private func isInside(_ box: Int, of other: Int) -> Bool { hierarchy.ancestors(of: box).contains(other) }

    /// Where a link crosses the border of a child, from the child's middle; nil when the child itself is its end.
    private func offset(of link: Int, isSource: Bool, at child: Int) -> Double? {
        ports[child]?[Level.Port(link: link, isSource: isSource)].map { $0 - sizes[child].width / 2 }
    }

    // MARK: The page

    private mutating func compose() -> Layout {
        var layout = Layout(
            size: levels[Hierarchy.root]?.size ?? .zero,
            frames: Array(repeating: Rect(.init(0, 0), .zero), count: graph.nodes.count),
            headers: Array(repeating: nil, count: graph.nodes.count), headerChoices: headerChoices,
            labels: Array(repeating: nil, count: graph.edges.count),
            routes: Array(repeating: Layout.Route(), count: graph.edges.count))
        // Parents stand before their children, so every box is placed before its inside.
        for box in [Hierarchy.root] + Array(graph.nodes.indices) {
            guard let level = levels[box] else { continue }
            let origin = box == Hierarchy.root ? Point(0, 0) : layout.frames[box].origin
            for node in level.nodes {
                let frame = Rect(Point(node.left, node.y).moved(by: origin), node.size)
                switch node.kind {
                case .child(let child): layout.frames[child] = frame
                case .header: layout.headers[box] = frame
                case .label(let link): layout.labels[hierarchy.links[link].edge] = frame
                case .port, .bend: break
                }
            }
        }
        for (index, link) in hierarchy.links.enumerated() { compose(index, link, &layout) }
        return layout
    }

    private func compose(_ index: Int, _ link: Hierarchy.Link, _ layout: inout Layout) {
        func way(_ box: Int, _ part: Level.Piece.Part) -> [Point] {
            let origin = box == Hierarchy.root ? Point(0, 0) : layout.frames[box].origin
            let points = (levels[box]?.ways[Level.Piece(link: index, part: part)] ?? []).map { $0.moved(by: origin) }
            return link.isReversed ? points.reversed() : points
        }
        let inside = hierarchy.ancestors(of: link.source).prefix { $0 != link.home }
        let start = inside.flatMap { way($0, .exit) }
        let main = way(link.home, .main)
        var lead = start + main
        if link.label != nil {
            layout.routes[link.edge].stem = (start + way(link.home, .stem)).simplified
            lead = main
        }
        for target in link.targets {
            var points = lead
            for box in hierarchy.ancestors(of: target).prefix(while: { $0 != link.home }).reversed() {
                guard let child = hierarchy.child(of: box, holding: target) else { continue }
                points += way(box, .entry(child: child))
            }
            layout.routes[link.edge].branches.append(points.simplified)
        }
    }
}

extension [Point] {
    /// Without points that repeat or lie between their neighbours on a straight line.
    var simplified: [Point] {
        var found: [Point] = []
        for point in self {
            if let last = found.last, abs(last.x - point.x) < 0.01, abs(last.y - point.y) < 0.01 { continue }
            while found.count >= 2 {
                let (before, last) = (found[found.count - 2], found[found.count - 1])
                let isVertical = abs(before.x - last.x) < 0.01 && abs(last.x - point.x) < 0.01
                let isHorizontal = abs(before.y - last.y) < 0.01 && abs(last.y - point.y) < 0.01
                guard isVertical || isHorizontal else { break }
                found.removeLast()
            }
            found.append(point)
        }
        return found
    }
}
