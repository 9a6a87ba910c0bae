import LegalTime
import Testing

/// The State Council's arrangement of early 2026 and a spring of made-up ones for the rules to work on.
private func calendar2026() throws -> WorkingCalendar {
    try WorkingCalendar(merging: [
        notice(
            "N26", year: 2026, issued: "2025-11-04",
            holidays: [
                days("2026-01-01", "2026-01-03"), days("2026-02-15", "2026-02-23"), days("2026-04-04", "2026-04-06"),
            ],
            working: [
                days("2026-01-04", "2026-01-04"), days("2026-02-14", "2026-02-14"), days("2026-02-28", "2026-02-28"),
            ])
    ])
}

@Suite("Deadlines")
struct DeadlineTests {
    @Test("the start day is not counted, and a rest day at the end rolls over to the next working day")
    func rollsOver() throws {
        let calendar = try calendar2026()
        // 30 days from 16 January end on Sunday 15 February, the first day of the Spring Festival holiday.
        let deadline = Deadline.compute(.days(30), from: day("2026-01-16"), calendar: calendar)
        #expect(deadline.lastCounted == day("2026-02-15"))
        #expect(deadline.due == day("2026-02-24"))
        #expect(deadline.isRolledOver)
        #expect(deadline.expiresAt.description == "2026-02-25T00:00:00+08:00")
        #expect(deadline.lastInstant.description == "2026-02-24T23:59:59.999+08:00")
    }

