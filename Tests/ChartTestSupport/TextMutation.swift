import Foundation

/// Breaks texts in small ways, the same way for the same seed.
package struct TextMutation {
    /// What may be put in anywhere.
    package let pieces: [String]
    package var generator: SeededGenerator

    package init(pieces: [String], seed: UInt64) {
        self.pieces = pieces
        generator = SeededGenerator(seed: seed)
    }

    /// How many broken texts a test tries: as many as it names, or `NPLUS_FUZZ_COUNT`.
    package static func count(orElse usual: Int) -> Int {
        ProcessInfo.processInfo.environment["NPLUS_FUZZ_COUNT"].flatMap { Int($0) } ?? usual
    }

    /// The text with one to four pieces removed, put in, repeated or changed about.
    package mutating func broken(_ good: String) -> String {
        let original = Array(good.unicodeScalars)
        var scalars = original
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let start = Int.random(in: 0..<scalars.count, using: &generator)
            let end = min(scalars.count, start + Int.random(in: 0...12, using: &generator))
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: scalars.removeSubrange(start..<end)
            case 1, 2: scalars.insert(contentsOf: generator.pick(pieces).unicodeScalars, at: start)
            case 3:
                let other = Int.random(in: 0..<scalars.count, using: &generator)
                scalars.insert(contentsOf: Array(scalars[start..<end]), at: other)
            default: scalars.swapAt(start, Int.random(in: 0..<scalars.count, using: &generator))
            }
            if scalars.isEmpty { scalars = original }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
