import LegalTime
import Mediation
import Testing

@testable import Engine

/// Disputes that live at random: whatever is tried, in whatever order, some things always hold.
@Suite("Random acts of custody, doors, links and joint mediation")
struct RandomActsTests {
    private struct Chance {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }

        mutating func one<Value>(of values: [Value]) -> Value { values[below(values.count)] }
    }

    private static let bodies = [
        EngineFixture.committee, EngineFixture.unit, EngineFixture.court, EngineFixture.office,
    ]
    private static let roles = ["clerk", "coordinator", "organ", "head", "court", "police"]

    /// Something anybody might try. Most of it is refused most of the time.
    private static func act(_ chance: inout Chance, on dispute: Dispute, at: Instant) -> CaseAct {
        let role = chance.one(of: roles)
        let body = chance.below(3) == 0 ? chance.one(of: bodies) : dispute.custody.body
        let asked = dispute.referrals.last { $0.state == .offered }?.to ?? body
        let staff = Actor(role: role, name: "sample", body: role == "coordinator" ? nil : body)
        let receiver = Actor(role: role, name: "sample", body: chance.below(4) == 0 ? body : asked)
        let party = Actor(role: "party", name: "sample", party: 1 + chance.below(2))
        let offer = Record.referral(
            .init(to: chance.one(of: bodies), manner: .transfer, reason: "样例"))
        func act(_ name: String, _ actor: Actor, _ records: [Record] = []) -> CaseAct {
            CaseAct(name, actor: actor, at: at, records: records, declared: [.partiesJointly])
        }
        switch chance.below(22) {
        case 0, 1, 2: return act("refer", staff, [offer])
        case 3, 4, 5: return act("acceptReferral", receiver, [.referralReply(.init(accepted: true, reason: ""))])
        case 6: return act("declineReferral", receiver, [.referralReply(.init(accepted: false, reason: "样例"))])
        case 7: return act("recall", staff)
        case 8: return act("escalate", staff, [.note(.init(text: "样例"))])
        case 9: return act("assign", Actor(role: "coordinator", name: "sample"), [offer])
        case 10: return act("carry", party, [offer])
        case 11: return act("open", staff, [.opening(.init(track: chance.one(of: ["people", "screening", "police"])))])
        case 12: return act("open", staff, [.opening(.init(track: "joint", joint: [chance.one(of: bodies)]))])
        case 13:
            return act(
                "arrive", staff,
                [
                    .arrival(
                        .init(
                            door: chance.one(of: Intake.Door.allCases), by: "样例", body: body, reference: nil, due: nil))
                ])
        case 14: return act("detachDoor", staff, [.detachment(.init(intake: 1 + chance.below(4), reason: "另一件"))])
        case 15: return act("answerDoor", staff, [.arrivalReply(.init(intake: 1 + chance.below(4), content: "已答复"))])
        case 16:
            return act(
                "link", staff,
                [.link(.init(kind: chance.one(of: CaseLink.Kind.allCases), code: "260101-AAAAA", note: ""))])
        case 17: return act("withdraw", party, [.withdrawal(.init(text: "样例"))])
        case 18: return act("refuse", party)
        case 19: return act("informRemedies", staff, [.remediesNotice(.init(oral: true, content: "起诉"))])
        case 20: return act("close", staff, [.closing(.init(reason: "样例"))])
        default: return act("reopen", staff, [.reopening(.init(text: "样例"))])
        }
    }

    @Test(
        "one body holds it at every moment, it is counted once, and every referral has its answer or waits",
        arguments: 0..<6)
    func alwaysHold(seed: Int) throws {
        let decider = Decider(
            library: try Shipped.library(), calendar: try Shipped.calendar(), directory: try EngineFixture.directory())
        var chance = Chance(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        var done: [String: Int] = [:]
        for life in 0..<12 {
            var numbers = DossierNumbers(last: [:])
            let (id, district) = (CaseID(milliseconds: Int64(life), random: (1, 2)), DistrictCode(rawValue: 120119))
            var at = try Steps.at("2026-03-02T09:00")
            var registration = Steps.registration()
            registration.door = chance.below(2) == 0 ? .hotline : nil
            let first = try decider.decide(
                [.register(registration, actor: Steps.clerk, at: at)], id: id, district: district, on: nil,
                numbers: &numbers)
            var (dispute, events, entries) = (first.after, first.events, first.entries)
            for _ in 0..<60 {
                at = at.adding(hours: 1 + chance.below(30))
                let command =
                    chance.below(10) == 0 ? Command.advance(to: at) : .act(Self.act(&chance, on: dispute, at: at))
                let decision: Decision
                do throws(CommandRefusal) {
                    decision = try decider.decide(
                        [command], id: id, district: district, on: dispute, numbers: &numbers)
                } catch {
                    continue
                }
                done[command.name, default: 0] += 1
                let before = dispute
                (dispute, events, entries) = (decision.after, events + decision.events, entries + decision.entries)
                try expectWhole(dispute, after: before, events, entries)
            }
        }
        // The acts that matter were not all refused.
        for name in ["refer", "acceptReferral", "arrive", "open", "link"] {
            #expect(done[name, default: 0] > 0, "\(name): \(done)")
        }
    }

    private func expectWhole(
        _ dispute: Dispute, after before: Dispute, _ events: [CaseEvent], _ entries: [ReportEntry]
    ) throws {
        let told = "\(events.map(\.act))"
        // Custody: no gap, no overlap, and no move that nobody accepted or assigned.
        let legs = dispute.legs
        #expect(legs.first?.body == dispute.firstReceiver && legs.first?.since == dispute.registered, "\(told)")
        #expect(legs.last?.body == dispute.custody.body && legs.last?.until == nil, "\(told)")
        #expect(zip(legs, legs.dropFirst()).allSatisfy { $0.until == $1.since && $0.since <= $1.since }, "\(told)")
        #expect(dispute.referrals.count { $0.state == .offered } <= 1, "\(told)")
        #expect(dispute.referrals.allSatisfy { ($0.state == .offered) == ($0.answered == nil) }, "\(told)")
        if dispute.custody.body != before.custody.body {
            #expect([.accepted, .assigned].contains(dispute.referrals.last?.state), "\(told)")
        }
        // Counted once, whatever doors it came through and whoever helps.
        #expect(entries.count { $0.measure == .registered } == 1, "\(told)")
        let accepted = entries.filter { $0.measure == .accepted }.map(\.proceeding)
        #expect(accepted.count == Set(accepted).count, "\(told)")
        #expect(dispute.proceedings.count { $0.isOpen && $0.track != "confirmation" } <= 1, "\(told)")
        // Doors keep their numbers, and none is lost.
        let doors = dispute.surroundings.doors.map(\.number)
        #expect(doors == Array((doors.first ?? 1)..<((doors.first ?? 1) + doors.count)), "\(told)")
        #expect(before.surroundings.doors.count <= doors.count, "\(told)")
        // The history alone gives the dispute.
        #expect(Dispute.fold(id: dispute.id, district: dispute.district, events: events) == dispute, "\(told)")
    }
}
