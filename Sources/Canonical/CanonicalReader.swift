/// Reads canonical JSON once from left to right, straight into values: each asks for its members in the order of their
/// keys.
///
/// Text of another form (spaces, another order, members that the value does not know) is a fault here, and
/// ``CanonicalJSON`` then reads it the long way.
@usableFromInline
package struct CanonicalReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0

    /// The bytes must outlive the reader.
    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    @usableFromInline
    package func fault(_ reason: String) -> JSONError { JSONError(reason: reason, offset: position) }

    // MARK: Objects and arrays

    package mutating func open() throws(JSONError) { try take(UInt8(ascii: "{")) }
    package mutating func close() throws(JSONError) { try take(UInt8(ascii: "}")) }
    @usableFromInline
    package mutating func openArray() throws(JSONError) { try take(UInt8(ascii: "[")) }

    /// The value of a member that must be the next.
    @inlinable
    package mutating func member<Value: CanonicalReadable>(
        _ key: StaticString, as type: Value.Type = Value.self
    ) throws(JSONError) -> Value {
        guard skip(key) else { throw fault("no member \(key)") }
        return try Value(canonical: &self)
    }

    /// The value of a member that may be the next.
    @inlinable
    package mutating func optional<Value: CanonicalReadable>(
        _ key: StaticString, as type: Value.Type = Value.self
    ) throws(JSONError) -> Value? {
        skip(key) ? try Value(canonical: &self) : nil
    }

    /// The value of a member that may be the next, by its `Codable` conformance: for what few documents have.
    package mutating func optional<Value: Decodable>(decoding key: StaticString) throws(JSONError) -> Value? {
        guard skip(key) else { return nil }
        let start = position
        try skipValue()
        return try CanonicalJSON.decodeLoosely(Value.self, from: Array(bytes[start..<position]))
    }

    /// The key of the next member of an object whose keys are data; nil at its end.
    package mutating func nextKey() throws(JSONError) -> String? {
        guard position < bytes.count, bytes[position] != UInt8(ascii: "}") else { return nil }
        try separate(after: UInt8(ascii: "{"))
        let key = try text()
        try take(UInt8(ascii: ":"))
        return key
    }

    /// Whether an array goes on; passes its end where not.
    @usableFromInline
    package mutating func hasElement() throws(JSONError) -> Bool {
        if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
            position += 1
            return false
        }
        try separate(after: UInt8(ascii: "["))
        return true
    }

    /// Throws where something stands behind the value.
    package func finish() throws(JSONError) {
        guard position == bytes.count else { throw fault("more behind the value") }
    }

    // MARK: Plain values

    package mutating func text() throws(JSONError) -> String {
        let (range, isEscaped) = try quoted()
        if isEscaped { return try JSONEscapes.text(of: Array(bytes[range])[...]) }
        return String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    /// What `body` makes of the bytes of a string without escapes.
    package mutating func text<Value>(
        _ body: (UnsafeBufferPointer<UInt8>) -> Value?
    ) throws(JSONError) -> Value {
        let (range, isEscaped) = try quoted()
        guard !isEscaped, let value = body(UnsafeBufferPointer(rebasing: bytes[range])) else {
            throw fault("a string of another form")
        }
        return value
    }

    package mutating func flag() throws(JSONError) -> Bool {
        if skip(word: "true") { return true }
        guard skip(word: "false") else { throw fault("neither true nor false") }
        return false
    }

    package mutating func number<Number: FixedWidthInteger>() throws(JSONError) -> Number {
        let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let first = position
        var value: Number = 0
        while position < bytes.count, case let digit = bytes[position] &- UInt8(ascii: "0"), digit < 10 {
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflows) =
                isNegative
                ? tens.subtractingReportingOverflow(Number(truncatingIfNeeded: digit))
                : tens.addingReportingOverflow(Number(truncatingIfNeeded: digit))
            guard !isTooLarge, !overflows else { throw fault("a number too large") }
            value = sum
            position += 1
        }
        guard position > first, bytes[first] != UInt8(ascii: "0") || position == first + 1 else {
            throw fault("no number is written so")
        }
        return value
    }

    // MARK: Bytes

    private mutating func take(_ byte: UInt8) throws(JSONError) {
        guard position < bytes.count, bytes[position] == byte else { throw fault("another byte than expected") }
        position += 1
    }

    /// Passes the comma before every part but the first.
    private mutating func separate(after bracket: UInt8) throws(JSONError) {
        if bytes[position - 1] != bracket { try take(UInt8(ascii: ",")) }
    }

    /// Passes a key with its comma and colon, if that is what comes next.
    @usableFromInline
    package mutating func skip(_ key: StaticString) -> Bool {
        var start = position
        if start < bytes.count, bytes[start] == UInt8(ascii: ","), bytes[start - 1] != UInt8(ascii: "{") { start += 1 }
        let length = key.utf8CodeUnitCount
        guard start + length + 3 <= bytes.count, bytes[start] == UInt8(ascii: "\""),
            bytes[start + length + 1] == UInt8(ascii: "\""), bytes[start + length + 2] == UInt8(ascii: ":"),
            start > position || bytes[start - 1] == UInt8(ascii: "{")
        else { return false }
        for offset in 0..<length where bytes[start + 1 + offset] != key.utf8Start[offset] { return false }
        position = start + length + 3
        return true
    }

    private mutating func skip(word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        for offset in 0..<length where bytes[position + offset] != word.utf8Start[offset] { return false }
        position += length
        return true
    }

    /// The bytes between quotes.
    private mutating func quoted() throws(JSONError) -> (range: Range<Int>, isEscaped: Bool) {
        try take(UInt8(ascii: "\""))
        let start = position
        var isEscaped = false
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return (start..<position - 1, isEscaped)
            case UInt8(ascii: "\\"):
                isEscaped = true
                position += 2
            case ..<0x20: throw fault("a control character in a string")
            default: position += 1
            }
        }
        throw fault("the end of a string is missing")
    }

    /// Passes an object, array or string; whether it is well formed is for others to see.
    private mutating func skipValue() throws(JSONError) {
        var depth = 0
        repeat {
            guard position < bytes.count else { throw fault("a value is missing") }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                _ = try quoted()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            position += 1
        } while depth > 0
    }
}
