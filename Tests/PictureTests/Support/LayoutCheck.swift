import Picture

/// What must be true of every layout.
struct LayoutCheck {
    let graph: LayoutGraph
    let layout: Layout
    /// Rounding of sums.
    private let slack = 0.01

    var faults: [String] {
        frames + labels + routes
    }

    private func parent(_ node: Int) -> Int? { graph.nodes[node].parent }

    private func isInside(_ node: Int, _ other: Int) -> Bool {
        var current = parent(node)
        while let box = current {
            if box == other { return true }
            current = parent(box)
        }
        return false
    }

    private func shrunk(_ rect: Rect) -> Rect {
        Rect(x: rect.x + slack, y: rect.y + slack, width: rect.width - 2 * slack, height: rect.height - 2 * slack)
    }

    private var canvas: Rect {
        Rect(x: -slack, y: -slack, width: layout.size.width + 2 * slack, height: layout.size.height + 2 * slack)
    }

    /// Boxes lie in their parents and beside their siblings; headers lie in their boxes and beside what is inside.
    private var frames: [String] {
        var faults: [String] = []
        for node in graph.nodes.indices {
            let frame = layout.frames[node]
            if !canvas.contains(frame) { faults.append("box \(node) leaves the canvas") }
            if let parent = parent(node) {
                if !layout.frames[parent].contains(shrunk(frame)) { faults.append("box \(node) leaves box \(parent)") }
                if let header = layout.headers[parent], header.overlaps(shrunk(frame)) {
                    faults.append("box \(node) lies on the text of box \(parent)")
                }
            }
            if let header = layout.headers[node], !frame.contains(shrunk(header)) {
                faults.append("the text of box \(node) leaves it")
            }
            for other in 0..<node where parent(other) == parent(node) && layout.frames[other].overlaps(shrunk(frame)) {
                faults.append("boxes \(other) and \(node) overlap")
            }
        }
        return faults
    }

    /// Labels lie on the canvas, on no other label, on no box and no text of a box, except inside boxes around them.
    private var labels: [String] {
        var faults: [String] = []
        let placed = layout.labels.enumerated().compactMap { index, rect in rect.map { (index, $0) } }
        for (index, rect) in placed {
            if !canvas.contains(rect) { faults.append("label \(index) leaves the canvas") }
            for (other, second) in placed where other < index && second.overlaps(shrunk(rect)) {
                faults.append("labels \(other) and \(index) overlap")
            }
            for node in graph.nodes.indices {
                let frame = layout.frames[node]
                if frame.overlaps(shrunk(rect)), !frame.contains(shrunk(rect)) {
                    faults.append("label \(index) lies across the border of box \(node)")
                }
                let isLeaf = !graph.nodes.contains { $0.parent == node }
                if isLeaf, frame.overlaps(shrunk(rect)) { faults.append("label \(index) lies on box \(node)") }
                if let header = layout.headers[node], header.overlaps(shrunk(rect)) {
                    faults.append("label \(index) lies on the text of box \(node)")
                }
            }
        }
        return faults
    }

    /// Lines begin and end on the borders of what they join, turn at right angles and run over no other box, label or text.
    private var routes: [String] {
        var faults: [String] = []
        for (index, edge) in graph.edges.enumerated() {
            let route = layout.routes[index]
            let reachable = Set(edge.targets.filter { canJoin(edge.source, $0) })
            if route.branches.count != reachable.count { faults.append("edge \(index) misses a target") }
            if !route.stem.isEmpty, let label = layout.labels[index] {
                faults += ends(route.stem, layout.frames[edge.source], label, index)
            }
            for branch in route.branches {
                guard let last = branch.last else { continue }
                let isAtTarget = reachable.contains { isOnBorder(last, layout.frames[$0]) }
                if !isAtTarget { faults.append("edge \(index) ends nowhere") }
                let label = route.stem.isEmpty ? nil : layout.labels[index]
                // Branches that part at a higher level begin at the source even if others begin at the label.
                let begins = [label, layout.frames[edge.source]].compactMap { $0 }
                if let first = branch.first, !begins.contains(where: { isOnBorder(first, $0) }) {
                    faults.append("edge \(index) begins nowhere")
                }
            }
            for line in [route.stem] + route.branches { faults += way(line, index) }
        }
        return faults
    }

    private func canJoin(_ source: Int, _ target: Int) -> Bool {
        source != target && !isInside(source, target) && !isInside(target, source)
    }

    private func ends(_ line: [Point], _ from: Rect, _ to: Rect, _ edge: Int) -> [String] {
        guard let first = line.first, let last = line.last else { return [] }
        return (isOnBorder(first, from) ? [] : ["edge \(edge) does not leave its source"])
            + (isOnBorder(last, to) ? [] : ["edge \(edge) does not reach its label"])
    }

    private func isOnBorder(_ point: Point, _ rect: Rect) -> Bool {
        let isAcross = point.x >= rect.x - slack && point.x <= rect.maxX + slack
        return isAcross && (abs(point.y - rect.y) < slack || abs(point.y - rect.maxY) < slack)
    }

    private func way(_ line: [Point], _ edge: Int) -> [String] {
        var faults: [String] = []
        let source = graph.edges[edge].source
        for (from, to) in zip(line, line.dropFirst()) {
            // A drawing is written in tenths of a pixel.
            if abs(from.x - to.x) > 0.1, abs(from.y - to.y) > 0.1 { faults.append("edge \(edge) runs aslant") }
            let piece = Rect(
                x: min(from.x, to.x) - slack / 2, y: min(from.y, to.y) + slack, width: abs(from.x - to.x) + slack,
                height: max(abs(from.y - to.y) - 2 * slack, 0))
            for node in graph.nodes.indices where !graph.nodes.contains(where: { $0.parent == node }) {
                if layout.frames[node].overlaps(piece) { faults.append("edge \(edge) runs over box \(node)") }
            }
            for node in graph.nodes.indices {
                if let header = layout.headers[node], header.overlaps(piece) {
                    faults.append("edge \(edge) runs over the text of box \(node)")
                }
            }
            for (other, label) in layout.labels.enumerated() {
                if let label, label.overlaps(piece) { faults.append("edge \(edge) runs over label \(other)") }
            }
            // Of boxes with boxes inside, a line enters only those that hold one of its ends.
            for node in graph.nodes.indices where layout.frames[node].overlaps(piece) {
                let holdsEnd = isInside(source, node) || graph.edges[edge].targets.contains { isInside($0, node) }
                if !holdsEnd { faults.append("edge \(edge) enters box \(node)") }
            }
        }
        return faults
    }
}
