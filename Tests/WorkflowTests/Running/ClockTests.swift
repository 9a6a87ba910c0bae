import LegalTime
import Testing

@testable import Workflow

@Suite("Clocks of a run")
struct ClockTests {
    private func mediating(at time: String = "2023-04-17T09:00") throws -> Player {
        var player = try Player(Example.load(Example.mediation), at: time, members: 1)
        try player.act("agree", by: "party", member: 0, at: time)
        #expect(player.states == ["talking"])
        return player
    }

    private func due(_ player: Player, _ clock: String = "mediation") -> String? {
        player.run.clock(clock)?.due.description
    }

    @Test("a state's clock starts on entry, without counting that day, and stops on exit")
    func startAndStop() throws {
        var player = try mediating()
        #expect(self.due(player) == "2023-05-17")
        let due = try Example.day("2023-05-17")
        #expect(player.effects == [.startClock(name: "mediation", due: due)])
        try player.act("withdraw", by: "party", at: "2023-04-18T09:00")
        #expect(player.effects == [.stopClock(name: "mediation"), .end(outcome: "withdrawn")])
        #expect(player.run.clocks.isEmpty)
    }

    @Test("a clock fires when its due day has ended, not before")
    func expiry() throws {
        var player = try mediating()
        #expect(try player.wait(until: "2023-05-17T23:59:59").occurrences.isEmpty)
        let step = try player.wait(until: "2023-05-18T00:00")
        #expect(step.occurrences.map(\.event) == ["expired.mediation"])
        #expect(step.occurrences.map(\.at.description) == ["2023-05-18T00:00:00+08:00"])
        #expect(player.run.outcome == "failed")
    }

    @Test("an act that comes late meets a run whose clocks have fired")
    func lateAct() throws {
        var player = try mediating()
        let step = try player.act("withdraw", by: "party", at: "2023-06-01T09:00")
        #expect(step.refusal?.reason == .ended)
        #expect(step.occurrences.map(\.event) == ["expired.mediation"])
    }

    @Test("clocks fire in the order of their due days, those of one day as declared, also those started on the way")
    func order() throws {
        var player = try Player(
            Example.load(
                """
                clocks:
                  late: { length: 9 days }
                  a: { length: 4 days }
                  b: { length: 4 days }
                  next: { length: 1 day }
                states:
                  s:
                    clock: [b, late, a]
                    on:
                      expired.a: { start: next }
                      expired.b: {}
                """), at: "2023-04-17T09:00")
        let step = try player.wait(until: "2023-06-01T00:00")
        #expect(step.occurrences.map(\.event) == ["expired.a", "expired.b", "expired.next", "expired.late"])
        #expect(step.occurrences.map(\.at.day.description).first == "2023-04-22")
        #expect(player.run.clocks.map(\.name) == ["late", "a", "b", "next"])
        #expect(player.run.clocks.map(\.expired) == [true, true, true, true])
        #expect(try player.wait(until: "2024-06-01T00:00").occurrences.isEmpty)
    }

    @Test("a pause adds its days, without the day it began; while it lasts nothing expires")
    func pause() throws {
        var player = try mediating()
        try player.act("appraise", by: "mediator", at: "2023-05-10T09:00")
        #expect(player.effects == [.pauseClock(name: "mediation")])
        #expect(try player.wait(until: "2023-05-30T09:00").occurrences.isEmpty)
        try player.act("report", by: "mediator", at: "2023-06-01T09:00")
        // 23 days were counted up to 10 May; 22 days are not counted; 7 remain after 1 June.
        #expect(due(player) == "2023-06-08")
        let resumed = try Example.day("2023-06-08")
        #expect(player.effects == [.resumeClock(name: "mediation", due: resumed)])
        #expect(player.run.clock("mediation")?.pauses.map(\.description) == ["2023-05-11..2023-06-01"])
    }

    @Test("a pause that ends on the day it began changes nothing")
    func emptyPause() throws {
        var player = try mediating()
        try player.act("appraise", by: "mediator", at: "2023-05-10T09:00")
        try player.act("report", by: "mediator", at: "2023-05-10T15:00")
        #expect(due(player) == "2023-05-17")
        #expect(player.run.clock("mediation")?.pauses.isEmpty == true)
    }

