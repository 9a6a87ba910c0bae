import Foundation
import LegalTime
import Mediation
import Tabular
import Testing
import Workflow

@testable import Register

@Suite("Sheets as offices save them")
struct SheetFormTests {
    @Test("Any encoding, delimiter and line ending gives the same rows", arguments: TextEncoding.allCases)
    func encodings(encoding: TextEncoding) async throws {
        try await RegisterFixture.with { fixture in
            let brief = "第一行\r\n第二行，含\"引号\"、逗号,和生僻字𠮷"
            let row = GoodRow.dispute("甲-1") { $0.brief = brief }
            let path = try fixture.write(
                TestSheet([row]), "a.csv",
                .init(
                    encoding: encoding, delimiter: encoding == .gb18030 ? .tab : .comma,
                    lineEnding: encoding == .utf8 ? "\n" : "\r\n"))
            let report = await fixture.run(path)
            #expect(report.problems.map(\.description) == [])
            #expect(try await fixture.disputes()["甲-1"]?.title == "第一行 第二行，含\"引号\"、逗号,和生僻字𠮷")
            // The same content in another encoding is the same content.
            let other = try fixture.write(TestSheet([row]), "b.csv", .init(encoding: .utf8))
            #expect(await fixture.run(other).sheets.map(\.present) == [1])
        }
    }

    @Test("Titles of the field, any order, blank rows and marks for required are read")
    func titles() throws {
        var sheet = TestSheet([GoodRow.dispute("甲-1")])
        for (own, theirs) in [("登记单位", "首接单位 *"), ("纠纷来源", "受理来源"), ("涉及金额", "涉及金额(元)"), ("申请人", "当事人一方")] {
            sheet.header[try #require(sheet.header.firstIndex(of: own))] = theirs
        }
        sheet.header.reverse()
        sheet.rows[0].reverse()
        sheet.rows.insert(sheet.header.map { _ in "" }, at: 0)
        let bytes = try SheetWriter.bytes(header: sheet.header, rows: sheet.rows)
        let read = try Sheet.read(bytes, name: "a.csv")
        #expect(SheetKind.recognised(in: read) == .disputes)
        let rows = ReadSheet<DisputeRow>(read, asOf: GoodRow.day.adding(days: 100)).rows
        #expect(rows.map(\.row) == [GoodRow.dispute("甲-1")])
        #expect(rows.map(\.number) == [3] && rows.allSatisfy { $0.problems.isEmpty })
    }

    @Test(
        "Liberties in cells are read as meant",
        arguments: [
            ("登记日期", "2023年3月1日"), ("登记日期", "2023/3/1 0:00:00"), ("登记日期", "２０２３－０３－０１"), ("涉及金额", "0.3万"),
            ("涉及金额", "3,000.00元"), ("纠纷类型", "邻里纠纷"), ("调解日期", "2023-3-5，"), ("数据性质", "正式"),
        ])
    func liberties(title: String, cell: String) throws {
        var sheet = TestSheet([GoodRow.dispute("甲-1")])
        sheet[0, title] = cell
        let read = try Sheet.read(try SheetWriter.bytes(header: sheet.header, rows: sheet.rows), name: "a.csv")
        let row = try #require(ReadSheet<DisputeRow>(read, asOf: GoodRow.day.adding(days: 100)).rows.first)
        #expect(row.problems.map(\.description) == [])
        var expected = GoodRow.dispute("甲-1")
        if title == "数据性质" { expected.nature = .real }
        #expect(row.row == expected)
    }

    @Test("A row written is the row read, for every kind of sheet")
    func written() throws {
        func check<Row: SheetRow>(_ rows: [Row]) throws {
            let read = try Sheet.read(try SheetWriter.bytes(header: Row.header, rows: rows.map(\.cells)), name: "a.csv")
            #expect(SheetKind.recognised(in: read) == Row.kind)
            #expect(ReadSheet<Row>(read, asOf: GoodRow.day.adding(days: 5000)).rows.map(\.row) == rows)
        }
        let year = try SampleYear.small(seed: 11)
        try check(year.disputes)
        try check(year.referrals)
        try check(year.screenings)
        try check(year.stationings)
        try check(year.receptions)
    }

    @Test("A file that is none of the sheets, or nearly one, is told and does not stop the others")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func write(_ name: String, _ text: String) throws {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        var header = DisputeRow.header
        try write("good.CSV", header.joined(separator: ",") + "\n")
        try write("doubled.csv", (header + ["协议日期"]).joined(separator: ",") + "\n")
        header.removeAll { $0 == "登记日期" }
        try write("lacking.csv", header.joined(separator: ",") + "\n")
        try write("notes.csv", "a,b\n1,2\n")
        try write("disputes.rejected.csv", DisputeRow.header.joined(separator: ",") + "\n")
        try write("book.xlsx", "PK\u{3}\u{4}")
        let files = RegisterFiles([folder.path, folder.appending(path: "good.CSV").path, "/nowhere"])
        #expect(files.files.map { ($0.path as NSString).lastPathComponent } == ["good.CSV"])
        let problems = Dictionary(grouping: files.problems) { ($0.path as NSString).lastPathComponent }
        #expect(problems.keys.sorted() == ["book.xlsx", "doubled.csv", "lacking.csv", "nowhere"])
        #expect(problems["doubled.csv"]?.first?.message.zh.contains("都是“协议日期”") == true)
        #expect(problems["lacking.csv"]?.first?.message.zh.contains("缺少“登记日期”") == true)
        #expect(problems["book.xlsx"]?.first?.message.zh.contains("另存为") == true)
        let named = RegisterFiles([folder.appending(path: "notes.csv").path])
        #expect(named.problems.count == 1)
    }

    @Test("A column without meaning is ignored, and said to be")
    func unknownColumn() async throws {
        try await RegisterFixture.with { fixture in
            var sheet = TestSheet([GoodRow.dispute("甲-1")])
            sheet.header.append("心情")
            sheet.rows[0].append("好")
            let report = await fixture.run(try fixture.write(sheet, "a.csv"))
            #expect(report.sheets.map(\.added) == [1])
            #expect(report.sheets[0].remarks.map(\.zh).contains { $0.contains("心情") })
        }
    }
}
