import Engine
import Mediation
import Testing
import Workflow

@Suite("Custody moves from body to body")
struct ReferralLifeTests {
    @Test("offered and accepted: the holder changes at that instant, and the first receiver stays on record")
    func accepted() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            try await life.act("refer", Steps.clerk, "2023-07-03T10:00", [offer(to: EngineFixture.unit)])
            #expect(try await life.stored().custody.body == EngineFixture.committee)
            let wrong = try await life.refused(
                "acceptReferral", Steps.clerk, "2023-07-03T11:00", [reply(true)])
            #expect(wrong.code == "condition")
            let moved = try await life.act("acceptReferral", .organ, "2023-07-04T11:00", [reply(true)])
            #expect(moved.custody.body == EngineFixture.unit)
            #expect(moved.firstReceiver == EngineFixture.committee)
            let late = try await life.refused(
                "open", Steps.clerk, "2023-07-04T12:00", [.opening(.init(track: "people"))])
            #expect(late.code == "not-holder")
            #expect(late.remedy?.zh.contains("区住房建设委") == true)
            try await life.act("open", .organ, "2023-07-04T12:00", [.opening(.init(track: "administrative"))])
        }
    }

    @Test("declined once it comes back; declined twice the coordinator assigns it")
    func declined() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            try await life.act("refer", Steps.clerk, "2023-07-03T10:00", [offer(to: EngineFixture.unit)])
            let back = try await life.act("declineReferral", .organ, "2023-07-03T15:00", [reply(false, "不属本单位职责")])
            #expect(back.custody.body == EngineFixture.committee)
            #expect(back.referrals[0].state == .declined)
            #expect(back.referrals[0].reply == "不属本单位职责")
            try await life.act("refer", Steps.clerk, "2023-07-04T10:00", [offer(to: EngineFixture.unit)])
            let mute = try await life.refused("declineReferral", .organ, "2023-07-04T11:00", [reply(false, "")])
            #expect(mute.code == "reason-missing")
            let escalated = try await life.act(
                "declineReferral", .organ, "2023-07-04T15:00", [reply(false, "不属本单位职责")])
            #expect(escalated.pipeline.states.contains("escalated"))
            let assign = offer(to: EngineFixture.unit, .handOver)
            let clerk = try await life.refused("assign", Steps.clerk, "2023-07-05T09:00", [assign])
            #expect(clerk.code == "wrong-role")
            let assigned = try await life.act("assign", .coordinator, "2023-07-05T09:00", [assign])
            #expect(assigned.custody.body == EngineFixture.unit)
            #expect(assigned.referrals.map(\.state) == [.declined, .declined, .assigned])
        }
    }

    @Test("no answer in three working days goes to the coordinator by the clock alone")
    func expired() async throws {
        try await EngineFixture.with { fixture in
            // Labour Day ends on 3 May; Saturday 6 May is worked and is the third working day.
            let life = try await Life.begin(fixture, at: "2023-04-28T09:00", source: .entrusted)
            try await life.act("refer", Steps.clerk, "2023-04-28T10:00", [offer(to: EngineFixture.unit)])
            let quiet = try await #require(throws: EngineError.self) { try await life.wait(until: "2023-05-06T23:59") }
            guard case .refused(let nothing) = quiet, nothing.code == "nothing-to-do" else { throw quiet }
            #expect(try await life.stored().referrals[0].state == .offered)
            let late = try await life.refused("acceptReferral", .organ, "2023-05-07T09:00", [reply(true)])
            #expect(late.code == "not-holder")
            let escalated = try await life.wait(until: "2023-05-07T09:00")
            #expect(escalated.referrals[0].state == .expired)
            #expect(escalated.custody.body == EngineFixture.committee)
            #expect(escalated.pipeline.states.contains("escalated"))
        }
    }

    @Test("taken back before the answer, it stands as it stood")
    func recalled() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            try await life.act("refer", Steps.clerk, "2023-07-03T10:00", [offer(to: EngineFixture.unit)])
            let recalled = try await life.act("recall", Steps.clerk, "2023-07-03T11:00")
            #expect(recalled.referrals[0].state == .recalled)
            #expect(recalled.pipeline.states.contains("held"))
            let late = try await life.refused("acceptReferral", .organ, "2023-07-03T12:00", [reply(true)])
            #expect(late.code == "not-holder")
        }
    }

    @Test("A to B to A is seen, and goes to the coordinator")
    func pingPong() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            try await life.act("refer", Steps.clerk, "2023-07-03T10:00", [offer(to: EngineFixture.unit)])
            try await life.act("acceptReferral", .organ, "2023-07-03T11:00", [reply(true)])
            let back = try await life.act("refer", .organ, "2023-07-03T12:00", [offer(to: EngineFixture.committee)])
            #expect(back.pipeline.states.contains("escalated"))
            #expect(back.custody.body == EngineFixture.unit)
        }
    }

    @Test("nobody can refer to a body that is not there, or to the one that holds it")
    func nowhere() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-07-03T09:00")
            let nowhere = try await life.refused("refer", Steps.clerk, "2023-07-03T10:00", [offer(to: BodyID("NO-1"))])
            #expect(nowhere.code == "unknown-body")
            let itself = try await life.refused(
                "refer", Steps.clerk, "2023-07-03T10:00", [offer(to: EngineFixture.committee)])
            #expect(itself.code == "refer-to-self")
        }
    }

    private func offer(to body: BodyID, _ manner: ReferralManner = .transfer) -> Record {
        .referral(.init(to: body, manner: manner, reason: "属其职责"))
    }

    private func reply(_ accepted: Bool, _ reason: String = "") -> Record {
        .referralReply(.init(accepted: accepted, reason: reason))
    }
}
