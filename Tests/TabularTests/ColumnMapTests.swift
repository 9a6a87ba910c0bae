import Testing

@testable import Tabular

@Suite("Finding columns")
struct ColumnMapTests {
    private let specs = [
        ColumnSpec("number", "案号", "编号"), ColumnSpec("date", "受理日期(公历)"), ColumnSpec("note", "备注", required: false),
    ]

    private func sheet(_ header: String...) -> Sheet {
        Sheet(name: "a.csv", header: header, rows: [.init(number: 2, cells: header.map { "<\($0)>" })])
    }

    @Test("Titles match by alias, order, width, space and marks aside")
    func matching() {
        let sheet = sheet("受理 日期\u{FF08}公历\u{FF09}", "*编\n号")
        let map = sheet.columns(specs)
        #expect(map.isUsable && map.problems.isEmpty)
        #expect(map["number"] == 1)
        #expect(map.cell("date", in: sheet.rows[0]) == "<受理 日期\u{FF08}公历\u{FF09}>")
        #expect(map["note"] == nil)
        #expect(map.cell("note", in: sheet.rows[0]) == "")
    }

    @Test("Missing, doubled and unknown columns are told apart")
    func problems() {
        let map = sheet("编号", "案号", "电话").columns(specs)
        #expect(
            map.problems == [
                .doubled(title: "案号", columns: [0, 1]), .missing(title: "受理日期(公历)", alsoKnownAs: []),
                .unknown(title: "电话", column: 2),
            ])
        #expect(!map.isUsable)
        #expect(sheet("案号", "受理日期(公历)", "电话").columns(specs).isUsable)
    }
}

@Suite("Text of cells")
struct CellTextTests {
    @Test(
        "Normalising makes digits and letters half-width and tidies spaces",
        arguments: [
            ("\u{3000}\u{FF12}\u{FF10}年\u{3000}张三 ", "20年 张三"), ("\u{FF21}b\u{FF0C}\u{FF08}c", "Ab\u{FF0C}\u{FF08}c"),
            ("a\r\n\tb\u{A0}", "a b"), ("\u{200B}x\u{FEFF}", "x"),
            ("", ""), (" 　", ""),
        ])
    func normalised(cell: String, result: String) {
        #expect(cell.normalised == result)
        #expect(result.normalised == result)
    }

    @Test(
        "Compacting makes ASCII of codes, numbers and dates",
        arguments: [
            ("\u{FF11}\u{FF12}\u{3000}\u{FF0D} \u{FF11}", "12-1"), ("2023/1/ 5", "2023/1/5"),
            ("12,345.60", "12,345.60"), (" 无 ", "无"),
        ])
    func compacted(cell: String, result: String) {
        #expect(cell.compacted == result)
    }

    @Test("Blank is what does not show", arguments: [("", true), (" 　\u{200B}\n", true), ("0", false), ("　。", false)])
    func blank(cell: String, isBlank: Bool) {
        #expect(cell.isBlank == isBlank)
    }
}