    @Test("an extension goes on from the end: by what the act names, else by as much as is allowed, never by more")
    func extending() throws {
        var player = try mediating()
        try player.act("prolong", by: "mediator", at: "2023-05-01T09:00", extending: .days(5))
        #expect(due(player) == "2023-05-22")
        try player.act("prolong", by: "mediator", at: "2023-05-01T09:00")
        #expect(due(player) == "2023-06-21")
        let step = try player.act("prolong", by: "mediator", at: "2023-05-02T09:00", extending: .days(31))
        #expect(step.refusal?.reason == .extensionTooLong(clock: "mediation"))
        #expect(due(player) == "2023-06-21")
    }

    @Test("rolling over a rest day does not hide a day too many")
    func extensionTooLongOverRestDay() throws {
        // Thirty days after 18 May 2023 is Saturday 17 June and thirty-one is Sunday: both roll over to Monday.
        var player = try mediating(at: "2023-04-18T09:00")
        #expect(due(player) == "2023-05-18")
        let step = try player.act("prolong", by: "mediator", at: "2023-05-02T09:00", extending: .days(31))
        #expect(step.refusal?.reason == .extensionTooLong(clock: "mediation"))
        try player.act("prolong", by: "mediator", at: "2023-05-02T09:00", extending: .days(30))
        #expect(due(player) == "2023-06-19")
    }

    @Test("a clock of working days is extended by working days")
    func extendingWorkingDays() throws {
        var player = try Player(
            Example.load(
                """
                clocks: { c: { length: 3 working days, extend: { by: [head], most: 10 working days } } }
                states:
                  s: { clock: c, on: { prolong: { by: head, extend: c } } }
                """), at: "2023-04-17T09:00")
        try player.act("prolong", by: "head", at: "2023-04-17T10:00", extending: .days(5))
        // Thursday 20 April and five working days, with a weekend between.
        #expect(due(player, "c") == "2023-04-27")
        let step = try player.act("prolong", by: "head", at: "2023-04-17T10:05", extending: .days(11))
        #expect(step.refusal?.reason == .extensionTooLong(clock: "c"))
    }

    @Test("an extension after the end makes the clock run again")
    func reviving() throws {
        var player = try Player(
            Example.load(
                """
                clocks: { c: { length: 4 days, extend: { by: [head] } } }
                states:
                  s: { clock: c, on: { prolong: { by: head, extend: c }, expired.c: {} } }
                """), at: "2023-04-17T09:00")
        try player.wait(until: "2023-04-24T00:00")
        #expect(player.run.clock("c")?.expired == true)
        #expect(
            try player.act("prolong", by: "head", at: "2023-04-24T09:00").refusal?.reason
                == .extensionNeeded(clock: "c"))
        try player.act("prolong", by: "head", at: "2023-04-24T09:00", extending: .days(6))
        #expect(due(player, "c") == "2023-04-27")
        #expect(player.run.clock("c")?.expired == false)
        #expect(try player.wait(until: "2023-04-28T00:00").occurrences.map(\.event) == ["expired.c"])
    }

    @Test("a clock that does not run cannot be extended")
    func extendingNothing() throws {
        var player = try Player(
            Example.load(
                """
                clocks: { c: { length: 4 days, extend: { by: [head], most: 1 day } } }
                states: { s: { on: { prolong: { by: head, extend: c }, go: { by: head, start: c } } } }
                """), at: "2023-04-17T09:00")
        let step = try player.act("prolong", by: "head", at: "2023-04-17T09:00")
        #expect(step.refusal?.reason == .clockNotRunning(clock: "c"))
        try player.act("go", by: "head", at: "2023-04-17T09:00")
        #expect(try player.act("prolong", by: "head", at: "2023-04-17T09:00").isAccepted)
    }

    @Test("the count can be explained day by day, and another calendar gives other due days")
    func explanation() throws {
        let player = try mediating()
        let clock = try #require(player.run.clock("mediation"))
        let deadline = try #require(player.workflow.explain(clock, calendar: .weekendsOnly))
        #expect(deadline.due == clock.due)
        #expect(deadline.lines.filter(\.isCounted).count == 30)

        let source = Notice.Source(
            number: "1", title: "a test's own notice", issuer: "test", issued: try Example.day("2023-01-01"),
            verified: false)
        let holiday = Notice.Entry(
            DayRange(try Example.day("2023-05-17")), .holiday, name: .init(zh: "假", en: "holiday"))
        let calendar = try WorkingCalendar(merging: [Notice(year: 2023, source: source, entries: [holiday])])
        #expect(player.workflow.recomputed([clock], calendar: calendar).map(\.due.description) == ["2023-05-18"])
    }
}
