import ChartTestSupport
import SCXML
import Testing
import Workflow

@Suite("Broken SCXML documents")
struct FuzzTests {
    @Test("never bring the loader down, and one that does not load says why", arguments: 0..<10)
    func mutations(part: Int) throws {
        let seed = UInt64(2_015_000 + part)
        var mutation = TextMutation(pieces: Sample.pieces, seed: seed)
        for number in 0..<TextMutation.count(orElse: 3_000) / 10 {
            let text = mutation.broken(number.isMultiple(of: 3) ? Sample.facts : Sample.null)
            let result = SCXMLDocument.read(text, file: "f")
            let errors = result.diagnostics.filter { $0.severity == .error }
            #expect((result.chart == nil) == !errors.isEmpty, "seed \(seed), text \(number)")
            #expect(result.diagnostics.allSatisfy { $0.line >= 1 && $0.column >= 1 }, "seed \(seed), text \(number)")
            if result.chart != nil { try run(result, &mutation.generator) }
        }
    }

    /// What loads can be run, and written again.
    private func run(_ result: SCXMLDocument.Result, _ generator: inout SeededGenerator) throws {
        guard let chart = result.chart, let document = result.document else { return }
        if let written = try? document.text() {
            #expect(SCXMLDocument.read(written, file: "again").chart != nil, "\(written)")
        }
        guard var session = try? SCXMLSession(chart, members: 2) else { return }
        for _ in 0..<5 {
            let name = generator.pick(["go", "t.one", "out", "back", "f", "n", "e", "k", "i"])
            guard (try? session.send(name)) != nil else { return }
            if let second = VirtualDuration("1s") { try? session.advance(by: second) }
            #expect(!session.configuration.isEmpty)
        }
    }

    @Test("given as bytes of any kind are refused", arguments: 0..<4)
    func bytes(part: Int) {
        var generator = SeededGenerator(seed: UInt64(part))
        for _ in 0..<200 {
            var bytes = Array(Sample.null.utf8)
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = SCXMLDocument.read(bytes, file: "f")
            _ = SCXMLDocument.read([0xFE, 0xFF] + bytes, file: "f")
            _ = SCXMLDocument.read([0xFF, 0xFE] + bytes, file: "f")
        }
    }

    private static let hostileTexts: [String] = {
        let many = 60_000
        func repeated(_ text: String) -> String { String(repeating: text, count: many) }
        let open = "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0'>"
        let ids = (0..<many).map { "s\($0)" }.joined(separator: " ")
        return [
            "", " ", "\u{FEFF}", "<", "<a", "</a>", "<![CDATA[x]]>", "<!--", "<?xml", "<?xml?>", "&amp;", "text",
            "<a/><b/>",
            repeated("<a>"), repeated("<"), repeated("&"), repeated("a"), open + repeated("<state>"),
            open + repeated("<state id='a'/>") + "</scxml>", open + repeated("<!-- -->"),
            open + "<state id='a'><onentry>" + repeated("<if cond='true'>"),
            open + "<state id='a'><transition event='\(ids)' target='a'/></state></scxml>",
            open + "<state id='a'><transition event='e' target='\(ids)'/></state></scxml>",
            open + "<state id='a'><transition event='e' target='\(repeated("a "))'/></state></scxml>",
            open + "<state id='a' \((0..<many).map { "a\($0)=''" }.joined(separator: " "))/></scxml>",
            open + "<state id='a'><transition cond=\"\(repeated("In('a') and "))\"/></state></scxml>",
            String(repeating: "x", count: (1 << 20) + 1),
            "<!DOCTYPE a [<!ENTITY b 'c'><!ENTITY d '&b;&b;'>]><a>&d;</a>",
            "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
            "<a>&undefined;</a>", "<a b='&#xD800;'/>", "<x:a/>", "<a xmlns:x=''/>", "<a x:b='1'/>",
        ]
    }()

    @Test("of hostile shape are refused", arguments: hostileTexts.indices)
    func hostile(_ index: Int) {
        let result = SCXMLDocument.read(Self.hostileTexts[index], file: "f")
        #expect(result.chart == nil)
        #expect(!result.diagnostics.isEmpty)
        #expect(result.diagnostics.count <= 100)
    }

    @Test("as large as is allowed are read and run")
    func large() throws {
        let states = (0..<4_000).map {
            "<state id='s\($0)'><transition event='e' target='s\(($0 + 1) % 4_000)'/></state>"
        }
        let result = SCXMLDocument.read(document(states.joined(separator: "\n")), file: "f")
        var session = try SCXMLSession(try #require(result.chart, "\(result.diagnostics)"))
        for _ in 0..<10 { try session.send("e") }
        #expect(session.configuration == ["s10"])
    }

    @Test("that go round for ever are stopped")
    func endless() throws {
        let circles = [
            "<state id='a'><transition target='b'/></state><state id='b'><transition target='a'/></state>",
            "<state id='a'><onentry><raise event='x'/></onentry><transition event='x' target='a'/></state>",
            "<state id='a'><onentry><send event='x'/></onentry><transition event='x' target='a'/></state>",
        ]
        for circle in circles {
            let chart = try #require(SCXMLDocument.read(document(circle), file: "f").chart)
            #expect(throws: SCXMLSession.Endless.self) { _ = try SCXMLSession(chart) }
        }
        let ticking =
            "<state id='a'><onentry><send event='x' delay='0.000001ms'/></onentry><transition event='x' target='a'/></state>"
        var session = try SCXMLSession(try #require(SCXMLDocument.read(document(ticking), file: "f").chart))
        #expect(throws: SCXMLSession.Endless.self) { try session.advance(by: try #require(VirtualDuration("1s"))) }
    }
}
