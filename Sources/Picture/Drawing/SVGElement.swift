/// An element of an SVG document. Attributes keep their order; everything is escaped when it is written.
struct SVGElement {
    enum Content {
        case element(SVGElement)
        case text(String)
    }

    var name: String
    var attributes: [(name: String, value: String)]
    var content: [Content] = []

    init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:]) {
        self.name = name
        self.attributes = attributes.map { ($0.key, $0.value) }
    }

    mutating func append(_ element: SVGElement) { content.append(.element(element)) }

    func with(_ elements: SVGElement...) -> SVGElement {
        var copy = self
        for element in elements { copy.append(element) }
        return copy
    }

    func with(text: String) -> SVGElement {
        var copy = self
        copy.content.append(.text(text))
        return copy
    }

    /// The document, one element of a group a line.
    var document: String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        write(to: &text, indent: 0)
        return text
    }

    private func write(to text: inout String, indent: Int) {
        let margin = String(repeating: " ", count: indent)
        text += margin + "<" + name
        for (name, value) in attributes { text += " \(name)=\"\(value.escapedForXML)\"" }
        guard !content.isEmpty else {
            text += "/>\n"
            return
        }
        text += ">"
        // White space inside a text would be drawn.
        let isText = content.contains { if case .text = $0 { true } else { false } }
        if !isText { text += "\n" }
        for part in content {
            switch part {
            case .text(let words): text += words.escapedForXML
            case .element(let element): element.write(to: &text, indent: indent + 1)
            }
        }
        text += (isText ? "" : margin) + "</" + name + ">\n"
    }
}

extension String {
    /// Without what XML gives a meaning, and without characters that no XML document may contain.
    package var escapedForXML: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "\n", "\t": text.unicodeScalars.append(scalar)
            default:
                let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
                if isAllowed { text.unicodeScalars.append(scalar) }
            }
        }
        return text
    }
}

extension Double {
    /// With one decimal at most: a tenth of a pixel is finer than anybody sees.
    var short: String {
        let tenths = (self * 10).rounded()
        let whole = Int(tenths / 10)
        let rest = Int(tenths) % 10
        guard rest != 0 else { return String(whole) }
        return (tenths < 0 && whole == 0 ? "-" : "") + "\(whole).\(abs(rest))"
    }
}
