package import Workflow

/// Why a row of a sheet is not taken in: where it stands, what is wrong, what to do.
package struct RowProblem: Error, Hashable, Sendable {
    /// Name of the file, without its folder.
    package let sheet: String
    /// Row number as the spreadsheet shows it.
    package let row: Int
    /// Title of the column; nil where the row as a whole is meant.
    package let column: String?
    package let reason: Bilingual
    package let remedy: Bilingual

    package init(sheet: String, row: Int, column: String?, reason: Bilingual, remedy: Bilingual) {
        self.sheet = sheet
        self.row = row
        self.column = column
        self.reason = reason
        self.remedy = remedy
    }

    package init(sheet: String, row: Int, column: String?, fault: CellFault) {
        self.init(sheet: sheet, row: row, column: column, reason: fault.reason, remedy: fault.remedy)
    }
}

extension RowProblem: CustomStringConvertible {
    package var description: String {
        let zh = column.map { "“\($0)”列" } ?? ""
        let en = column.map { ", column \"\($0)\"" } ?? ""
        return "\(sheet) 第 \(row) 行\(zh):\(reason.zh)。\(remedy.zh)。\n"
            + "\(sheet), row \(row)\(en): \(reason.en); \(remedy.en)."
    }
}
