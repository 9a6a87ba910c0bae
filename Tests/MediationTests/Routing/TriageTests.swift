import LegalTime
import Testing
import Workflow

@testable import Mediation

@Suite("What routing reads from the records of a dispute")
struct TriageTests {
    private func bench() throws -> Bench {
        try Bench(
            parties: [Bench.party(1, side: 1), Bench.party(2, side: 2), Bench.party(3, side: 2)],
            claims: [Claim(number: 1, by: [1], against: [2, 3], subject: "赔偿", amount: Money(yuan: 3000))])
    }

    private func subject(_ bench: Bench, on day: String = "2024-03-02") throws -> RoutingSubject {
        RoutingSubject(try #require(bench.dispute), on: try #require(Day(day)))
    }

    @Test("grade, bar and who stands aside, the last word on each")
    func triage() throws {
        var bench = try bench()
        try bench.act("triage", at: "2024-03-01T10:00", .triage(.init(grade: .B, basis: "一般")))
        try bench.act(
            "triage", at: "2024-03-01T11:00", .triage(.init(bar: .crime, aside: [Bench.partner], basis: "涉嫌犯罪")))
        let found = try subject(bench)
        #expect(found.grade == .B)
        #expect(found.bar == .crime)
        #expect(found.involved == [Bench.partner])
        try bench.act("triage", at: "2024-03-01T12:00", .triage(.init(grade: .A, bar: MediationBar.none, basis: "复核")))
        #expect(try subject(bench).grade == .A)
        #expect(try subject(bench).bar == .none)
        #expect(try subject(bench).involved == [Bench.partner])
    }

    @Test("a grade without a word, of nothing, or by a party is refused")
    func refusedTriage() throws {
        var bench = try bench()
        try bench.expect("basis-missing", "triage", at: "2024-03-01T10:00", .triage(.init(grade: .A, basis: "")))
        try bench.expect("triage-empty", "triage", at: "2024-03-01T10:00", .triage(.init(basis: "无")))
        try bench.expect(
            "unknown-body", "triage", at: "2024-03-01T10:00", .triage(.init(aside: [BodyID("NO")], basis: "回避")))
        try bench.expect(
            "wrong-role", "triage", by: "party", party: 1, at: "2024-03-01T10:00", .triage(.init(grade: .A, basis: "x"))
        )
    }

    @Test("the parties' choice counts once every side made it and nobody made another")
    func choice() throws {
        var bench = try bench()
        try bench.act(
            "chooseBody", by: "party", party: 1, at: "2024-03-01T10:00", .choice(.init(body: Bench.partner)))
        #expect(try subject(bench).chosen == nil)
        try bench.act("chooseBody", at: "2024-03-01T10:01", .choice(.init(body: Bench.partner, by: [2])))
        #expect(try subject(bench).chosen == Bench.partner)
        try bench.act(
            "chooseBody", by: "party", party: 3, at: "2024-03-01T10:02", .choice(.init(body: Bench.committee)))
        #expect(try subject(bench).chosen == nil)
        try bench.act("chooseBody", by: "party", party: 3, at: "2024-03-01T10:03", .choice(.init(body: nil)))
        #expect(try subject(bench).chosen == Bench.partner)
        try bench.expect(
            "choice-of-others", "chooseBody", by: "party", party: 1, at: "2024-03-01T10:04",
            .choice(.init(body: Bench.partner, by: [2])))
        try bench.expect("choice-by", "chooseBody", at: "2024-03-01T10:04", .choice(.init(body: Bench.partner)))
    }

    @Test("a suit over every claim bars mediation while it runs; one over nothing, or ended, does not")
    func seized() throws {
        var bench = try bench()
        try bench.act(
            "beginElsewhere", by: "court", at: "2024-03-01T10:00",
            .elsewhere(.init(kind: .suit, authority: "某法院", subject: "另案")))
        #expect(try subject(bench).bar == .none)
        try bench.act(
            "beginElsewhere", by: "court", at: "2024-03-01T10:01",
            .elsewhere(.init(kind: .suit, authority: "某法院", subject: "赔偿", claims: [1])))
        #expect(try subject(bench).bar == .courtSeized)
        try bench.act(
            "triage", at: "2024-03-01T10:02", .triage(.init(bar: MediationBar.none, basis: "法院同意先行调解")))
        #expect(try subject(bench).bar == .none)
        try bench.act(
            "moveElsewhere", by: "court", at: "2024-03-01T10:03",
            .elsewhereStep(.init(procedure: 2, text: "撤诉", result: .withdrawn)))
        #expect(try #require(bench.dispute).surroundings.elsewhere[1].state == .ended)
    }

    @Test("attempts are the sessions of mediations that failed, counted where they were held")
    func attempts() throws {
        var bench = try bench()
        try bench.talk()
        try bench.act(
            "session", by: "mediator", at: "2024-03-01T11:00", .session(.init(place: "", summary: "再谈")))
        #expect(try subject(bench).triedHere == 0)
        try bench.act("fail", by: "mediator", at: "2024-03-01T12:00")
        try bench.act("informRemedies", at: "2024-03-01T12:01", .remediesNotice(.init(oral: true, content: "诉讼")))
        let found = try subject(bench)
        #expect(found.triedHere == 2)
        #expect(found.tried == 2)
        #expect(try #require(bench.dispute).failedAttempts(at: Bench.partner) == 0)
    }

    @Test("each body's clock starts when it takes custody, the citizen's with the first door; a return is seen")
    func clocks() throws {
        var bench = try bench()
        func offer(_ body: BodyID) -> Record { .referral(.init(to: body, manner: .transfer, reason: "属其职责")) }
        let yes = Record.referralReply(.init(accepted: true, reason: ""))
        try bench.act("refer", at: "2024-03-02T09:00", offer(Bench.partner))
        #expect(try #require(bench.dispute).legs.map(\.body) == [Bench.committee])
        try bench.act("acceptReferral", body: Bench.partner, at: "2024-03-04T09:00", yes)
        try bench.act("refer", by: "coordinator", body: Bench.partner, at: "2024-03-06T09:00", offer(Bench.committee))
        try bench.act("acceptReferral", at: "2024-03-07T09:00", yes)
        let dispute = try #require(bench.dispute)
        let now = try Bench.instant("2024-03-11T09:00")
        #expect(dispute.legs.map(\.body) == [Bench.committee, Bench.partner, Bench.committee])
        #expect(dispute.legs.map { $0.days(to: now) } == [3, 3, 4])
        #expect(dispute.age(at: now) == 10)
        #expect(dispute.returnedTo == [Bench.committee])
        #expect(dispute.legs.last?.until == nil)
    }

    @Test("a decision is kept with the referral that carries it out, and cannot name another body")
    func decisionWithReferral() throws {
        var bench = try bench()
        let directory = bench.decider.directory
        let day = try #require(Day("2024-03-02"))
        func finding(_ body: BodyID?) throws -> Record {
            .routing(RoutingFinding(try RoutingDecision.made(body: body), directory: directory, on: day))
        }
        let offer = Record.referral(.init(to: Bench.partner, manner: .transfer, reason: "规则"))
        try bench.expect("routing", "refer", at: "2024-03-02T09:00", offer, try finding(Bench.court))
        try bench.act("refer", at: "2024-03-02T09:00", offer, try finding(Bench.partner))
        let decided = try #require(bench.dispute?.triage.decisions.first)
        #expect(decided.body == Bench.partner)
        #expect(decided.referral == 1)
        #expect(decided.revision == bench.dispute?.revision)
        try bench.act("decideRouting", at: "2024-03-02T10:00", try finding(nil))
        #expect(bench.dispute?.triage.decisions.last?.referral == nil)
    }

    @Test("the coordinator may leave it with the body that holds it")
    func assignedWhereItIs() throws {
        var bench = try bench()
        try bench.act("escalate", at: "2024-03-02T09:00", .note(.init(text: "请协调")))
        try bench.act(
            "assign", by: "coordinator", at: "2024-03-03T09:00",
            .referral(.init(to: Bench.committee, manner: .handOver, reason: "由其继续办理")))
        let dispute = try #require(bench.dispute)
        #expect(dispute.phase == "inHand")
        #expect(dispute.legs.count == 1)
        try bench.expect(
            "refer-to-self", "refer", at: "2024-03-04T09:00",
            .referral(.init(to: Bench.committee, manner: .transfer, reason: "x")))
    }
}

extension RoutingDecision {
    /// A decision by hand, without looking at any body.
    fileprivate static func made(body: BodyID?) throws -> RoutingDecision {
        RoutingDecision(
            rules: "test", from: try #require(Day("2011-01-01")), hash: 7, rule: "r", inputs: [:], body: body,
            track: nil, channel: nil, others: [])
    }
}
