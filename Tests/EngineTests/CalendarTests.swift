import CaseStore
import Engine
import LegalTime
import Mediation
import Testing
import Workflow

/// A holiday notice comes out while cases run.
@Suite("A new holiday notice")
struct CalendarTests {
    /// A made-up arrangement of 2027: Spring Festival lasts two days longer than the regulation alone gives.
    private static let notice = """
        notices:
          - year: 2027
            number: 样例〔2026〕1号
            title: 样例：2027年部分节假日安排
            issuer: 样例机关
            issued: 2026-11-20
            verified: false
            days:
              - { from: 2027-02-05, to: 2027-02-11, kind: holiday, name: { zh: 春节, en: Spring Festival } }
              - { from: 2027-02-14, kind: working, name: { zh: 春节调休上班, en: Make-up day for Spring Festival } }
        """

    /// An engine whose present is 20 January 2027, with a case whose thirtieth day, 5 February, is New Year's Eve.
    private static func withCase(_ body: (Engine, CaseID) async throws -> Void) async throws {
        try await EngineFixture.with { fixture in
            let engine = fixture.at(try Steps.at("2027-01-20T09:00"))
            let at = try Steps.at("2027-01-06T09:00")
            func act(_ name: String, _ actor: Actor, _ records: [Record] = []) -> Command {
                .act(CaseAct(name, actor: actor, at: at, records: records))
            }
            let receipt = try await engine.perform(
                Request(
                    commands: [
                        .register(Steps.registration(), actor: Steps.clerk, at: at),
                        act("open", Steps.clerk, [.opening(.init(track: "people"))]),
                        act("apply", Steps.party(1)), act("consent", Steps.party(2), [.consent(.init(manner: "口头"))]),
                        act("accept", Steps.clerk),
                    ], particulars: Steps.persons))
            try await body(engine, receipt.id)
        }
    }

    private static func due(_ dispute: Dispute?) -> String? {
        dispute?.proceedings.first?.run.clocks?.first?.due.description
    }

