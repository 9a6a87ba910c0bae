package import Canonical
package import Testing

/// Holds the way a value writes and reads itself against its `Codable` conformance: the same bytes, the same value.
package func expectShortCoding<Value: Codable & CanonicalValue & Equatable>(
    of value: Value, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let bytes = expectShortWriting(of: value, sourceLocation: sourceLocation)
    let read = try bytes.withUnsafeBufferPointer { bytes in
        var reader = CanonicalReader(bytes)
        let value = try Value(canonical: &reader)
        try reader.finish()
        return value
    }
    #expect(read == value, "\(Value.self)", sourceLocation: sourceLocation)
}

@discardableResult
package func expectShortWriting<Value: Codable & CanonicalWritable>(
    of value: Value, sourceLocation: SourceLocation = #_sourceLocation
) -> [UInt8] {
    let bytes = CanonicalJSON.bytes(of: value)
    let (short, long) = (String(decoding: bytes, as: UTF8.self), encodedTheLongWay(value))
    #expect(short == long, "\(Value.self)", sourceLocation: sourceLocation)
    return bytes
}

private func encodedTheLongWay(_ value: some Encodable) -> String { CanonicalJSON.encode(value) }
