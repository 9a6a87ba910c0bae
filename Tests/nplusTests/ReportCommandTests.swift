import Foundation
import TestSupport
import Testing

@testable import Tabular

@Suite("nplus report")
struct ReportCommandTests {
    @Test("prints the year as tables whose columns align, and the paragraph with a command for every figure")
    func tables() async throws {
        try await RegisterProgram.with(.withRegister) { program in
            let annual = try program.run("report", "annual", "--year", "2023", "--by", "office", "--by", "type")
            #expect(annual.code == 0, "\(annual.errors)")
            let blocks = annual.output.split(separator: "\n\n").map { $0.split(separator: "\n").map(String.init) }
            #expect(blocks[0] == ["【样例数据（合成）】2023年调解统计 / Mediation in 2023"])
            // The rule below the titles has the width of every column; each row's cells end where the columns do.
            for block in blocks.filter({ $0.contains { $0.hasPrefix("----") } }) {
                let rule = try #require(block.firstIndex { $0.hasPrefix("----") })
                let gaps = Self.gaps(of: block[rule])
                for line in block[(rule - 1)...] where !line.hasPrefix("打开其中") {
                    let columns = Self.columns(of: line)
                    #expect(gaps.allSatisfy { $0 >= columns.count || columns[$0] == " " }, "\(line)")
                }
            }
            #expect(annual.output.contains("区级：") && !annual.output.contains("\nnone"))
            let footnotes = annual.output.split(separator: "\n").filter { $0.hasPrefix("    nplus report open") }
            #expect(footnotes.count == 13)
            for footnote in footnotes {
                let reference = try #require(footnote.split(separator: " ").last.map(String.init))
                let opened = try program.run("report", "open", reference, "--limit", "1")
                #expect(opened.code == 0 && opened.output.contains("共 "), "\(footnote)")
            }
        }
    }

    /// The columns of a terminal: a wide character takes two.
    private static func columns(of line: String) -> [Character] {
        line.flatMap { character in
            [character] + Array(repeating: "\u{0}", count: max(0, DisplayWidth.of(String(character)) - 1))
        }
    }

    private static func gaps(of rule: String) -> [Int] {
        Array(rule).indices.filter { Array(rule)[$0] == " " }
    }

    @Test("gives JSON and CSV that programs read: numbers as numbers, no data as nothing, sample data marked")
    func machine() async throws {
        try await RegisterProgram.with(.withRegister) { program in
            let json = try program.run("report", "annual", "--year", "2023", "--output", "json")
            let report = try #require(
                try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
            let summary = try #require(report["summary"] as? [[String: Any]])
            let registered = try #require(summary.first { $0["indicator"] as? String == "registered" })
            #expect(registered["value"] as? Int == 80 && registered["nature"] as? String == "样例")
            let offices = try #require(report["office"] as? [[String: Any]])
            #expect(offices.compactMap { $0["registered"] as? Int }.reduce(0, +) == 80)
            #expect(report["paragraph"] is String)
            let empty = try program.run("report", "annual", "--year", "2099", "--output", "json")
            let future = try #require(try JSONSerialization.jsonObject(with: Data(empty.output.utf8)) as? [String: Any])
            let values = try #require(future["summary"] as? [[String: Any]])
            #expect(values.count == summary.count && values.allSatisfy { $0["value"] is NSNull })
            let csv = try program.run("report", "period", "2023-Q2", "--by", "type", "--output", "csv")
            let tables = csv.output.split(separator: "\n\n")
            #expect(tables.count == 2)
            for table in tables {
                let sheet = try Sheet.read(Array(table.utf8), name: "report.csv")
                #expect(sheet.header.contains("数据性质") && !sheet.rows.isEmpty && sheet.remarks.isEmpty)
            }
            let opened = try program.run("report", "open", "2023/registered", "--limit", "500", "--output", "csv")
            #expect(try Sheet.read(Array(opened.output.utf8), name: "open.csv").rows.count == 80)
        }
    }

    @Test("says in words that there is no data")
    func noData() async throws {
        try await RegisterProgram.with(.withRegister) { program in
            for year in ["2019", "2099"] {
                let annual = try program.run("report", "annual", "--year", year)
                #expect(annual.code == 0)
                let summary = annual.output.split(separator: "\n").filter {
                    $0.contains("nplus report open") && !$0.hasPrefix(" ")
                }
                #expect(summary.filter { $0.contains("/registered") }.allSatisfy { $0.contains("无数据") })
                #expect(summary.filter { $0.contains("/screenings") }.allSatisfy { $0.contains("无数据") })
            }
        }
    }

    @Test(
        "says what is wrong with an address, a period or a filter, and what would be right",
        arguments: [
            (["open", "2023/sucess"], "没有指标“sucess”"), (["open", "2023"], "不是完整的数字地址"), (["open", "20/x"], "不是统计期间"),
            (["open", "2023/accepted/office=nowhere"], "没有“nowhere”"),
            (["open", "2023/accepted/outcome=failed"], "不能按调解结果统计"),
            (["open", "2023/accepted/part=numerator"], "不是比率"), (["open", "2023/accepted", "--limit", "0"], "正整数"),
            (["period", "2023-13"], "不是统计期间"), (["period", "2023-06-30..2023-01-01"], "不是统计期间"),
            (["period", "2023", "--by", "ofice"], "没有维度“ofice”"), (["period", "2023", "--filter", "type"], "缺少“=”"),
            (["period", "2023", "--filter", "asof=2024-01-01"], "没有维度“asof”"), (["annual", "--year", "23"], "不是统计期间"),
            (["paragraph", "--year", "0"], "不是统计期间"),
        ])
    func misuse(arguments: [String], text: String) async throws {
        try await RegisterProgram.with(.withRegister) { program in
            let outcome = try RegisterProgram.Running(program, ["report"] + arguments).end()
            #expect(outcome.code != 0)
            #expect(outcome.errors.contains(text), "\(outcome.errors)")
        }
    }
}