    @Test("lists what it would move, moves it when that list is approved, and only once")
    func approval() async throws {
        try await Self.withCase { engine, id in
            let before = try await engine.store.load([id])[id]
            #expect(Self.due(before?.dispute) == "2027-02-09")
            #expect(engine.decider.nextDue(of: try #require(before?.dispute))?.isProvisional == true)

            let plan = try await engine.plan(file: "2027.yaml", content: Self.notice)
            #expect(plan.days.map(\.description).contains("2027-02-09"))
            #expect(plan.moves.map(\.clock.from.description) == ["2027-02-09"])
            #expect(plan.moves.map(\.clock.to.description) == ["2027-02-12"])
            // Looking changes nothing.
            #expect(Self.due(try await engine.store.load([id])[id]?.dispute) == "2027-02-09")

            await #expect(throws: CalendarError.self) {
                try await engine.apply(file: "2027.yaml", content: Self.notice, approval: "0000", by: "tester")
            }
            #expect(try await engine.store.approvedNotices().isEmpty)

            let moved = try await engine.apply(
                file: "2027.yaml", content: Self.notice, approval: plan.hash, by: "tester")
            #expect(moved == 1)
            let after = try #require(try await engine.store.load([id])[id])
            #expect(Self.due(after.dispute) == "2027-02-12")
            #expect(after.dispute.revision == before.map { $0.dispute.revision + 1 })
            let next = engine.with(try Engine.calendar(approved: try await engine.store.approvedNotices()))
            #expect(next.decider.nextDue(of: after.dispute)?.isProvisional == false)
            let list = try await engine.store.workList(bodies: nil, dueBy: nil, limit: 5)
            #expect(list.cases.map { $0.due?.description } == ["2027-02-12"])

            let history = try await engine.store.history(of: id)
            #expect(history.last?.event.act == "recounted")
            #expect(EventChain.fault(in: history, district: engine.district, id: id) == nil)
            #expect(Dispute.fold(id: id, district: engine.district, events: history.map(\.event)) == after.dispute)

            let again = try await engine.apply(
                file: "2027.yaml", content: Self.notice, approval: plan.hash, by: "tester")
            #expect(again == nil)
            #expect(try await engine.store.load([id])[id]?.dispute == after.dispute)
        }
    }

    @Test("a list that was cut off goes on under the same approval")
    func resume() async throws {
        try await Self.withCase { engine, id in
            let plan = try await engine.plan(file: "2027.yaml", content: Self.notice)
            // The program was killed after it had kept the notice and before it moved a case.
            try await engine.store.approve(
                file: "2027.yaml", content: Self.notice, plan: plan.hash, by: "tester", at: engine.now)
            let moved = try await engine.apply(
                file: "2027.yaml", content: Self.notice, approval: plan.hash, by: "tester")
            #expect(moved == 1)
            #expect(Self.due(try await engine.store.load([id])[id]?.dispute) == "2027-02-12")
            #expect(try await engine.store.approvedNotices().map { $0.finishedAt != nil } == [true])
        }
    }

    @Test("a list that is no longer true is not applied")
    func changed() async throws {
        try await Self.withCase { engine, id in
            let plan = try await engine.plan(file: "2027.yaml", content: Self.notice)
            let act = CaseAct(
                "informRights", actor: Steps.clerk, at: try Steps.at("2027-01-07T09:00"),
                records: [.rightsNotice(.init(oral: true, content: ""))])
            _ = try await engine.perform(Request(id: id, commands: [.act(act)]))
            let error = await #expect(throws: CalendarError.self) {
                try await engine.apply(file: "2027.yaml", content: Self.notice, approval: plan.hash, by: "tester")
            }
            guard case .changed(let now) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(now.hash != plan.hash)
            #expect(now.moves.count == 1)
        }
    }

    @Test("a corrected notice replaces the one with the same number")
    func correction() async throws {
        try await Self.withCase { engine, _ in
            let plan = try await engine.plan(file: "2027.yaml", content: Self.notice)
            _ = try await engine.apply(file: "2027.yaml", content: Self.notice, approval: plan.hash, by: "tester")
            let next = engine.with(try Engine.calendar(approved: try await engine.store.approvedNotices()))
            let corrected = Self.notice.replacing("to: 2027-02-11", with: "to: 2027-02-10")
            let second = try await next.plan(file: "2027.yaml", content: corrected)
            #expect(second.days.map(\.description) == ["2027-02-11"])
            #expect(second.moves.map(\.clock.to.description) == ["2027-02-11"])
            _ = try await next.apply(file: "2027.yaml", content: corrected, approval: second.hash, by: "tester")
            #expect(try await engine.store.approvedNotices().map(\.version) == [1, 2])
        }
    }

    @Test("every clock that ever ran is told with its start and end")
    func clockHistory() async throws {
        try await Self.withCase { engine, id in
            func act(_ name: String, _ actor: Actor, _ at: String, _ records: [Record] = []) throws -> Command {
                .act(CaseAct(name, actor: actor, at: try Steps.at(at), records: records))
            }
            _ = try await engine.perform(
                Request(
                    id: id,
                    commands: [
                        try act("withdraw", Steps.party(2), "2027-01-11T09:00"),
                        try act(
                            "informRemedies", Steps.clerk, "2027-01-11T09:10",
                            [.remediesNotice(.init(oral: true, content: "诉讼"))]),
                    ]))
            let history = try await engine.store.history(of: id).map(\.event)
            let clocks = CaseClock.all(in: history)
            #expect(clocks.map(\.clock.name) == ["mediation"])
            #expect(clocks.first?.stopped?.act == "withdraw")
            let count = try #require(clocks.first.flatMap { engine.decider.count(of: $0, today: engine.now.day) })
            #expect(count.due.description == "2027-02-09")
            #expect(count.lines.first?.role == .start)
        }
    }
}
