/// A source of chance that gives the same draws for the same seed on every machine and with every compiler.
///
/// SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). All draws are made here with exact
/// arithmetic, because neither the library's `random(in:using:)` nor the C library's logarithms promise to stay the same.
struct SeededGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// A generator of its own for one purpose, so that drawing more here leaves what is drawn there as it was.
    init(seed: UInt64, stream: String) {
        state = stream.utf8.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 up to and without 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// From 0 up to and without `bound`, which is positive.
    mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// One of the choices, by weight. The choices must not be empty.
    mutating func pick<Choice>(_ choices: [(Choice, Double)]) -> Choice {
        var rest = unit() * choices.reduce(0) { $0 + $1.1 }
        for (choice, weight) in choices.dropLast() {
            rest -= weight
            if rest < 0 { return choice }
        }
        return choices[choices.count - 1].0
    }

    mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[below(choices.count)] }

    /// Mean 0, deviation 1: the sum of twelve even draws, which is near enough to the bell curve and exact everywhere.
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }

    /// A waiting time in whole days with the given mean and a long tail.
    mutating func days(mean: Double) -> Int {
        guard mean > 0 else { return 0 }
        let stop = 1 / (mean + 1)
        var count = 0
        while count < 400, !chance(stop) { count += 1 }
        return count
    }

    /// An amount with the given mean whose logarithm is normal with the given deviation.
    mutating func logNormal(mean: Double, spread: Double) -> Double {
        mean * Self.exponential(normal() * spread - spread * spread / 2)
    }

    /// The exponential function by halving and its series, from exact operations alone.
    static func exponential(_ x: Double) -> Double {
        let part = x / 1024
        var term = 1.0
        var sum = 1.0
        for order in 1...12 {
            term *= part / Double(order)
            sum += term
        }
        return (0..<10).reduce(sum) { value, _ in value * value }
    }
}
