// Routes: how far down everything stands, and the way of each line.
extension Level {
    /// Distance between lines that run side by side.
    private static let track = 8.0

    /// Gives rows and channels their heights and each part of a link its points. Lines run straight down through rows, where
    /// only their own bends and boxes stand, and aside only in the channels between rows, so they never cross a box.
    ///
    /// - Returns: the height of the whole.
    mutating func route() -> Double {
        layerHeights = layers.map { row in row.map { nodes[$0].size.height }.max() ?? 0 }
        if isParallel { levelRegions() }
        var y = layers.first.map { row in row.contains { isPort($0) } ? 0 : margin } ?? 0
        var tracks: [Int: Int] = [:]
        for row in layers.indices {
            layerTops.append(y)
            for node in layers[row] { nodes[node].y = y }
            y += layerHeights[row]
            guard row + 1 < layers.count else { break }
            let own = layers[row].flatMap { nodes[$0].below }
            let (places, count) = Channel(segments, own).tracks()
            tracks.merge(places) { first, _ in first }
            y += channelHeight(below: row, own, tracks: count)
        }
        let endsAtBorder = layers.last?.contains { isPort($0) } ?? false
        draw(tracks)
        return endsAtBorder ? y : y + margin
    }

    private func isPort(_ node: Int) -> Bool {
        if case .port = nodes[node].kind { true } else { false }
    }

    /// Regions of one row are of equal height.
    private mutating func levelRegions() {
        for row in layers.indices {
            for node in layers[row] {
                if case .child = nodes[node].kind { nodes[node].size.height = layerHeights[row] }
            }
        }
    }

    private func channelHeight(below row: Int, _ own: [Int], tracks: Int) -> Double {
        guard !own.isEmpty else { return margin > 0 ? margin * 0.8 : 16 }
        let hasHead = own.contains { segments[$0].head != .none }
        return (hasHead ? 16 : 10) + (tracks > 0 ? Double(tracks - 1) * Self.track + 6 : 0)
    }

    private mutating func draw(_ tracks: [Int: Int]) {
        // Segments of one part follow each other from top to bottom.
        let order = segments.indices.sorted {
            (nodes[segments[$0].upper].layer, $0) < (nodes[segments[$1].upper].layer, $1)
        }
        for index in order {
            let segment = segments[index]
            let row = nodes[segment.upper].layer
            let start = Point(segment.upperX, nodes[segment.upper].y + nodes[segment.upper].size.height)
            let end = Point(segment.lowerX, nodes[segment.lower].y)
            var points = [start]
            if let track = tracks[index] {
                let y = layerTops[row] + layerHeights[row] + 7 + Double(track) * Self.track
                points += [Point(start.x, y), Point(end.x, y)]
            }
            ways[segment.piece, default: []] += points + [end]
        }
    }
}

/// The room between two rows, in which lines turn aside.
struct Channel {
    private struct Line {
        let segment: Int
        let from: Double
        let to: Double
        var low: Double { min(from, to) }
        var high: Double { max(from, to) }
    }

    private let lines: [Line]

    /// - Parameter own: the segments of the channel.
    init(_ segments: [Level.Segment], _ own: [Int]) {
        lines = own.map { Line(segment: $0, from: segments[$0].upperX, to: segments[$0].lowerX) }
            .filter { abs($0.from - $0.to) > 0.01 }
    }

    /// For each segment that turns aside the track it does so on, counted from the top, and how many tracks there are.
    ///
    /// Of two lines that share a stretch the one goes above with which they cross less; going down on the place where another
    /// comes from above is avoided before all else.
    func tracks() -> ([Int: Int], count: Int) {
        var preference = [[Int]](repeating: Array(repeating: 0, count: lines.count), count: lines.count)
        for first in lines.indices {
            for second in lines.indices.dropFirst(first + 1) where meet(lines[first], lines[second]) {
                let above = cost(upper: lines[first], lower: lines[second])
                let below = cost(upper: lines[second], lower: lines[first])
                preference[first][second] = below - above
                preference[second][first] = above - below
            }
        }
        let order = order(preference)
        var track = [Int](repeating: 0, count: lines.count)
        for (place, line) in order.enumerated() {
            for earlier in order[..<place] where meet(lines[earlier], lines[line]) {
                track[line] = max(track[line], track[earlier] + 1)
            }
        }
        let found = Dictionary(uniqueKeysWithValues: lines.indices.map { (lines[$0].segment, track[$0]) })
        return (found, lines.isEmpty ? 0 : (track.max() ?? 0) + 1)
    }

    /// Whether the two cannot run on one track.
    private func meet(_ first: Line, _ second: Line) -> Bool {
        first.low < second.high + 8 && second.low < first.high + 8
    }

    /// Crossings, and lines on top of each other, when `upper` turns aside above `lower`.
    private func cost(upper: Line, lower: Line) -> Int {
        // The upper line goes down at its end past the lower track, the lower one comes down at its start past the upper.
        var cost = 0
        if lower.low < upper.to, upper.to < lower.high { cost += 1 }
        if upper.low < lower.from, lower.from < upper.high { cost += 1 }
        if abs(upper.to - lower.from) < 4 { cost += 100 }
        return cost
    }

    /// An order from top to bottom that goes against few preferences: again and again the line that most wants to be first.
    private func order(_ preference: [[Int]]) -> [Int] {
        var left = Array(lines.indices)
        var order: [Int] = []
        while !left.isEmpty {
            let next = left.max { first, second in
                let firstWish = left.reduce(0) { $0 + preference[first][$1] }
                let secondWish = left.reduce(0) { $0 + preference[second][$1] }
                return (firstWish, -lines[first].low, -first) < (secondWish, -lines[second].low, -second)
            }
            guard let next else { break }
            order.append(next)
            left.removeAll { $0 == next }
        }
        return order
    }
}
