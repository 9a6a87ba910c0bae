import CaseStore
import Engine
import Mediation
import Postgres
import Testing

/// What an engine remembers of the cases it wrote, when it is not the only one that writes.
@Suite("Remembered cases")
struct RecentCasesTests {
    /// Two engines over one database.
    private static func withTwo(_ body: (EngineFixture, EngineFixture) async throws -> Void) async throws {
        try await EngineFixture.with { one in
            let engine = Engine(store: one.store, decider: one.engine.decider, patience: .seconds(600))
            try await body(one, EngineFixture(engine: engine, store: one.store))
        }
    }

    @Test("a step of another program is neither overwritten nor lost")
    func alternating() async throws {
        try await Self.withTwo { one, other in
            let life = try await Life.begin(one, at: "2023-07-03T09:00")
            for step in 0..<8 {
                // One, other, other, one, one, …: each meets a case that it wrote last and one that it did not.
                let fixture = (step + 1) / 2 % 2 == 0 ? one : other
                let receipt = try await fixture.engine.perform(try notice(life.id, "2023-07-03T10:0\(step)"))
                #expect(receipt.revision == step + 2)
                #expect(receipt.dispute == (try await one.checked(life.id)))
            }
        }
    }

    @Test("nobody is refused, and nothing is said to be changed, because of what is remembered")
    func refusal() async throws {
        try await Self.withTwo { one, other in
            let life = try await Life.begin(one, at: "2023-07-03T09:00")
            let elsewhere = Life(fixture: other, id: life.id)
            try await elsewhere.act("open", Steps.clerk, "2023-07-03T09:10", [.opening(.init(track: "people"))])
            // Refused where nothing is open.
            try await life.act("apply", Steps.party(1), "2023-07-03T09:11")
            let last = try await elsewhere.act(
                "consent", Steps.party(2), "2023-07-03T09:12", [.consent(.init(manner: "口头"))])
            var request = Request(
                id: life.id,
                commands: [.act(CaseAct("accept", actor: Steps.clerk, at: try Steps.at("2023-07-03T10:00")))])
            request.expected = last.revision
            #expect(try await one.engine.perform(request).revision == last.revision + 1)
        }
    }

    @Test("what is refused on the case as it is, is refused")
    func refusedAnew() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            _ = try await life.refused("accept", Steps.clerk, "2023-07-03T09:10")
            #expect(try await fixture.engine.perform(try notice(life.id, "2023-07-03T10:00")).revision == 2)
        }
    }

    @Test("a case with as many events and another last one, as after a restore, is read before it is written")
    func anotherHistory() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            _ = try await fixture.store.client.execute("update dispute set head = sha256('another history')")
            _ = try await fixture.engine.perform(try notice(life.id, "2023-07-03T10:00"))
            let linked = try await fixture.store.client.query(
                "select count(*) from event where sequence = 2 and previous = sha256('another history')"
            ).decode(Int64.self)
            #expect(linked == [1])
        }
    }
}

private func notice(_ id: CaseID, _ time: String) throws -> Request {
    let act = CaseAct(
        "informRemedies", actor: Steps.clerk, at: try Steps.at(time),
        records: [.remediesNotice(.init(oral: false, content: "可起诉"))])
    return Request(id: id, commands: [.act(act)])
}
