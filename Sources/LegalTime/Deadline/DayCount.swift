/// The counting itself, one day at a time. The result and its explanation both come from this one walk.
struct DayCount {
    let calendar: WorkingCalendar
    /// Sorted, none touching another.
    let pauses: [DayRange]
    let terms: [Term]

    init(_ calendar: WorkingCalendar, pauses: [DayRange], terms: [Term]) {
        self.calendar = calendar
        self.pauses = DayCount.joined(pauses)
        self.terms = terms
    }

    /// Walks from the start to the due day and shows every day on the way to `visit`. Without one, days of which each is
    /// sure to count are leapt over.
    func walk(from start: Day, visit: ((Day, DayLine.Role) -> Void)? = nil) -> (lastCounted: Day, due: Day) {
        var cursor = PauseCursor(pauses)
        var day = start
        visit?(day, .start)
        for (part, term) in terms.enumerated() {
            let needed = term.count(from: day)
            let skipsRestDays = term.unit.skipsRestDays
            if visit == nil, !skipsRestDays, cursor.isPast(day) {
                day = day.adding(days: needed)
                continue
            }
            var ordinal = 0
            while ordinal < needed {
                day = day.adding(days: 1)
                if let pause = cursor.pause(on: day) {
                    visit?(day, .paused(pause))
                } else if skipsRestDays, !calendar.isWorking(day) {
                    visit?(day, .rest)
                } else {
                    ordinal += 1
                    visit?(day, .counted(ordinal: ordinal, part: part))
                }
            }
        }
        let lastCounted = day
        guard !calendar.isWorking(day) else { return (day, day) }
        while true {
            day = day.adding(days: 1)
            if let pause = cursor.pause(on: day) {
                visit?(day, .paused(pause))
            } else if calendar.isWorking(day) {
                visit?(day, .end)
                return (lastCounted, day)
            } else {
                visit?(day, .rolled)
            }
        }
    }

    /// The same days as sorted ranges of which none overlaps or touches another.
    static func joined(_ ranges: [DayRange]) -> [DayRange] {
        var result: [DayRange] = []
        for range in ranges.sorted(by: { $0.first < $1.first }) {
            if let last = result.last, range.first <= last.last.adding(days: 1),
                let whole = DayRange(last.first, max(last.last, range.last))
            {
                result[result.count - 1] = whole
            } else {
                result.append(range)
            }
        }
        return result
    }

    /// Finds the pause of each day when the days are asked in order.
    private struct PauseCursor {
        private let pauses: [DayRange]
        private var next = 0

        init(_ pauses: [DayRange]) {
            self.pauses = pauses
        }

        /// Whether no pause reaches beyond a day.
        func isPast(_ day: Day) -> Bool { pauses.last.map { $0.last <= day } ?? true }

        mutating func pause(on day: Day) -> DayRange? {
            while next < pauses.count, pauses[next].last < day { next += 1 }
            guard next < pauses.count, pauses[next].contains(day) else { return nil }
            return pauses[next]
        }
    }
}
