/// Leads a value's `encode(to:)` to a ``CanonicalWriter``.
struct CanonicalEncoder: Encoder {
    let writer: CanonicalWriter
    /// The value that is being written.
    let depth: Int

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        writer.openObject(depth: depth)
        return KeyedEncodingContainer(MemberWriter(writer: writer, depth: depth))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        writer.openArray(depth: depth)
        return ElementWriter(writer: writer, depth: depth)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        ScalarWriter(writer: writer, depth: depth)
    }
}

extension CanonicalWriter {
    /// Writes a value behind a key or as an element, with its comma.
    fileprivate func part<Value: Encodable>(_ value: Value) throws {
        // What arrays and dictionaries mostly hold goes the short way.
        if Value.self == String.self, let text = value as? String {
            quote(text)
            separate()
        } else {
            let depth = begin()
            try value.encode(to: CanonicalEncoder(writer: self, depth: depth))
            end(depth: depth)
        }
    }

    fileprivate func number(_ number: some FixedWidthInteger) {
        write(number)
        separate()
    }

    fileprivate func refuse(_ value: Any) -> EncodingError {
        .invalidValue(value, .init(codingPath: [], debugDescription: "numbers are whole"))
    }
}

/// The members of an object.
private struct MemberWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let writer: CanonicalWriter
    let depth: Int

    var codingPath: [any CodingKey] { [] }

    private func begin(_ key: Key) { writer.key(key.stringValue, depth: depth) }

    private func number(_ value: some FixedWidthInteger, _ key: Key) {
        begin(key)
        writer.number(value)
    }

    func encodeNil(forKey key: Key) {
        begin(key)
        writer.writeNull()
        writer.separate()
    }

    func encode(_ value: Bool, forKey key: Key) {
        begin(key)
        writer.write(value)
        writer.separate()
    }

    func encode(_ value: String, forKey key: Key) {
        begin(key)
        writer.quote(value)
        writer.separate()
    }

    func encode(_ value: Double, forKey key: Key) throws { throw writer.refuse(value) }
    func encode(_ value: Float, forKey key: Key) throws { throw writer.refuse(value) }
    func encode(_ value: Int, forKey key: Key) { number(value, key) }
    func encode(_ value: Int8, forKey key: Key) { number(value, key) }
    func encode(_ value: Int16, forKey key: Key) { number(value, key) }
    func encode(_ value: Int32, forKey key: Key) { number(value, key) }
    func encode(_ value: Int64, forKey key: Key) { number(value, key) }
    func encode(_ value: UInt, forKey key: Key) { number(value, key) }
    func encode(_ value: UInt8, forKey key: Key) { number(value, key) }
    func encode(_ value: UInt16, forKey key: Key) { number(value, key) }
    func encode(_ value: UInt32, forKey key: Key) { number(value, key) }
    func encode(_ value: UInt64, forKey key: Key) { number(value, key) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        begin(key)
        try writer.part(value)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        begin(key)
        return CanonicalEncoder(writer: writer, depth: writer.begin()).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        begin(key)
        return CanonicalEncoder(writer: writer, depth: writer.begin()).unkeyedContainer()
    }

    func superEncoder() -> any Encoder {
        writer.key("super", depth: depth)
        return CanonicalEncoder(writer: writer, depth: writer.begin())
    }

    func superEncoder(forKey key: Key) -> any Encoder {
        begin(key)
        return CanonicalEncoder(writer: writer, depth: writer.begin())
    }
}

/// The elements of an array.
private struct ElementWriter: UnkeyedEncodingContainer {
    let writer: CanonicalWriter
    let depth: Int
    var count = 0

    var codingPath: [any CodingKey] { [] }

    private mutating func begin() {
        writer.element(depth: depth)
        count += 1
    }

    mutating func encodeNil() {
        begin()
        writer.writeNull()
        writer.separate()
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        begin()
        try writer.part(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        begin()
        return CanonicalEncoder(writer: writer, depth: writer.begin()).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        begin()
        return CanonicalEncoder(writer: writer, depth: writer.begin()).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        begin()
        return CanonicalEncoder(writer: writer, depth: writer.begin())
    }
}

/// A value that is one string, number or flag, or stands for another value.
private struct ScalarWriter: SingleValueEncodingContainer {
    let writer: CanonicalWriter
    let depth: Int

    var codingPath: [any CodingKey] { [] }

    private func number(_ value: some FixedWidthInteger) {
        writer.markScalar(depth: depth)
        writer.write(value)
    }

    func encodeNil() {
        writer.markScalar(depth: depth)
        writer.writeNull()
    }

    func encode(_ value: Bool) {
        writer.markScalar(depth: depth)
        writer.write(value)
    }

    func encode(_ value: String) {
        writer.markScalar(depth: depth)
        writer.quote(value)
    }

    func encode(_ value: Double) throws { throw writer.refuse(value) }
    func encode(_ value: Float) throws { throw writer.refuse(value) }
    func encode(_ value: Int) { number(value) }
    func encode(_ value: Int8) { number(value) }
    func encode(_ value: Int16) { number(value) }
    func encode(_ value: Int32) { number(value) }
    func encode(_ value: Int64) { number(value) }
    func encode(_ value: UInt) { number(value) }
    func encode(_ value: UInt8) { number(value) }
    func encode(_ value: UInt16) { number(value) }
    func encode(_ value: UInt32) { number(value) }
    func encode(_ value: UInt64) { number(value) }

    func encode<Value: Encodable>(_ value: Value) throws {
        try value.encode(to: CanonicalEncoder(writer: writer, depth: depth))
    }
}
