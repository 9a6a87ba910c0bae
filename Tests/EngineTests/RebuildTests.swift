import CaseStore
import Engine
import Mediation
import Postgres
import PostgresServer
import TestSupport
import Testing

@Suite("What is stored against the events")
struct RebuildTests {
    @Test("agrees after every step, on every page")
    func agrees() async throws {
        try await EngineFixture.with { fixture in
            var ids: [CaseID] = []
            for _ in 0..<5 {
                let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
                try await life.act("open", Steps.clerk, "2023-07-03T09:10", [.opening(.init(track: "people"))])
                ids.append(life.id)
            }
            #expect(try await fixture.store.faults(of: ids).isEmpty)
            var pages: [[CaseID]] = []
            while let page = try await next(after: pages.last?.last, fixture) { pages.append(page) }
            #expect(pages.flatMap { $0 } == ids.sorted())
            #expect(pages.map(\.count) == [2, 2, 1])
        }
    }

    @Test(
        "is put right from the events wherever it differs",
        arguments: [
            ("update dispute set document = jsonb_set(document::jsonb, '{title}', '\"别的\"')::json", CaseFault.document),
            ("update dispute set document = '{}'", .document),
            ("update dispute set head = '\\x00'", .head),
            ("delete from custody", .custody), ("update custody set body = 'ADM-1'", .custody),
            ("delete from work_item", .workItem), ("update work_item set due = '2023-07-04'", .workItem),
            ("delete from clock", .clocks), ("update clock set due_at = now()", .clocks),
        ])
    func repaired(damage: String, fault: CaseFault) async throws {
        try await EngineFixture.with { fixture in
            let life = try await accepted(fixture)
            let before = try await life.stored()
            _ = try await fixture.store.client.execute(Statement(SQL(trusted: damage)))
            #expect(try await fixture.store.faults(of: [life.id]) == [life.id: [fault]])
            #expect(try await fixture.store.rebuild(life.id))
            #expect(try await fixture.store.faults(of: [life.id]).isEmpty)
            #expect(try await life.stored() == before)
        }
    }

    @Test("is left alone where the events themselves were altered")
    func altered() async throws {
        try await TestDatabase.with(.store) { url in
            try await EngineFixture.with(url) { fixture in
                let life = try await accepted(fixture)
                let owner = PostgresClient(PostgresConfiguration.patient(url.description))
                _ = try await owner.execute("update event set content = replace(content::text, 'clerk', 'judge')::json")
                await owner.close()
                #expect(try await fixture.store.faults(of: [life.id]) == [life.id: [.history(.altered(at: 1))]])
                #expect(try await !fixture.store.rebuild(life.id))
            }
        }
    }

    private func accepted(_ fixture: EngineFixture) async throws -> Life {
        let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
        try await life.act("open", Steps.clerk, "2023-07-03T09:10", [.opening(.init(track: "people"))])
        try await life.act("apply", Steps.party(1), "2023-07-03T09:11")
        try await life.act("consent", Steps.party(2), "2023-07-03T09:12", [.consent(.init(manner: "口头"))])
        try await life.act("accept", Steps.clerk, "2023-07-03T09:13")
        return life
    }

    private func next(after id: CaseID?, _ fixture: EngineFixture) async throws -> [CaseID]? {
        let page = try await fixture.store.caseIDs(after: id, limit: 2)
        return page.isEmpty ? nil : page
    }
}
