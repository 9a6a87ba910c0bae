import Engine
import LegalTime
import Mediation
import Testing
import Workflow

@Suite("What the engine refuses, and what it says")
struct RefusalTests {
    @Test("a misspelt act is answered with the nearest one, and with what can be done now")
    func misspelt() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            let refusal = try await life.refused("reffer", Steps.clerk, "2023-07-03T10:00")
            #expect(refusal.code == "unknown-act")
            #expect(refusal.message.zh.contains("是否指「refer」"))
            #expect(refusal.message.en.contains("did you mean 'refer'"))
            #expect(refusal.remedy?.zh.contains("启动调解（open）") == true)
            #expect(refusal.remedy?.en.contains("open") == true)
        }
    }

    @Test("an act of a procedure that is not under way names the procedures that have it")
    func otherProcedure() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            let refusal = try await life.refused("session", Steps.mediator, "2023-07-03T10:00")
            #expect(refusal.code == "unknown-act")
            #expect(refusal.message.zh.contains("开展调解") && refusal.message.zh.contains("人民调解"))
            #expect(refusal.remedy?.zh.contains("open") == true)
        }
    }

    @Test("an act that has no place in the state says which states would accept it, and what can be done now")
    func notHere() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            try await life.act("open", Steps.clerk, "2023-07-03T09:10", [.opening(.init(track: "people"))])
            let refusal = try await life.refused(
                "session", Steps.mediator, "2023-07-03T10:00", [.session(.init(place: "", summary: "面谈"))])
            #expect(refusal.code == "not-here")
            #expect(refusal.message.zh.contains("征求意愿"))
            #expect(refusal.message.zh.contains("调解员主持"))
            #expect(refusal.remedy?.zh.contains("（apply）") == true)
        }
    }

    @Test("what has not happened yet cannot be put on record")
    func future() async throws {
        try await EngineFixture.with { fixture in
            let tomorrow = fixture.engine.now.adding(seconds: 86_400)
            let error = try await #require(throws: EngineError.self) {
                try await fixture.engine.perform(
                    Request(
                        commands: [.register(Steps.registration(), actor: Steps.clerk, at: tomorrow)],
                        particulars: Steps.persons))
            }
            guard case .refused(let refusal) = error else { throw error }
            #expect(refusal.code == "in-the-future")
        }
    }

    @Test("time runs forward: an act dated before the last one is refused")
    func past() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            let refusal = try await life.refused(
                "open", Steps.clerk, "2023-07-02T09:00", [.opening(.init(track: "people"))])
            #expect(refusal.code == "earlier-than-last")
        }
    }

    @Test("several commands of one request are carried out all or none")
    func allOrNone() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            let before = try await life.stored()
            let opening = CaseAct(
                "open", actor: Steps.clerk, at: try Steps.at("2023-07-03T10:00"),
                records: [.opening(.init(track: "people"))])
            let early = CaseAct("accept", actor: Steps.clerk, at: try Steps.at("2023-07-03T10:01"))
            let error = try await #require(throws: EngineError.self) {
                try await fixture.engine.perform(Request(id: life.id, commands: [.act(opening), .act(early)]))
            }
            guard case .refused(let refusal) = error else { throw error }
            #expect(refusal.act == "accept")
            #expect(try await life.stored() == before)
        }
    }

    @Test("a request for a dispute that does not exist says so")
    func unknownCase() async throws {
        try await EngineFixture.with { fixture in
            let nobody = CaseID(high: 1, low: 2)
            let act = CaseAct("refer", actor: Steps.clerk, at: try Steps.at("2023-07-03T10:00"))
            let error = try await #require(throws: EngineError.self) {
                try await fixture.engine.perform(Request(id: nobody, commands: [.act(act)]))
            }
            guard case .notFound(nobody) = error else { throw error }
        }
    }
}
