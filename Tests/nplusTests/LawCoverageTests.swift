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
