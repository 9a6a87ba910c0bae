import Engine
import Foundation
import Mediation
import Testing
import Verifier
import Workflow

@testable import nplus

@Suite("The page of law coverage")
struct LawCoverageTests {
    @Test("is what the command prints now")
    func page() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/law-coverage.md")
        let coverage = LawCoverage(Invariant.all.map(\.demand), workflows: try Shipped.library().all)
        #expect(
            try String(contentsOf: file, encoding: .utf8) == coverage.page,
            "write it anew: nplus workflow coverage > docs/law-coverage.md")
    }
}

@Suite("The page of mutants")
struct MutationPageTests {
    /// The two procedures that are done with soon; `script/renew mutation` writes the whole page.
    @Test("says of the procedures what the command finds now", arguments: ["confirmation", "screening"])
    func rows(id: String) async throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/mutation.md")
        let score = try await WorkflowCommand.Mutate.score(of: [id])
        let rows = score.page.split(separator: "\n").filter { $0.hasPrefix("| `\(id)@") }
        #expect(rows.count == 1 && score.unexplained.isEmpty)
        let page = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(rows.allSatisfy { page.contains($0) }, "write it anew: script/renew mutation")
    }
}
