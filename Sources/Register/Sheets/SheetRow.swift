package import LegalTime
package import Tabular

/// A row of one kind of sheet, with typed values.
package protocol SheetRow: Sendable, Equatable {
    /// A row without a value; what is required is filled in by reading.
    init()
    static var kind: SheetKind { get }
    static var columns: [SheetColumn<Self>] { get }
    /// What is wrong with the row although each of its cells can be read: the column's title, and the fault.
    ///
    /// - Parameter today: Nothing is reported from after it.
    func faults(asOf today: Day) -> [(column: String, fault: CellFault)]
}

extension SheetRow {
    /// The header of our own files.
    package static var header: [String] { columns.map(\.title) }

    /// The row as our own files write it.
    package var cells: [String] { Self.columns.map { $0.write(self) } }
}

/// The columns that a file of refused rows has in addition. They are ignored when the file is read again.
package enum RejectColumns {
    package static let reason = "错误原因"
    package static let remedy = "如何更正"
}

/// A row as it was read: its values, and everything that is wrong with it.
package struct ReadRow<Row: SheetRow>: Sendable {
    /// Row number as the spreadsheet shows it.
    package let number: Int
    package let row: Row
    package var problems: [RowProblem]
}

/// A sheet as it was read.
package struct ReadSheet<Row: SheetRow>: Sendable {
    /// What messages call the sheet.
    package let name: String
    package let sheet: Sheet
    package var rows: [ReadRow<Row>]
    /// Columns that mean nothing here and are ignored.
    package let unknownColumns: [ColumnProblem]

    /// Reads every row of a sheet; a row that has faults is kept with all of them.
    ///
    /// The sheet must have the required columns (``SheetKind/recognised(in:)``); one that is missing is told in each row.
    ///
    /// - Parameter today: Nothing is reported from after it.
    package init(_ sheet: Sheet, asOf today: Day) {
        let columns = Row.columns
        let ignored = [RejectColumns.reason, RejectColumns.remedy].map { ColumnSpec($0, $0, required: false) }
        let map = sheet.columns(columns.map(\.spec) + ignored)
        let indices = columns.map { map[$0.title] }
        name = sheet.name
        self.sheet = sheet
        unknownColumns = map.problems.filter { !$0.isFatal }
        rows = sheet.rows.map { record in
            var row = Row()
            var problems: [RowProblem] = []
            for (column, index) in zip(columns, indices) {
                do throws(CellFault) {
                    try column.read(index.map { record.cells[$0] } ?? "", into: &row)
                } catch {
                    problems.append(
                        RowProblem(sheet: sheet.name, row: record.number, column: column.title, fault: error))
                }
            }
            let unreadable = Set(problems.compactMap(\.column))
            for (column, fault) in row.faults(asOf: today) where !unreadable.contains(column) {
                problems.append(RowProblem(sheet: sheet.name, row: record.number, column: column, fault: fault))
            }
            return ReadRow(number: record.number, row: row, problems: problems)
        }
    }
}
