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
    static let place = "出错位置"
    static let reason = "错误原因"
    static let remedy = "如何更正"
    static let english = "In English"

    package static let all = [place, reason, remedy, english]
}

/// A row as it was read: its values, and everything that is wrong with it.
package struct ReadRow<Row: SheetRow>: Sendable {
    /// Row number as the spreadsheet shows it.
    package let number: Int
    package let row: Row
    package let problems: [RowProblem]
}

/// A sheet as it was read.
package struct ReadSheet<Row: SheetRow>: Sendable {
    package let rows: [ReadRow<Row>]

    /// Reads every row of a sheet; a row that has faults is kept with all of them.
    ///
    /// The sheet must have the required columns (``SheetKind/recognised(in:)``); one that is missing is told in each row.
    ///
    /// - Parameter today: Nothing is reported from after it.
    package init(_ sheet: Sheet, asOf today: Day) {
        let columns = Row.columns
        let map = sheet.columns(columns.map(\.spec))
        let indices = columns.map { map[$0.title] }
        let surplus = Dictionary(grouping: sheet.surplusCells, by: \.row)
        rows = sheet.rows.map { record in
            var row = Row()
            var problems: [RowProblem] = []
            func add(_ column: String?, _ fault: CellFault) {
                problems.append(RowProblem(sheet: sheet.name, row: record.number, column: column, fault: fault))
            }
            for (column, index) in zip(columns, indices) {
                do throws(CellFault) {
                    try column.read(index.map { record.cells[$0] } ?? "", into: &row)
                } catch {
                    add(column.title, error)
                }
            }
            let unreadable = Set(problems.compactMap(\.column))
            for (column, fault) in row.faults(asOf: today) where !unreadable.contains(column) { add(column, fault) }
            if let cell = surplus[record.number]?.first {
                add(nil, .beyondHeader(column: Sheet.letters(ofColumn: cell.column)))
            }
            return ReadRow(number: record.number, row: row, problems: problems)
        }
    }
}

extension Sheet {
    /// The cells to the right of the last title, which no column holds.
    var surplusCells: [(row: Int, column: Int, cell: String)] {
        remarks.compactMap { remark in
            guard case .beyondHeader(let cell) = remark.kind else { return nil }
            return (remark.row, remark.column, cell)
        }
    }
}
