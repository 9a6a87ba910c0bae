/// A value that can be bound to a statement or written by COPY. Always travels in PostgreSQL's binary format.
package protocol PostgresEncodable: Sendable {
    /// The type declared for the parameter, so that the server never guesses.
    static var postgresType: PostgresType { get }

    /// Appends the value in binary format, or says ``PostgresBuffer/encodeNull()``.
    func encode(into buffer: inout PostgresBuffer)
}

/// A value that can be read from a row.
package protocol PostgresDecodable: Sendable {
    /// Reads the value, whose bytes are only valid during the call.
    static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> Self
}

/// One value of a result, not yet decoded.
package struct PostgresCell {
    package let type: PostgresType
    /// Binary format; nil is SQL NULL.
    package let bytes: UnsafeRawBufferPointer?

    /// The bytes of a value that must not be NULL.
    package func nonNull() throws(DecodingFailure) -> UnsafeRawBufferPointer {
        guard let bytes else { throw .null }
        return bytes
    }
}

/// Why one value could not be decoded; the row adds the column and the wanted type.
package enum DecodingFailure: Error, Sendable, Hashable {
    case null
    case type
    case malformed(String)
}

/// A type that is one element: it can be bound, read, and stand in an array.
package protocol PostgresScalar: PostgresEncodable, PostgresDecodable, PostgresArrayElement {
    static var postgresArrayType: PostgresType { get }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
    package static var postgresType: PostgresType { Wrapped.postgresType }

    package func encode(into buffer: inout PostgresBuffer) {
        if let self { self.encode(into: &buffer) } else { buffer.encodeNull() }
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    package static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> Wrapped? {
        cell.bytes == nil ? nil : try Wrapped.decode(cell)
    }
}
