/// When a time limit ends, and the count that leads there.
///
/// The rules (Civil Code Arts 201–203; Civil Procedure Law Art 85; Administrative Reconsideration Law Art 88):
/// - the day of the event that starts the term is not counted;
/// - a term in days, months or years that would end on a rest day ends on the first working day after it;
/// - a term in working days leaves rest days out;
/// - days of a pause are not counted, and no term ends on one;
/// - an extension goes on from the last counted day. An extended term is one term and has one last day, so a rest day in
///   its middle moves nothing: only its final day rolls over.
///
/// What holds of the result (all of it tested):
/// - the last counted day has exactly as many counted days behind it as the term asks;
/// - `due` never gets earlier when the length grows, a pause is added, or the start is later: always with terms in days and
///   working days, and with months and years while there is no pause. (Two starts may share a corresponding day: 30 and 31
///   January both reach 28 February by one month. A pause between them then lengthens only the term of the earlier);
/// - a pause of *k* days inside a running term in days moves `lastCounted` by exactly *k* days when no other pause lies
///   behind it; pauses that overlap or touch count as their union.
package struct Deadline: Sendable {
    package let start: Day
    package let term: Term
    package let extensions: [Term]
    /// In order; those that overlap or touch are joined.
    package let pauses: [DayRange]
    package let calendar: WorkingCalendar
    /// The time on the due day at which an act is too late: 24:00, or an office's closing time (Civil Code Art 203).
    package let cutOff: ClockTime
    /// The day the last of the term's days was counted on. May be a rest day.
    package let lastCounted: Day
    /// The last day on which the act is in time.
    package let due: Day

    /// The first instant at which the act is too late: it is in time when `now < expiresAt`.
    package var expiresAt: Instant { Instant(due, cutOff) }
    /// The last instant at which the act is in time.
    package var lastInstant: Instant { expiresAt.adding(milliseconds: -1) }
    /// Whether the end was moved because the last counted day is a rest day.
    package var isRolledOver: Bool { lastCounted != due }

    /// Counts a term from the day of its start event.
    package static func compute(
        _ term: Term, from start: Day, calendar: WorkingCalendar, pauses: [DayRange] = [], extensions: [Term] = [],
        cutOff: ClockTime = .endOfDay
    ) -> Deadline {
        let count = DayCount(calendar, pauses: pauses, terms: [term] + extensions)
        let (lastCounted, due) = count.walk(from: start)
        return Deadline(
            start: start, term: term, extensions: extensions, pauses: count.pauses, calendar: calendar, cutOff: cutOff,
            lastCounted: lastCounted, due: due)
    }

    /// Counts a term from the Shanghai day on which its start event happened.
    package static func compute(
        _ term: Term, from start: Instant, calendar: WorkingCalendar, pauses: [DayRange] = [], extensions: [Term] = [],
        cutOff: ClockTime = .endOfDay
    ) -> Deadline {
        compute(
            term, from: start.day, calendar: calendar, pauses: pauses, extensions: extensions, cutOff: cutOff)
    }

    /// The last day on which a term may start and still be due on or before a day.
    package static func lastStart(
        of term: Term, dueBy limit: Day, calendar: WorkingCalendar, pauses: [DayRange] = [], extensions: [Term] = []
    ) -> Day {
        let count = DayCount(calendar, pauses: pauses, terms: [term] + extensions)
        // No term is due before its start, and far enough back every term is due in time.
        var start = limit
        while count.walk(from: start).due > limit { start = start.adding(days: -1) }
        return start
    }
}

// MARK: - Explanation

extension Deadline {
    /// Every day from the start to the due day, with what became of it and why.
    package var lines: [DayLine] {
        var lines: [DayLine] = []
        let count = DayCount(calendar, pauses: pauses, terms: [term] + extensions)
        _ = count.walk(from: start) { day, role in
            lines.append(DayLine(day: day, role: role, ruling: calendar.ruling(on: day)))
        }
        return lines
    }

    /// How well the rest days that decided the result are known: the weakest year among the days for which it mattered
    /// whether they were working days. A result that is not `announced` may move when a notice comes out.
    package var certainty: WorkingCalendar.YearStatus {
        var weakest = WorkingCalendar.YearStatus.announced
        let terms = [term] + extensions
        _ = DayCount(calendar, pauses: pauses, terms: terms).walk(from: start) { day, role in
            let mattered =
                switch role {
                case .start, .paused: false
                case .rest, .rolled, .end: true
                case .counted(_, let part): terms[part].unit.skipsRestDays || day == lastCounted
                }
            if mattered { weakest = min(weakest, calendar.status(of: day.year)) }
        }
        return weakest
    }
}
