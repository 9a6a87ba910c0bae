import Register
import Tabular
import Workflow

/// What became of an import, as it is kept and shown. It names cells and reasons, never a party.
enum ImportSummary {
    /// More refusals than these are counted, not told: the sheet is then another one than was meant.
    private static let most = 2000

    static let empty: [(key: String, value: JSON)] = [
        ("sheets", .array([])), ("refusals", .array([])), ("refused", .number("0")), ("failure", .null),
    ]

    static func json(_ report: ImportReport) -> JSON {
        let problems = report.problems
        return .object([
            ("sheets", .array(report.sheets.map(json))), ("refusals", .array(problems.prefix(most).map(json))),
            ("refused", JSON(report.sheets.reduce(0) { $0 + $1.rejected.count })), ("failure", .null),
        ])
    }

    /// Where it could not be finished.
    static func failed(_ why: Bilingual) -> JSON {
        .object(empty.filter { $0.key != "failure" } + [("failure", JSON(why))])
    }

    private static func json(_ sheet: SheetReport) -> JSON {
        .object([
            ("name", .string(sheet.sheet.name)), ("kind", .string(sheet.kind.rawValue)), ("rows", JSON(sheet.rows)),
            ("added", JSON(sheet.added)), ("present", JSON(sheet.present)), ("refused", JSON(sheet.rejected.count)),
        ])
    }

    private static func json(_ problem: RowProblem) -> JSON {
        .object([
            ("sheet", .string(problem.sheet)), ("row", JSON(problem.row)), ("column", JSON(problem.column)),
            ("code", .string(problem.fault.code)), ("reason", JSON(problem.fault.reason)),
            ("remedy", JSON(problem.fault.remedy)),
        ])
    }

    static let members: [Schema.Member] = [
        .init(
            "sheets",
            .array(
                .object([
                    .init("name", .string()), .init("kind", .string()), .init("rows", .integer(0...Int.max)),
                    .init("added", .integer(0...Int.max)),
                    .init(
                        "present", .integer(0...Int.max),
                        Bilingual(zh: "此前已在库，含中断前入库的", en: "in before, also by a run that was cut off")),
                    .init("refused", .integer(0...Int.max)),
                ]))),
        .init(
            "refusals",
            .array(
                .object([
                    .init("sheet", .string()), .init("row", .integer(0...Int.max)),
                    .init("column", .nullable(.string())), .init("code", .string()), .init("reason", .bilingual),
                    .init("remedy", .bilingual),
                ])), Bilingual(zh: "至多 2000 条", en: "2000 at the most")),
        .init("refused", .integer(0...Int.max), Bilingual(zh: "退回的行数", en: "rows refused, all of them")),
        .init("failure", .nullable(.bilingual)),
    ]
}
