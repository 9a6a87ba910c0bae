/// A JSON text to be written (RFC 8259), with members in the order given.
package indirect enum JSON: Sendable, Equatable {
    case null
    case bool(Bool)
    /// A number as its JSON text, so that decimals stay exact.
    case number(String)
    case string(String)
    case array([JSON])
    case object([(key: String, value: JSON)])

    package static func == (left: JSON, right: JSON) -> Bool { left.text == right.text }

    /// The text, indented by two spaces a level; arrays and objects without content on one line.
    package var text: String {
        var text = ""
        write(to: &text, indent: 0)
        return text
    }

    /// The text on one line, without spaces.
    package var line: String {
        switch self {
        case .null, .bool, .number, .string: text
        case .array(let elements): "[" + elements.map(\.line).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "\(JSON.string($0.key).text):\($0.value.line)" }.joined(separator: ",") + "}"
        }
    }

    private func write(to text: inout String, indent: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let flag): text += flag ? "true" : "false"
        case .number(let number): text += number
        case .string(let string): Self.write(string, to: &text)
        case .array(let elements):
            Self.write("[", elements, "]", to: &text, indent: indent) { element, text in
                element.write(to: &text, indent: indent + 1)
            }
        case .object(let members):
            Self.write("{", members, "}", to: &text, indent: indent) { member, text in
                Self.write(member.key, to: &text)
                text += ": "
                member.value.write(to: &text, indent: indent + 1)
            }
        }
    }

    private static func write<Element>(
        _ opening: String, _ elements: [Element], _ closing: String, to text: inout String, indent: Int,
        element: (Element, inout String) -> Void
    ) {
        text += opening
        for (index, each) in elements.enumerated() {
            text += index == 0 ? "\n" : ",\n"
            text += String(repeating: "  ", count: indent + 1)
            element(each, &text)
        }
        if !elements.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
        text += closing
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..<" ":
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
