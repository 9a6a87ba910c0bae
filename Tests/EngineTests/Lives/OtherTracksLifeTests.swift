import LegalTime
import Mediation
import Testing
import Workflow

@Suite("The other tracks, stored step by step")
struct OtherTracksLifeTests {
    @Test("an administrative organ mediates in its own procedure, under its own numbers")
    func administrative() async throws {
        try await EngineFixture.with { fixture in
            let day = "2023-05-15T"
            let life = try await Life.begin(fixture, at: day + "09:00", door: EngineFixture.unit)
            try await life.act("open", .organ, day + "09:00", [.opening(.init(track: "administrative"))])
            try await life.act("apply", Steps.party(1), day + "09:01")
            try await life.act("consent", Steps.party(2), day + "09:02", [.consent(.init(manner: "书面"))])
            let clerk = try await life.refused("accept", .clerk(of: EngineFixture.unit), day + "09:03")
            #expect(clerk.code == "wrong-role")
            let stranger = try await life.refused(
                "accept", Actor(role: "organ", name: "organ", body: EngineFixture.committee), day + "09:03")
            #expect(stranger.code == "not-holder")
            try await life.act("accept", .organ, day + "09:03")
            try await life.act("informRights", .organ, day + "09:04", [.rightsNotice(.init(oral: true, content: ""))])
            try await life.act(
                "appoint", .organ, day + "09:05", [.mediators(.init(names: ["样例调解员0002"], chosenByParties: false))])
            try await life.act("session", .unitMediator, day + "10:00", [.session(.init(place: "", summary: "面谈"))])
            try await sign(life, mediator: .unitMediator, day)
            let settled = try await life.act("seal", .organ, day + "11:04", [.seal(.init(by: "区住房建设委"))])
            #expect(settled.proceedings[0].outcome == "succeeded")
            #expect(settled.proceedings[0].dossier?.description == "\u{FF08}2023\u{FF09}区住建行调字第1号")
            #expect(settled.pipeline.states.contains("performing"))
        }
    }

    @Test("since 2025 a court entrusts after docketing; its paper can be enforced without confirmation")
    func judicial() async throws {
        try await EngineFixture.with { fixture in
            let day = "2025-03-10T"
            let life = try await courtCase(fixture, day)
            let undocketed = try await life.refused("accept", .court, day + "09:03")
            #expect(undocketed.code == "condition")
            try await life.act("accept", .court, day + "09:03", declared: [.suitDocketed])
            try await mediated(life, day)
            try await sign(life, mediator: .courtMediator, day)
            #expect(try await life.stored().openProceeding?.run.states.contains("reviewing") == true)
            let settled = try await life.act(
                "issuePaper", .court, day + "15:00",
                [.courtDecision(.init(number: "\u{FF08}2025\u{FF09}津0119民初1号", reason: ""))])
            #expect(settled.proceedings[0].outcome == "succeeded")
            #expect(settled.phase == "settled")
            let enforced = try await life.act("applyEnforcement", Steps.party(1), "2025-05-01T09:00")
            #expect(enforced.pipeline.states.contains("enforcing"))
        }
    }

    @Test("until 2024 a court commissioned before docketing, and that version governs what began under it")
    func judicialBefore() async throws {
        try await EngineFixture.with { fixture in
            let day = "2024-12-30T"
            let life = try await courtCase(fixture, day)
            let docketed = try await life.refused("accept", .court, day + "09:03", declared: [.suitDocketed])
            #expect(docketed.code == "condition")
            try await life.act("accept", .court, day + "09:03")
            try await mediated(life, day)
            // The new version is in force now, and this proceeding ends under the one it began with.
            try await sign(life, mediator: .courtMediator, "2025-01-06T")
            let settled = try await life.stored()
            #expect(settled.proceedings[0].outcome == "succeeded")
            #expect(settled.proceedings[0].run.from.year == 2022)
            #expect(settled.pipeline.states.contains("open"))
        }
    }

