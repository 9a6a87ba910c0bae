import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres
import Testing

@Suite("Figures from sums")
struct RollupTests {
    @Test("before folding, folded, and half of each: always the figures counted from the entries")
    func exact() async throws {
        try await EngineFixture.with { fixture in
            try await settle(fixture, 1...3)
            try await expectSame(fixture)
            try await fold(fixture, try await written(fixture))
            try await expectSame(fixture)
            try await settle(fixture, 4...5)
            try await expectSame(fixture)
            try await fold(fixture, try await written(fixture))
            #expect(try await fixture.store.foldEntries() == 0)
            try await expectSame(fixture)
            #expect(try await fixture.store.rollupDifferences().isEmpty)
        }
    }

    @Test("what an open transaction may still precede stays out of the sums, and in the figures")
    func openTransaction() async throws {
        try await EngineFixture.with { fixture in
            try await settle(fixture, 1...1)
            let before = try await written(fixture)
            try await fixture.store.client.withTransaction { connection in
                _ = try await connection.query("select pg_current_xact_id()")
                try await settle(fixture, 2...3)
                try await fold(fixture, before)
                #expect(try await fixture.store.foldEntries() == 0)
                #expect(try await folded(fixture) == before)
                try await expectSame(fixture)
            }
            try await fold(fixture, try await written(fixture))
            try await expectSame(fixture)
            #expect(try await fixture.store.rollupDifferences().isEmpty)
        }
    }

    @Test("a sum that was changed is found, and made anew")
    func tampered() async throws {
        try await EngineFixture.with { fixture in
            try await settle(fixture, 1...2)
            try await fold(fixture, try await written(fixture))
            let changed = try await fixture.store.client.execute(
                "update report_rollup set entries = entries + 1 where dimension = '' and measure = 1")
            #expect(changed > 0)
            // Each sum once as it is stored and once as it should be.
            #expect(try await fixture.store.rollupDifferences().count == 2 * changed)
            #expect(try await fixture.store.refoldEntries() > 0)
            #expect(try await fixture.store.rollupDifferences().isEmpty)
            try await expectSame(fixture)
        }
    }

    @Test("many may fold at once while entries arrive: each entry is counted once")
    func concurrent() async throws {
        try await EngineFixture.with { fixture in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<3 {
                    group.addTask { for _ in 0..<10 { try await fixture.store.foldEntries() } }
                }
                group.addTask { try await settle(fixture, 1...6) }
                try await group.waitForAll()
            }
            try await fold(fixture, try await written(fixture))
            #expect(try await fixture.store.rollupDifferences().isEmpty)
            try await expectSame(fixture)
        }
    }

    /// Folds until so many entries are in the sums. The server is shared: a transaction of another suite may hold the folding
    /// up for a moment.
    private func fold(_ fixture: EngineFixture, _ entries: Int64) async throws {
        for _ in 0..<4000 {
            try await fixture.store.foldEntries()
            if try await folded(fixture) == entries { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("not all of \(entries) entries were folded")
    }

    private func folded(_ fixture: EngineFixture) async throws -> Int64 {
        try await fixture.store.client.query(
            "select coalesce(sum(entries), 0)::int8 from report_rollup where dimension = ''"
        ).only(Int64.self)
    }

    private func written(_ fixture: EngineFixture) async throws -> Int64 {
        try await fixture.store.client.query("select count(*) from report_entry").only(Int64.self)
    }

    /// Every period and split that sums can answer, against the same asked as of a day that never comes, which is
    /// answered from the entries.
    private func expectSame(_ fixture: EngineFixture) async throws {
        let never = try Steps.at("9999-01-01")
        let directory = fixture.engine.directory
        for period in [
            Period(year: 2023), Period(year: 2022), Period(year: 2023, quarter: 2), Period(year: 2023, month: 5),
        ].compactMap({ $0 }) {
            for dimension in [nil] + Dimension.allCases.map(Optional.some) {
                let summed = FigureQuery(period, by: dimension)
                let counted = FigureQuery(period, by: dimension, asOf: never)
                let ours = try await fixture.store.figures(summed, directory: directory)
                let theirs = try await fixture.store.figures(counted, directory: directory)
                #expect(ours.rows == theirs.rows, "\(period) by \(dimension.map { "\($0)" } ?? "nothing")")
                #expect(ours.total == theirs.total, "\(period)")
                #expect(ours.isSynthetic == theirs.isSynthetic)
            }
        }
    }

    /// Disputes of several months and ways to end, the later ones performed in another month than agreed.
    private func settle(_ fixture: EngineFixture, _ numbers: ClosedRange<Int>) async throws {
        for number in numbers {
            let month = 3 + number % 3
            let life = try await Life.begin(
                fixture, at: "2023-0\(month)-10T09:00", source: number % 2 == 0 ? .application : .ownInitiative)
            let day = "2023-0\(month)-11T"
            try await life.act("open", Steps.clerk, day + "09:00", [.opening(.init(track: "people"))])
            try await life.act("apply", Steps.party(1), day + "09:01")
            try await life.act("consent", Steps.party(2), day + "09:02", [.consent(.init(manner: "口头"))])
            try await life.act("accept", Steps.clerk, day + "09:03")
            guard number % 4 != 0 else { continue }
            try await life.act(
                "informRights", Steps.clerk, day + "09:04", [.rightsNotice(.init(oral: true, content: ""))])
            try await life.act(
                "appoint", Steps.clerk, day + "09:05",
                [.mediators(.init(names: [EngineFixture.mediator], chosenByParties: false))])
            try await life.act(
                "session", Steps.mediator, "2023-0\(month)-15T09:00", [.session(.init(place: "村委会", summary: "同意"))])
            try await life.act(
                "agreeOrally", Steps.mediator, "2023-0\(month)-15T11:00", [.oralAgreement(Life.settlement)])
            guard number % 3 != 0 else { continue }
            try await life.act(
                "perform", Steps.clerk, "2023-0\(month + 1)-02T09:00",
                [.performance(.init(obligation: 1, amount: Money(yuan: 2000), receipt: "收条"))])
        }
    }
}
