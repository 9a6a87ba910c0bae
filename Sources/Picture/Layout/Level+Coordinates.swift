// Coordinates: how far left and right.
extension Level {
    /// Room between neighbours of a row.
    private func gap(_ left: Int, _ right: Int) -> Double {
        switch (nodes[left].isBox, nodes[right].isBox) {
        case (true, true): 18
        case (false, false): 12
        default: 14
        }
    }

    private func gaps(_ row: [Int]) -> [Double] {
        zip(row, row.dropFirst()).map { left, right in
            (nodes[left].size.width + nodes[right].size.width) / 2 + gap(left, right)
        }
    }

    /// Bends prefer to stand above each other, so that long lines are straight.
    private func weight(_ segment: Segment) -> Double {
        switch (nodes[segment.upper].isBox, nodes[segment.lower].isBox) {
        case (true, true): 1
        case (false, false): 8
        default: 2
        }
    }

    /// Minimises the weighted squares of how far segments lead aside, row by row, again and again; then straightens. No row
    /// becomes wider than the widest of them has to be.
    mutating func assignCoordinates() {
        var width = 0.0
        for row in layers {
            let gaps = gaps(row)
            var x = (row.first.map { nodes[$0].size.width } ?? 0) / 2
            for (place, node) in row.enumerated() {
                if place > 0 { x += gaps[place - 1] }
                nodes[node].x = x
            }
            width = max(width, row.last.map { nodes[$0].right } ?? 0)
        }
        for round in 0..<60 {
            let rows = round.isMultiple(of: 2) ? Array(layers.indices) : layers.indices.reversed()
            for row in rows { settle(row, width) }
        }
        straighten(width)
        for _ in 0..<2 { for row in layers.indices { settle(row, width, keepsBends: true) } }
        for row in layers { closeUp(row) }
        let left = nodes.map(\.left).min() ?? 0
        for node in nodes.indices { nodes[node].x += margin - left }
        pullHeader()
    }

    /// What hangs on nothing stands beside its neighbour.
    private mutating func closeUp(_ row: [Int]) {
        for (place, node) in row.enumerated() where nodes[node].above.isEmpty && nodes[node].below.isEmpty {
            if place > 0 {
                let left = row[place - 1]
                nodes[node].x = nodes[left].right + gap(left, node) + nodes[node].size.width / 2
            } else if row.count > 1 {
                nodes[node].x = nodes[row[1]].left - gap(node, row[1]) - nodes[node].size.width / 2
            }
        }
    }

    private mutating func settle(_ row: Int, _ width: Double, keepsBends: Bool = false) {
        let members = layers[row]
        var wanted: [Double] = []
        var weights: [Double] = []
        for node in members {
            if keepsBends, nodes[node].kind == .bend {
                wanted.append(nodes[node].x)
                weights.append(1e6)
                continue
            }
            var sum = 0.0
            var total = 0.0
            for index in nodes[node].above + nodes[node].below {
                let segment = segments[index]
                let isUpper = segment.upper == node
                let other = isUpper ? segment.lower : segment.upper
                let otherX = nodes[other].x + ((isUpper ? segment.lowerOffset : segment.upperOffset) ?? 0)
                let own = (isUpper ? segment.upperOffset : segment.lowerOffset) ?? 0
                let weight = weight(segment)
                sum += (otherX - own) * weight
                total += weight
            }
            wanted.append(total > 0 ? sum / total : nodes[node].x)
            weights.append(total > 0 ? total : 0.02)
        }
        guard let first = members.first, let last = members.last else { return }
        let least = nodes[first].size.width / 2
        let bounds = least...max(width - nodes[last].size.width / 2, least)
        let found = Spread.places(wanted: wanted, weights: weights, gaps: gaps(members), in: bounds)
        for (node, x) in zip(members, found) { nodes[node].x = x }
    }

