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

    @Test("shows two versions of one workflow, each in force on its days")
    func versions() throws {
        let versions = try examples().filter { $0.hasPrefix("workflow: reply") }.map {
            try WorkflowFile.load($0, file: "page", vocabulary: Example.vocabulary)
        }
        let library = try WorkflowLibrary(versions)
        #expect(library.inForce("reply", on: try Example.day("2024-12-31"))?.clocks.first?.length == .days(7))
        #expect(library.inForce("reply", on: try Example.day("2025-01-01"))?.clocks.first?.length == .days(5))
        #expect(library.inForce("reply", on: try Example.day("2021-12-31")) == nil)
    }

    @Test("has only examples that load, and scenarios that pass")
    func examplesLoad() throws {
        let examples = try examples()
        #expect(examples.count >= 10)
        var first: Workflow?
        var named: [Substring: Workflow] = [:]
        for example in examples {
            // A first line such as `# history` names an example and the scenarios played on it.
            let name = example.hasPrefix("# ") ? example.prefix { $0 != "\n" } : ""
            if example.dropFirst(name.count).hasPrefix("scenarios:") || example.contains("\nscenarios:") {
                let workflow = try #require(name.isEmpty ? first : named[name])
                let scenarios = try ScenarioFile.load(example, file: "page", for: workflow)
                #expect(!scenarios.isEmpty)
                for result in ScenarioRunner(workflow, calendar: .weekendsOnly).run(scenarios) {
                    #expect(result.passed, "\(result.failures)")
                }
            } else {
                let result = WorkflowFile.read(whole(example), file: "page", vocabulary: Example.vocabulary)
                #expect(result.diagnostics.isEmpty, "\(result.diagnostics.map(\.description))\n\(example)")
                if first == nil { first = result.workflow }
                named[name] = result.workflow
            }
        }
    }
}
