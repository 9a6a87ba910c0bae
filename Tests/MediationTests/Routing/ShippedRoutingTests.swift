import Foundation
import Testing
import Workflow

@testable import Mediation

@Suite("The routing rules of the package")
struct ShippedRoutingTests {
    static let files = WorkflowRepository.routing

    @Test("Every rule file leaves no gap and has no dead rule", arguments: files)
    func complete(file: String) throws {
        let rules = try RoutingFile.load(
            WorkflowRepository.text(of: file), file: file, vocabulary: .mediation(tracks: WorkflowRepository.tracks()))
        let check = RoutingCheck(rules)
        let gaps = check.gaps.map { $0.example(of: rules.facts).joined(separator: ", ") }
        #expect(gaps.isEmpty, "no rule for: \(gaps.prefix(3))")
        #expect(check.dead.map { rules.rules[$0].id } == [])
    }

    @Test("There are rules") func present() { #expect(!Self.files.isEmpty) }
}
