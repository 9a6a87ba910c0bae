import Foundation
import LegalTime
import Tabular
import Testing

@testable import Register

@Suite("Files of refused rows")
struct RejectFileTests {
    @Test("Corrected and imported again, the rows come in, with their referrals, in the encoding of the office")
    func roundTrip() async throws {
        try await RegisterFixture.with { fixture in
            let unit = "渔阳镇人民政府"
            let rows = ["甲-1", "甲-2", "甲-3"].map { number in
                GoodRow.dispute(number) { row in
                    row.track = .administrative
                    row.mediation.mediators = [GoodRow.mediator(of: unit)]
                    row.referrals = 1
                    row.note = "备注，含逗号,和\"引号\""
                }
            }
            var disputes = TestSheet(rows)
            disputes[0, "受理日期"] = "2023-02-30"
            disputes[0, "纠纷类型"] = "天气"
            var referrals = TestSheet(rows.map { GoodRow.referral($0.number) })
            referrals[1, "移入单位"] = "无此单位"
            let options = SheetWriter.Options(encoding: .gb18030)
            let report = await fixture.run(
                try fixture.write(disputes, "纠纷.csv", options), try fixture.write(referrals, "流转.csv", options))
            #expect(report.sheets.map(\.added) == [1, 1])

            var paths: [String] = []
            for sheet in report.sheets { paths.append(try #require(try RejectFile.write(sheet, folder: nil))) }
            #expect(paths.map { ($0 as NSString).lastPathComponent } == ["纠纷.rejected.csv", "流转.rejected.csv"])
            #expect(try Sheet.read(path: paths[0]).encoding == .gb18030)

            var refused = try TestSheet(path: paths[0])
            #expect(refused.rows.count == 2)
            #expect(refused[0, "错误原因"].contains("受理日期") && refused[0, "错误原因"].contains("纠纷类型"))
            #expect(refused[0, "出错位置"].contains("纠纷.csv 第 2 行“受理日期”列"))
            #expect(refused[0, "如何更正"].contains("2023-04-17"))
            #expect(refused[0, "In English"].contains("row 2, column \"受理日期\""))
            #expect(refused[1, "错误原因"].contains("流转.csv 第 3 行有误"))
            refused[0, "受理日期"] = "2023-03-02"
            refused[0, "纠纷类型"] = "邻里"
            var sent = try TestSheet(path: paths[1])
            #expect(sent.rows.count == 2)
            sent[1, "移入单位"] = unit
            // As an office saves it: over the file that it was given.
            try fixture.write(refused, "纠纷.rejected.csv", options)
            try fixture.write(sent, "流转.rejected.csv", options)
            let again = await fixture.run(paths[0], paths[1])
            #expect(again.problems.map(\.description) == [])
            #expect(again.sheets.map(\.added) == [2, 2])
            #expect(try await fixture.disputes().keys.sorted() == ["甲-1", "甲-2", "甲-3"])
            // The whole of the first files is in now.
            let whole = await fixture.run(fixture.folder.appending(path: "纠纷.rejected.csv").path)
            #expect(whole.sheets[0].rejected.count == 2)
        }
    }

    @Test("No file that an office may have begun to correct is overwritten; one that says the same is left")
    func names() async throws {
        try await RegisterFixture.with { fixture in
            var sheet = TestSheet([GoodRow.dispute("甲-1")])
            sheet[0, "受理日期"] = "?"
            let path = try fixture.write(sheet, "a.CSV")
            let report = try #require(await fixture.run(path).sheets.first)
            let first = try RejectFile.write(report, folder: nil)
            #expect(first == fixture.folder.appending(path: "a.rejected.csv").path)
            #expect(try RejectFile.write(report, folder: nil) == first)
            try Data("受理日期\n在改".utf8).write(to: URL(filePath: try #require(first)))
            #expect(
                try RejectFile.write(report, folder: nil) == fixture.folder.appending(path: "a.rejected-2.csv").path)
            #expect(try String(contentsOfFile: try #require(first), encoding: .utf8) == "受理日期\n在改")
        }
    }

    @Test(
        "What is refused of a file of refused rows goes into the next",
        arguments: [
            ("x/a.csv", nil, "x/a.rejected.csv"), ("a.csv", nil, "a.rejected.csv"), ("/a.csv", nil, "/a.rejected.csv"),
            ("x/a.rejected.csv", nil, "x/a.rejected-2.csv"), ("x/a.rejected-2.csv", nil, "x/a.rejected-3.csv"),
            ("x/a.csv", "/tmp", "/tmp/a.rejected.csv"), ("x/a.csv", "y/", "y/a.rejected.csv"),
        ])
    func next(sheet: String, folder: String?, path: String) {
        #expect(RejectFile.paths(for: sheet, folder: folder).first { _ in true } == path)
    }

    @Test("A cell beyond the titles refuses its row, for others may have shifted, and is kept")
    func surplus() async throws {
        try await RegisterFixture.with { fixture in
            var sheet = TestSheet([GoodRow.dispute("甲-1"), GoodRow.dispute("甲-2")])
            sheet.rows[0].append("多出")
            let path = try fixture.write(sheet, "a.csv")
            let report = try #require(await fixture.run(path).sheets.first)
            #expect(report.problems.map(\.fault.code) == ["beyond-header"])
            #expect(report.problems.map(\.column) == [nil] && report.problems.map(\.row) == [2])
            let written = try #require(try RejectFile.write(report, folder: nil))
            #expect(try Sheet.read(path: written).surplusCells.map(\.cell) == ["多出"])
        }
    }
}
