import SCXML
import Testing
import Workflow

@Suite("SCXML conditions")
struct ConditionTests {
    private static let broken: [(String, Int)] = [
        ("", 1), ("In", 3), ("In()", 4), ("In('a'", 7), ("In('a) and", 4), ("In('a') and", 12), ("In('a') In('b')", 9),
        ("and In('a')", 1), ("not", 4), ("(In('a')", 9), ("In('a'))", 8), ("a == 1", 1), ("in('a')", 1),
        ("In('a') | true", 9),
        ("x", 1), ("#", 1), ("fact.x", 1),
    ]

    @Test("that are not well formed are refused where they go wrong", arguments: broken)
    func refused(_ condition: String, _ column: Int) {
        let written = condition.replacing("&", with: "&amp;")
        let text = document("<state id='a'><transition cond=\"\(written)\" target='a'/></state>")
        let result = SCXMLDocument.read(text, file: "c.scxml")
        #expect(result.chart == nil)
        #expect(result.diagnostics.map(\.position.column) == [33 + column - 1], "\(result.diagnostics)")
    }

    @Test("nested without end are refused, not followed")
    func deep() {
        for opening in ["(", "not ", "!"] {
            let condition = String(repeating: opening, count: 50_000) + "true"
            let text = document("<state id='a'><transition cond=\"\(condition)\" target='a'/></state>")
            #expect(SCXMLDocument.read(text, file: "c.scxml").chart == nil)
        }
    }

    @Test("that ask about no state are false, with a warning")
    func unknownState() throws {
        let text = document(
            "<state id='a'><transition event='e' cond=\"In('b')\" target='c'/></state><state id='c'/>")
        let result = SCXMLDocument.read(text, file: "c.scxml")
        var session = try SCXMLSession(try #require(result.chart))
        try session.send("e")
        #expect(session.configuration == ["a"])
        #expect(result.diagnostics.map(\.severity) == [.warning])
    }
}
