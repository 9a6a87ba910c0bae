import CaseStore
import Engine
import FoundationEssentials
import LegalTime
import Mediation
import Postgres
import TestSupport
import Testing
import Workflow

@testable import Register

extension TestDatabase.Template {
    /// A year made up, imported.
    static let sampleYear = Self("sample_year") { url in
        try await TestDatabase.Template.jizhou.prepare(url)
        try await RegisterFixture.with(at: url) { fixture in
            try FigureTests.year.get().write(to: fixture)
            let report = await fixture.run(fixture.folder.path)
            try #require(report.problems.isEmpty, "\(report.problems.map(\.description))")
        }
    }
}

@Suite("The figures of a year")
struct FigureTests {
    static let year = Result { try SampleYear.small(seed: 2023, disputes: 240, screenings: 1200) }
    private static let periods = ["2023", "2023-Q2", "2023-05", "2023-03-15..2023-09-10", "2022-12", "2023-02-11"]

    private func period(_ text: String) throws -> Period { try #require(Period(text)) }

    private func happenings(_ fixture: RegisterFixture) async throws -> [FiguresFromEvents.Happening] {
        var figures = FiguresFromEvents(RegisterFixture.directory)
        for id in try await fixture.client.query("select id from dispute").decode(PostgresUUID.self).map({ CaseID($0) })
        {
            figures.read(try await fixture.store.history(of: id).map(\.event))
        }
        return figures.happenings
    }

    private func table(
        _ fixture: RegisterFixture, _ query: FigureQuery
    ) async throws -> FigureTable {
        try await fixture.store.figures(query, directory: RegisterFixture.directory)
    }

    @Test("Every figure, in every period and by every dimension, is what the events give when they are counted anew")
    func recomputed() async throws {
        try await RegisterFixture.with(.sampleYear) { fixture in
            let all = try await happenings(fixture)
            #expect(all.count > 500)
            for text in Self.periods {
                let period = try period(text)
                let whole = try await table(fixture, FigureQuery(period))
                for indicator in Indicator.ofDisputes {
                    #expect(
                        whole[indicator] == FiguresFromEvents.value(indicator, all, in: period), "\(text) \(indicator)")
                }
                for dimension in Dimension.allCases {
                    let split = try await table(fixture, FigureQuery(period, by: dimension))
                    let parts = Dictionary(grouping: all) { $0.value(of: dimension) }
                    for row in split.rows {
                        for indicator in Indicator.ofDisputes where indicator.dimensions.contains(dimension) {
                            let expected = FiguresFromEvents.value(indicator, parts[row.key ?? ""] ?? [], in: period)
                            #expect(row[indicator] == expected, "\(text) \(indicator) \(dimension)=\(row.key ?? "")")
                        }
                    }
                    let missing = Set(parts.keys).subtracting(split.rows.compactMap(\.key)).flatMap { parts[$0] ?? [] }
                    for indicator in Indicator.ofDisputes where indicator.dimensions.contains(dimension) {
                        let rest = FiguresFromEvents.value(indicator, missing, in: period)
                        #expect(rest?.isNothing == true, "\(text) \(indicator) \(dimension) lacks rows")
                    }
                }
            }
        }
    }

    @Test("The parts of a split add up to the whole; open at start and end reconcile", arguments: Dimension.allCases)
    func partitions(dimension: Dimension) async throws {
        try await RegisterFixture.with(.sampleYear) { fixture in
            for text in Self.periods {
                let table = try await table(fixture, FigureQuery(try period(text), by: dimension))
                for indicator in Indicator.allCases where indicator.dimensions.contains(dimension) {
                    switch table[indicator] {
                    case .count(let count):
                        let parts = table.rows.compactMap { $0[indicator].count }.reduce(0, +)
                        #expect(parts == count, "\(text) \(indicator)")
                    case .money(let money):
                        let parts = table.rows.compactMap { row -> Int64? in
                            if case .money(let part) = row[indicator] { part.fen } else { nil }
                        }
                        #expect(parts.reduce(0, +) == money.fen, "\(text) \(indicator)")
                    default: break
                    }
                }
                guard dimension != .outcome else { continue }
                for row in [table.total] + table.rows {
                    let (start, accepted) = (row[.openAtStart].count ?? 0, row[.accepted].count ?? 0)
                    let (concluded, end) = (row[.concluded].count ?? 0, row[.openAtEnd].count ?? 0)
                    #expect(start + accepted - concluded == end, "\(text) \(row.key ?? "")")
                }
                #expect(table.rows.allSatisfy { $0.key != Dimension.absent })
            }
        }
    }

