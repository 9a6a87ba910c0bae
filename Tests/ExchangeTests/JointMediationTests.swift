import CaseStore
import Engine
import Exchange
import LegalTime
import Mediation
import Testing
import Workflow

@Suite("A joint mediation of two installations, through files alone")
struct JointMediationTests {
    @Test("invited, accepted in writing, signed by both, confirmed to both; counted once, and as help")
    func complete() async throws {
        try await TwoBureaus.with { both in
            let dispute = try await both.invited()
            let invited = try await both.carry(\.lead, to: \.partner)
            #expect(invited.taken.map(\.kind) == [.invitation])
            let asked = try await both.partner.assistance()
            #expect(asked.state == .invited)
            #expect(asked.shared?.title == "样例：两县交界林地")
            #expect(asked.shared?.sides == [1, 1])

            let accepted = try await both.partner.help(.accept(by: "样例经办人"))
            #expect(accepted.number?.description == "（2026）玉田调委会协字第1号")
            try await both.carry(\.partner, to: \.lead)
            let joined = try #require(try await both.lead.engine.store.jointPartners(of: dispute.id).first)
            #expect(joined.state == .accepted)
            #expect(joined.theirNumber == accepted.number?.description)

            try await both.lead.mediateToDraft(dispute.id)
            try await both.carry(\.lead, to: \.partner)
            #expect(try await both.partner.assistance().shared?.agreement?.terms == "停止采伐")
            try await both.partner.help(.sign(mediator: "样例调解员乙"))
            try await both.carry(\.partner, to: \.lead)
            try await both.lead.signAll(dispute.id)

            let settled = try await both.lead.dispute(dispute.id)
            #expect(settled.proceedings.last?.outcome == "succeeded")
            let agreement = try #require(settled.agreement)
            #expect(Set(agreement.seals.map(\.body)) == [Bureau.committee, both.lead.partnerBody])
            #expect(settled.proceedings.last?.dossier?.series == "蓟州调委会人调")

            try await both.carry(\.lead, to: \.partner)
            let ended = try await both.partner.assistance()
            #expect(ended.state == .ended && ended.outcome == "succeeded")
            #expect(ended.leadNumber == settled.proceedings.last?.dossier?.description)
            // The partner's last receipt reaches the lead, and nothing waits any more.
            try await both.carry(\.partner, to: \.lead)
            #expect(try await both.lead.engine.store.exchanged(.out, both.partner.district, states: [.waiting]).isEmpty)

            #expect(try await both.lead.count(.registered) == 1)
            #expect(try await both.lead.count(.concluded) == 1)
            #expect(try await both.partner.disputes() == 0)
            #expect(try await both.partner.count(.registered) == 0)
            #expect(try await both.partner.exchange.assistances().filter(\.counts).count == 1)
        }
    }

    @Test("I-42: no file for another district holds a concession", arguments: [false, true])
    func concession(isReleased: Bool) async throws {
        try await TwoBureaus.with { both in
            let dispute = try await both.invited()
            try await both.carry(\.lead, to: \.partner)
            try await both.partner.help(.accept(by: "样例经办人"))
            try await both.carry(\.partner, to: \.lead)
            let secret = "承认越界采伐"
            try await both.lead.act(
                "concede", dispute.id, [.concession(.init(number: 1, by: 2, text: secret))], as: "mediator")
            if isReleased {
                for party in [1, 2] {
                    try await both.lead.act(
                        "releaseConcession", dispute.id, [.concessionRelease(.init(concession: 1))], as: "party",
                        party: party)
                }
            }
            func expectNothing() async throws {
                let file = String(decoding: try await both.lead.file(for: both.partner), as: UTF8.self)
                #expect(!file.contains(secret) && !file.contains("concession"))
            }
            try await expectNothing()
            try await both.lead.mediateToDraft(dispute.id)
            try await expectNothing()
            try await both.carry(\.lead, to: \.partner)
            try await both.partner.help(.sign(mediator: "样例调解员乙"))
            try await both.carry(\.partner, to: \.lead)
            try await both.lead.signAll(dispute.id)
            try await expectNothing()
        }
    }

