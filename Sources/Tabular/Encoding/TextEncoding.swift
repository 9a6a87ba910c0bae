/// The encodings in which an office's spreadsheet program saves a text file.
package enum TextEncoding: String, Sendable, CaseIterable {
    /// UTF-8 without a byte-order mark.
    case utf8 = "UTF-8"
    /// UTF-8 that begins with EF BB BF, the form a double-click opens rightly in spreadsheet programs.
    case utf8WithMark = "UTF-8 BOM"
    /// GB 18030-2005; GBK and GB 2312 files are subsets of it.
    case gb18030 = "GB18030"
    /// UTF-16, low byte first, with a byte-order mark ("Unicode text" of spreadsheet programs).
    case utf16LittleEndian = "UTF-16LE"
    /// UTF-16, high byte first, with a byte-order mark.
    case utf16BigEndian = "UTF-16BE"

    /// The byte-order mark that files in this encoding begin with; empty if they have none.
    package var mark: [UInt8] {
        switch self {
        case .utf8, .gb18030: []
        case .utf8WithMark: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        }
    }
}
