extension String: PostgresScalar {
    package static var postgresType: PostgresType { .text }
    package static var postgresArrayType: PostgresType { .textArray }
    package func encode(into buffer: inout PostgresBuffer) { buffer.append(utf8) }

    /// Reads text, JSON, the label of an enumeration, and `numeric` in decimal digits.
    package static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> String {
        var bytes = try cell.nonNull()
        switch cell.type {
        case .text, .varchar, .bpchar, .name, .unknown, .json: break
        case .jsonb: bytes = try PostgresJSON.text(of: bytes)
        case .numeric: return try decimal(bytes)
        case let type where type.isUserDefined: break
        default: throw .type
        }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed("bytes that are not UTF-8") }
        return text
    }
}

/// A JSON document, stored as `jsonb`. The text is passed on as it is; the server checks it.
package struct PostgresJSON: Hashable, Sendable {
    package var text: String

    package init(_ text: String) {
        self.text = text
    }
}

extension PostgresJSON: PostgresScalar {
    /// The only layout version that PostgreSQL has ever sent.
    private static let version: UInt8 = 1

    package static var postgresType: PostgresType { .jsonb }
    package static var postgresArrayType: PostgresType { .jsonbArray }

    package func encode(into buffer: inout PostgresBuffer) {
        buffer.append(Self.version)
        buffer.append(text.utf8)
    }

    package static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> PostgresJSON {
        guard cell.bytes == nil || cell.type == .jsonb || cell.type == .json else { throw .type }
        return PostgresJSON(try String.decode(cell))
    }

    fileprivate static func text(of bytes: UnsafeRawBufferPointer) throws(DecodingFailure) -> UnsafeRawBufferPointer {
        guard bytes.first == version else { throw .malformed("an unknown version of jsonb") }
        return UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
    }
}

/// `numeric_send`: digits of base 10,000, the weight of the first, the sign, and how many decimals to show.
private func decimal(_ bytes: UnsafeRawBufferPointer) throws(DecodingFailure) -> String {
    var reader = PostgresReader(bytes)
    let count: Int16 = try reader.number()
    let weight: Int16 = try reader.number()
    let sign: UInt16 = try reader.number()
    let scale: Int16 = try reader.number()
    switch sign {
    case 0x0000, 0x4000: break
    case 0xC000: return "NaN"
    case 0xD000: return "Infinity"
    case 0xF000: return "-Infinity"
    default: throw .malformed("an unknown sign of numeric")
    }
    var groups: [Int16] = []
    for _ in 0..<max(count, 0) { groups.append(try reader.number()) }
    func group(_ index: Int) -> String {
        let digits = groups.indices.contains(index) ? String(groups[index]) : "0"
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    let whole = weight < 0 ? "0" : (0...Int(weight)).map(group).joined()
    var text = String(whole.drop { $0 == "0" })
    if text.isEmpty { text = "0" }
    if scale > 0 {
        let first = Int(weight) + 1
        let fraction = (first..<first + (Int(scale) + 3) / 4).map(group).joined()
        text += "." + fraction.prefix(Int(scale))
    }
    return (sign == 0x4000 ? "-" : "") + text
}
