/// Why a text is no JSON that is taken here.
package struct JSONFault: Error, Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable {
        /// The text ends inside of a value.
        case end
        /// Something else was expected at this place.
        case unexpected
        /// Something follows the value.
        case trailing
        /// Arrays and objects inside each other beyond the limit.
        case depth
        /// The same member twice in one object: readers differ in which they take (RFC 8259 §4).
        case duplicate
        /// Bytes or escapes that are no Unicode text.
        case encoding
    }

    package let reason: Reason
    /// How many bytes come before it.
    package let offset: Int
}

extension JSON {
    /// Reads a text strictly by RFC 8259. Numbers keep their text, so that amounts stay exact.
    ///
    /// - Parameter depth: How many arrays and objects may lie inside each other.
    package init(reading bytes: [UInt8], depth: Int = 32) throws(JSONFault) {
        var reader = JSONReader(bytes: bytes, room: depth)
        self = try reader.whole()
    }
}

extension JSON {
    package subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    package var string: String? { if case .string(let string) = self { string } else { nil } }
    package var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    /// A number without a fraction or exponent that fits.
    package var integer: Int? { if case .number(let text) = self { Int(text) } else { nil } }
    package var elements: [JSON] { if case .array(let elements) = self { elements } else { [] } }
    package var members: [(key: String, value: JSON)] { if case .object(let members) = self { members } else { [] } }
}

private struct JSONReader {
    let bytes: [UInt8]
    var room: Int
    var position = 0

    mutating func whole() throws(JSONFault) -> JSON {
        let value = try value()
        skipSpace()
        guard position == bytes.count else { throw fault(.trailing) }
        return value
    }

    private func fault(_ reason: JSONFault.Reason) -> JSONFault { JSONFault(reason: reason, offset: position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    /// Takes one byte if it is this one.
    private mutating func take(_ character: Character) -> Bool {
        guard next == character.asciiValue else { return false }
        position += 1
        return true
    }

    private func unexpected() -> JSONFault { fault(next == nil ? .end : .unexpected) }

    private mutating func value() throws(JSONFault) -> JSON {
        skipSpace()
        switch next.map({ Character(Unicode.Scalar($0)) }) {
        case "{": return try object()
        case "[": return try array()
        case "\"": return .string(try string())
        case "t": return try word("true", .bool(true))
        case "f": return try word("false", .bool(false))
        case "n": return try word("null", .null)
        case "-", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9": return .number(try number())
        default: throw unexpected()
        }
    }

    private mutating func word(_ word: String, _ value: JSON) throws(JSONFault) -> JSON {
        for character in word {
            guard take(character) else { throw unexpected() }
        }
        return value
    }

    private mutating func enter() throws(JSONFault) {
        guard room > 0 else { throw fault(.depth) }
        room -= 1
        position += 1
        skipSpace()
    }

    private mutating func array() throws(JSONFault) -> JSON {
        try enter()
        defer { room += 1 }
        var elements: [JSON] = []
        if take("]") { return .array(elements) }
        while true {
            elements.append(try value())
            skipSpace()
            if take("]") { return .array(elements) }
            guard take(",") else { throw unexpected() }
        }
    }

    private mutating func object() throws(JSONFault) -> JSON {
        try enter()
        defer { room += 1 }
        var members: [(key: String, value: JSON)] = []
        var keys: Set<String> = []
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw unexpected() }
            let start = position
            let key = try string()
            guard keys.insert(key).inserted else { throw JSONFault(reason: .duplicate, offset: start) }
            skipSpace()
            guard take(":") else { throw unexpected() }
            members.append((key, try value()))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw unexpected() }
        }
    }

    private mutating func digits() throws(JSONFault) {
        let start = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > start else { throw unexpected() }
    }

    private mutating func number() throws(JSONFault) -> String {
        let start = position
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func string() throws(JSONFault) -> String {
        position += 1
        var text: [UInt8] = []
        let start = position
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw JSONFault(reason: .encoding, offset: start)
                }
                return string
            case UInt8(ascii: "\\"): text += Array(String(try escaped()).utf8)
            case 0..<0x20:
                position -= 1
                throw fault(.unexpected)
            default: text.append(byte)
            }
        }
        throw fault(.end)
    }

    private mutating func escaped() throws(JSONFault) -> Unicode.Scalar {
        guard let byte = next else { throw fault(.end) }
        position += 1
        switch Character(Unicode.Scalar(byte)) {
        case "\"": return "\""
        case "\\": return "\\"
        case "/": return "/"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try unicode()
        default:
            position -= 1
            throw fault(.unexpected)
        }
    }

    private mutating func unicode() throws(JSONFault) -> Unicode.Scalar {
        let start = position
        var code = try unit()
        if (0xD800..<0xDC00).contains(code), take("\\"), take("u") {
            let low = try unit()
            guard (0xDC00..<0xE000).contains(low) else { throw JSONFault(reason: .encoding, offset: start) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw JSONFault(reason: .encoding, offset: start) }
        return scalar
    }

    private mutating func unit() throws(JSONFault) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw unexpected()
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }
}
