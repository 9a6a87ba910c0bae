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
        writer.encode(value)
        return writer.bytes
    }

    /// The short way of values that write themselves.
    package static func encode(_ value: some Encodable & CanonicalWritable) -> String {
        String(decoding: bytes(of: value), as: UTF8.self)
    }

    package static func bytes(of value: some Encodable & CanonicalWritable) -> [UInt8] {
        let writer = CanonicalWriter()
        value.write(to: writer)
        return writer.bytes
    }

    package static func read<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8]
    ) throws(JSONError) -> Value {
        try decodeLoosely(type, from: bytes)
    }

    /// The short way of values that read themselves; text of another form than canonical is read all the same.
    package static func read<Value: Decodable & CanonicalReadable>(
        _ type: Value.Type, from bytes: UnsafeBufferPointer<UInt8>
    ) throws(JSONError) -> Value {
        do throws(JSONError) {
            var reader = CanonicalReader(bytes)
            let value = try Value(canonical: &reader)
            try reader.finish()
            return value
        } catch {
            return try decodeLoosely(type, from: Array(bytes))
        }
    }

    /// Reads any JSON that holds the value, by its `Codable` conformance.
    static func decodeLoosely<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8]
    ) throws(JSONError) -> Value {
        let tape = try JSONTape(bytes)
        do {
            return try Value(from: TapeDecoder(tape: tape, node: 0))
        } catch {
            throw (error as? JSONError) ?? JSONError(reason: "\(error)", offset: 0)
        }
    }

    /// Whether some string in a document holds the character U+0000.
    package static func holdsNullCharacter(_ document: String) -> Bool {
        // Almost no text has an escape, and looking for one byte is quick.
        guard document.utf8.withContiguousStorageIfAvailable({ $0.contains(UInt8(ascii: "\\")) }) != false else {
            return false
        }
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
}
