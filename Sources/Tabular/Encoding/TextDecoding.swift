/// Text of a file as UTF-8 without a byte-order mark, and the encoding it was found in.
struct DecodedText {
    var bytes: [UInt8]
    var encoding: TextEncoding
}

/// Why bytes are not text, with what could be read before the trouble.
enum DecodingFailure: Error {
    /// The byte at `offset` (counted from the start of the file, mark included) does not belong to the encoding.
    case undecodable(TextEncoding, offset: Int, readable: [UInt8])
    /// A zero byte: no text file in one of the known encodings holds one.
    case notText(offset: Int)
    /// The C library has no tables for this encoding.
    case unavailable(TextEncoding)
}

enum TextDecoding {
    /// Finds the encoding and decodes strictly: a byte-order mark decides; else valid UTF-8; else GB 18030.
    ///
    /// - Parameter encoding: Decode as this instead of finding out.
    static func decode(_ file: [UInt8], as encoding: TextEncoding? = nil) throws(DecodingFailure) -> DecodedText {
        if let encoding {
            return try decode(file, strictly: encoding)
        }
        for candidate in [TextEncoding.utf8WithMark, .utf16LittleEndian, .utf16BigEndian]
        where file.starts(with: candidate.mark) {
            return try decode(file, strictly: candidate)
        }
        if let offset = file.firstIndex(of: 0) { throw .notText(offset: offset) }
        let scan = file.withUnsafeBufferPointer { UTF8Scan($0) }
        guard let firstMalformed = scan.firstMalformed else { return DecodedText(bytes: file, encoding: .utf8) }
        if scan.looksLikeDamagedUTF8 {
            throw .undecodable(.utf8, offset: firstMalformed, readable: Array(file[..<firstMalformed]))
        }
        return try decode(file, strictly: .gb18030)
    }

    private static func decode(_ file: [UInt8], strictly encoding: TextEncoding) throws(DecodingFailure) -> DecodedText
    {
        let mark = encoding == .utf8 ? TextEncoding.utf8WithMark.mark : encoding.mark
        let body = file.starts(with: mark) ? file.dropFirst(mark.count) : file[...]
        let start = body.startIndex
        switch encoding {
        case .utf8, .utf8WithMark:
            if let offset = body.firstIndex(of: 0) { throw .notText(offset: offset) }
            let scan = body.withUnsafeBufferPointer { UTF8Scan($0) }
            if let offset = scan.firstMalformed {
                throw .undecodable(encoding, offset: start + offset, readable: Array(body.prefix(offset)))
            }
            return DecodedText(bytes: Array(body), encoding: encoding)
        case .gb18030:
            guard let converter = Iconv(from: "GB18030", to: "UTF-8") else { throw .unavailable(encoding) }
            let conversion = body.withUnsafeBufferPointer { converter.convert($0) }
            if let offset = conversion.failedAt {
                throw .undecodable(encoding, offset: start + offset, readable: conversion.bytes)
            }
            return DecodedText(bytes: conversion.bytes, encoding: encoding)
        case .utf16LittleEndian, .utf16BigEndian:
            return try decodeUTF16(body, as: encoding)
        }
    }

    private static func decodeUTF16(
        _ body: ArraySlice<UInt8>, as encoding: TextEncoding
    ) throws(DecodingFailure) -> DecodedText {
        let start = body.startIndex
        let units = (0..<body.count / 2).map { index in
            let first = UInt16(body[start + 2 * index])
            let second = UInt16(body[start + 2 * index + 1])
            return encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count * 3 / 2)
        var index = 0
        while index < units.count {
            let unit = units[index]
            let offset = start + 2 * index
            if unit == 0 { throw .notText(offset: offset) }
            if let scalar = Unicode.Scalar(unit) {
                bytes.append(contentsOf: scalar.utf8)
                index += 1
            } else if let scalar = scalar(units[index...].prefix(2)) {
                bytes.append(contentsOf: scalar.utf8)
                index += 2
            } else {
                throw .undecodable(encoding, offset: offset, readable: bytes)
            }
        }
        if body.count % 2 == 1 { throw .undecodable(encoding, offset: body.endIndex - 1, readable: bytes) }
        return DecodedText(bytes: bytes, encoding: encoding)
    }

    /// The character that a pair of surrogates stands for; nil if the units are not such a pair.
    private static func scalar(_ pair: ArraySlice<UInt16>) -> Unicode.Scalar? {
        guard let lead = pair.first, let trail = pair.last, UTF16.isLeadSurrogate(lead), UTF16.isTrailSurrogate(trail)
        else { return nil }
        return Unicode.Scalar(0x10000 + (UInt32(lead) & 0x3FF) << 10 + UInt32(trail) & 0x3FF)
    }
}

extension TextEncoding {
    /// Text in this encoding, without a byte-order mark.
    ///
    /// - Throws: `unavailable` if the C library has no tables for it. All these encodings hold all of Unicode.
    func encode(_ text: String) throws(DecodingFailure) -> [UInt8] {
        switch self {
        case .utf8, .utf8WithMark:
            return Array(text.utf8)
        case .utf16LittleEndian:
            return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        case .utf16BigEndian:
            return text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        case .gb18030:
            guard let converter = Iconv(from: "UTF-8", to: "GB18030") else { throw .unavailable(self) }
            let conversion = Array(text.utf8).withUnsafeBufferPointer { converter.convert($0) }
            if let offset = conversion.failedAt {
                throw .undecodable(self, offset: offset, readable: conversion.bytes)
            }
            return conversion.bytes
        }
    }
}
