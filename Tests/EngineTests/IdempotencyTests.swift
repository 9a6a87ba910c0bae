import CaseStore
import Engine
import Mediation
import Postgres
import Testing

@Suite("A request that comes again")
struct IdempotencyTests {
    @Test("is answered with its first result and does nothing twice")
    func again() async throws {
        try await EngineFixture.with { fixture in
            let first = try await fixture.engine.perform(registration(key: "k1"))
            let again = try await fixture.engine.perform(registration(key: "k1"))
            #expect(!first.repeated && again.repeated)
            #expect(again.id == first.id && again.revision == first.revision)

            let note = try remedies(first.id, key: "k2")
            let noted = try await fixture.engine.perform(note)
            // Others went on meanwhile: the answer stays what it was.
            _ = try await fixture.engine.perform(try remedies(first.id, key: "k3"))
            let answered = try await fixture.engine.perform(note)
            #expect(answered.repeated && answered.revision == noted.revision)
            #expect(try await fixture.checked(first.id).revision == 3)
            #expect(try await count(fixture) == 1)
        }
    }

    @Test("under the key of another request is refused")
    func otherBody() async throws {
        try await EngineFixture.with { fixture in
            let first = try await fixture.engine.perform(registration(key: "k1"))
            let requests = [
                try registration(key: "k1", title: "另一件纠纷"), try remedies(first.id, key: "k1"),
            ]
            for request in requests {
                let error = try await #require(throws: EngineError.self) {
                    try await fixture.engine.perform(request)
                }
                guard case .keyReused("k1") = error else { throw error }
            }
            #expect(try await fixture.checked(first.id).revision == 1)
            #expect(try await count(fixture) == 1)
        }
    }

    @Test("after a refusal is decided afresh: a refusal uses no key up")
    func afterRefusal() async throws {
        try await EngineFixture.with { fixture in
            let first = try await fixture.engine.perform(registration(key: "k1"))
            let close = CaseAct(
                "close", actor: Steps.clerk, at: try Steps.at("2023-07-03T11:00"),
                records: [.closing(.init(reason: "未化解"))])
            let closing = Request(id: first.id, commands: [.act(close)], key: "k2")
            await #expect(throws: EngineError.self) { try await fixture.engine.perform(closing) }
            _ = try await fixture.engine.perform(try remedies(first.id, key: "k3"))
            let closed = try await fixture.engine.perform(closing)
            #expect(closed.dispute?.isClosed == true)
        }
    }

    @Test("many times at the same moment makes one dispute", arguments: [2, 12])
    func atOnce(callers: Int) async throws {
        try await EngineFixture.with { fixture in
            let receipts = try await withThrowingTaskGroup(of: Receipt.self) { group in
                for _ in 0..<callers {
                    group.addTask { try await fixture.engine.perform(registration(key: "k1")) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(receipts.map(\.id)).count == 1)
            #expect(receipts.filter { !$0.repeated }.count == 1)
            #expect(try await count(fixture) == 1)
        }
    }

    private func registration(key: String, title: String = "样例:排水沟走向争议") throws -> Request {
        var registration = Steps.registration()
        registration.title = title
        return Request(
            commands: [.register(registration, actor: Steps.clerk, at: try Steps.at("2023-07-03T09:00"))],
            particulars: Steps.persons, key: key)
    }

    private func remedies(_ id: CaseID, key: String) throws -> Request {
        let act = CaseAct(
            "informRemedies", actor: Steps.clerk, at: try Steps.at("2023-07-03T10:00"),
            records: [.remediesNotice(.init(oral: false, content: "可起诉"))])
        return Request(id: id, commands: [.act(act)], key: key)
    }

    private func count(_ fixture: EngineFixture) async throws -> Int {
        try await fixture.store.client.query("select count(*) from dispute").only(Int.self)
    }
}
