import CaseStore
import Engine
import LegalTime
import Mediation
import Testing
import Workflow

@Suite("A clock that is wrong")
struct ClockTests {
    @Test("a step that nobody dated happens when it is decided, and never before the step before it")
    func setBack() async throws {
        try await EngineFixture.with { fixture in
            let morning = try Steps.at("2023-07-03T09:00:00")
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            // Ahead, then back by four minutes, then on.
            for (seconds, happens) in [(240, 240), (0, 240), (100, 240), (300, 300)] {
                let engine = fixture.at(morning.adding(seconds: seconds))
                let receipt = try await engine.perform(try Self.undated(life.id))
                let last = try #require(try await fixture.store.history(of: life.id).last)
                let expected = morning.adding(seconds: happens)
                #expect(last.event.sequence == receipt.revision)
                #expect(last.event.occurred == expected && last.recorded == expected)
            }
            try await fixture.checked(life.id)
        }
    }

    @Test("further behind than machines may differ, it is refused with both times")
    func farBehind() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            let late = fixture.at(try Steps.at("2023-07-03T08:54:59"))
            let error = try await #require(throws: EngineError.self) {
                try await late.perform(try Self.undated(life.id))
            }
            guard case .refused(let refusal) = error else { throw error }
            #expect(refusal.code == "clock-behind" && refusal.message.en.contains("09:00"))
            #expect(try await life.stored().revision == 1)
        }
    }

    @Test("what its caller dates stays as dated, and is recorded no earlier than the step before it")
    func dated() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            let engine = fixture.at(try Steps.at("2023-07-03T08:58:00"))
            var request = try Self.undated(life.id)
            request.isTimed = true
            request.commands = request.commands.map { $0.dated(life.start) }
            _ = try await engine.perform(request)
            let last = try #require(try await fixture.store.history(of: life.id).last)
            #expect(last.event.occurred == life.start && last.recorded == life.start)
        }
    }

    private static func undated(_ id: CaseID) throws -> Request {
        let act = CaseAct(
            "informRemedies", actor: Steps.clerk, at: try Steps.at("2001-01-01T00:00"),
            records: [.remediesNotice(.init(oral: false, content: "可起诉"))])
        return Request(id: id, commands: [.act(act)], isTimed: false)
    }
}

extension Life {
    /// When it was registered in these tests.
    fileprivate var start: Instant { Instant("2023-07-03T09:00") ?? fixture.engine.now }
}
