/// Splits UTF-8 bytes into records and cells, the way spreadsheets read CSV.
///
/// RFC 4180 with the liberties of real files: a record ends at CR LF, LF or CR; a quotation mark opens a quoted
/// cell only as its very first byte and is an ordinary character elsewhere (`5" pipe`); inside quotes a doubled mark
/// is one mark and line breaks are text; what follows a closing mark is joined to the cell. Spaces are kept.
/// It works on bytes, not on `Character`s, so that a delimiter followed by a combining mark stays a delimiter.
struct CSVParser {
    /// A quoted cell that the end of the file cuts off: the record and the cell in which it opens.
    struct UnterminatedQuote: Error {
        var record: Int
        var column: Int
    }

    private enum Ending {
        case cell, record
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let delimiter: UInt8
    private var position = 0
    /// The number of records read so far.
    private(set) var record = 0
    /// Columns of the last record in which text followed a closing quotation mark.
    private(set) var columnsWithTextAfterQuote: [Int] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, delimiter: Delimiter) {
        self.bytes = bytes
        self.delimiter = delimiter.rawValue
    }

    /// Reads the next record into `cells`, replacing what they held.
    ///
    /// - Returns: false, with `cells` untouched, at the end of the bytes.
    mutating func next(into cells: inout [String]) throws(UnterminatedQuote) -> Bool {
        guard position < bytes.count else { return false }
        record += 1
        cells.removeAll(keepingCapacity: true)
        columnsWithTextAfterQuote.removeAll(keepingCapacity: true)
        while true {
            let quoted = position < bytes.count && bytes[position] == quote
            cells.append(quoted ? try quotedCell(column: cells.count) : plainText())
            if endCell() == .record { return true }
        }
    }

    /// Bytes up to the next delimiter, line break or end.
    private mutating func plainText() -> String {
        let start = position
        while position < bytes.count, bytes[position] != delimiter, !isLineBreak(bytes[position]) {
            position += 1
        }
        return text(start..<position)
    }

    private mutating func quotedCell(column: Int) throws(UnterminatedQuote) -> String {
        position += 1
        var cell = ""
        var start = position
        while true {
            while position < bytes.count, bytes[position] != quote { position += 1 }
            guard position < bytes.count else { throw UnterminatedQuote(record: record, column: column) }
            position += 1
            guard position < bytes.count, bytes[position] == quote else { break }
            cell += text(start..<position)
            position += 1
            start = position
        }
        let body = text(start..<position - 1)
        cell = cell.isEmpty ? body : cell + body
        let rest = plainText()
        if !rest.isEmpty {
            columnsWithTextAfterQuote.append(column)
            cell += rest
        }
        return cell
    }

    /// Steps over the delimiter or line break at the current position.
    private mutating func endCell() -> Ending {
        guard position < bytes.count else { return .record }
        let byte = bytes[position]
        position += 1
        if byte == delimiter { return .cell }
        if byte == carriageReturn, position < bytes.count, bytes[position] == lineFeed { position += 1 }
        return .record
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
}

private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

private func isLineBreak(_ byte: UInt8) -> Bool {
    byte == lineFeed || byte == carriageReturn
}

extension Delimiter {
    /// The delimiter that splits the first record that is not blank into the most cells; comma if none does.
    static func guessed(_ bytes: UnsafeBufferPointer<UInt8>) -> Delimiter {
        // The first of equals wins, and comma comes first.
        allCases.reduce((delimiter: comma, cells: 0)) { best, next in
            let cells = next.cellsOfFirstRecord(bytes)
            return cells > best.cells ? (next, cells) : best
        }.delimiter
    }

    private func cellsOfFirstRecord(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var parser = CSVParser(bytes, delimiter: self)
        var cells: [String] = []
        while (try? parser.next(into: &cells)) == true {
            // A blank row of another delimiter is a blank row.
            let isBlank = cells.allSatisfy { cell in
                String(cell.unicodeScalars.filter { $0 != "," && $0 != ";" }).isBlank
            }
            if !isBlank { return cells.count }
        }
        return 0
    }
}
