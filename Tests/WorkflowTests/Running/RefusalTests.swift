import ChartTestSupport
import LegalTime
import Testing

@testable import Workflow

@Suite("Refusals and offers")
struct RefusalTests {
    private static let time = "2023-04-17T09:00"

    private func asking(members: Int = 2) throws -> Player {
        try Player(Example.load(Example.mediation), at: Self.time, members: members)
    }

    private func talking() throws -> Player {
        var player = try asking(members: 1)
        try player.act("agree", by: "party", member: 0, at: Self.time)
        return player
    }

    @Test("an unknown act is told with the nearest")
    func unknown() throws {
        var player = try asking()
        let refusal = try #require(try player.act("agre", by: "party", at: Self.time).refusal)
        #expect(refusal.reason == .unknownEvent(nearest: "agree"))
        #expect(refusal.message.zh == "不能“agre”：“example”没有这一行为，是否指“agree”？")
    }

    @Test("an act at the wrong time is told with the states that take it")
    func notHere() throws {
        var player = try asking()
        let refusal = try #require(try player.act("session", by: "mediator", at: Self.time).refusal)
        #expect(refusal.reason == .notHere(active: ["asking"], accepting: ["talking"]))
        #expect(
            refusal.message
                == Bilingual(
                    zh: "不能“开展调解”：现处于“征求意愿”；此行为须在“会谈”中作出",
                    en: "Cannot “Hold a session”: now in “Asking”; it can be done in “Talking”"))
    }

    @Test("the wrong person is told who may")
    func wrongRole() throws {
        var player = try talking()
        let refusal = try #require(try player.act("tellRights", by: "party", at: Self.time).refusal)
        #expect(refusal.reason == .wrongRole(allowed: ["clerk", "mediator"]))
        #expect(refusal.message.zh.hasSuffix("只有工作人员、调解员可以"))
        // A role that acts nowhere in the file, and nobody at all.
        #expect(try player.act("tellRights", by: "organ", at: Self.time).refusal?.reason == refusal.reason)
        #expect(try player.act("tellRights", at: Self.time).refusal?.reason == refusal.reason)
    }

    @Test("a person cannot bring an event of the engine")
    func engineOnly() throws {
        var player = try Player(
            Example.load("states:\n  a: { on: { done.failed: { to: b } } }\n  b: {}\n"), at: Self.time)
        let refusal = try player.act("done.failed", by: "clerk", at: Self.time).refusal
        #expect(refusal?.reason == .wrongRole(allowed: []))
        #expect(refusal?.message.en == "Cannot “done.failed”: only the engine brings this event")
        #expect(try player.act("done.failed", at: Self.time).isAccepted)
        #expect(player.states == ["b"])
    }

    @Test("each part of a condition that fails is told with what was found")
    func conditions() throws {
        var player = try talking()
        let refusal = try #require(
            try player.act("session", by: "mediator", at: Self.time, facts: ["mediator.conflicted"]).refusal)
        guard case .conditions(let failures) = refusal.reason else {
            Issue.record("\(refusal.reason)")
            return
        }
        #expect(
            failures.map(\.expression) == [.fact("rightsTold"), .not(.fact("conflicted")), .fact("registered")])
        #expect(
            failures.map(\.message.zh) == [
                "须已告知权利（现为：已告知权利 否）", "须并非（有回避情形）（现为：有回避情形 是）", "须调解员在册（现为：调解员在册 否）",
            ])
        #expect(failures.first?.message.en == "required: Rights told (found: Rights told no)")
    }

    @Test("an act about a member needs one, and one that exists")
    func members() throws {
        var player = try asking()
        let missing = try #require(try player.act("agree", by: "party", at: Self.time).refusal)
        #expect(missing.reason == .memberNeeded)
        #expect(missing.message.en == "Cannot “Consent”: say which party it is about")
        let beyond = try player.act("agree", by: "party", member: 2, at: Self.time)
        #expect(beyond.refusal?.reason == .noSuchMember(count: 2))
    }

    @Test("missing records are named when the act says what it carries")
    func records() throws {
        var player = try talking()
        try player.act("tellRights", by: "clerk", at: Self.time)
        let facts: Set = ["mediator.registered"]
        let step = try player.act("session", by: "mediator", at: Self.time, facts: facts, records: ["note"])
        #expect(step.refusal?.reason == .recordsMissing(["session"]))
        #expect(step.refusal?.message.zh == "不能“开展调解”：缺少记录：调解记录")
        #expect(try player.act("session", by: "mediator", at: Self.time, facts: facts, records: ["session"]).isAccepted)
    }

    @Test("a refused act changes nothing")
    func unchanged() throws {
        var player = try talking()
        let before = player.run
        try player.act("settle", by: "mediator", at: Self.time)
        #expect(!player.last.isAccepted && player.run == before)
    }

    @Test("an ended run takes nothing and offers nothing")
    func ended() throws {
        var player = try asking()
        try player.act("refuse", by: "party", at: Self.time)
        #expect(player.run.outcome == "declined")
        #expect(try player.act("agree", by: "party", member: 0, at: Self.time).refusal?.reason == .ended)
        #expect(player.workflow.offers(for: player.run).isEmpty)
    }

    @Test("a file that turns in a circle is told so, not followed")
    func endless() throws {
        var player = try Player(
            Example.load(
                """
                states:
                  a: { on: { go: { to: b, by: clerk } } }
                  b: { always: { to: c } }
                  c: { always: { to: b } }
                """), at: Self.time)
        #expect(try player.act("go", by: "clerk", at: Self.time).refusal?.reason == .endless)
        #expect(player.states == ["a"])
    }

    // MARK: Offers

    @Test("offers say what can be done, by whom, and what stands in the way")
    func offers() throws {
        let player = try talking()
        let offers = player.workflow.offers(for: player.run)
        #expect(
            offers.map(\.act) == ["prolong", "withdraw", "tellRights", "session", "appraise", "settle"])
        let settle = try #require(offers.last)
        #expect(!settle.possible)
        #expect(settle.whyNot?.message.zh == "不能“settle”：须调解次数 >= 1（现为：调解次数 0）")
        let withdraw = offers[1]
        #expect(withdraw.possibility == .yes && withdraw.roles == ["party"])
        #expect(withdraw.laws.map(\.text) == ["人民调解法 §23"])
        // Rights not told yet: nothing the domain could answer makes a session possible.
        #expect(!offers[3].possible)
    }

    @Test("what depends on the domain's answers is possible and says on which")
    func dependent() throws {
        var player = try talking()
        try player.act("tellRights", by: "clerk", at: Self.time)
        let session = try #require(
            player.workflow.offers(for: player.run, roles: ["mediator"]).first { $0.act == "session" })
        #expect(session.possibility == .dependsOn(["mediator.conflicted", "mediator.registered"]))
        #expect(session.possible && session.records == ["session"])
    }

    @Test("offers to a role leave out what only others may do")
    func roles() throws {
        let player = try talking()
        let offers = player.workflow.offers(for: player.run, roles: ["clerk", "party"])
        #expect(offers.map(\.act) == ["withdraw", "tellRights"])
        #expect(offers.last?.roles == ["clerk"])
    }

    @Test("an offer about members says for which of them")
    func offersToMembers() throws {
        var player = try Player(
            Example.load(
                """
                facts: { consent: { each: party, values: [asked, given] } }
                states: { a: { on: { agree: { by: party, when: consent.mine(asked), set: { consent: given } } } } }
                """), at: Self.time, members: 3)
        #expect(player.workflow.offers(for: player.run).map(\.members) == [[0, 1, 2]])
        try player.act("agree", by: "party", member: 1, at: Self.time)
        #expect(player.workflow.offers(for: player.run).map(\.members) == [[0, 2]])
        #expect(try player.act("agree", by: "party", at: Self.time).refusal?.reason == .memberNeeded)
    }

    @Test("whatever is offered without a condition open is taken, whatever is not is refused")
    func offersAgreeWithActs() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            var player = try asking(members: 1)
            for _ in 0..<12 {
                for offer in player.workflow.offers(for: player.run) {
                    guard offer.act != "prolong" else { continue }
                    let event = WorkflowEvent(offer.act, role: offer.roles.first, member: 0)
                    let step = player.workflow.perform(
                        event, on: player.run, at: try Example.instant(Self.time), calendar: .weekendsOnly)
                    switch offer.possibility {
                    case .yes: #expect(step.isAccepted, "\(offer.act)")
                    case .no: #expect(!step.isAccepted, "\(offer.act)")
                    case .dependsOn: break
                    }
                }
                guard let act = player.workflow.acts.randomElement(using: &generator) else { continue }
                let facts: Set = Bool.random(using: &generator) ? ["mediator.registered"] : []
                try player.act(act.event, by: act.roles.first, member: 0, at: Self.time, facts: facts)
            }
        }
    }
}
