import CaseStore
import Engine
import LegalTime
import Mediation
import Testing
import Workflow

/// Disputes that go through more than one procedure.
@Suite("From one track to another")
struct LinkTests {
    private static func act(
        _ name: String, _ role: String, _ at: String, body: BodyID = EngineFixture.committee, party: Int? = nil,
        _ records: [Record] = [], declared: Set<Predicate> = []
    ) throws -> Command {
        let actor = Actor(role: role, name: "sample", body: role == "party" ? nil : body, party: party)
        return .act(CaseAct(name, actor: actor, at: try Steps.at(at), records: records, declared: declared))
    }

    private static func life(_ source: DisputeSource, at body: BodyID, _ commands: [Command]) async throws -> Dispute? {
        var registration = Steps.registration(source: source)
        registration.body = body
        let first = try #require(commands.first)
        var dispute: Dispute?
        try await EngineFixture.with { fixture in
            let receipt = try await fixture.at(try Steps.at("2030-01-01T00:00")).perform(
                Request(
                    commands: [.register(registration, actor: Steps.clerk, at: first.at)] + commands,
                    particulars: Steps.persons))
            dispute = receipt.dispute
            let history = try await fixture.store.history(of: receipt.id)
            #expect(EventChain.fault(in: history, district: fixture.engine.district, id: receipt.id) == nil)
        }
        return dispute
    }

