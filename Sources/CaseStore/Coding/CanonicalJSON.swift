/// JSON with sorted keys and no spaces: equal values give equal bytes.
///
/// The bytes are those of Foundation's `JSONEncoder` with sorted keys and unescaped slashes. Every transition of a case reads
/// one document and writes one document and its events, so both ways go straight between the value and the bytes,
/// without a tree of boxes between them. Numbers are whole: the domain has no others.
package enum CanonicalJSON {
    package static func encode(_ value: some Encodable) -> String {
        String(decoding: bytes(of: value), as: UTF8.self)
    }

    package static func bytes(of value: some Encodable) -> [UInt8] {
        let writer = CanonicalWriter()
        do {
            return try writer.document { try value.encode(to: CanonicalEncoder(writer: writer, depth: 0)) }
        } catch {
            // Domain values hold only strings, whole numbers, arrays and objects, which JSON can always hold.
            preconditionFailure("a domain value cannot be written as JSON: \(error)")
        }
    }

    /// Whether some string in a document holds the character U+0000.
    static func holdsNullCharacter(_ document: String) -> Bool {
        var isEscaped = false
        var zeroes = 0
        for byte in document.utf8 {
            switch (byte, zeroes) {
            case (UInt8(ascii: "u"), _) where isEscaped: zeroes = 4
            case (UInt8(ascii: "0"), 1): return true
            case (UInt8(ascii: "0"), 2...): zeroes -= 1
            default: zeroes = 0
            }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return false
    }

    package static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws(StoreError) -> Value {
        try decode(type, from: Array(text.utf8))
    }

    package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws(StoreError) -> Value {
        do {
            let tape = try JSONTape(bytes)
            return try Value(from: TapeDecoder(tape: tape, node: 0))
        } catch {
            throw StoreError(.corrupt, "stored \(type) cannot be read: \(error)")
        }
    }
}