    @Test("confirmation: filed together in time, ruled, and the agreement enforceable")
    func confirmed() async throws {
        try await EngineFixture.with { fixture in
            let life = try await writtenAgreement(fixture)
            try await life.act("openConfirmation", Steps.clerk, "2023-05-20T09:00")
            let file = Record.filing(.init(court: EngineFixture.court))
            let alone = try await life.refused("file", Steps.party(1), "2023-05-22T09:00", [file])
            #expect(alone.code == "condition")
            let wrongCourt = try await life.refused(
                "file", Steps.party(1), "2023-05-22T09:00", [.filing(.init(court: EngineFixture.office))],
                declared: [.partiesJointly])
            #expect(wrongCourt.code == "condition")
            try await life.act("file", Steps.party(1), "2023-05-22T09:00", [file], declared: [.partiesJointly])
            try await life.act("accept", .court, "2023-05-24T09:00")
            let ruled = try await life.act(
                "confirm", .court, "2023-06-01T09:00",
                [.courtDecision(.init(number: "\u{FF08}2023\u{FF09}津0119民特1号", reason: ""))])
            #expect(ruled.proceedings.last?.outcome == "confirmed")
            #expect(ruled.pipeline.states.contains("confirmed"))
            try await life.act(
                "applyEnforcement", Steps.party(1), "2023-07-01T09:00")
        }
    }

    @Test("on the thirty-first day nothing can be filed, unless the court lets the limit run on")
    func window() async throws {
        try await EngineFixture.with { fixture in
            // Effective on 15 May: the thirtieth day is 14 June.
            let life = try await writtenAgreement(fixture)
            try await life.act("openConfirmation", Steps.clerk, "2023-06-14T09:00")
            let file = Record.filing(.init(court: EngineFixture.court))
            let late = try await life.refused(
                "file", Steps.party(1), "2023-06-15T09:00", [file], declared: [.partiesJointly])
            #expect(late.code == "condition")
            try await life.act("withdraw", Steps.party(1), "2023-06-15T09:10")
            let lapsed = try await life.stored()
            #expect(lapsed.pipeline.states.contains("lapsed"))
            try await life.act(
                "restore", .court, "2023-06-20T09:00", [.courtDecision(.init(number: "准许", reason: "不可抗力"))])
            try await life.act("openConfirmation", Steps.clerk, "2023-06-21T09:00")
            try await life.act("file", Steps.party(1), "2023-06-21T09:10", [file], declared: [.partiesJointly])
            let filed = try await life.stored()
            #expect(filed.openProceeding?.run.states.contains("filed") == true)
        }
    }

    private func courtCase(_ fixture: EngineFixture, _ day: String) async throws -> Life {
        let life = try await Life.begin(fixture, at: day + "09:00", door: EngineFixture.court)
        try await life.act("open", .court, day + "09:00", [.opening(.init(track: "judicial"))])
        try await life.act("offer", .court, day + "09:01")
        try await life.act(
            "consent", Steps.party(1), day + "09:02", [.consent(.init(manner: "书面"))], declared: [.partiesJointly])
        return life
    }

    private func mediated(_ life: Life, _ day: String) async throws {
        try await life.act(
            "appoint", .court, day + "09:05", [.mediators(.init(names: ["M3"], chosenByParties: true))])
        try await life.act("receive", .courtMediator, day + "09:06")
        try await life.act("informRights", .court, day + "09:07", [.rightsNotice(.init(oral: false, content: ""))])
        try await life.act("session", .courtMediator, day + "10:00", [.session(.init(place: "", summary: "面谈"))])
    }

    /// From the draft to the mediator's signature.
    private func sign(_ life: Life, mediator: Actor, _ day: String) async throws {
        try await life.act("draft", mediator, day + "11:00", [.agreement(Life.settlement)])
        for party in 1...2 {
            try await life.act("sign", Steps.party(party), day + "11:0\(party)", [.signature(.init(by: "\(party)"))])
        }
        try await life.act("mediatorSign", mediator, day + "11:03", [.mediatorSignature(.init(by: "调解员"))])
    }

    private func writtenAgreement(_ fixture: EngineFixture) async throws -> Life {
        let day = "2023-05-15T"
        let life = try await Life.begin(fixture, at: day + "09:00")
        try await life.act("open", Steps.clerk, day + "09:00", [.opening(.init(track: "people"))])
        try await life.act("apply", Steps.party(1), day + "09:01")
        try await life.act("consent", Steps.party(2), day + "09:02", [.consent(.init(manner: "口头"))])
        try await life.act("accept", Steps.clerk, day + "09:03")
        try await life.act("informRights", Steps.clerk, day + "09:04", [.rightsNotice(.init(oral: true, content: ""))])
        try await life.act(
            "appoint", Steps.clerk, day + "09:05",
            [.mediators(.init(names: [EngineFixture.mediator], chosenByParties: false))])
        try await life.act("session", Steps.mediator, day + "10:00", [.session(.init(place: "", summary: "面谈"))])
        try await sign(life, mediator: Steps.mediator, day)
        try await life.act("seal", Steps.clerk, day + "11:04", [.seal(.init(by: "渔阳镇人民调解委员会"))])
        return life
    }
}
