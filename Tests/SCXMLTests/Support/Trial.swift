import SCXML
import Testing

/// A small document, a script, and what is active after each line.
///
/// Script lines are names of events, or a time after `+`. What is expected after the start and after each line is the
/// sorted ids of the active atomic states with spaces between, and `!` at the end when the document has ended.
struct Trial: Sendable, CustomTestStringConvertible {
    let rule: String
    let body: String
    let root: String
    let start: String
    let lines: [(line: String, expected: String)]

    /// - Parameter root: attributes of the outermost element.
    init(_ rule: String, root: String = "", _ body: String, start: String, _ lines: (String, String)...) {
        self.rule = rule
        self.body = body
        self.root = root
        self.start = start
        self.lines = lines.map { (line: $0.0, expected: $0.1) }
    }

    var testDescription: String { rule }

    var text: String { document(body, root: root) }

    func run() throws {
        let result = SCXMLDocument.read(text, file: "trial.scxml")
        let chart = try #require(result.chart, "\(rule): \(result.diagnostics)")
        #expect(result.diagnostics.isEmpty, "\(rule)")
        var session = try SCXMLSession(chart)
        #expect(describe(session) == start, "\(rule): at the start")
        for (number, (line, expected)) in lines.enumerated() {
            if line.hasPrefix("+") {
                try session.advance(by: try #require(VirtualDuration(String(line.dropFirst()))))
            } else {
                try session.send(line)
            }
            #expect(describe(session) == expected, "\(rule): line \(number + 1), \(line)")
        }
    }
}

func describe(_ session: SCXMLSession) -> String {
    session.configuration.joined(separator: " ") + (session.isFinal ? " !" : "")
}

func document(_ body: String, root: String = "") -> String {
    "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" \(root)>\n\(body)\n</scxml>\n"
}
