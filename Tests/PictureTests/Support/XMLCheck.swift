import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Reads a document with the XML parser of Foundation.
enum XMLCheck {
    struct NotWellFormed: Error {
        let line: Int
        let problem: String
    }

    static func elements(of document: String) throws -> [String] { try read(document).elements }

    /// The text of each element that has any.
    static func text(of document: String) throws -> [String] { try read(document).texts }

    private static func read(_ document: String) throws -> Collector {
        let parser = XMLParser(data: Data(document.utf8))
        let collector = Collector()
        parser.delegate = collector
        guard parser.parse() else {
            throw NotWellFormed(
                line: parser.lineNumber, problem: parser.parserError.map { "\($0)" } ?? "not well-formed")
        }
        return collector
    }

    private final class Collector: NSObject, XMLParserDelegate {
        var elements: [String] = []
        var texts: [String] = []

        func parser(
            _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
            qualifiedName qName: String?,
            attributes attributeDict: [String: String]
        ) {
            elements.append(elementName)
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            if !string.allSatisfy(\.isWhitespace) { texts.append(string) }
        }
    }
}
