/// A JSON text (RFC 8259) laid out as a flat list of its values, each knowing where the next one beside it stands.
final class JSONTape: Sendable {
    enum Kind: UInt8 { case null, yes, no, number, string, escapedString, array, object }

    struct Node {
        var kind: Kind
        /// The bytes of the value; of a string, those between its quotes.
        var start: Int32
        var end: Int32
        /// Index of the node after this one and all inside it.
        var next: Int32
    }

    let bytes: [UInt8]
    /// The first is the whole. The children of an object are its keys and values in turn.
    let nodes: [Node]

    init(_ bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser(length: bytes.count)
        try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in try parser.parse(buffer) }
        self.bytes = bytes
        nodes = parser.nodes
    }

    /// The characters of a string node.
    func text(of node: Node) throws(JSONError) -> String {
        let range = Int(node.start)..<Int(node.end)
        guard node.kind == .escapedString else {
            return bytes.withUnsafeBufferPointer { String(decoding: $0[range], as: UTF8.self) }
        }
        return try JSONEscapes.text(of: bytes[range])
    }

    /// Whether a string node without escapes holds exactly these characters.
    func matches(_ node: Node, _ text: String) -> Bool {
        var text = text
        return text.withUTF8 { utf8 in
            guard utf8.count == Int(node.end - node.start) else { return false }
            return bytes.withUnsafeBufferPointer { bytes in
                for offset in utf8.indices where bytes[Int(node.start) + offset] != utf8[offset] { return false }
                return true
            }
        }
    }
}

/// Why a text is not JSON, or not the value that was asked for.
@usableFromInline
package struct JSONError: Error, CustomStringConvertible {
    package let reason: String
    /// In bytes from 0.
    package let offset: Int

    @usableFromInline
    package var description: String { "\(reason) at byte \(offset)" }
}

/// Reads a text once from left to right.
private struct JSONParser {
    private(set) var nodes: [JSONTape.Node] = []
    private var position = 0
    /// Deeper nesting than any document of ours is refused before it can exhaust the stack.
    private static let deepest = 200

    init(length: Int) {
        nodes.reserveCapacity(length / 8 + 4)
    }

    mutating func parse(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        guard text.count < Int(Int32.max) else { throw fault("a text too long") }
        skipSpaces(text)
        try value(text, depth: 0)
        skipSpaces(text)
        guard position == text.count else { throw fault("more behind the value") }
    }

    private func fault(_ reason: String) -> JSONError { JSONError(reason: reason, offset: position) }

    private mutating func skipSpaces(_ text: UnsafeBufferPointer<UInt8>) {
        while position < text.count {
            switch text[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func value(_ text: UnsafeBufferPointer<UInt8>, depth: Int) throws(JSONError) {
        guard position < text.count else { throw fault("a value is missing") }
        switch text[position] {
        case UInt8(ascii: "\""): try string(text)
        case UInt8(ascii: "{"): try composite(text, .object, UInt8(ascii: "}"), depth)
        case UInt8(ascii: "["): try composite(text, .array, UInt8(ascii: "]"), depth)
        case UInt8(ascii: "t"): try word(text, "true", .yes)
        case UInt8(ascii: "f"): try word(text, "false", .no)
        case UInt8(ascii: "n"): try word(text, "null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(text)
        default: throw fault("no value begins so")
        }
    }

    private mutating func add(_ kind: JSONTape.Kind, _ start: Int, _ end: Int) {
        nodes.append(
            .init(
                kind: kind, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end),
                next: Int32(truncatingIfNeeded: nodes.count + 1)))
    }

    private mutating func composite(
        _ text: UnsafeBufferPointer<UInt8>, _ kind: JSONTape.Kind, _ bracket: UInt8, _ depth: Int
    ) throws(JSONError) {
        guard depth < Self.deepest else { throw fault("nested too deeply") }
        let own = nodes.count
        add(kind, position, position)
        position += 1
        skipSpaces(text)
        if position < text.count, text[position] == bracket {
            position += 1
        } else {
            while true {
                if kind == .object {
                    guard position < text.count, text[position] == UInt8(ascii: "\"") else {
                        throw fault("a key is missing")
                    }
                    try string(text)
                    skipSpaces(text)
                    guard position < text.count, text[position] == UInt8(ascii: ":") else {
                        throw fault("a colon is missing")
                    }
                    position += 1
                    skipSpaces(text)
                }
                try value(text, depth: depth + 1)
                skipSpaces(text)
                guard position < text.count else { throw fault("the end of an array or object is missing") }
                let byte = text[position]
                guard byte == UInt8(ascii: ",") || byte == bracket else { throw fault("a comma is missing") }
                position += 1
                if byte == bracket { break }
                skipSpaces(text)
            }
        }
        nodes[own].end = Int32(truncatingIfNeeded: position)
        nodes[own].next = Int32(truncatingIfNeeded: nodes.count)
    }

    private mutating func string(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        position += 1
        let start = position
        var isEscaped = false
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "\""):
                add(isEscaped ? .escapedString : .string, start, position)
                position += 1
                return
            case UInt8(ascii: "\\"):
                isEscaped = true
                position += 2
            case ..<0x20: throw fault("a control character in a string")
            default: position += 1
            }
        }
        throw fault("the end of a string is missing")
    }

