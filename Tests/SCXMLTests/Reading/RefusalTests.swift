import Foundation
import SCXML
import Testing

/// What is said of documents that do not load: the whole text, kept beside this file.
///
/// With `NPLUS_RECORD=1` in the environment the text is written anew, to be read before it is kept.
@Suite("Refused SCXML documents")
struct RefusalTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "refusals.txt")

    @Test("say what is wrong, where, and what would be right")
    func messages() throws {
        var said = ""
        for (name, text) in Self.documents {
            let result = SCXMLDocument.read(text, file: "x.scxml")
            #expect(result.chart == nil, "\(name) loads")
            said += "## \(name)\n" + result.diagnostics.map { "\($0)\n" }.joined() + "\n"
        }
        if ProcessInfo.processInfo.environment["NPLUS_RECORD"] == "1" {
            try said.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: Self.file, encoding: .utf8)
        let (left, right) = (said.split(separator: "\n"), kept.split(separator: "\n"))
        for (found, expected) in zip(left, right) where found != expected {
            Issue.record("\(found)\n  was: \(expected)")
        }
        #expect(left.count == right.count)
    }

    private static let documents: [(name: String, text: String)] = [
        ("empty file", ""),
        ("no XML", "states:\n  a: {}\n"),
        ("no namespace", "<scxml version=\"1.0\"><state id=\"a\"/></scxml>"),
        ("another namespace", "<scxml xmlns=\"urn:other\" version=\"1.0\"><state id=\"a\"/></scxml>"),
        ("another root", "<state xmlns=\"http://www.w3.org/2005/07/scxml\" id=\"a\"/>"),
        ("entities", "<!DOCTYPE a [<!ENTITY b \"c\">]>\n<scxml xmlns=\"http://www.w3.org/2005/07/scxml\"/>"),
        ("an unknown entity", document("<state id=\"a\">&b;</state>")),
        (
            "an element without end",
            "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\">\n  <state id=\"a\">\n"
        ),
        ("tags that do not match", document("  <state id=\"a\">\n  </stat>")),
        ("an attribute without quotation", document("<state id=a/>")),
        ("an attribute twice", document("<state id=\"a\" id=\"b\"/>")),
        ("an unknown prefix", document("<x:state id=\"a\"/>")),
        ("a forbidden character", document("<state id=\"a\u{1}\"/>")),
        ("two roots", document("<state id=\"a\"/>") + "<scxml/>"),
        ("another encoding", "<?xml version=\"1.0\" encoding=\"GB18030\"?>\n<scxml/>"),
        (
            "another version",
            "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"2.0\"><state id=\"a\"/></scxml>"
        ),
        ("another data model", document("<state id=\"a\"/>", root: "datamodel=\"ecmascript\"")),
        ("no state", document("")),
        ("an unknown element", document("<state id=\"a\"><onenter/></state>")),
        ("an unknown attribute", document("<state id=\"a\" intial=\"b\"/>")),
        ("text", document("<state id=\"a\">hello</state>")),
        ("a script", document("<script>x = 1</script><state id=\"a\"/>")),
        ("variables", document("<datamodel><data id=\"x\" expr=\"1\"/></datamodel><state id=\"a\"/>")),
        ("invoke", document("<state id=\"a\"><invoke src=\"b.scxml\"/></state>")),
        ("foreach", document("<state id=\"a\"><onentry><foreach array=\"x\" item=\"y\"/></onentry></state>")),
        (
            "an element in the wrong place",
            document("<onentry/><state id=\"a\"><final id=\"f\"><state id=\"b\"/></final></state>")
        ),
        ("final in parallel", document("<parallel id=\"p\"><state id=\"a\"/><final id=\"f\"/></parallel>")),
        ("an id that is no name", document("<state id=\"1a\"/><state id=\"a b\"/><state id=\"\"/>")),
        ("an id twice", document("<state id=\"a\"/>\n<parallel id=\"a\"><state id=\"b\"/></parallel>")),
        (
            "a missing target",
            document("<state id=\"start\"><transition event=\"e\" target=\"finsh\"/></state><state id=\"finish\"/>")
        ),
        ("an empty target", document("<state id=\"a\"><transition event=\"e\" target=\"\"/></state>")),
        ("a missing initial", document("<state id=\"a\"/>", root: "initial=\"b\"")),
        ("an initial outside", document("<state id=\"p\" initial=\"b\"><state id=\"a\"/></state>\n<state id=\"b\"/>")),
        ("an initial of an atomic state", document("<state id=\"a\" initial=\"b\"/><state id=\"b\"/>")),
        (
            "initial twice",
            document(
                "<state id=\"p\" initial=\"a\"><initial><transition target=\"a\"/></initial><state id=\"a\"/></state>")
        ),
        (
            "an initial with an event",
            document(
                "<state id=\"p\"><initial><transition event=\"e\" cond=\"true\" target=\"a\"/></initial><state id=\"a\"/></state>"
            )
        ),
        (
            "an initial without target",
            document("<state id=\"p\"><initial><transition/></initial><state id=\"a\"/></state>")
        ),
        ("an initial without transition", document("<state id=\"p\"><initial/><state id=\"a\"/></state>")),
        (
            "targets that exclude each other",
            document(
                "<state id=\"p\"><transition event=\"e\" target=\"a b\"/><state id=\"a\"/><state id=\"b\"/></state>")
        ),
        ("a target twice", document("<state id=\"a\"><transition event=\"e\" target=\"a a\"/></state>")),
        ("a history at the top", document("<state id=\"a\"/><history id=\"h\"><transition target=\"a\"/></history>")),
        ("a history without default", document("<state id=\"p\"><state id=\"a\"/><history id=\"h\"/></state>")),
        (
            "a history that leads outside",
            document(
                "<state id=\"p\"><state id=\"a\"/><history id=\"h\"><transition target=\"b\"/></history></state><state id=\"b\"/>"
            )
        ),
        (
            "a shallow history that leads deep",
            document(
                "<state id=\"p\"><state id=\"q\"><state id=\"a\"/></state><history id=\"h\"><transition target=\"a\"/></history></state>"
            )
        ),
        (
            "a history with states",
            document(
                "<state id=\"p\"><state id=\"a\"/><history id=\"h\"><transition target=\"a\"/><state id=\"b\"/></history></state>"
            )
        ),
        (
            "a history of a strange kind",
            document(
                "<state id=\"p\"><state id=\"a\"/><history id=\"h\" type=\"full\"><transition target=\"a\"/></history></state>"
            )
        ),
        (
            "a state with a history only",
            document("<state id=\"p\"><history id=\"h\"><transition target=\"p\"/></history></state>")
        ),
        ("a parallel state without regions", document("<parallel id=\"p\"/>")),
        ("a transition with nothing", document("<state id=\"a\"><transition/></state>")),
        ("a transition for ever", document("<state id=\"a\"><transition cond=\"true\"/></state>")),
        (
            "a transition of a strange kind",
            document("<state id=\"a\"><transition event=\"e\" type=\"local\"/></state>")
        ),
        (
            "events that are none",
            document(
                "<state id=\"a\"><transition event=\"a..b\"/><transition event=\"a.*.b *x\"/><transition event=\" \"/></state>"
            )
        ),
        ("a condition", document("<state id=\"a\"><transition event=\"e\" cond=\"x &gt; 1\"/></state>")),
        (
            "raise without event",
            document("<state id=\"a\"><onentry><raise/><raise event=\"a b\"/><raise event=\"*\"/></onentry></state>")
        ),
        ("send without event", document("<state id=\"a\"><onentry><send target=\"#_internal\"/></onentry></state>")),
        (
            "send with expressions",
            document(
                "<state id=\"a\"><onentry><send eventexpr=\"x\" delayexpr=\"1\" namelist=\"y\"/></onentry></state>")
        ),
        (
            "send with data",
            document(
                "<state id=\"a\"><onentry><send event=\"e\"><param name=\"x\" expr=\"1\"/></send></onentry></state>")
        ),
        (
            "send with a strange delay",
            document(
                "<state id=\"a\"><onentry><send event=\"e\" delay=\"5\"/><send event=\"e\" delay=\"-1s\"/></onentry></state>"
            )
        ),
        (
            "send within, delayed",
            document(
                "<state id=\"a\"><onentry><send event=\"e\" target=\"#_internal\" delay=\"1s\"/></onentry></state>")
        ),
        (
            "cancel of nothing",
            document("<state id=\"a\"><onentry><cancel/><cancel sendidexpr=\"x\"/></onentry></state>")
        ),
        (
            "else twice",
            document(
                "<state id=\"a\"><onentry><if cond=\"true\"><else/><else/></if><if cond=\"true\"><else/><elseif cond=\"true\"/></if></onentry></state>"
            )
        ),
        ("else alone", document("<state id=\"a\"><onentry><else/></onentry></state>")),
        ("if without condition", document("<state id=\"a\"><onentry><if><raise event=\"e\"/></if></onentry></state>")),
        ("facts in the null data model", document("<state id=\"a\"><transition event=\"e\" cond=\"fact.x\"/></state>")),
        (
            "facts",
            document(
                "<datamodel><data id=\"fact.n\" f:most=\"999\" expr=\"0\"/><data id=\"n\" expr=\"0\"/></datamodel>\n"
                    + "<state id=\"a\"><onentry><assign location=\"fact.m\" expr=\"1\"/><f:what/></onentry>\n"
                    + "<transition event=\"e\" cond=\"fact.m == 1\"/></state>",
                root: "datamodel=\"nplus-facts\" xmlns:f=\"urn:nplus:facts\"")
        ),
    ]
}
