package import Workflow

/// Why a row of a sheet is not taken in: where it stands, what is wrong, what to do.
package struct RowProblem: Error, Hashable, Sendable {
    /// Name of the file, without its folder.
    package let sheet: String
    /// Row number as the spreadsheet shows it.
    package let row: Int
    /// Title of the column; nil where the row as a whole is meant.
    package let column: String?
    package let fault: CellFault

    package init(sheet: String, row: Int, column: String?, fault: CellFault) {
        self.sheet = sheet
        self.row = row
        self.column = column
        self.fault = fault
    }

    package var place: Bilingual {
        Bilingual(
            zh: "\(sheet) 第 \(row) 行" + (column.map { "“\($0)”列" } ?? ""),
            en: "\(sheet), row \(row)" + (column.map { ", column \"\($0)\"" } ?? ""))
    }
}

extension RowProblem: CustomStringConvertible {
    package var description: String {
        "\(place.zh)：\(fault.reason.zh)。\(fault.remedy.zh)。\n"
            + "\(place.en): \(fault.reason.en); \(fault.remedy.en)."
    }
}
