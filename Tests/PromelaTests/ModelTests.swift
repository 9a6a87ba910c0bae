import Mediation
import Promela
import Testing
import Workflow

@Suite("Promela models")
struct ModelTests {
    @Test("are written of every shipped workflow", arguments: Files.workflows)
    func shipped(file: String) throws {
        let workflow = try Files.load(file)
        let model = try PromelaModel(workflow, members: 2, checksProperties: true)
        #expect(Set(model.checked + model.leftOut) == Set(workflow.properties.map(\.id)))
        let opened = model.text.split(separator: "\n").count { $0.hasSuffix(" if") || $0 == "if" }
        let closed = model.text.split(separator: "\n").count { ["fi", "fi;"].contains($0.drop { $0 == " " }) }
        #expect(opened == closed && opened > 0)
    }

    @Test("hold no two exclamation marks in a row, which SPIN reads as sorted sending", arguments: Files.workflows)
    func doubleNegation(file: String) throws {
        let model = try PromelaModel(Files.load(file), members: 2, checksProperties: true)
        #expect(!model.text.contains("!!"))
    }

    @Test("name every shipped workflow")
    func allFiles() { #expect(Files.workflows.count >= 6) }
}