    @Test("a body that declines is no part of it, with its reason; a file brought twice changes nothing")
    func declined() async throws {
        try await TwoBureaus.with { both in
            let dispute = try await both.invited()
            let file = try await both.lead.file(for: both.partner)
            _ = try await both.partner.exchange.bringIn(file)
            let again = try await both.partner.exchange.bringIn(file)
            #expect(again.taken.isEmpty && again.repeated == 1)
            try await both.partner.help(.decline(by: "样例经办人", reason: "与本地无关"))
            let reply = try await both.partner.file(for: both.lead)
            _ = try await both.lead.exchange.bringIn(reply)
            let before = try await both.lead.dispute(dispute.id)
            #expect(try await both.lead.exchange.bringIn(reply).repeated == 1)
            #expect(try await both.lead.dispute(dispute.id) == before)
            #expect(try await both.lead.engine.store.jointPartners().first?.state == .declined)
            let help = try await both.partner.exchange.assistances()
            #expect(help.filter(\.counts).isEmpty)
            await #expect(throws: ExchangeError.self) { try await both.partner.help(.accept(by: "样例经办人")) }
        }
    }

    @Test("a lost file is made good by the next; an old one that comes late is only repeated")
    func lostAndLate() async throws {
        try await TwoBureaus.with { both in
            let dispute = try await both.invited()
            let first = try await both.lead.file(for: both.partner)
            _ = try await both.partner.exchange.bringIn(first)
            try await both.partner.help(.accept(by: "样例经办人"))
            try await both.carry(\.partner, to: \.lead)
            try await both.lead.mediateToDraft(dispute.id)
            // This one is lost on the way.
            _ = try await both.lead.file(for: both.partner)
            let third = try await both.carry(\.lead, to: \.partner)
            #expect(third.taken.map(\.kind) == [.agreement])
            let late = try await both.partner.exchange.bringIn(first)
            #expect(late.taken.isEmpty && late.repeated == 1)
            #expect(try await both.partner.assistance().state == .signing)
        }
    }

    @Test("a signature for a text that was drafted anew is refused, told to the partner, and given again")
    func changedText() async throws {
        try await TwoBureaus.with { both in
            let dispute = try await both.drafted()
            try await both.partner.help(.sign(mediator: "样例调解员乙"))
            try await both.lead.draft(dispute.id, "停止采伐并补种")
            let answer = try await both.carry(\.partner, to: \.lead)
            #expect(answer.refused.map(\.refusal.code) == ["other-text"])
            let told = try await both.carry(\.lead, to: \.partner)
            #expect(told.refusedByPartner.map(\.refusal.code) == ["other-text"])
            #expect(try await both.partner.assistance().shared?.agreement?.terms == "停止采伐并补种")
            try await both.partner.help(.sign(mediator: "样例调解员乙"))
            #expect(try await both.carry(\.partner, to: \.lead).refused.isEmpty)
            try await both.lead.signAll(dispute.id)
            #expect(try await both.lead.dispute(dispute.id).agreement?.terms == "停止采伐并补种")
        }
    }

    @Test("a partner that leaves ends it, and the lead tells the end")
    func leaves() async throws {
        try await TwoBureaus.with { both in
            let dispute = try await both.drafted()
            try await both.partner.help(.leave(reason: "当事人已迁出"))
            try await both.carry(\.partner, to: \.lead)
            #expect(try await both.lead.dispute(dispute.id).openProceeding?.run.states.contains("terminating") == true)
            try await both.lead.act(
                "informRemedies", dispute.id, [.remediesNotice(.init(oral: true, content: "起诉"))])
            try await both.carry(\.lead, to: \.partner)
            let help = try await both.partner.assistance()
            #expect(help.state == .left && help.outcome == "failed")
        }
    }

    @Test("what was handed over is gone when the time to see it is over, and can no longer be signed")
    func sight() async throws {
        try await TwoBureaus.with { both in
            _ = try await both.drafted()
            both.partner.clock.tick(days: 200)
            let help = try await both.partner.assistance()
            #expect(help.shared == nil)
            await #expect(throws: ExchangeError.self) { try await both.partner.help(.sign(mediator: "样例调解员乙")) }
        }
    }

    @Test("nobody is invited without an open joint mediation that names the partner, or twice")
    func misuse() async throws {
        try await TwoBureaus.with { both in
            let bare = try await both.lead.register()
            let until = try #require(Day("2026-06-30"))
            func refused(_ dispute: Dispute, _ task: String = "共同调解") async throws -> String? {
                do {
                    _ = try await both.lead.exchange.invite(
                        both.partner.district, to: dispute, task: task, sightUntil: until, actor: both.lead.clerk)
                    return nil
                } catch {
                    guard case .refused(let refusal) = error else { throw error }
                    return refusal.code
                }
            }
            #expect(try await refused(bare) == "no-joint")
            #expect(try await refused(bare, "") == "task-missing")
            try await both.lead.act("open", bare.id, [.opening(.init(track: "joint"))])
            #expect(try await refused(try await both.lead.dispute(bare.id)) == "not-joined")
            #expect(try await refused(try await both.invited()) == "invited-already")
        }
    }
}
