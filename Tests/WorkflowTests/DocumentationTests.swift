import Foundation
import LegalTime
import Testing

@testable import Workflow

@Suite("The language reference")
struct DocumentationTests {
    private static let page = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "docs/workflow-language.md")

    /// The fenced examples of the page, in order.
    private func examples() throws -> [String] {
        let text = try String(contentsOf: Self.page, encoding: .utf8)
        return text.components(separatedBy: "```yaml\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
    }

    /// A part of a file, completed by what every file needs.
    private func whole(_ example: String) -> String {
        if example.hasPrefix("workflow:") { return example }
        return Example.head + example + (example.contains("states:") ? "" : "states: { open: {} }\n")
    }

    @Test("has only examples that load, and scenarios that pass")
    func examplesLoad() throws {
        let examples = try examples()
        #expect(examples.count >= 10)
        var first: Workflow?
        for example in examples {
            if example.hasPrefix("scenarios:") {
                let workflow = try #require(first)
                let scenarios = try ScenarioFile.load(example, file: "page", for: workflow)
                #expect(!scenarios.isEmpty)
                for result in ScenarioRunner(workflow, calendar: .weekendsOnly).run(scenarios) {
                    #expect(result.passed, "\(result.failures)")
                }
            } else {
                let result = WorkflowFile.read(whole(example), file: "page", vocabulary: Example.vocabulary)
                #expect(result.diagnostics.isEmpty, "\(result.diagnostics.map(\.description))\n\(example)")
                if first == nil { first = result.workflow }
            }
        }
    }
}
