/// Integers decode from their own width and narrower ones, so that a column may be widened before the program is.
private func integer<Number: FixedWidthInteger>(
    _ cell: PostgresCell, as type: Number.Type
) throws(DecodingFailure) -> Number {
    let bytes = try cell.nonNull()
    let value: Int64
    switch cell.type {
    case .int2: value = Int64(try PostgresReader.only(bytes, as: Int16.self))
    case .int4 where Number.bitWidth >= 32: value = Int64(try PostgresReader.only(bytes, as: Int32.self))
    case .int8 where Number.bitWidth >= 64: value = try PostgresReader.only(bytes)
    case .oid where Number.bitWidth >= 64, .xid where Number.bitWidth >= 64:
        value = Int64(try PostgresReader.only(bytes, as: UInt32.self))
    case .xid8 where Number.bitWidth >= 64:
        guard let number = Int64(exactly: try PostgresReader.only(bytes, as: UInt64.self)) else {
            throw .malformed("a transaction id beyond Int64")
        }
        value = number
    default: throw .type
    }
    guard let number = Number(exactly: value) else { throw .malformed("a number out of range") }
    return number
}

extension Int: PostgresScalar {
    package static var postgresType: PostgresType { .int8 }
    package static var postgresArrayType: PostgresType { .int8Array }
    package func encode(into buffer: inout PostgresBuffer) { buffer.append(Int64(self)) }
    package static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> Int { try integer(cell, as: Int.self) }
}

extension Int64: PostgresScalar {
    package static var postgresType: PostgresType { .int8 }
    package static var postgresArrayType: PostgresType { .int8Array }
    package func encode(into buffer: inout PostgresBuffer) { buffer.append(self) }
    package static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> Int64 {
        try integer(cell, as: Int64.self)
    }
}

extension Int32: PostgresScalar {
    package static var postgresType: PostgresType { .int4 }
    package static var postgresArrayType: PostgresType { .int4Array }
    package func encode(into buffer: inout PostgresBuffer) { buffer.append(self) }
    package static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> Int32 {
        try integer(cell, as: Int32.self)
    }
}

extension Int16: PostgresScalar {
    package static var postgresType: PostgresType { .int2 }
    package static var postgresArrayType: PostgresType { .int2Array }
    package func encode(into buffer: inout PostgresBuffer) { buffer.append(self) }
    package static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> Int16 {
        try integer(cell, as: Int16.self)
    }
}

extension Bool: PostgresScalar {
    package static var postgresType: PostgresType { .bool }
    package static var postgresArrayType: PostgresType { .boolArray }
    package func encode(into buffer: inout PostgresBuffer) { buffer.append(UInt8(self ? 1 : 0)) }

    package static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> Bool {
        let bytes = try cell.nonNull()
        guard cell.type == .bool else { throw .type }
        return try PostgresReader.only(bytes, as: UInt8.self) != 0
    }
}

extension Double: PostgresScalar {
    package static var postgresType: PostgresType { .float8 }
    package static var postgresArrayType: PostgresType { .float8Array }
    package func encode(into buffer: inout PostgresBuffer) { buffer.append(bitPattern) }

    package static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> Double {
        let bytes = try cell.nonNull()
        switch cell.type {
        case .float8: return Double(bitPattern: try PostgresReader.only(bytes))
        case .float4: return Double(Float(bitPattern: try PostgresReader.only(bytes)))
        default: throw .type
        }
    }
}
