// Layers: which nodes stand in one row.
extension Level {
    /// Puts every node below those that lead to it, and as near to them as the others allow.
    ///
    /// The lowest layer a node may have is its `layer` on entry; ports of the bottom get the last layer.
    mutating func assignLayers() {
        let bottom = Set(nodes.indices.filter { isBottomPort($0) })
        let least = nodes.map(\.layer)
        let above = Dictionary(grouping: segments, by: \.lower)
        let below = Dictionary(grouping: segments, by: \.upper)
        // Longest way from the top. Segments never close a cycle.
        var done = Set<Int>()
        func place(_ node: Int) -> Int {
            guard done.insert(node).inserted else { return nodes[node].layer }
            let upper = (above[node] ?? []).map { place($0.upper) + 1 }.max() ?? 0
            nodes[node].layer = max(least[node], upper)
            return nodes[node].layer
        }
        for node in nodes.indices { _ = place(node) }
        let last = nodes.indices.filter { !bottom.contains($0) }.map { nodes[$0].layer }.max() ?? 0
        for node in bottom { nodes[node].layer = last + 1 }

        // Shorter segments: a node with more of them below than above sinks, the other way it rises.
        let movable = nodes.indices.filter { !bottom.contains($0) && !isFixed($0) }
        for _ in 0..<nodes.count {
            var changed = false
            for node in movable.reversed() {
                let up = above[node] ?? []
                let down = below[node] ?? []
                let highest = max(least[node], (up.map { nodes[$0.upper].layer + 1 }.max() ?? 0))
                let lowest = down.map { nodes[$0.lower].layer - 1 }.min() ?? nodes[node].layer
                let wanted =
                    if down.count > up.count {
                        lowest
                    } else if up.count > down.count {
                        highest
                    } else {
                        min(max(nodes[node].layer, highest), max(lowest, highest))
                    }
                if wanted != nodes[node].layer, wanted >= highest {
                    nodes[node].layer = wanted
                    changed = true
                }
            }
            if !changed { break }
        }
        balance(movable, least, above, below)
        removeEmptyLayers()
    }

    /// Puts what could stand in several rows into the narrowest of them: first the ends, then the labels.
    private mutating func balance(
        _ movable: [Int], _ least: [Int], _ above: [Int: [Segment]], _ below: [Int: [Segment]]
    ) {
        let last = movable.map { nodes[$0].layer }.max() ?? 0
        var widths: [Int: Double] = [:]
        for node in nodes where node.isBox { widths[node.layer, default: 0] += node.size.width }
        let ends = rows == .short ? [] : movable.filter { below[$0] == nil && above[$0] != nil }
        let labels = movable.filter { if case .label = nodes[$0].kind { true } else { false } }
        for node in ends + labels {
            let highest = max(least[node], (above[node] ?? []).map { nodes[$0.upper].layer + 1 }.max() ?? 0)
            let lowest = (below[node] ?? []).map { nodes[$0.lower].layer - 1 }.min() ?? last
            guard lowest > highest else { continue }
            let width = nodes[node].size.width
            widths[nodes[node].layer, default: 0] -= width
            let best = (highest...lowest).min { (widths[$0] ?? 0, $0) < (widths[$1] ?? 0, $1) } ?? highest
            nodes[node].layer = best
            widths[best, default: 0] += width
        }
    }

    private mutating func removeEmptyLayers() {
        let used = Set(nodes.map(\.layer)).sorted()
        let place = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
        for node in nodes.indices { nodes[node].layer = place[nodes[node].layer] ?? 0 }
    }

    func isBottomPort(_ node: Int) -> Bool {
        guard case .port = nodes[node].kind else { return false }
        return segments.contains { $0.lower == node }
    }

    private func isFixed(_ node: Int) -> Bool {
        switch nodes[node].kind {
        case .port, .header: true
        case .child, .label, .bend: false
        }
    }
}
