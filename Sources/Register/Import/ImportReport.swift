package import Tabular

/// What became of every row of every sheet.
package struct ImportReport: Sendable {
    package internal(set) var sheets: [SheetReport] = []

    package var hasRejects: Bool { sheets.contains { !$0.rejected.isEmpty } }
}

/// What became of the rows of one sheet.
package struct SheetReport: Sendable {
    package let path: String
    package let kind: SheetKind
    package let sheet: Sheet
    /// Rows taken in now.
    package internal(set) var added = 0
    /// Rows that were in already, with the same content.
    package internal(set) var present = 0
    /// Rows refused, by row number.
    package internal(set) var rejected: [Int: [RowProblem]] = [:]

    init(_ file: RegisterFiles.File) {
        path = file.path
        kind = file.kind
        sheet = file.sheet
    }

    package var rows: Int { sheet.rows.count }

    mutating func reject(_ row: Int, _ problems: [RowProblem]) {
        rejected[row, default: []] += problems
    }

    mutating func reject(_ row: Int, _ column: String?, _ fault: CellFault) {
        reject(row, [RowProblem(sheet: sheet.name, row: row, column: column, fault: fault)])
    }
}
