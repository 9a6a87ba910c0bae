// Order: who stands left and who stands right in a row.
extension Level {
    /// Orders each layer by the middle of what its nodes hang on, up and down in turn, then swaps neighbours while that
    /// takes crossings away; keeps the best order seen. What is tied keeps its order, so regions stay as written.
    mutating func reduceCrossings() {
        guard layers.count > 1 else { return putHeaderFirst() }
        putHeaderFirst()
        var best = layers
        var fewest = crossings()
        for round in 0..<16 where fewest > 0 {
            let rows = round.isMultiple(of: 2) ? Array(1..<layers.count) : (0..<layers.count - 1).reversed()
            for row in rows { sort(row, byAbove: round.isMultiple(of: 2)) }
            putHeaderFirst()
            swapNeighbours()
            let count = crossings()
            if count < fewest {
                fewest = count
                best = layers
            }
        }
        layers = best
    }

    private mutating func putHeaderFirst() {
        for row in layers.indices {
            guard let header = layers[row].firstIndex(where: { nodes[$0].kind == .header }) else { continue }
            layers[row].insert(layers[row].remove(at: header), at: 0)
        }
        for row in layers.indices { number(row) }
    }

    private mutating func number(_ row: Int) {
        for (place, node) in layers[row].enumerated() { nodes[node].place = place }
    }

    /// Place along a layer at which a segment ends: the node's, and where on it.
    private func end(_ node: Int, _ offset: Double?) -> Double {
        let width = nodes[node].size.width
        let part = offset.map { width > 0 ? $0 / width * 0.9 : 0 } ?? 0
        return Double(nodes[node].place) + part
    }

    private mutating func sort(_ row: Int, byAbove: Bool) {
        let keys = layers[row].map { node -> Double in
            let ends = (byAbove ? nodes[node].above : nodes[node].below).map { index in
                let segment = segments[index]
                return byAbove
                    ? end(segment.upper, segment.upperOffset)
                    : end(segment.lower, segment.lowerOffset)
            }
            guard !ends.isEmpty else { return Double(nodes[node].place) }
            return ends.reduce(0, +) / Double(ends.count)
        }
        layers[row] = layers[row].indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { layers[row][$0] }
        number(row)
    }

    private mutating func swapNeighbours() {
        for _ in 0..<8 {
            var improved = false
            for row in layers.indices where layers[row].count > 1 {
                for place in 0..<layers[row].count - 1 {
                    guard nodes[layers[row][place]].kind != .header else { continue }
                    let before = crossings(around: row)
                    swap(row, place)
                    if crossings(around: row) < before {
                        improved = true
                    } else {
                        swap(row, place)
                    }
                }
            }
            if !improved { break }
        }
    }

    /// Exchanges a node and its right neighbour.
    private mutating func swap(_ row: Int, _ place: Int) {
        layers[row].swapAt(place, place + 1)
        nodes[layers[row][place]].place = place
        nodes[layers[row][place + 1]].place = place + 1
    }

    private func crossings(around row: Int) -> Int {
        (row > 0 ? crossings(below: row - 1) : 0) + (row + 1 < layers.count ? crossings(below: row) : 0)
    }

    func crossings() -> Int {
        layers.indices.dropLast().reduce(0) { $0 + crossings(below: $1) }
    }

    private func crossings(below row: Int) -> Int {
        let ends = layers[row].flatMap { nodes[$0].below }.map { index in
            let segment = segments[index]
            return (end(segment.upper, segment.upperOffset), end(segment.lower, segment.lowerOffset))
        }
        var count = 0
        for first in ends.indices {
            for second in ends.indices.dropFirst(first + 1)
            where (ends[first].0 - ends[second].0) * (ends[first].1 - ends[second].1) < 0 {
                count += 1
            }
        }
        return count
    }
}
