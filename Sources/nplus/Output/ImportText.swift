import Register
import Tabular
import Workflow

/// What an import tells: a line for each sheet, and every refusal with its cell, its reason and its remedy.
struct ImportText {
    let report: ImportReport
    /// The files of refused rows that were written, by the path of the sheet.
    let rejects: [String: String]

    /// The output of the command. A table is followed by the refusals on standard error; JSON and CSV hold them.
    func rendered(as format: OutputFormat, width: Int?) -> String {
        format == .table
            ? sheets.rendered(as: format, width: width)
            : Report(sections: [.init("sheets", sheets), .init("refusals", refusals)]).rendered(as: format)
    }

    private var sheets: Listing {
        Listing(
            columns: [
                .init("sheet", "登记表"), .init("rows", "行数", .right), .init("added", "入库", .right),
                .init("present", "已在库", .right), .init("refused", "退回", .right), .init("notReached", "未处理", .right),
                .init("file", "文件"), .init("rejects", "退回文件"),
            ],
            rows: report.sheets.map { sheet in
                [
                    .text(sheet.kind.title.zh), .integer(sheet.rows), .integer(sheet.added), .integer(sheet.present),
                    .integer(sheet.rejected.count), .integer(sheet.notReached), .text(sheet.path),
                    .text(rejects[sheet.path]),
                ]
            })
    }

    private var refusals: Listing {
        Listing(
            columns: [
                .init("sheet", "登记表"), .init("row", "行", .right), .init("column", "列"), .init("code", "代码"),
                .init("reason", "错误原因"), .init("remedy", "如何更正"), .init("reasonEnglish", "Reason"),
                .init("remedyEnglish", "Remedy"),
            ],
            rows: report.problems.map { problem in
                [
                    .text(problem.sheet), .integer(problem.row), .text(problem.column), .text(problem.fault.code),
                    .text(problem.fault.reason.zh), .text(problem.fault.remedy.zh), .text(problem.fault.reason.en),
                    .text(problem.fault.remedy.en),
                ]
            })
    }

    /// The first refusals of each sheet for the person at the terminal, and what was read but hardly meant so.
    var remarks: [String] {
        report.sheets.flatMap { sheet in
            let more = sheet.problems.count - Self.shown
            return sheet.remarks.prefix(Self.shown).map {
                "! \(sheet.sheet.name)：\($0.zh)\n  \(sheet.sheet.name): \($0.en)"
            }
                + sheet.problems.prefix(Self.shown).map { "✘ " + "\($0)".replacing("\n", with: "\n  ") }
                + (more > 0 ? ["  …另有 \(more) 处，见退回文件 / \(more) more in the file of refused rows"] : [])
        }
    }

    private static let shown = 5
}
