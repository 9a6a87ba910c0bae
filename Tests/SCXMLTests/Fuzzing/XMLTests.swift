import ChartTestSupport
import Foundation
import FoundationXML
import Testing
import Workflow

@testable import SCXML

/// Our reader beside another: what is well formed, and what stands in it.
@Suite("XML as libxml2 reads it")
struct XMLTests {
    @Test("Broken documents are refused by both or read the same by both", arguments: 0..<8)
    func same(part: Int) {
        let seed = UInt64(1_998 + part)
        var mutation = TextMutation(pieces: Sample.pieces.filter { !$0.contains("DOCTYPE") }, seed: seed)
        for number in 0..<400 {
            let text = mutation.broken(number.isMultiple(of: 2) ? Sample.null : Sample.facts)
            let theirs = Listener.read(text)
            let ours = (try? XMLReader.read(text)).map { [String](describing: $0) }
            #expect(ours == theirs, "seed \(seed), text \(number):\n\(text)")
        }
    }

    @Test("Lines and columns are those of the element and of the attribute")
    func places() throws {
        let root = try XMLReader.read("<a>\r\n  <b\n\t c='1'\td = \"x y\"/>中<e/></a>")
        let (b, e) = (root.children[0], root.children[1])
        #expect(b.position == Position(line: 2, column: 3))
        #expect(b.attributes[0].position == Position(line: 3, column: 3))
        #expect(b.attributes[1].position == Position(line: 3, column: 9))
        #expect(b.attributes[1].words[0].position == Position(line: 3, column: 14))
        #expect(b.attributes[1].words[1].position == Position(line: 3, column: 16))
        #expect(e.position == Position(line: 3, column: 21))
    }
}

extension [String] {
    fileprivate init(describing element: SCXML.XMLElement) {
        let attributes = element.attributes.map { "\($0.namespace ?? "-") \($0.name)=\($0.value)" }.sorted()
        self = ["<\(element.namespace ?? "-") \(element.name) \(attributes)"]
        for child in element.children { self += [String](describing: child) }
        append(">")
    }
}

/// What FoundationXML hears, or nil when it hears of an error.
private final class Listener: NSObject, XMLParserDelegate {
    private var heard: [String] = []
    private var failed = false
    private var scopes: [[String: String]] = [["xml": "http://www.w3.org/XML/1998/namespace"]]

    static func read(_ text: String) -> [String]? {
        let listener = Listener()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = listener
        _ = parser.parse()
        return listener.failed ? nil : listener.heard
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        var scope = scopes[scopes.count - 1]
        for (key, value) in attributes where key == "xmlns" || key.hasPrefix("xmlns:") {
            let prefix = key == "xmlns" ? "" : String(key.dropFirst(6))
            let isReserved = prefix == "xml" || prefix == "xmlns" || value.hasPrefix("http://www.w3.org/2000/xmlns")
            if isReserved || (value.isEmpty && !prefix.isEmpty) { failed = true }
            scope[prefix] = value.isEmpty ? nil : value
        }
        scopes.append(scope)
        let others = attributes.filter { $0.key != "xmlns" && !$0.key.hasPrefix("xmlns:") }
        let written = others.map { key, value in "\(resolve(key, isElement: false))=\(value)" }.sorted()
        heard.append("<\(resolve(name, isElement: true)) \(written)")
        if Set(others.keys.map { resolve($0, isElement: false) }).count < others.count { failed = true }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        heard.append(">")
        if scopes.count > 1 { scopes.removeLast() }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
        // 99 and 100 are warnings: a namespace that is no URI, or a relative one. Namespaces are compared as text.
        if ![99, 100].contains((error as NSError).code) { failed = true }
    }

    /// Names apart from prefixes are not for XMLParser to know here, so that both read the same rules.
    private func resolve(_ name: String, isElement: Bool) -> String {
        let parts = name.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let scope = scopes[scopes.count - 1]
        if parts.count == 1 { return "\(isElement ? scope[""] ?? "-" : "-") \(name)" }
        guard parts.count == 2, parts.allSatisfy({ $0.isXMLName }), let namespace = scope[parts[0]] else {
            failed = true
            return name
        }
        return "\(namespace) \(parts[1])"
    }
}
