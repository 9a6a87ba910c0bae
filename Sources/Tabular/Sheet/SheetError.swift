/// Why a file is no sheet at all. Each names the file, the place, and what to do next, in Chinese and English.
package enum SheetError: Error, Equatable, Sendable {
    /// The file cannot be opened or read; `reason` is the operating system's.
    case unreadable(file: String, reason: String)
    /// No row holds anything.
    case empty(file: String)
    /// An Excel or WPS workbook, not a text file.
    case workbook(file: String)
    /// A zero byte, counted from 0 at the start of the file: not text, or UTF-16 without its mark.
    case notText(file: String, byte: Int)
    /// The byte (from 0) and the row it stands in, where the text stops being `encoding`.
    case undecodable(file: String, encoding: TextEncoding, byte: Int, row: Int)
    /// A quotation mark opens the cell in this row and column (from 0) and is never closed.
    case unterminatedQuote(file: String, row: Int, column: Int)
    /// The C library of this machine lacks the tables for the encoding.
    case unavailable(file: String, encoding: TextEncoding)
}

extension SheetError: CustomStringConvertible {
    package var description: String { "\(zh)\n\(en)" }

    /// What happened and what to do, in Chinese.
    package var zh: String {
        switch self {
        case .unreadable(let file, let reason):
            "\(file)：无法读取（\(reason)）。请检查路径和权限。"
        case .empty(let file):
            "\(file)：文件中没有任何内容。请确认另存为 CSV 时选对了工作表。"
        case .workbook(let file):
            "\(file)：这是电子表格工作簿（xls/xlsx），不是 CSV。请在表格软件中“另存为”CSV（UTF-8）后再导入。"
        case .notText(let file, let byte):
            "\(file)：第 \(byte) 字节处为空字节，不是文本文件。请在表格软件中“另存为”CSV（UTF-8）后再导入。"
        case .undecodable(let file, let encoding, let byte, let row):
            "\(file)：第 \(row) 行（第 \(byte) 字节）不是有效的 \(encoding.rawValue) 文字。"
                + "请检查该行，或重新另存为 CSV（UTF-8）。"
        case .unterminatedQuote(let file, let row, let column):
            "\(file)：第 \(row) 行 \(Sheet.letters(ofColumn: column)) 列的双引号没有结束，其后内容无法分行。"
                + "请补上结束的双引号，或删去开头的双引号。"
        case .unavailable(let file, let encoding):
            "\(file)：本机缺少 \(encoding.rawValue) 编码表。请安装 libc6 的完整编码表，或另存为 CSV（UTF-8）。"
        }
    }

    /// What happened and what to do, in English.
    package var en: String {
        switch self {
        case .unreadable(let file, let reason):
            "\(file): cannot be read (\(reason)). Check the path and its permissions."
        case .empty(let file):
            "\(file): the file holds nothing. Check that the right sheet was saved as CSV."
        case .workbook(let file):
            "\(file): this is a spreadsheet workbook (xls/xlsx), not a CSV. Save it as CSV (UTF-8) and try again."
        case .notText(let file, let byte):
            "\(file): zero byte at offset \(byte), so this is not a text file. Save it as CSV (UTF-8) and try again."
        case .undecodable(let file, let encoding, let byte, let row):
            "\(file): row \(row) (byte \(byte)) is not valid \(encoding.rawValue). "
                + "Check that row, or save the sheet as CSV (UTF-8) again."
        case .unterminatedQuote(let file, let row, let column):
            "\(file): the quotation mark in row \(row), column \(Sheet.letters(ofColumn: column)) is never closed, so "
                + "what follows cannot be split into rows. Close it, or remove the opening mark."
        case .unavailable(let file, let encoding):
            "\(file): this machine has no tables for \(encoding.rawValue). "
                + "Install the full libc6 conversion tables, or save the sheet as CSV (UTF-8)."
        }
    }
}

/// A place in a sheet that was read, but hardly as its author meant it.
package struct SheetRemark: Sendable, Equatable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// Text follows the closing quotation mark of a cell; it was joined to the cell, as spreadsheets do.
        case textAfterQuote
        /// The cell stands to the right of the last header and was dropped: most often a comma in an unquoted cell.
        case beyondHeader(String)
    }

    /// Row number as the spreadsheet shows it.
    package var row: Int
    /// Column, from 0.
    package var column: Int
    package var kind: Kind

    package init(row: Int, column: Int, kind: Kind) {
        self.row = row
        self.column = column
        self.kind = kind
    }

    package var description: String { "\(zh)\n\(en)" }

    /// What happened and what to do, in Chinese.
    package var zh: String {
        let place = "第 \(row) 行 \(Sheet.letters(ofColumn: column)) 列"
        return switch kind {
        case .textAfterQuote: "\(place)：结束的双引号后还有文字，已并入该单元格。请核对引号。"
        case .beyondHeader(let cell): "\(place)：“\(cell)”超出表头的列数，已忽略。请检查该行是否多了分隔符。"
        }
    }

    /// What happened and what to do, in English.
    package var en: String {
        let place = "row \(row), column \(Sheet.letters(ofColumn: column))"
        return switch kind {
        case .textAfterQuote:
            "\(place): text after the closing quotation mark was joined to the cell. Check the quotes."
        case .beyondHeader(let cell):
            "\(place): \"\(cell)\" stands beyond the last header and was left out. Look for a stray delimiter."
        }
    }
}
