import CaseStore
import Foundation
import LegalTime
import Mediation
import Testing
import Workflow

@testable import Register

@Suite("Registers made by chance")
struct RandomRegisterTests {
    @Test("Every row of a valid one comes in, each event legal, one holder at a time", arguments: [UInt64(1), 300])
    func valid(seed: UInt64) async throws {
        try await RegisterFixture.with { fixture in
            let year = try SampleYear.small(seed: seed)
            try year.write(to: fixture)
            let report = await fixture.run(fixture.folder.path)
            #expect(report.problems.map(\.description) == [], "seed \(seed)")
            #expect(report.sheets.allSatisfy { $0.added == $0.rows }, "seed \(seed)")
            #expect(try await fixture.count("dispute") == year.disputes.count)
            #expect(try await fixture.count("screening") == year.screenings.count)
            #expect(try await fixture.count("stationing") == year.stationings.count)
            #expect(try await fixture.count("reception") == year.receptions.count)
            try await StoredHistory.expectWhole(fixture)
        }
    }

    @Test("I-56: made-up years of every seed keep the theorems", arguments: [UInt64(56), 57, 58])
    func theorems(seed: UInt64) async throws {
        try await RegisterFixture.with { fixture in
            try SampleYear.small(seed: seed).write(to: fixture)
            let report = await fixture.run(fixture.folder.path)
            try #require(report.problems.isEmpty, "seed \(seed)")
            for text in ["2023", "2023-Q1", "2023-07", "1990-01-01..2024-12-31"] {
                let period = try #require(Period(text))
                for dimension in [Dimension.office, .body, .track, .type, .source] {
                    let table = try await fixture.store.figures(
                        FigureQuery(period, by: dimension), directory: RegisterFixture.directory)
                    for row in [table.total] + table.rows {
                        let findings =
                            FigureTheorem.inPeriod(row)
                            + (text.hasPrefix("1990") ? FigureTheorem.overall(row) : [])
                        #expect(findings.filter { !$0.holds }.isEmpty, "seed \(seed) \(text) \(row.key ?? "")")
                    }
                }
            }
        }
    }

    @Test(
        "With cells spoilt, every row is in or refused, and no good row is lost", arguments: [UInt64(4), 50, 600])
    func spoilt(seed: UInt64) async throws {
        try await RegisterFixture.with { fixture in
            let year = try SampleYear.small(seed: seed, disputes: 30)
            var chance = SeededGenerator(seed: seed, stream: "spoil")
            var spoilt: [String: Set<Int>] = [:]
            var sheets: [String: TestSheet] = [:]
            for (name, sheet) in year.testSheets {
                var sheet = sheet
                for row in sheet.rows.indices where chance.chance(0.2) {
                    spoilt[name, default: []].insert(row)
                    for _ in 0...chance.below(2) {
                        let column = chance.below(sheet.header.count)
                        sheet.rows[row][column] = Self.spoil(
                            sheet.rows[chance.below(sheet.rows.count)][column], &chance)
                    }
                }
                sheets[name] = sheet
                try fixture.write(sheet, name)
            }
            let report = await fixture.run(fixture.folder.path)
            for sheet in report.sheets {
                #expect(sheet.added + sheet.rejected.count == sheet.rows, "seed \(seed), \(sheet.path)")
                sheet.problems.forEach { #expect(!$0.fault.reason.zh.isEmpty && !$0.fault.remedy.en.isEmpty) }
            }
            let stored = Set(try await fixture.disputes().keys)
            let doubtful = Self.doubtful(year, sheets, spoilt)
            for row in year.disputes where !doubtful.contains(row.number) {
                #expect(stored.contains(row.number), "seed \(seed): \(row.number) is lost")
            }
            try await StoredHistory.expectWhole(fixture)
        }
    }

    /// Numbers of disputes that a spoilt row of any sheet has, or had, or whose dossier number it could have taken.
    private static func doubtful(
        _ year: SampleYear, _ sheets: [String: TestSheet], _ spoilt: [String: Set<Int>]
    ) -> Set<String> {
        var numbers: Set<String> = []
        var dossiers: Set<String> = []
        for name in ["disputes.csv", "referrals.csv"] {
            guard let sheet = sheets[name] else { continue }
            for row in spoilt[name] ?? [] {
                numbers.insert(sheet[row, "登记编号"])
                numbers.insert(name == "disputes.csv" ? year.disputes[row].number : year.referrals[row].registerNumber)
                dossiers.formUnion([sheet[row, "卷宗编号"], sheet[row, "移出前卷宗编号"]])
            }
        }
        for row in year.disputes {
            if let dossier = row.mediation.dossier, dossiers.contains(dossier.description) {
                numbers.insert(row.number)
            }
        }
        for row in year.referrals {
            if let dossier = row.earlier.dossier, dossiers.contains(dossier.description) {
                numbers.insert(row.registerNumber)
            }
        }
        return numbers
    }

    /// What stands in a cell by mistake: nothing, nonsense, or what belongs into another row.
    private static func spoil(_ other: String, _ chance: inout SeededGenerator) -> String {
        chance.pick([
            "", "无", "-", "、、", "2023-02-30", "2099-01-01", "1899-12-31", "２０２３－０６－１５", "0", "-1",
            "9999999999999999999",
            "=1+1", "'", "\"", "a\r\nb,c;d\t", "😀", "e\u{301}", "\u{FEFF}\u{200B}", "成功", "人民调解",
            String(repeating: "字", count: 5000),
            other, other, other, other + "、" + other,
        ])
    }
}
