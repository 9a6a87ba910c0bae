import LegalTime
import Mediation

/// Makes a value of any type out of nothing: with every optional member, or with none.
struct FillingDecoder: Decoder {
    enum Extent: CaseIterable { case full, bare }

    let extent: Extent

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(FillingObject(decoder: self))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer { FillingArray(decoder: self) }
    func singleValueContainer() -> any SingleValueDecodingContainer { FillingScalar(decoder: self) }

    fileprivate func value<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let made: Any? =
            switch type {
            case is String.Type: "甲\n\"乙\""
            case is Bool.Type: true
            case is Instant.Type: Instant(milliseconds: 1_700_000_000_123)
            case is Day.Type: Day(number: 19_000)
            case is CaseID.Type: CaseID(high: 0x0123_4567_89AB_7DEF, low: 0x8123_4567_89AB_CDEF)
            case is Referral.State.Type: Referral.State.declined
            case let cases as any CaseIterable.Type: first(of: cases)
            default: nil
            }
        if let made = made as? Value { return made }
        return try Value(from: self)
    }

    private func first<Cases: CaseIterable>(of type: Cases.Type) -> Any? { type.allCases.first }
}

private struct FillingObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: FillingDecoder

    var codingPath: [any CodingKey] { [] }
    /// Of objects whose keys are data.
    var allKeys: [Key] { ["b", "a", "é"].compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { decoder.extent == .full }
    func decodeNil(forKey key: Key) -> Bool { decoder.extent == .bare }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try decoder.value(type) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedDecodingContainer<Nested> { decoder.container(keyedBy: type) }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer { decoder.unkeyedContainer() }
    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) -> any Decoder { decoder }
}

private struct FillingArray: UnkeyedDecodingContainer {
    let decoder: FillingDecoder
    var currentIndex = 0

    var codingPath: [any CodingKey] { [] }
    var count: Int? { decoder.extent == .full ? 2 : 0 }
    var isAtEnd: Bool { currentIndex == count }

    mutating func decodeNil() -> Bool { false }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        currentIndex += 1
        return try decoder.value(type)
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedDecodingContainer<Nested> {
        currentIndex += 1
        return decoder.container(keyedBy: type)
    }
    mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer {
        currentIndex += 1
        return decoder.unkeyedContainer()
    }
    mutating func superDecoder() -> any Decoder { decoder }
}

private struct FillingScalar: SingleValueDecodingContainer {
    let decoder: FillingDecoder

    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        if let number = type as? any FixedWidthInteger.Type, let value = seven(number) as? Value { return value }
        return try decoder.value(type)
    }

    private func seven<Number: FixedWidthInteger>(_ type: Number.Type) -> Any { Number(7) }
}
