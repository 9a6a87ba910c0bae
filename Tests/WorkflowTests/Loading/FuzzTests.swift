import Testing

@testable import Workflow

@Suite("Broken files")
struct FuzzTests {
    private static let pieces = [
        "[", "]", "{", "}", ":", ",", "- ", "\n", "  ", "\t", "\"", "'", "#", "&a ", "*a", "!x ", "|", ">", "%", "?",
        "~",
        "not ", "in(", ".all(", "true", "0", "99999999999999999999", "中", "\u{0}", "\u{FEFF}", "\u{2028}", "e\u{301}",
        "states:", "on:", "expired.", "done.", "@role", "+1",
    ]

    @Test("never bring the loader down, and a file that does not load says why", arguments: 0..<10)
    func mutations(part: Int) {
        let seed = UInt64(2_023_000 + part)
        var generator = SeededGenerator(seed: seed)
        let good = Array((Example.head + Example.mediation).unicodeScalars)
        for _ in 0..<500 {
            var scalars = good
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let start = Int.random(in: 0..<scalars.count, using: &generator)
                let end = min(scalars.count, start + Int.random(in: 0...12, using: &generator))
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: scalars.removeSubrange(start..<end)
                case 1:
                    let piece = Self.pieces.randomElement(using: &generator) ?? ""
                    scalars.insert(contentsOf: piece.unicodeScalars, at: start)
                case 2:
                    let other = Int.random(in: 0..<scalars.count, using: &generator)
                    scalars.insert(contentsOf: Array(scalars[start..<end]), at: other)
                default: scalars.swapAt(start, Int.random(in: 0..<scalars.count, using: &generator))
                }
                if scalars.isEmpty { scalars = good }
            }
            let text = String(String.UnicodeScalarView(scalars))
            let result = WorkflowFile.read(text, file: "f", vocabulary: Example.vocabulary)
            #expect(result.workflow != nil || !result.diagnostics.isEmpty, "seed \(seed)")
            #expect(result.diagnostics.allSatisfy { $0.line >= 1 && $0.column >= 1 }, "seed \(seed)")
        }
    }

    @Test(
        "of hostile shape are refused",
        arguments: [
            "", "\n", "~", "[]", "a", String(repeating: "[", count: 20_000), String(repeating: "- ", count: 20_000),
            String(repeating: "{a: ", count: 20_000), String(repeating: "x", count: (1 << 20) + 1), "\u{0}",
            "a: &a [*a]", "a: 1\na: 2\n", "? {a: 1}\n: 2\n? {a: 1}\n: 3\n",
        ])
    func hostile(_ text: String) {
        let result = WorkflowFile.read(text, file: "f", vocabulary: Example.vocabulary)
        #expect(result.workflow == nil)
        #expect(!result.diagnostics.isEmpty)
    }
}
