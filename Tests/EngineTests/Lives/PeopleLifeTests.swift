import Mediation
import Testing
import Workflow

@Suite("People's mediation, stored step by step")
struct PeopleLifeTests {
    @Test("an oral agreement, performed on another day, visited and closed")
    func oral() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-05-15T09:00")
            try await accepted(life)
            try await life.act(
                "agreeOrally", Steps.mediator, "2023-05-15T11:00", [.oralAgreement(Life.settlement)])
            let settled = try await life.stored()
            #expect(settled.phase == "settled")
            #expect(settled.agreement?.form == .oral)
            #expect(settled.proceedings[0].dossier?.description == "\u{FF08}2023\u{FF09}渔阳人调字第1号")

            let early = try await life.refused(
                "close", Steps.clerk, "2023-05-15T12:00", [.closing(.init(reason: "履行完毕"))])
            #expect(early.code == "not-here")
            try await life.act(
                "perform", Steps.clerk, "2023-05-16T09:00",
                [.performance(.init(obligation: 1, amount: Money(yuan: 500), receipt: "收条"))])
            #expect(try await life.stored().agreement?.obligations[0].paid == Money(yuan: 500))
            try await life.act(
                "perform", Steps.clerk, "2023-05-20T09:00",
                [.performance(.init(obligation: 1, amount: Money(yuan: 1500), receipt: "收条"))])
            let closed = try await life.act(
                "close", Steps.clerk, "2023-05-21T09:00", [.closing(.init(reason: "履行完毕"))])
            #expect(closed.isClosed)
            #expect(closed.pipeline.states.contains("resolved"))
        }
    }

    @Test("no agreement: remedies are told before it can be closed; reopened, it must be told again")
    func failedAndReopened() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-05-15T09:00")
            try await accepted(life)
            try await life.act("fail", Steps.mediator, "2023-05-17T09:00")
            let told = Record.remediesNotice(.init(oral: false, content: "可向人民法院起诉"))
            let failed = try await life.act("informRemedies", Steps.mediator, "2023-05-17T09:10", [told])
            #expect(failed.proceedings[0].outcome == "failed")
            #expect(failed.pipeline.states.contains("unresolved"))
            let closing = Record.closing(.init(reason: "未达成协议"))
            #expect(try await life.act("close", Steps.clerk, "2023-05-18T09:00", [closing]).isClosed)
            try await life.act("reopen", Steps.clerk, "2023-06-01T09:00", [.reopening(.init(text: "双方再次申请"))])
            let refusal = try await life.refused("close", Steps.clerk, "2023-06-01T09:10", [closing])
            #expect(refusal.code == "condition")
            try await accepted(life, on: "2023-06-02T")
            let second = try await life.stored()
            #expect(second.proceedings.count == 2)
            #expect(second.proceedings[1].dossier?.sequence == 2)
        }
    }

    @Test("a party that refuses ends it before acceptance, and no dossier number is used up")
    func declined() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-05-15T09:00")
            try await life.act("open", Steps.clerk, "2023-05-15T09:00", [.opening(.init(track: "people"))])
            try await life.act("apply", Steps.party(1), "2023-05-15T09:01")
            let refusal = try await life.refused("accept", Steps.clerk, "2023-05-15T09:02")
            #expect(refusal.code == "condition")
            #expect(refusal.message.zh.contains("当事人意愿"))
            let declined = try await life.act("refuse", Steps.party(2), "2023-05-15T09:03")
            #expect(declined.proceedings[0].outcome == "declined")
            let other = try await Life.begin(fixture, at: "2023-05-16T09:00")
            try await accepted(other, on: "2023-05-16T")
            #expect(try await other.stored().proceedings[0].dossier?.sequence == 1)
        }
    }

    @Test("the thirty days run out: an agreement is still good and counts as late")
    func overdue() async throws {
        try await EngineFixture.with { fixture in
            let life = try await Life.begin(fixture, at: "2023-05-15T09:00")
            try await accepted(life)
            let late = try await life.wait(until: "2023-07-01T09:00")
            #expect(late.proceedings[0].overdue)
            #expect(late.proceedings[0].run.states.contains("mustDecide"))
            let settled = try await life.act(
                "agreeOrally", Steps.mediator, "2023-07-02T09:00", [.oralAgreement(Life.settlement)])
            #expect(settled.proceedings[0].outcome == "succeeded")
            #expect(settled.proceedings[0].overdue)
        }
    }

    private func accepted(_ life: Life, on day: String = "2023-05-15T") async throws {
        try await life.act("open", Steps.clerk, day + "09:10", [.opening(.init(track: "people"))])
        try await life.act("apply", Steps.party(1), day + "09:11")
        try await life.act("consent", Steps.party(2), day + "09:12", [.consent(.init(manner: "口头"))])
        try await life.act("accept", Steps.clerk, day + "09:13")
        try await life.act("informRights", Steps.clerk, day + "09:14", [.rightsNotice(.init(oral: true, content: ""))])
        try await life.act(
            "appoint", Steps.clerk, day + "09:15",
            [.mediators(.init(names: [EngineFixture.mediator], chosenByParties: true))])
        try await life.act("session", Steps.mediator, day + "10:00", [.session(.init(place: "村委会", summary: "面谈"))])
    }
}
