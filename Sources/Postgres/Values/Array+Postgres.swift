/// What an array can be made of. `[UInt8]` is `bytea`; every other array becomes a one-dimensional PostgreSQL array.
///
/// Arrays are what a set-based statement takes: `unnest($1::uuid[], $2::int8[])` turns any number of rows into two
/// parameters, one plan and one round trip.
package protocol PostgresArrayElement: Sendable {
    static var arrayType: PostgresType { get }
    static func encode(array: [Self], into buffer: inout PostgresBuffer)
    static func decode(array cell: PostgresCell) throws(DecodingFailure) -> [Self]
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    package static var postgresType: PostgresType { Element.arrayType }

    package func encode(into buffer: inout PostgresBuffer) {
        Element.encode(array: self, into: &buffer)
    }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
    package static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> [Element] {
        try Element.decode(array: cell)
    }
}

extension PostgresArrayElement where Self: PostgresScalar {
    package static var arrayType: PostgresType { postgresArrayType }

    package static func encode(array: [Self], into buffer: inout PostgresBuffer) {
        buffer.encodeArray(array, of: postgresType, mayHoldNull: false)
    }

    package static func decode(array cell: PostgresCell) throws(DecodingFailure) -> [Self] {
        try decodeArray(cell)
    }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresScalar {
    package static var arrayType: PostgresType { Wrapped.postgresArrayType }

    package static func encode(array: [Wrapped?], into buffer: inout PostgresBuffer) {
        buffer.encodeArray(array, of: Wrapped.postgresType, mayHoldNull: true)
    }

    package static func decode(array cell: PostgresCell) throws(DecodingFailure) -> [Wrapped?] {
        try decodeArray(cell)
    }
}

extension UInt8: PostgresArrayElement {
    package static var arrayType: PostgresType { .bytea }

    package static func encode(array: [UInt8], into buffer: inout PostgresBuffer) {
        buffer.append(array)
    }

    package static func decode(array cell: PostgresCell) throws(DecodingFailure) -> [UInt8] {
        let bytes = try cell.nonNull()
        guard cell.type == .bytea else { throw .type }
        return [UInt8](bytes)
    }
}

extension Array: PostgresArrayElement where Element == UInt8 {}

extension Array: PostgresScalar where Element == UInt8 {
    package static var postgresArrayType: PostgresType { .byteaArray }
}

extension PostgresBuffer {
    /// The binary layout of `array_send`: dimensions, whether it may hold NULL, element type, length, first index.
    fileprivate mutating func encodeArray<Element: PostgresEncodable>(
        _ array: [Element], of type: PostgresType, mayHoldNull: Bool
    ) {
        append(Int32(array.isEmpty ? 0 : 1))
        append(Int32(mayHoldNull ? 1 : 0))
        append(type.oid)
        guard !array.isEmpty else { return }
        reserve(8 + array.count * (4 + MemoryLayout<Element>.size))
        append(Int32(truncatingIfNeeded: array.count))
        append(Int32(1))
        for element in array { appendField(element) }
    }
}

private func decodeArray<Element: PostgresDecodable>(_ cell: PostgresCell) throws(DecodingFailure) -> [Element] {
    var reader = PostgresReader(try cell.nonNull())
    // Text and other one-piece values would be read as nonsense; only arrays have an array's header and length.
    guard PostgresType.arrays.contains(cell.type) || cell.type.isUserDefined else { throw .type }
    let dimensions: Int32 = try reader.number()
    _ = try reader.number(Int32.self)
    let type = PostgresType(oid: try reader.number())
    guard dimensions > 0 else { return [] }
    guard dimensions == 1 else { throw .malformed("array of \(dimensions) dimensions") }
    let count: Int32 = try reader.number()
    _ = try reader.number(Int32.self)
    var elements: [Element] = []
    for _ in 0..<max(count, 0) {
        let length: Int32 = try reader.number()
        let bytes = length < 0 ? nil : try reader.bytes(Int(length))
        elements.append(try Element.decode(PostgresCell(type: type, bytes: bytes)))
    }
    return elements
}

extension PostgresType {
    fileprivate static let arrays: Set<PostgresType> = [
        .boolArray, .byteaArray, .int2Array, .int4Array, .int8Array, .textArray, .float8Array, .dateArray,
        .timestamptzArray, .uuidArray, .jsonbArray, varcharArray,
    ]
    private static let varcharArray = PostgresType(oid: 1015)
}
