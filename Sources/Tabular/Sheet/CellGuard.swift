/// Protects cells from what a spreadsheet program does to them on opening a CSV, so that reading takes it off again.
///
/// Two dangers. A cell that begins with `=`, `+`, `-`, `@`, TAB or CR may be run as a formula (OWASP, "CSV
/// injection"): it gets a leading apostrophe, unless it is a plain number or the one character alone. And a long or
/// zero-led number (an identity number, a code) loses its last digits or its zeros: it gets a leading TAB, which makes
/// it text. Both are exactly reversible: `removed(from: added(to: cell)) == cell` for every cell, because a cell that
/// already carries apostrophes before a dangerous character gets one more, and a cell that begins with TAB counts as dangerous.
enum CellGuard {
    static func added(to cell: String) -> String {
        if isDangerous(cell.utf8.drop { $0 == apostrophe }) { return "'" + cell }
        if isFragileNumber(cell.utf8[...]) { return "\t" + cell }
        return cell
    }

    static func removed(from cell: String) -> String {
        switch cell.utf8.first {
        case apostrophe where isDangerous(cell.utf8.drop { $0 == apostrophe }): String(cell.unicodeScalars.dropFirst())
        case tab where isFragileNumber(cell.utf8.dropFirst()): String(cell.unicodeScalars.dropFirst())
        default: cell
        }
    }

    private static func isDangerous(_ text: Substring.UTF8View) -> Bool {
        guard let first = text.first else { return false }
        switch first {
        case tab, UInt8(ascii: "\r"): return true
        case UInt8(ascii: "="), UInt8(ascii: "@"): return text.count > 1
        case UInt8(ascii: "+"), UInt8(ascii: "-"): return text.count > 1 && !isPlainNumber(text.dropFirst())
        default: return false
        }
    }

    /// Digits with at most one point among them.
    private static func isPlainNumber(_ text: Substring.UTF8View) -> Bool {
        text.first.map(isDigit) == true && text.allSatisfy { isDigit($0) || $0 == point }
            && text.count(where: { $0 == point }) <= 1
    }

    /// Twelve digits or more (spreadsheets then switch to 1.20E+17 and forget all after the fifteenth), or a leading zero;
    /// an identity number may end in X.
    private static func isFragileNumber(_ text: Substring.UTF8View) -> Bool {
        guard let first = text.first, isDigit(first) else { return false }
        let digits = text.last == UInt8(ascii: "X") ? text.dropLast() : text
        return digits.allSatisfy(isDigit) && (digits.count >= 12 || first == UInt8(ascii: "0") && digits.count > 1)
    }

    private static let apostrophe = UInt8(ascii: "'")
    private static let tab = UInt8(ascii: "\t")
    private static let point = UInt8(ascii: ".")

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
