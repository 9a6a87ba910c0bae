/// Places on a line that are as near as possible to where they would like to be, in a given order and apart.
enum Spread {
    /// Minimises the weighted sum of squares of the distances to `wanted`, with each place at least `gaps[i]` after the
    /// one before: isotonic regression by pooling neighbours.
    ///
    /// - Parameter gaps: one fewer than places.
    static func places(wanted: [Double], weights: [Double], gaps: [Double]) -> [Double] {
        guard !wanted.isEmpty else { return [] }
        var offsets = [0.0]
        for gap in gaps { offsets.append((offsets.last ?? 0) + gap) }
        var pools: [(value: Double, weight: Double, count: Int)] = []
        for index in wanted.indices {
            var pool = (value: wanted[index] - offsets[index], weight: max(weights[index], 1e-9), count: 1)
            while let last = pools.last, last.value > pool.value {
                pools.removeLast()
                let weight = last.weight + pool.weight
                pool = (
                    (last.value * last.weight + pool.value * pool.weight) / weight, weight, last.count + pool.count
                )
            }
            pools.append(pool)
        }
        let values = pools.flatMap { Array(repeating: $0.value, count: $0.count) }
        return zip(values, offsets).map { $0 + $1 }
    }

    /// The same within bounds, which are kept even where there is not room enough for the gaps.
    static func places(
        wanted: [Double], weights: [Double], gaps: [Double], in bounds: ClosedRange<Double>
    ) -> [Double] {
        var found = places(wanted: wanted, weights: weights, gaps: gaps)
        var most = bounds.upperBound
        for index in found.indices.reversed() {
            found[index] = min(found[index], most)
            if index > 0 { most = found[index] - gaps[index - 1] }
        }
        var least = bounds.lowerBound
        for index in found.indices {
            found[index] = min(max(found[index], least), bounds.upperBound)
            if index < gaps.count { least = found[index] + gaps[index] }
        }
        return found
    }
}
