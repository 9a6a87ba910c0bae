/// What became of one day in the count.
package struct DayLine: Hashable, Sendable {
    package let day: Day
    package let role: Role
    /// What the calendar says of the day, with its source.
    package let ruling: WorkingCalendar.Ruling

    package enum Role: Hashable, Sendable {
        /// The day of the start event: not counted.
        case start
        /// Not counted: the clock stood still.
        case paused(DayRange)
        /// Not counted: a rest day in a term of working days.
        case rest
        /// Counted as day `ordinal` (from 1) of the term (`part` 0) or of its first, second … extension (`part` 1, 2 …).
        case counted(ordinal: Int, part: Int)
        /// The term had run out on a rest day, and this is a rest day after it.
        case rolled
        /// The first working day after a term that ran out on a rest day: the due day.
        case end
    }

    /// Whether the day used up one day of the term.
    package var isCounted: Bool { ordinal != nil }

    /// Its number in the term or extension, from 1.
    package var ordinal: Int? {
        if case .counted(let ordinal, _) = role { ordinal } else { nil }
    }
}