    /// Sets the bends of one long line to one x where their neighbours leave room for it.
    private mutating func straighten(_ width: Double) {
        var seen: Set<Int> = []
        for start in nodes.indices where nodes[start].kind == .bend && !seen.contains(start) {
            var chain = [start]
            seen.insert(start)
            while let segment = nodes[chain[chain.count - 1]].below.first,
                nodes[segments[segment].lower].kind == .bend
            {
                chain.append(segments[segment].lower)
                seen.insert(segments[segment].lower)
            }
            while let segment = nodes[chain[0]].above.first, nodes[segments[segment].upper].kind == .bend,
                !seen.contains(segments[segment].upper)
            {
                chain.insert(segments[segment].upper, at: 0)
                seen.insert(segments[segment].upper)
            }
            alignChain(chain, width)
        }
    }

    private mutating func alignChain(_ chain: [Int], _ width: Double) {
        var least = 0.0
        var most = width
        for node in chain {
            let row = layers[nodes[node].layer]
            guard let place = row.firstIndex(of: node) else { continue }
            if place > 0 { least = max(least, nodes[row[place - 1]].right + gap(row[place - 1], node)) }
            if place + 1 < row.count { most = min(most, nodes[row[place + 1]].left - gap(node, row[place + 1])) }
        }
        guard least <= most else { return }
        let xs = chain.map { nodes[$0].x }.sorted()
        let x = min(max(xs[xs.count / 2], least), most)
        for node in chain { nodes[node].x = x }
    }

    /// The header stands at the left border.
    private mutating func pullHeader() {
        for node in nodes.indices where nodes[node].kind == .header {
            nodes[node].x = margin + nodes[node].size.width / 2
        }
    }

    // MARK: Ends

    /// Decides where along a box each segment ends: straight above or below its other end when there is room.
    mutating func fixEnds() {
        for index in segments.indices {
            segments[index].upperX = nodes[segments[index].upper].x + (segments[index].upperOffset ?? 0)
            segments[index].lowerX = nodes[segments[index].lower].x + (segments[index].lowerOffset ?? 0)
        }
        for row in layers.indices.dropLast() {
            for _ in 0..<2 {
                for node in layers[row] { spreadEnds(of: node, isUpper: true) }
                for node in layers[row + 1] { spreadEnds(of: node, isUpper: false) }
            }
        }
    }

    /// Ends that are fixed keep their places; the free ones spread between them.
    private mutating func spreadEnds(of node: Int, isUpper: Bool) {
        let own = isUpper ? nodes[node].below : nodes[node].above
        let segments = segments
        func isFree(_ index: Int) -> Bool {
            (isUpper ? segments[index].upperOffset : segments[index].lowerOffset) == nil
        }
        func far(_ index: Int) -> Double { isUpper ? segments[index].lowerX : segments[index].upperX }
        guard nodes[node].isBox, own.contains(where: isFree) else { return }
        let inset = min(12, nodes[node].size.width / 2)
        let low = nodes[node].left + inset
        let bounds = low...max(low, nodes[node].right - inset)
        let wanted = own.map { index -> Double in
            let segment = segments[index]
            guard isFree(index) else { return isUpper ? segment.upperX : segment.lowerX }
            return min(max(far(index), bounds.lowerBound), bounds.upperBound)
        }
        let order = own.indices.sorted { (wanted[$0], far(own[$0]), own[$0]) < (wanted[$1], far(own[$1]), own[$1]) }
        let room = (bounds.upperBound - bounds.lowerBound) / Double(max(own.count - 1, 1))
        let gaps = zip(order, order.dropFirst()).map { left, right in
            isFree(own[left]) || isFree(own[right]) ? min(14, room) : 0
        }
        let found = Spread.places(
            wanted: order.map { wanted[$0] }, weights: order.map { isFree(own[$0]) ? 1 : 1e6 }, gaps: gaps,
            in: bounds)
        for (place, x) in zip(order, found) where isFree(own[place]) {
            if isUpper { self.segments[own[place]].upperX = x } else { self.segments[own[place]].lowerX = x }
        }
    }
}
