/// What a strict walk over bytes as UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates) found.
struct UTF8Scan: Equatable {
    /// Well-formed sequences of two or more bytes.
    private(set) var wellFormed = 0
    /// Bytes that belong to no well-formed sequence.
    private(set) var malformed = 0
    /// Offset of the first such byte.
    private(set) var firstMalformed: Int?

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < bytes.count {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            let length = Self.sequenceLength(bytes, at: index)
            if length > 0 {
                wellFormed += 1
                index += length
            } else {
                if firstMalformed == nil { firstMalformed = index }
                malformed += 1
                index += 1
            }
        }
    }

    /// True for a UTF-8 file of which a few bytes were damaged, as opposed to a file in another encoding.
    ///
    /// Chinese text in GB 18030 forms well-formed UTF-8 sequences only by accident; a damaged UTF-8 file
    /// consists of them. Read as GB 18030 such a file would often "succeed" and be nonsense throughout.
    var looksLikeDamagedUTF8: Bool { malformed > 0 && wellFormed >= 9 * malformed }

    private static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        func continues(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
            index + offset < bytes.count && range.contains(bytes[index + offset])
        }
        switch bytes[index] {
        case 0xC2...0xDF: return continues(1) ? 2 : 0
        case 0xE0: return continues(1, 0xA0...0xBF) && continues(2) ? 3 : 0
        case 0xED: return continues(1, 0x80...0x9F) && continues(2) ? 3 : 0
        case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : 0
        case 0xF0: return continues(1, 0x90...0xBF) && continues(2) && continues(3) ? 4 : 0
        case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : 0
        case 0xF4: return continues(1, 0x80...0x8F) && continues(2) && continues(3) ? 4 : 0
        default: return 0
        }
    }
}