    private mutating func word(
        _ text: UnsafeBufferPointer<UInt8>, _ word: StaticString, _ kind: JSONTape.Kind
    ) throws(JSONError) {
        let end = position + word.utf8CodeUnitCount
        guard end <= text.count, (position..<end).allSatisfy({ text[$0] == word.utf8Start[$0 - position] }) else {
            throw fault("no value begins so")
        }
        add(kind, position, end)
        position = end
    }

    private mutating func number(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) {
        let start = position
        if text[position] == UInt8(ascii: "-") { position += 1 }
        let first = position
        digits(text)
        guard position > first, text[first] != UInt8(ascii: "0") || position == first + 1 else {
            throw fault("no number is written so")
        }
        add(.number, start, position)
    }

    private mutating func digits(_ text: UnsafeBufferPointer<UInt8>) {
        while position < text.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[position]) { position += 1 }
    }
}

/// Escapes in strings, rare enough to be read on their own.
enum JSONEscapes {
    static func text(of bytes: ArraySlice<UInt8>) throws(JSONError) -> String {
        var units: [UInt8] = []
        units.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        func hexadecimal() throws(JSONError) -> UInt32 {
            guard index + 4 <= bytes.endIndex else { throw JSONError(reason: "a short \\u", offset: index) }
            guard let value = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16) else {
                throw JSONError(reason: "no hexadecimal digits after \\u", offset: index)
            }
            index += 4
            return value
        }
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                units.append(byte)
                continue
            }
            guard index < bytes.endIndex else { throw JSONError(reason: "a lone backslash", offset: index) }
            let escape = bytes[index]
            index += 1
            switch escape {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(escape)
            case UInt8(ascii: "b"): units.append(0x08)
            case UInt8(ascii: "f"): units.append(0x0C)
            case UInt8(ascii: "n"): units.append(0x0A)
            case UInt8(ascii: "r"): units.append(0x0D)
            case UInt8(ascii: "t"): units.append(0x09)
            case UInt8(ascii: "u"):
                var value = try hexadecimal()
                if (0xD800..<0xDC00).contains(value), bytes[index...].starts(with: Array("\\u".utf8)) {
                    index += 2
                    value = 0x10000 + (value - 0xD800) << 10 + (try hexadecimal() &- 0xDC00)
                }
                guard let scalar = Unicode.Scalar(value) else {
                    throw JSONError(reason: "half a surrogate pair", offset: index)
                }
                units.append(contentsOf: Array(String(Character(scalar)).utf8))
            default: throw JSONError(reason: "no such escape", offset: index)
            }
        }
        return String(decoding: units, as: UTF8.self)
    }
}