    @Test("the police find no offence and refer the dispute to the committee, which settles it")
    func policeToCommittee() async throws {
        let unit = EngineFixture.unit
        let dispute = try #require(
            try await Self.life(
                .entrusted, at: unit,
                [
                    Self.act("open", "police", "2026-03-02T09:00", body: unit, [.opening(.init(track: "police"))]),
                    Self.act(
                        "investigate", "police", "2026-03-02T09:10", body: unit, [.investigation(.init(text: "样例"))]),
                    Self.act(
                        "advise", "police", "2026-03-02T10:00", body: unit,
                        [.nonAcceptance(.init(reason: "不构成违反治安管理行为", channel: "人民调解或者起诉"))], declared: [.offenceNone]),
                    Self.act(
                        "refer", "police", "2026-03-02T10:10", body: unit,
                        [.referral(.init(to: EngineFixture.committee, manner: .transfer, reason: "公调对接"))]),
                    Self.act(
                        "acceptReferral", "clerk", "2026-03-03T09:00",
                        [.referralReply(.init(accepted: true, reason: ""))]),
                    Self.act("open", "clerk", "2026-03-03T09:05", [.opening(.init(track: "people"))]),
                    Self.act("transfer", "clerk", "2026-03-03T09:10"),
                    Self.act(
                        "consent", "party", "2026-03-03T09:15", party: 1, [.consent(.init(manner: "口头"))],
                        declared: [.partiesJointly]),
                    Self.act("accept", "clerk", "2026-03-03T09:20"),
                    Self.act(
                        "informRights", "clerk", "2026-03-03T09:25", [.rightsNotice(.init(oral: true, content: ""))]),
                    Self.act(
                        "appoint", "clerk", "2026-03-03T09:30",
                        [.mediators(.init(names: [EngineFixture.mediator], chosenByParties: false))]),
                    Self.act("session", "mediator", "2026-03-04T09:00", [.session(.init(place: "", summary: "样例"))]),
                    Self.act(
                        "agreeOrally", "mediator", "2026-03-04T10:00",
                        [.oralAgreement(.init(terms: "赔礼道歉", claims: [1], obligations: []))]),
                ]))
        #expect(dispute.proceedings.map(\.track) == ["police", "people"])
        #expect(dispute.proceedings.map(\.outcome) == ["notAccepted", "succeeded"])
        #expect(dispute.custody.body == EngineFixture.committee)
        #expect(dispute.firstReceiver == unit)
        #expect(dispute.phase == "settled")
    }

    @Test(
        "the police decide the offence and tell of the suit; the civil part goes to the committee, and is no second dispute"
    )
    func civilPart() async throws {
        let unit = EngineFixture.unit
        let police = { (name: String, at: String, records: [Record]) in
            try Self.act(name, "police", at, body: unit, records)
        }
        let dispute = try #require(
            try await Self.life(
                .entrusted, at: unit,
                [
                    police("open", "2026-03-02T09:00", [.opening(.init(track: "police"))]),
                    police("investigate", "2026-03-02T09:10", [.investigation(.init(text: "样例"))]),
                    Self.act("refuse", "party", "2026-03-02T09:20", party: 2),
                    police("informRemedies", "2026-03-02T09:30", [.remediesNotice(.init(oral: false, content: "起诉"))]),
                    police("decide", "2026-03-10T09:00", [.courtDecision(.init(number: "样例", reason: ""))]),
                    police(
                        "refer", "2026-03-10T09:10",
                        [.referral(.init(to: EngineFixture.committee, manner: .transfer, reason: "民事赔偿部分"))]),
                    Self.act(
                        "acceptReferral", "clerk", "2026-03-11T09:00",
                        [.referralReply(.init(accepted: true, reason: ""))]),
                    Self.act("open", "clerk", "2026-03-11T09:05", [.opening(.init(track: "people"))]),
                    Self.act("transfer", "clerk", "2026-03-11T09:10"),
                    Self.act(
                        "consent", "party", "2026-03-11T09:15", party: 1, [.consent(.init(manner: "口头"))],
                        declared: [.partiesJointly]),
                    Self.act("accept", "clerk", "2026-03-11T09:20"),
                    Self.act(
                        "informRights", "clerk", "2026-03-11T09:25", [.rightsNotice(.init(oral: true, content: ""))]),
                    Self.act(
                        "appoint", "clerk", "2026-03-11T09:30",
                        [.mediators(.init(names: [EngineFixture.mediator], chosenByParties: false))]),
                    Self.act("session", "mediator", "2026-03-12T09:00", [.session(.init(place: "", summary: "样例"))]),
                    Self.act(
                        "agreeOrally", "mediator", "2026-03-12T10:00",
                        [.oralAgreement(.init(terms: "赔偿医药费", claims: [1], obligations: []))]),
                ]))
        #expect(dispute.proceedings.map(\.track) == ["police", "people"])
        #expect(dispute.proceedings.map(\.outcome) == ["failed", "succeeded"])
        #expect(dispute.legs.map(\.body) == [unit, EngineFixture.committee])
        #expect(dispute.papers.contains { $0.name == "police.decision" })
    }

    @Test("a lead becomes a dispute; another is prevented and closed as such")
    func screening() async throws {
        let look = try Self.act("look", "mediator", "2026-03-02T10:00", [.investigation(.init(text: "样例"))])
        let open = try Self.act("open", "clerk", "2026-03-02T09:00", [.opening(.init(track: "screening"))])
        let arose = try #require(
            try await Self.life(
                .application, at: EngineFixture.committee,
                [
                    open, look, Self.act("arise", "party", "2026-03-03T09:00", party: 1),
                    Self.act("open", "clerk", "2026-03-03T09:05", [.opening(.init(track: "people"))]),
                ]))
        #expect(arose.proceedings.map(\.outcome) == ["arose", nil])
        #expect(arose.phase == "mediating")
        let prevented = try #require(
            try await Self.life(
                .application, at: EngineFixture.committee,
                [open, look, Self.act("prevent", "mediator", "2026-03-03T09:00", [.note(.init(text: "已消除"))])]))
        #expect(prevented.pipeline.states == ["prevented"])
        #expect(prevented.isClosed)
    }

    @Test("committees number in one series whatever the matter; authorities have series of their own")
    func series() {
        #expect(DossierSeries.name(body: "蓟医", track: "medical") == "蓟医人调")
        #expect(DossierSeries.name(body: "蓟物", track: "property") == "蓟物人调")
        let tracks = Shipped.workflowFiles.map(\.path).filter { $0.hasPrefix("tracks/") && !$0.hasSuffix("-2022.yaml") }
            .map { String($0.dropFirst("tracks/".count).dropLast(".yaml".count)) }
        let unnamed = tracks.filter { DossierSeries.name(body: "", track: $0) == "调" }
        #expect(unnamed == ["confirmation"])
    }
}
