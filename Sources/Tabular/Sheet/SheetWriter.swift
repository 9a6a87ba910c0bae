/// Writes a CSV file that spreadsheet programs open rightly on a double-click, replacing an old one only when complete.
///
/// Rows go to a temporary file beside the target; `commit()` flushes it to the disk and renames it, so that a reader sees the old
/// file or the new one and a crash leaves the old one. A writer let go without `commit()` removes the temporary file.
/// Cells that a spreadsheet would run as a formula or damage as a number are guarded (see `CellGuard`); `Sheet.read`
/// takes the guard off, so that writing and reading gives the same cells back.
package struct SheetWriter: ~Copyable {
    package struct Options: Sendable {
        package var encoding: TextEncoding
        package var delimiter: Delimiter
        /// What ends a row; RFC 4180 and spreadsheets write CR LF.
        package var lineEnding: String
        /// Whether cells are guarded; false only for files that no person opens.
        package var guardsCells: Bool

        package init(
            encoding: TextEncoding = .utf8WithMark, delimiter: Delimiter = .comma, lineEnding: String = "\r\n",
            guardsCells: Bool = true
        ) {
            self.encoding = encoding
            self.delimiter = delimiter
            self.lineEnding = lineEnding
            self.guardsCells = guardsCells
        }
    }

    private var file: ReplacementFile
    private let path: String
    private let options: Options
    private var pending: String

    /// Opens a temporary file in the folder of `path` and writes the header.
    package init(path: String, header: [String], options: Options = Options()) throws(SheetWriteError) {
        file = try Self.open(path, mark: options.encoding.mark)
        self.path = path
        self.options = options
        pending = Self.record(header, options)
    }

    /// Adds a row.
    package mutating func append(_ cells: [String]) throws(SheetWriteError) {
        pending += Self.record(cells, options)
        if pending.utf8.count > 1 << 16 { try flush() }
    }

    /// Puts the file in its place.
    package consuming func commit() throws(SheetWriteError) {
        try flush()
        do {
            try file.commit()
        } catch {
            throw .unwritable(file: path, reason: error.reason)
        }
    }

    private mutating func flush() throws(SheetWriteError) {
        let bytes = try Self.encoded(pending, options.encoding, file: path)
        pending.removeAll(keepingCapacity: true)
        do {
            try file.write(bytes)
        } catch {
            throw .unwritable(file: path, reason: error.reason)
        }
    }

    /// A whole sheet as the bytes of a file, byte-order mark included.
    package static func bytes(
        header: [String], rows: [[String]], options: Options = Options()
    ) throws(SheetWriteError) -> [UInt8] {
        let text = text(header: header, rows: rows, options: options)
        return options.encoding.mark + (try encoded(text, options.encoding, file: "CSV"))
    }

    /// A whole sheet as text, without a byte-order mark.
    package static func text(header: [String], rows: [[String]], options: Options = Options()) -> String {
        rows.reduce(into: record(header, options)) { $0 += record($1, options) }
    }

    /// Further rows of a sheet as text, to be put behind what ``bytes(header:rows:options:)`` or ``text(header:rows:options:)`` made.
    package static func records(_ rows: [[String]], options: Options = Options()) -> String {
        rows.reduce(into: "") { $0 += record($1, options) }
    }

    private static func open(_ path: String, mark: [UInt8]) throws(SheetWriteError) -> ReplacementFile {
        do {
            let file = try ReplacementFile(path: path)
            try file.write(mark)
            return file
        } catch {
            throw .unwritable(file: path, reason: error.reason)
        }
    }

    private static func encoded(
        _ text: String, _ encoding: TextEncoding, file: String
    ) throws(SheetWriteError) -> [UInt8] {
        do {
            return try encoding.encode(text)
        } catch {
            throw .unavailable(file: file, encoding: encoding)
        }
    }

    private static func record(_ cells: [String], _ options: Options) -> String {
        let separator = String(Unicode.Scalar(options.delimiter.rawValue))
        var record = cells.map { cell in
            quoted(options.guardsCells ? CellGuard.added(to: cell) : cell)
        }.joined(separator: separator)
        record += options.lineEnding
        return record
    }

    /// In quotation marks if the cell holds any delimiter (so that readers guess right), quote or line break, or spaces at an end.
    private static func quoted(_ cell: String) -> String {
        let bytes = cell.utf8
        let special = bytes.contains { byte in
            switch byte {
            case 0x22, 0x2C, 0x3B, 0x09, 0x0A, 0x0D: true
            default: false
            }
        }
        guard special || bytes.first == 0x20 || bytes.last == 0x20 || bytes.starts(with: "sep=".utf8) else {
            return cell
        }
        var result = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { result.append(scalar) }
            result.append(scalar)
        }
        result.append("\"")
        return String(result)
    }
}

/// Why a sheet could not be written.
package enum SheetWriteError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The operating system refused; the old file, if any, is as it was.
    case unwritable(file: String, reason: String)
    /// The C library of this machine lacks the tables for the encoding.
    case unavailable(file: String, encoding: TextEncoding)

    package var description: String { "\(zh)\n\(en)" }

    /// What happened and what to do, in Chinese.
    package var zh: String {
        switch self {
        case .unwritable(let file, let reason): "\(file)：无法写入（\(reason)），原文件未改动。请检查文件夹权限和磁盘空间。"
        case .unavailable(let file, let encoding): "\(file)：本机缺少 \(encoding.rawValue) 编码表。请改用 UTF-8。"
        }
    }

    /// What happened and what to do, in English.
    package var en: String {
        switch self {
        case .unwritable(let file, let reason):
            "\(file): cannot be written (\(reason)); the old file is unchanged. Check the folder's permissions and the disk space."
        case .unavailable(let file, let encoding):
            "\(file): this machine has no tables for \(encoding.rawValue). Use UTF-8."
        }
    }
}
