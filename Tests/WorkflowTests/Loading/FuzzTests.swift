import ChartTestSupport
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
        var mutation = TextMutation(pieces: Self.pieces, seed: seed)
        for _ in 0..<TextMutation.count(orElse: 5_000) / 10 {
            let text = mutation.broken(Example.head + Example.mediation)
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
