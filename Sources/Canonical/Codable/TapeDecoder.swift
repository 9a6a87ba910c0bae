/// Gives a value's `init(from:)` what a ``JSONTape`` holds.
struct TapeDecoder: Decoder {
    let tape: JSONTape
    let node: Int

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard tape.nodes[node].kind == .object else { throw tape.mismatch(node, [String: Any].self) }
        return KeyedDecodingContainer(MemberReader(tape: tape, node: node))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard tape.nodes[node].kind == .array else { throw tape.mismatch(node, [Any].self) }
        return ElementReader(tape: tape, node: node)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer {
        ScalarReader(tape: tape, node: node)
    }
}

extension JSONTape {
    fileprivate func mismatch(_ node: Int, _ type: Any.Type) -> DecodingError {
        let found = nodes[node]
        return .typeMismatch(
            type, .init(codingPath: [], debugDescription: "\(found.kind) at byte \(found.start)"))
    }

    fileprivate func string(_ node: Int) throws -> String {
        guard nodes[node].kind == .string || nodes[node].kind == .escapedString else {
            throw mismatch(node, String.self)
        }
        return try text(of: nodes[node])
    }

    fileprivate func flag(_ node: Int) throws -> Bool {
        switch nodes[node].kind {
        case .yes: return true
        case .no: return false
        default: throw mismatch(node, Bool.self)
        }
    }

    fileprivate func number<Number: FixedWidthInteger>(_ node: Int, as type: Number.Type = Number.self) throws -> Number
    {
        let found = nodes[node]
        guard found.kind == .number else { throw mismatch(node, type) }
        var value: Number = 0
        var isNegative = false
        for index in Int(found.start)..<Int(found.end) {
            guard bytes[index] != UInt8(ascii: "-") else {
                isNegative = true
                continue
            }
            let digit = Number(truncatingIfNeeded: bytes[index] - UInt8(ascii: "0"))
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflows) =
                isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
            guard !isTooLarge, !overflows else { throw mismatch(node, type) }
            value = sum
        }
        return value
    }

    fileprivate func value<Value: Decodable>(_ node: Int, as type: Value.Type) throws -> Value {
        // What arrays and dictionaries mostly hold goes the short way.
        if type == String.self, let text = try string(node) as? Value { return text }
        return try Value(from: TapeDecoder(tape: self, node: node))
    }
}

/// The members of an object.
private struct MemberReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let tape: JSONTape
    let node: Int

    var codingPath: [any CodingKey] { [] }

    var allKeys: [Key] {
        var keys: [Key] = []
        var child = node + 1
        while child < Int(tape.nodes[node].next) {
            if let text = try? tape.string(child), let key = Key(stringValue: text) { keys.append(key) }
            child = Int(tape.nodes[child + 1].next)
        }
        return keys
    }

    /// The node of the member's value; nil where there is none.
    private func find(_ key: Key) -> Int? {
        let name = key.stringValue
        var child = node + 1
        let end = Int(tape.nodes[node].next)
        while child < end {
            let found = tape.nodes[child]
            if found.kind == .string ? tape.matches(found, name) : (try? tape.string(child)) == name {
                return child + 1
            }
            child = Int(tape.nodes[child + 1].next)
        }
        return nil
    }

    private func needed(_ key: Key) throws -> Int {
        guard let child = find(key) else {
            let place = "in the object at byte \(tape.nodes[node].start)"
            throw DecodingError.keyNotFound(key, .init(codingPath: [], debugDescription: place))
        }
        return child
    }

    /// The node of the member's value; nil where there is none or it is null.
    private func present(_ key: Key) -> Int? {
        find(key).flatMap { tape.nodes[$0].kind == .null ? nil : $0 }
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }
    func decodeNil(forKey key: Key) throws -> Bool { tape.nodes[try needed(key)].kind == .null }
    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try tape.flag(needed(key)) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try tape.string(needed(key)) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { throw tape.mismatch(try needed(key), type) }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { throw tape.mismatch(try needed(key), type) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try tape.number(needed(key)) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try tape.number(needed(key)) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try tape.number(needed(key)) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try tape.number(needed(key)) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try tape.number(needed(key)) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try tape.number(needed(key)) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try tape.number(needed(key)) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try tape.number(needed(key)) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try tape.number(needed(key)) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try tape.number(needed(key)) }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try tape.value(needed(key), as: type)
    }

    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try present(key).map(tape.flag) }
    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try present(key).map(tape.string) }
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try present(key).map { try tape.number($0) }
    }
    func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        try present(key).map { try tape.value($0, as: type) }
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try TapeDecoder(tape: tape, node: needed(key)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try TapeDecoder(tape: tape, node: needed(key)).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { TapeDecoder(tape: tape, node: node) }
    func superDecoder(forKey key: Key) throws -> any Decoder { TapeDecoder(tape: tape, node: try needed(key)) }
}

/// The elements of an array.
private struct ElementReader: UnkeyedDecodingContainer {
    let tape: JSONTape
    let node: Int
    private var child: Int
    private(set) var currentIndex = 0

    init(tape: JSONTape, node: Int) {
        self.tape = tape
        self.node = node
        child = node + 1
    }

    var codingPath: [any CodingKey] { [] }

    var count: Int? {
        var count = 0
        var child = node + 1
        while child < Int(tape.nodes[node].next) {
            count += 1
            child = Int(tape.nodes[child].next)
        }
        return count
    }

    var isAtEnd: Bool { child >= Int(tape.nodes[node].next) }

    private mutating func take(_ type: Any.Type) throws -> Int {
        guard !isAtEnd else {
            throw DecodingError.valueNotFound(
                type, .init(codingPath: [], debugDescription: "the array at byte \(tape.nodes[node].start) has ended"))
        }
        defer {
            child = Int(tape.nodes[child].next)
            currentIndex += 1
        }
        return child
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, tape.nodes[child].kind == .null else { return false }
        _ = try take(Never.self)
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try tape.value(take(type), as: type)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try TapeDecoder(tape: tape, node: take(type)).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try TapeDecoder(tape: tape, node: take([Any].self)).unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { TapeDecoder(tape: tape, node: try take(Any.self)) }
}

/// A value that is one string, number or flag, or stands for another value.
private struct ScalarReader: SingleValueDecodingContainer {
    let tape: JSONTape
    let node: Int

    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { tape.nodes[node].kind == .null }
    func decode(_ type: Bool.Type) throws -> Bool { try tape.flag(node) }
    func decode(_ type: String.Type) throws -> String { try tape.string(node) }
    func decode(_ type: Double.Type) throws -> Double { throw tape.mismatch(node, type) }
    func decode(_ type: Float.Type) throws -> Float { throw tape.mismatch(node, type) }
    func decode(_ type: Int.Type) throws -> Int { try tape.number(node) }
    func decode(_ type: Int8.Type) throws -> Int8 { try tape.number(node) }
    func decode(_ type: Int16.Type) throws -> Int16 { try tape.number(node) }
    func decode(_ type: Int32.Type) throws -> Int32 { try tape.number(node) }
    func decode(_ type: Int64.Type) throws -> Int64 { try tape.number(node) }
    func decode(_ type: UInt.Type) throws -> UInt { try tape.number(node) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try tape.number(node) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try tape.number(node) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try tape.number(node) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try tape.number(node) }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try Value(from: TapeDecoder(tape: tape, node: node))
    }
}
