/// A table as a spreadsheet shows it: a header and rows of text cells.
///
/// `Sheet.read` takes a CSV file as an office saves it, in any of its usual encodings and dialects;
/// `SheetWriter` writes one. `Sheet.columns(_:)` finds the columns a caller wants by their titles.
package struct Sheet: Sendable, Equatable {
    /// One record below the header.
    package struct Row: Sendable, Equatable {
        /// The row number a spreadsheet shows beside it: the header of an ordinary file is 1, the first record 2.
        package var number: Int
        /// As many cells as the header has; cells the file leaves out at the end of the row are empty.
        package var cells: [String]

        package init(number: Int, cells: [String]) {
            self.number = number
            self.cells = cells
        }
    }

    /// What messages call the sheet: the file name without its folder.
    package var name: String
    /// Column titles as written; empty ones at the end are dropped.
    package var header: [String]
    /// The row number of the header; greater than 1 if blank rows stand above it.
    package var headerNumber: Int
    /// Rows with at least one cell that is not blank. Blank rows are left out, yet counted in the numbers.
    package var rows: [Row]
    /// The encoding the file was found in.
    package var encoding: TextEncoding
    /// The delimiter the file was found to use.
    package var delimiter: Delimiter
    /// Places that were read, but hardly as their author meant them.
    package var remarks: [SheetRemark]

    package init(
        name: String, header: [String], headerNumber: Int = 1, rows: [Row], encoding: TextEncoding = .utf8WithMark,
        delimiter: Delimiter = .comma, remarks: [SheetRemark] = []
    ) {
        self.name = name
        self.header = header
        self.headerNumber = headerNumber
        self.rows = rows
        self.encoding = encoding
        self.delimiter = delimiter
        self.remarks = remarks
    }

    /// The letters a spreadsheet shows above a column: 0 is A, 25 is Z, 26 is AA.
    package static func letters(ofColumn index: Int) -> String {
        let letter = String(Unicode.Scalar(UInt8(ascii: "A") + UInt8(index % 26)))
        return index < 26 ? letter : letters(ofColumn: index / 26 - 1) + letter
    }
}

/// What separates the cells of a row in the file.
package enum Delimiter: UInt8, Sendable, CaseIterable {
    case comma = 0x2C
    case tab = 0x09
    case semicolon = 0x3B
}
