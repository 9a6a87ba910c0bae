import CaseStore
import Foundation
import LegalTime
import Mediation
import Postgres
import Synchronization
import Testing

@testable import Register

@Suite("A register imported again")
struct RepeatedImportTests {
    private static let tables = [
        "dispute", "event", "case_number", "person", "custody", "report_entry", "screening", "stationing", "reception",
    ]

    private func counts(_ fixture: RegisterFixture) async throws -> [Int] {
        var counts: [Int] = []
        for table in Self.tables { counts.append(try await fixture.count(table)) }
        return counts
    }

    @Test("Twice, at once or one after the other, nothing is in twice")
    func twice() async throws {
        try await RegisterFixture.with { fixture in
            let year = try SampleYear.small(seed: 7, disputes: 20)
            try year.write(to: fixture)
            // Tasks, for two "async let" of a large value can break the stack of their task in Swift 6.3
            // (github.com/swiftlang/swift/issues/87481).
            let runs = (0..<2).map { _ in Task { await fixture.run(fixture.folder.path) } }
            var reports: [ImportReport] = []
            for run in runs { reports.append(await run.value) }
            #expect(reports.flatMap { $0.problems.map(\.description) } == [])
            for sheet in reports[0].sheets.indices {
                #expect(reports.map { $0.sheets[sheet].added }.reduce(0, +) == reports[0].sheets[sheet].rows)
            }
            let first = try await counts(fixture)
            let again = await fixture.run(fixture.folder.path)
            #expect(again.sheets.allSatisfy { $0.present == $0.rows && $0.added == 0 })
            #expect(try await counts(fixture) == first)
            #expect(first[0] == year.disputes.count)
        }
    }

    @Test("A number that stands for other content is refused, and what is in stays as it is")
    func otherContent() async throws {
        try await RegisterFixture.with { fixture in
            let rows = ["甲-1", "甲-2"].map { GoodRow.dispute($0) }
            var screening = ScreeningRow()
            (screening.number, screening.day, screening.body) = ("排-1", GoodRow.day, GoodRow.committee)
            let paths = [
                try fixture.write(TestSheet(rows), "a.csv"), try fixture.write(TestSheet([screening]), "b.csv"),
            ]
            #expect(await fixture.run(paths[0], paths[1]).problems.isEmpty)
            let before = try await fixture.disputes()
            screening.found = 1
            try fixture.write(TestSheet([rows[0], GoodRow.dispute("甲-2") { $0.amount = Money(yuan: 9) }]), "a.csv")
            try fixture.write(TestSheet([screening]), "b.csv")
            let report = await fixture.run(paths[0], paths[1])
            #expect(
                report.problems.map { "\($0.sheet) \($0.row) \($0.column ?? "") \($0.fault.code)" }
                    == ["a.csv 3 登记编号 other-content", "b.csv 2 排查编号 other-content"])
            #expect(report.sheets[0].present == 1)
            #expect(try await fixture.disputes() == before)
        }
    }

    @Test("Asked to stop, it stops between two commits; run again it comes to the same end")
    func interrupted() async throws {
        try await RegisterFixture.with { fixture in
            let year = try SampleYear.small(seed: 9, disputes: 10, screenings: 4100)
            try year.write(to: fixture)
            let files = RegisterFiles([fixture.folder.path])
            let asked = Mutex(0)
            let isAsked: @Sendable () -> Bool = {
                asked.withLock { count in
                    count += 1
                    return count > 2
                }
            }
            let first = await RegisterImport(engine: fixture.engine, shouldStop: isAsked).run(files)
            guard case .interrupted = first.end else { return #expect(Bool(false), "\(first.end)") }
            #expect(first.sheets.map(\.notReached).reduce(0, +) > 2000)
            #expect(first.sheets.allSatisfy { $0.added + $0.notReached == $0.rows })
            let second = await RegisterImport(engine: fixture.engine).run(files)
            #expect(second.sheets.allSatisfy { $0.added + $0.present == $0.rows })
            #expect(zip(first.sheets, second.sheets).allSatisfy { $0.added == $1.present })
            #expect(try await fixture.count("screening") == 4100)
        }
    }

    @Test("What happened today comes in before nine o'clock as well")
    func today() async throws {
        try await RegisterFixture.with(now: "2023-03-05T00:00:05+08:00") { fixture in
            let row = GoodRow.dispute("甲-1") { row in
                (row.performance, row.performed, row.closed) = (nil, nil, nil)
            }
            let report = await fixture.run(try fixture.write(TestSheet([row]), "a.csv"))
            #expect(report.problems.map(\.description) == [])
            #expect(try await fixture.disputes()["甲-1"]?.changed.day == Day("2023-03-05"))
            try await StoredHistory.expectWhole(fixture)
        }
    }

    @Test("Clocks of what is open run on to the present in the commit that brings it in")
    func clocks() async throws {
        try await RegisterFixture.with { fixture in
            let row = GoodRow.failed("甲-1") { row in
                row.result = .ongoing
                (row.mediation.ended, row.remedies, row.closed) = (nil, nil, nil)
            }
            _ = await fixture.run(try fixture.write(TestSheet([row]), "a.csv"))
            let dispute = try #require(try await fixture.disputes()["甲-1"])
            #expect(dispute.proceedings.map(\.overdue) == [true])
            #expect(
                try await fixture.client.query("select count(distinct transaction) from event").only(Int.self) == 1)
        }
    }
}
