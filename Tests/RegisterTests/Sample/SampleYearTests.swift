import Foundation
import LegalTime
import Mediation
import Tabular
import Testing
import Workflow

@testable import Register

@Suite("A year made up")
struct SampleYearTests {
    private func bytes(_ year: SampleYear) throws -> [[UInt8]] {
        try year.sheets.map {
            try SheetWriter.bytes(header: $0.header, rows: $0.rows, options: .init(lineEnding: "\n"))
        }
    }

    @Test("The same seed gives the same bytes, another seed others; the shipped files are those of their seed")
    func seeds() throws {
        let shipped = try SampleYear(parameters: .shipped(), directory: RegisterFixture.directory, seed: 2023)
        let made = try bytes(shipped)
        #expect(try bytes(SampleYear(parameters: .shipped(), directory: RegisterFixture.directory, seed: 2023)) == made)
        #expect(try bytes(SampleYear(parameters: .shipped(), directory: RegisterFixture.directory, seed: 2024)) != made)
        for (index, sheet) in shipped.sheets.enumerated() {
            let file = RegisterFixture.deploy.appending(path: "sample/\(sheet.kind.fileName)")
            #expect(
                try Array(Data(contentsOf: file)) == made[index], "\(sheet.kind.fileName): renew it with nplus sample")
        }
    }

    @Test(
        "The totals are those of the parameters, whatever they are and whatever the seed",
        arguments: [
            (2053, 37, 49000, 1318, 6038, 490), (10_000, 180, 1, 7, 30_000, 0), (1, 0, 985, 0, 40, 3),
            (0, 0, 0, 0, 0, 0),
        ],
        [UInt64(1), 99])
    func totals(_ totals: (Int, Int, Int, Int, Int, Int), seed: UInt64) throws {
        let (disputes, carried, screenings, stationed, visitors, resolved) = totals
        let year = try SampleYear(
            parameters: .shipped([
                "总量/纠纷": "\(disputes)", "总量/上年结转": "\(carried)", "总量/排查": "\(screenings)", "总量/进驻人次": "\(stationed)",
                "总量/接待人次": "\(visitors)", "总量/中心化解": "\(resolved)",
            ]), directory: RegisterFixture.directory, seed: seed)
        #expect(year.disputes.filter { $0.registered.year == year.year }.count == disputes)
        #expect(year.disputes.filter { $0.registered.year == year.year - 1 }.count == carried)
        #expect(year.disputes.count == disputes + carried)
        #expect(year.screenings.count == screenings)
        #expect(year.stationings.count == stationed)
        #expect(year.receptions.map(\.people).reduce(0, +) == visitors)
        #expect(year.receptions.filter { $0.result == .resolved }.count == resolved)
        for numbers in [
            year.disputes.map(\.number), year.screenings.map(\.number), year.stationings.map(\.number),
            year.receptions.map(\.number),
        ] { #expect(Set(numbers).count == numbers.count) }
    }

    @Test("Everything is marked as made up, and no name or number could be somebody's")
    func marked() throws {
        let year = try SampleYear.small(seed: 5, disputes: 200)
        for sheet in year.sheets {
            let column = try #require(sheet.header.firstIndex(of: "数据性质"))
            #expect(sheet.rows.allSatisfy { $0[column] == "样例" })
        }
        for row in year.disputes {
            let parties = row.applicants.parties + row.respondents.parties + row.others.parties
            #expect(parties.allSatisfy { $0.name.hasPrefix("样例") })
            #expect(parties.allSatisfy { $0.identity?.contains(PartyCells.sampleDivision) ?? true })
            #expect(parties.allSatisfy { $0.phone?.hasPrefix("000") ?? true })
            #expect(row.mediation.mediators.allSatisfy { $0.hasPrefix("样例") })
            #expect(row.rulingNumber?.hasPrefix("样例") ?? true)
        }
        #expect(year.stationings.allSatisfy { $0.person.hasPrefix("样例") })
        #expect(year.mediators.allSatisfy { $0.isSynthetic && $0.name.hasPrefix("样例") })
    }

    @Test("No total of the parameters stands in the code")
    func numbersAreData() throws {
        let sources = RegisterFixture.deploy.appending(path: "../../Sources").standardized
        let parameters = try Sheet.read(path: RegisterFixture.deploy.appending(path: "sample-parameters.csv").path())
        let totals =
            parameters.rows.filter { $0.cells[0] == "总量" && $0.cells[2].count > 2 }.map { $0.cells[2] } + ["740"]
        #expect(totals.count > 4)
        let files = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
        for file in files where file.hasSuffix(".swift") {
            let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8).replacing("_", with: "")
            let numbers = Set(text.split { !$0.isASCII || !$0.isNumber }.map(String.init))
            #expect(numbers.isDisjoint(with: totals), "\(file)")
        }
    }

    @Test("The load is uneven as the towns are: by the villages and communities of each")
    func uneven() throws {
        let year = try SampleYear(parameters: .shipped(), directory: RegisterFixture.directory, seed: 3)
        let towns = Dictionary(grouping: year.disputes) { $0.place ?? "" }.mapValues(\.count)
        #expect(towns.count == 27)
        let most = try #require(towns["文昌街道"])
        let least = try #require(towns["孙各庄满族乡"])
        #expect(most > 3 * least)
    }

    @Test(
        "Parameters that mean nothing or cannot be met are told with their row",
        arguments: [
            ("类型/邻里", "x", "第"), ("总量/纠纷", "1.5", "整数"), ("总量/上年结转", "-1", "非负"), ("总量/接待人次", "1", "移送"),
            ("总量/中心化解", "999999", "批"),
        ])
    func faults(parameter: String, value: String, word: String) {
        #expect {
            _ = try SampleYear(
                parameters: .shipped([parameter: value]), directory: RegisterFixture.directory, seed: 1)
        } throws: { error in
            let text = (error as? SampleParameterError)?.message
            return text?.zh.contains(word) == true && text?.zh.contains("sample-parameters.csv") == true
        }
    }
}
