import Foundation
import Picture
import Testing
import Workflow

@Suite("The pages of the procedures")
struct ProcedurePageTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/tracks")

    @Test("are as the workflow files are; nplus workflow pages writes them")
    func upToDate() throws {
        let pages = ProcedurePage.all(of: try WorkflowLibrary(Files.names.map(Files.workflow)))
        var wanted = ["README.md": ProcedurePage.index(of: pages)]
        for page in pages {
            wanted["\(page.name).md"] = page.markdown
            wanted["\(page.name).svg"] = page.svg
        }
        for (name, text) in wanted.sorted(by: { $0.key < $1.key }) {
            let written = try? String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
            #expect(written == text, "docs/tracks/\(name) is stale: run nplus workflow pages")
        }
        let there = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(there) == Set(wanted.keys))
    }

    @Test("name every step, clock and article", arguments: Files.names)
    func complete(name: String) throws {
        let workflow = try Files.workflow(name)
        let text = ProcedurePage(workflow, name: "x").markdown
        for transition in workflow.transitions {
            #expect(text.contains(workflow.words(forEventOf: transition).description))
            if let law = transition.law { #expect(text.contains(law.words.description)) }
        }
        for clock in workflow.clocks { #expect(text.contains(clock.length.words.description)) }
    }
}
