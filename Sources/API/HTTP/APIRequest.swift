/// A request over HTTP, whatever server it came through.
package struct APIRequest: Sendable {
    package enum Method: String, Hashable, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case delete = "DELETE"
    }

    /// As it came, such as `GET`; it need not be one that anything here answers to.
    package let method: String
    /// Still percent-encoded, without the query.
    package let path: String
    /// Still percent-encoded; nil where there is none.
    package let query: String?
    /// Names in lower case; a field that came several times is one, joined by commas.
    package let fields: [String: String]
    package let body: [UInt8]

    package init(
        method: String, path: String, query: String? = nil, fields: [String: String] = [:], body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.fields = fields
        self.body = body
    }
}

extension APIRequest {
    /// The token of `Authorization: Bearer`; nil where there is none, or what stands there is none.
    var bearer: Secret? {
        let parts = fields["authorization"]?.split(separator: " ") ?? []
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return Secret(String(parts[1]))
    }

    /// The trace that the sender said the request belongs to.
    var trace: [UInt8]? { fields["traceparent"].flatMap { Self.trace(of: $0) } }

    /// The trace id of a `traceparent` (W3C Trace Context, version 00); nil where it is none.
    package static func trace(of traceparent: String) -> [UInt8]? {
        let parts = traceparent.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "00", parts[1].utf8.count == 32 else { return nil }
        let digits = parts[1].utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 32, digits.contains(where: { $0 != 0 }) else { return nil }
        return stride(from: 0, to: 32, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// The segments of the path, decoded. Nil where an escape is no text.
    var segments: [String]? {
        var segments: [String] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let text = PercentCode.decoded(part) else { return nil }
            segments.append(text)
        }
        return segments
    }

    /// The parameters of the query in their order, decoded. Nil where an escape is no text.
    package var parameters: [(name: String, value: String)]? {
        guard let query, !query.isEmpty else { return [] }
        var parameters: [(name: String, value: String)] = []
        for part in query.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentCode.decoded(pair[0], plusIsSpace: true),
                let value = PercentCode.decoded(pair.count > 1 ? pair[1] : "", plusIsSpace: true)
            else { return nil }
            parameters.append((name, value))
        }
        return parameters
    }
}

/// Percent-encoding of RFC 3986 §2.1.
package enum PercentCode {
    /// Nil where an escape is broken, or what is escaped is not UTF-8 or holds a NUL, which no stored text can.
    static func decoded(_ text: Substring, plusIsSpace: Bool = false) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
                guard digits.count == 2 else { return nil }
                bytes.append(UInt8(digits[0] << 4 | digits[1]))
                rest = rest.dropFirst(2)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }

    /// A text as one segment of a path or one value of a query.
    package static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += byte < 16 ? "%0" : "%"
                encoded += String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