    @Test("a make-up Saturday is a working day: a term may end on it, and a working-day term counts it")
    func makeUpDays() throws {
        let calendar = try calendar2026()
        let calendarDays = Deadline.compute(.days(4), from: day("2026-02-10"), calendar: calendar)
        #expect(calendarDays.due == day("2026-02-14"))
        let workingDays = Deadline.compute(.workingDays(5), from: day("2026-02-10"), calendar: calendar)
        // 11, 12, 13, the make-up Saturday 14, then after the holiday the 24th.
        #expect(workingDays.due == day("2026-02-24"))
        #expect(
            Deadline.compute(.days(4), from: day("2026-02-10"), calendar: .weekendsOnly).due == day("2026-02-16"))
    }

    @Test(
        "months and years end on the corresponding day, or on the month's end",
        arguments: [
            (Term.months(1), "2026-03-30", "2026-04-30"), (.months(1), "2026-01-30", "2026-02-28"),
            (.months(1), "2026-01-31", "2026-02-28"), (.months(6), "2025-08-31", "2026-02-28"),
            (.years(1), "2025-03-18", "2026-03-18"), (.years(2), "2024-02-29", "2026-02-28"),
            // Rolled: 4 April 2026 is a holiday, and so are the two days after.
            (.months(1), "2026-03-04", "2026-04-07"),
        ])
    func monthsAndYears(term: Term, start: String, due: String) throws {
        #expect(Deadline.compute(term, from: day(start), calendar: try calendar2026()).due == day(due))
    }

    @Test("paused days are not counted, and no term ends on one")
    func pauses() throws {
        let calendar = try calendar2026()
        let paused = Deadline.compute(
            .days(10), from: day("2026-03-02"), calendar: calendar, pauses: [days("2026-03-05", "2026-03-09")])
        #expect(paused.due == day("2026-03-17"))
        // The tenth day is Saturday 14 March, and the clock stands still on the Monday and Tuesday after.
        let rolled = Deadline.compute(
            .days(12), from: day("2026-03-02"), calendar: calendar, pauses: [days("2026-03-16", "2026-03-17")])
        #expect(rolled.lastCounted == day("2026-03-14"))
        #expect(rolled.due == day("2026-03-18"))
        let ongoing = Deadline.compute(
            .workingDays(3), from: day("2026-03-02"), calendar: calendar, pauses: [days("2026-02-20", "2026-03-03")])
        #expect(ongoing.due == day("2026-03-06"))
    }

    @Test("an extension goes on from the last counted day, even when that was a rest day")
    func extensions() throws {
        let calendar = try calendar2026()
        // The first ten days end on Sunday 15 March. Ten more end on Wednesday the 25th, as twenty would.
        let extended = Deadline.compute(
            .days(10), from: day("2026-03-05"), calendar: calendar, extensions: [.days(10)])
        #expect(extended.due == day("2026-03-25"))
        #expect(extended.due == Deadline.compute(.days(20), from: day("2026-03-05"), calendar: calendar).due)
        let mixed = Deadline.compute(
            .days(10), from: day("2026-03-05"), calendar: calendar, extensions: [.workingDays(2), .months(1)])
        #expect(mixed.lastCounted == day("2026-04-17"))
        #expect(mixed.lines.map(\.role).contains(.counted(ordinal: 2, part: 1)))
    }

    @Test("the office's closing time ends the due day")
    func cutOff() throws {
        let closing = try #require(ClockTime("17:30"))
        let start = try #require(Instant("2026-03-01T16:00:00Z"))  // already 2 March in Shanghai
        let deadline = Deadline.compute(.days(3), from: start, calendar: try calendar2026(), cutOff: closing)
        #expect(deadline.start == day("2026-03-02"))
        #expect(deadline.expiresAt.description == "2026-03-05T17:30:00+08:00")
    }

    @Test("every day from start to end is explained with its source")
    func explains() throws {
        let deadline = Deadline.compute(
            .workingDays(3), from: day("2026-02-12"), calendar: try calendar2026(),
            pauses: [days("2026-02-24", "2026-02-24")])
        #expect(deadline.due == day("2026-02-25"))
        let lines = deadline.lines
        #expect(lines.map(\.day) == Array(day("2026-02-12")...day("2026-02-25")))
        #expect(lines[0].role == .start)
        #expect(lines[1].role == .counted(ordinal: 1, part: 0))
        #expect(lines[1].ruling.ground == .weekday)
        #expect(lines[2].role == .counted(ordinal: 2, part: 0))
        guard case .makeUpDay(let name, let source) = lines[2].ruling.ground else {
            Issue.record("14 February is a make-up day, got \(lines[2])")
            return
        }
        #expect(name.en == "Make-up" && source.number == "N26")
        #expect(lines[3...11].allSatisfy { $0.role == .rest && !$0.ruling.isWorking })
        #expect(lines[12].role == .paused(days("2026-02-24", "2026-02-24")))
        #expect(lines[13].role == .counted(ordinal: 3, part: 0))
    }

    @Test("the rolled days of a calendar term are told apart from its counted days")
    func explainsRolling() throws {
        let lines = Deadline.compute(.days(2), from: day("2026-04-02"), calendar: try calendar2026()).lines
        #expect(
            lines.map(\.role) == [
                .start, .counted(ordinal: 1, part: 0), .counted(ordinal: 2, part: 0), .rolled, .rolled, .end,
            ])
        #expect(lines.map(\.isCounted) == [false, true, true, false, false, false])
    }

    @Test("a result is as certain as the years whose rest days it depended on")
    func certainty() throws {
        let calendar = try calendar2026().merging([
            notice(
                "N27", year: 2027, issued: "2024-11-10", provisional: true, holidays: [days("2027-01-01", "2027-01-01")]
            )
        ])
        func certainty(_ term: Term, _ start: String) -> WorkingCalendar.YearStatus {
            Deadline.compute(term, from: day(start), calendar: calendar).certainty
        }
        #expect(certainty(.days(10), "2026-03-02") == .announced)
        #expect(certainty(.days(30), "2026-12-10") == .provisional)
        #expect(certainty(.workingDays(10), "2026-12-28") == .provisional)
        #expect(certainty(.workingDays(2), "2028-03-01") == .unknown)
        // The days of 2027 pass by, but only the last one, in 2028, matters.
        #expect(certainty(.years(2), "2026-03-02") == .unknown)
        #expect(certainty(.days(400), "2026-11-02") == .provisional)
    }
}