    @Test("I-56: no report of any period and any part of a year breaks a theorem")
    func theorems() async throws {
        try await RegisterFixture.with(.sampleYear) { fixture in
            var findings: [FigureTheorem.Finding] = []
            for text in Self.periods {
                for dimension in [nil] + Dimension.allCases.map(Optional.some) {
                    let table = try await table(fixture, FigureQuery(try period(text), by: dimension))
                    findings += ([table.total] + table.rows).flatMap(FigureTheorem.inPeriod)
                }
            }
            for end in ["2022-12-31", "2023-03-31", "2023-09-10", "2024-12-31"] {
                let table = try await table(fixture, FigureQuery(try period("1990-01-01..\(end)"), by: .office))
                findings += ([table.total] + table.rows).flatMap(FigureTheorem.overall)
            }
            #expect(findings.filter { !$0.holds }.isEmpty)
            #expect(findings.count { $0.part > 0 && $0.whole > 0 } > 100)
        }
        // A report that breaks one is found out.
        let broken = FigureTable.Row(
            key: nil,
            values: [
                .concluded: .count(1), .succeeded: .count(2), .performed: .count(3), .written: .count(0),
                .confirmed: .count(1), .performanceRate: .rate(3, of: 2),
            ])
        #expect(FigureTheorem.inPeriod(broken).filter { !$0.holds }.count == 2)
        #expect(FigureTheorem.overall(broken).filter { !$0.holds }.count == 2)
    }

    @Test("Every figure of the year opens to exactly what it counts, in the whole and in every cell")
    func opens() async throws {
        try await RegisterFixture.with(.sampleYear) { fixture in
            let period = try period("2023")
            var opened = 0
            for dimension in [nil] + Dimension.allCases.map(Optional.some) {
                let table = try await table(fixture, FigureQuery(period, by: dimension))
                // Of the bodies, a dozen stand for all.
                let rows =
                    dimension == .body ? Array(table.rows.filter { $0[.accepted].count != 0 }.prefix(12)) : table.rows
                for row in dimension == nil ? [table.total] : rows {
                    for indicator in Indicator.allCases {
                        guard let reference = table.reference(indicator, in: row) else { continue }
                        try await expectOpens(reference, row[indicator], fixture)
                        opened += 1
                    }
                }
            }
            #expect(opened > 1000)
        }
    }

