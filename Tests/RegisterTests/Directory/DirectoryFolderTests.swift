import Foundation
import LegalTime
import Mediation
import Testing

@testable import Register

@Suite("Reading a directory folder")
struct DirectoryFolderTests {
    private static let header = [
        "divisions.csv": "区划代码,名称,类别,启用日期,停用日期,继任代码,来源,已核实\n",
        "bodies.csv": "编号,类别,名称,简称,区划代码,上级,启用日期,停用日期,来源,已核实\n",
        "coverage.csv": "组织编号,区划代码,启用日期,停用日期,来源,已核实\n",
        "mediators.csv": "编号,姓名,所在组织,专职,启用日期,停用日期,来源,已核实\n",
    ]

    /// Reads a folder with these rows below the headers; nil for a file that is not there.
    private func read(_ rows: [String: String?]) throws -> DirectoryFolder.Reading {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, header) in Self.header {
            guard let rows = rows[name, default: ""] else { continue }
            try Data((header + rows).utf8).write(to: folder.appending(path: name))
        }
        return DirectoryFolder.read(folder.path())
    }

    @Test("Good rows load around a bad one, which is named by file, row and column")
    func badRow() throws {
        let reading = try read([
            "divisions.csv": """
            120119,某区,本区,,,,甲,是
            12011x,某镇,大镇,2023-02-30,,,甲,也许
            120119100,好镇,镇,,,,甲,是

            """
        ])
        #expect(reading.directory.divisions.map(\.name) == ["某区", "好镇"])
        #expect(reading.problems.map(\.row) == [3, 3, 3, 3])
        #expect(reading.problems.map(\.column) == ["区划代码", "类别", "启用日期", "已核实"])
        #expect(reading.problems.allSatisfy { $0.file == "divisions.csv" })
        #expect(reading.problems[0].description.hasPrefix("divisions.csv 第 3 行 “区划代码”列：“12011x”"))
    }

    @Test(
        "Faults of every kind of row are told",
        arguments: [
            ("bodies.csv", ",行政单位,某局,,120119,,,,甲,是", "编号"), ("bodies.csv", "A,未知,某局,,120119,,,,甲,是", "类别"),
            ("bodies.csv", "A,行政单位,某局,,,,,,甲,是", "区划代码"),
            ("bodies.csv", "A,行政单位,某局,,120119,,2024-01-01,2023-01-01,甲,是", "停用日期"),
            ("bodies.csv", "A,行政单位,某局,,120119,,,,,是", "来源"), ("coverage.csv", "A,,,,甲,是", "区划代码"),
            ("mediators.csv", "M,,A,否,,,甲,是", "姓名"), ("mediators.csv", "M,某,A,,,,甲,是", "专职"),
        ])
    func faults(file: String, row: String, column: String) throws {
        let reading = try read([file: row + "\n"])
        #expect(reading.problems.map(\.column) == [column])
        #expect(reading.problems.map(\.row) == [2])
        #expect(reading.directory.bodies.isEmpty && reading.directory.coverage.isEmpty)
        #expect(reading.directory.mediators.isEmpty)
    }

    @Test("Kinds are read by Chinese title and by English code; codes and dates in any width")
    func liberties() throws {
        let reading = try read([
            "bodies.csv": "\u{FF21}-1,tribunal, 某\u{3000}庭 ,,\u{FF11}20119 100,,2023年4月1日,2023/5/1,甲,是\n"
        ])
        #expect(reading.problems.isEmpty)
        let body = try #require(reading.directory.bodies.first)
        #expect(body.id == BodyID("A-1") && body.kind == .tribunal && body.name == "某 庭")
        #expect(body.division.description == "120119100")
        #expect(body.validity == Validity(from: Day("2023-04-01"), to: Day("2023-05-01")))
    }

    @Test("A missing folder, file or column is told")
    func missing() throws {
        #expect(DirectoryFolder.read("/nowhere").problems.map(\.file) == ["/nowhere"])
        #expect(try read(["coverage.csv": nil]).problems.map(\.file) == ["coverage.csv"])
        #expect(try read([:]).problems.isEmpty)
        let unreadable = try read(["bodies.csv": "\"A,行政单位"])
        #expect(unreadable.problems.map(\.file) == ["bodies.csv"])
    }
}
