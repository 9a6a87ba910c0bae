/// Bytes on their way to the server, in network order.
package struct PostgresBuffer: Sendable {
    private(set) var bytes: [UInt8] = []
    private var isNull = false

    package init() {}

    var count: Int { bytes.count }

    mutating func reserve(_ more: Int) {
        // Growth stays geometric: asking for the exact size each time would copy the buffer at every call.
        let needed = bytes.count + more
        if needed > bytes.capacity { bytes.reserveCapacity(max(needed, bytes.capacity * 2)) }
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    package mutating func append<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }

    package mutating func append(_ more: some Collection<UInt8>) {
        bytes.append(contentsOf: more)
    }

    /// The value being encoded is NULL.
    package mutating func encodeNull() {
        isNull = true
    }

    /// Encodes a value and says whether it was NULL.
    mutating func encode(_ value: some PostgresEncodable) -> Bool {
        value.encode(into: &self)
        defer { isNull = false }
        return isNull
    }

    /// Encodes a value behind its length, as arrays and COPY want it.
    mutating func appendField(_ value: some PostgresEncodable) {
        let start = bytes.count
        append(Int32(-1))
        guard !encode(value) else { return }
        patch(Int32(truncatingIfNeeded: bytes.count - start - 4), at: start)
    }

    mutating func patch(_ number: some FixedWidthInteger, at offset: Int) {
        withUnsafeBytes(of: number.bigEndian) { source in
            for index in source.indices { bytes[offset + index] = source[index] }
        }
    }
}

/// Reads network-order numbers one after the other, refusing to run past the end.
struct PostgresReader {
    private var rest: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func number<Number: FixedWidthInteger>(
        _ type: Number.Type = Number.self
    ) throws(DecodingFailure) -> Number {
        let size = MemoryLayout<Number>.size
        guard rest.count >= size else { throw .malformed("\(rest.count) bytes where \(size) are needed") }
        let value = Number(bigEndian: rest.loadUnaligned(as: Number.self))
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(size))
        return value
    }

    mutating func bytes(_ count: Int) throws(DecodingFailure) -> UnsafeRawBufferPointer {
        guard count >= 0, rest.count >= count else { throw .malformed("length \(count) of \(rest.count) bytes") }
        defer { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count)) }
        return UnsafeRawBufferPointer(rebasing: rest.prefix(count))
    }

    /// The one number that a fixed-width value consists of.
    static func only<Number: FixedWidthInteger>(
        _ bytes: UnsafeRawBufferPointer, as type: Number.Type = Number.self
    ) throws(DecodingFailure) -> Number {
        guard bytes.count == MemoryLayout<Number>.size else {
            throw .malformed("\(bytes.count) bytes instead of \(MemoryLayout<Number>.size)")
        }
        return Number(bigEndian: bytes.loadUnaligned(as: Number.self))
    }
}