    private func expectOpens(
        _ reference: FigureReference, _ value: FigureValue, _ fixture: RegisterFixture
    ) async throws {
        // A reference is what a person copies: it must survive its own text.
        let parsed = try FigureReference(parsing: "\(reference)")
        #expect(parsed == reference)
        func cases(_ part: FigureReference.Part? = nil) async throws -> FigureCases {
            var reference = parsed
            reference.part = part
            return try await fixture.store.cases(of: reference, directory: RegisterFixture.directory, limit: 100_000)
        }
        let found = try await cases()
        #expect(found.rows.count == found.total && found.rows.map(\.weight).reduce(0, +) == found.sum, "\(reference)")
        switch value {
        case .count(let count): #expect(found.sum == count, "\(reference)")
        case .money(let money): #expect(found.sum == Int(money.fen), "\(reference)")
        case .rate(let part, let whole):
            #expect(found.total == whole, "\(reference)")
            #expect(try await cases(.numerator).total == part, "\(reference)")
            #expect(try await cases(.denominator).total == whole, "\(reference)")
        case .days(let hundredths):
            let days = found.rows.map(\.weight).sorted()
            if reference.indicator == .medianDays {
                #expect(days[(days.count - 1) / 2] * 100 == hundredths, "\(reference)")
            } else {
                #expect(
                    (Double(found.sum) * 100 / Double(found.total) + 1e-9).rounded() == Double(hundredths),
                    "\(reference)")
            }
        case .noData: #expect(found.total == 0, "\(reference)")
        }
    }

    @Test("The totals of the year are the parameters'")
    func totals() async throws {
        try await RegisterFixture.with(.sampleYear) { fixture in
            let year = try Self.year.get()
            let table = try await table(fixture, FigureQuery(try period("2023")))
            #expect(table[.registered] == .count(240))
            #expect(table[.screenings] == .count(year.screenings.count))
            #expect(table[.screeningsWithFindings] == .count(year.screenings.filter { $0.found > 0 }.count))
            #expect(table[.prevented] == .count(year.screenings.compactMap(\.prevented).reduce(0, +)))
            #expect(table[.stationed] == .count(year.stationings.count))
            #expect(table[.receptions] == .count(960))
            #expect(table[.centreResolved] == .count(120))
            #expect(table[.judicialOffices] == .count(27) && table[.tribunals] == .count(5))
            #expect(table[.administrativeUnits] == .count(62) && table[.administrativeMediators] == .count(740))
            #expect(table[.newBrandRooms] == .count(2) && table[.newIndustryBodies] == .count(2))
            #expect(table.isSynthetic)
        }
    }

    @Test("A year without a record has no data, which is not 0; a quiet day of a year with work has none")
    func noData() async throws {
        try await RegisterFixture.with(.sampleYear) { fixture in
            for text in ["2019", "2031", "2019-05"] {
                let table = try await table(fixture, FigureQuery(try period(text), by: .office))
                for indicator in Indicator.ofDisputes + [.screenings, .stationed, .receptions] {
                    #expect(table[indicator] == .noData, "\(text) \(indicator)")
                }
            }
            let narrow = FigureQuery(try period("2023"), filter: Filter([.office: "SFS-120119203", .type: "internet"]))
            #expect(try await table(fixture, narrow)[.accepted] == .count(0))
        }
    }

    @Test("A body under no office is counted under its kind, and has a name there")
    func withoutOffice() async throws {
        try await RegisterFixture.with(.sampleYear) { fixture in
            let table = try await table(fixture, FigureQuery(try period("2023"), by: .office))
            let others = table.rows.compactMap(\.key).filter { !$0.hasPrefix("SFS-") }
            #expect(others.contains("kind:industryCommittee"))
            for key in others {
                let name = RegisterFixture.directory.officeName(key)
                #expect(name.hasPrefix("区级："), "\(key) \(name)")
                #expect(throws: Never.self) {
                    try Filter([.office: key]).check(directory: RegisterFixture.directory, tracks: [])
                }
            }
            // A table of one kind of body alone.
            let industry = FigureQuery(
                try period("2023"), by: .body, filter: Filter([.bodyKind: BodyKind.industryCommittee.rawValue]))
            let bodies = try await self.table(fixture, industry)
            #expect(bodies.rows.allSatisfy { $0.key?.hasPrefix("IND-") == true } && !bodies.rows.isEmpty)
            let row = try #require(table.rows.first { $0.key == "kind:industryCommittee" })
            #expect(bodies[.accepted] == row[.accepted])
        }
    }

    @Test("As of a time, only what was recorded by then counts, in the registers too")
    func asOf() async throws {
        try await TestDatabase.with(.jizhou) { url in
            func screening(_ number: String) -> ScreeningRow {
                var row = ScreeningRow()
                (row.number, row.day, row.body, row.found) = (number, GoodRow.day, GoodRow.committee, 1)
                return row
            }
            for (now, name) in [("2023-04-01T10:00:00+08:00", "甲"), ("2023-05-01T10:00:00+08:00", "乙")] {
                try await RegisterFixture.with(at: url, now: now) { fixture in
                    try fixture.write(TestSheet([GoodRow.dispute(name)]), "a.csv")
                    try fixture.write(TestSheet([screening(name)]), "b.csv")
                    #expect(await fixture.run(fixture.folder.path).problems.isEmpty)
                }
            }
            try await RegisterFixture.with(at: url) { fixture in
                for (asOf, count) in [("2023-03-31", 0), ("2023-04-02", 1), ("2023-05-02", 2)] {
                    let instant = try #require(Instant(asOf))
                    let table = try await table(fixture, FigureQuery(try period("2023"), asOf: instant))
                    let expected: FigureValue = count == 0 ? .noData : .count(count)
                    #expect(table[.registered] == expected, "\(asOf)")
                    #expect(table[.screenings] == expected, "\(asOf)")
                    #expect(table[.screeningsWithFindings] == expected, "\(asOf)")
                    for indicator in [Indicator.registered, .screenings] {
                        let reference = try #require(table.reference(indicator))
                        let found = try await fixture.store.cases(
                            of: reference, directory: RegisterFixture.directory, limit: 10)
                        #expect(found.total == count, "\(reference)")
                    }
                }
            }
        }
    }

    @Test("The bureau's paragraph has every figure of the published sentence, each with its command")
    func paragraph() async throws {
        try await RegisterFixture.with(.sampleYear) { fixture in
            let table = try await table(fixture, FigureQuery(try period("2023")))
            let paragraph = BureauParagraph(place: "蓟州区", figures: table, recorded: fixture.engine.now)
            let published: [Indicator] = [
                .judicialOffices, .tribunals, .screenings, .registered, .newBrandRooms, .newIndustryBodies,
                .administrativeUnits, .administrativeMediators, .stationed, .receptions, .centreResolved,
            ]
            for (index, indicator) in published.enumerated() {
                #expect(paragraph.text.contains("[\(index + 1)]"))
                #expect(
                    paragraph.footnotes[index].hasPrefix(
                        "[\(index + 1)] \(indicator.title.zh) \(table[indicator].text)"))
                #expect(paragraph.footnotes[index].hasSuffix("nplus report open 2023/\(indicator.rawValue)"))
            }
            #expect(paragraph.text.hasPrefix("【样例数据（合成）】2023年，蓟州区27个[1]司法所与5个[2]人民法庭"))
            #expect(!paragraph.text.contains("(") && !paragraph.text.contains(","))
            let empty = BureauParagraph(
                place: "蓟州区", figures: .withoutData(FigureQuery(try period("2031"))), recorded: fixture.engine.now)
            #expect(empty.text.contains("（无数据）[1]司法所") && empty.footnotes.allSatisfy { $0.contains("无数据：") })
        }
    }
}
