import Workflow

/// An element of an XML document, with the places that diagnostics point at.
struct XMLElement {
    /// Without its prefix.
    let name: String
    /// Nil in no namespace.
    let namespace: String?
    /// Of its `<`.
    let position: Position
    let attributes: [XMLAttribute]
    var children: [XMLElement] = []
    /// All character data directly inside.
    var text = ""
    /// Where the first of it that is not white space stands.
    var textPosition: Position?

    /// The attribute of this name in no namespace.
    func attribute(_ name: String) -> XMLAttribute? {
        attributes.first { $0.name == name && $0.namespace == nil }
    }
}

/// An attribute other than a declaration of a namespace.
struct XMLAttribute {
    let name: String
    let namespace: String?
    let value: String
    /// Of its name.
    let position: Position
    /// Of the first character of its value.
    let valuePosition: Position
    /// Whether the value stands in the file character by character on one line.
    let isVerbatim: Bool

    /// Where a character of the value stands; the beginning of the value when the file writes it in another way.
    func position(at offset: Int) -> Position {
        isVerbatim ? Position(line: valuePosition.line, column: valuePosition.column + offset) : valuePosition
    }

    /// The words of a list with their places.
    var words: [(text: String, position: Position)] {
        var found: [(String, Position)] = []
        var word = ""
        var start = 0
        for (offset, scalar) in (value + " ").unicodeScalars.enumerated() {
            if !scalar.isXMLSpace {
                if word.isEmpty { start = offset }
                word.unicodeScalars.append(scalar)
            } else if !word.isEmpty {
                found.append((word, position(at: start)))
                word = ""
            }
        }
        return found
    }
}

/// Why a text is not an XML document that we read.
struct XMLProblem: Error {
    let position: Position
    let message: Bilingual
}

extension Unicode.Scalar {
    var isXMLSpace: Bool { self == " " || self == "\t" || self == "\n" || self == "\r" }

    /// `Char` of XML 1.0.
    var isXMLCharacter: Bool {
        switch value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }

    /// `NameStartChar` of XML 1.0 without the colon, which parts a prefix from a name.
    var isXMLNameStart: Bool {
        switch value {
        case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
            0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
            0x10000...0xEFFFF:
            true
        default: false
        }
    }

    /// `NameChar` of XML 1.0 without the colon.
    var isXMLName: Bool {
        switch value {
        case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: isXMLNameStart
        }
    }
}

extension String {
    /// Whether it is an `NCName`: what an XML ID must be.
    var isXMLName: Bool {
        guard let first = unicodeScalars.first, first.isXMLNameStart else { return false }
        return unicodeScalars.allSatisfy(\.isXMLName)
    }
}
