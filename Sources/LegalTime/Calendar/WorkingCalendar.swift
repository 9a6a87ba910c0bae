/// Which days are working days, and on what ground.
///
/// A calendar is made of notices laid over the weekday rule (Monday to Friday work, Saturday and Sunday rest). A day a
/// notice names is what the notice says, whatever the weekday: a make-up Saturday is a working day. The order in which
/// notices are merged makes no difference:
/// - of two notices that name the same day, the one issued later decides;
/// - two notices issued on the same day that contradict each other on a day are an error;
/// - a provisional notice counts only while its year has no notice that is not provisional.
package struct WorkingCalendar: Hashable, Sendable {
    /// All notices merged, in order of issue.
    package let notices: [Notice]
    private let decisions: [Day: Decision]
    private let announced: [Int: YearStatus]
    private let table: DayTable

    /// Weekends only; every year is `unknown`.
    package static let weekendsOnly = WorkingCalendar()

    private init() {
        notices = []
        decisions = [:]
        announced = [:]
        table = DayTable([:])
    }

    /// The calendar these notices make, in whatever order they are given.
    package init(merging notices: some Sequence<Notice>) throws(CalendarConflicts) {
        let all = Set(notices)
        let settledYears = Set(all.lazy.filter { !$0.source.provisional }.map(\.year))
        let inForce = all.filter { !$0.source.provisional || !settledYears.contains($0.year) }

        var decisions: [Day: Decision] = [:]
        var conflicts: Set<CalendarConflicts.Conflict> = []
        // In this fixed order a later decision replaces an earlier one, and a tie always falls to the same side.
        for notice in inForce.sorted(by: Notice.inOrderOfIssue) {
            for entry in notice.entries {
                let decision = Decision(kind: entry.kind, name: entry.name, source: notice.source)
                for day in entry.range.days {
                    if let earlier = decisions[day], earlier.source.issued == notice.source.issued,
                        earlier.kind != entry.kind
                    {
                        conflicts.insert(.init(day: day, one: earlier.source, other: notice.source))
                    }
                    decisions[day] = decision
                }
            }
        }
        // A contradiction that a still later notice settles is no longer one.
        let open = conflicts.filter { decisions[$0.day]?.source.issued == $0.one.issued }
        guard open.isEmpty else { throw CalendarConflicts(open) }

        self.notices = all.sorted(by: Notice.inOrderOfIssue)
        self.decisions = decisions
        self.announced = Dictionary(
            inForce.map { ($0.year, $0.source.provisional ? YearStatus.provisional : .announced) },
            uniquingKeysWith: max)
        self.table = DayTable(decisions.mapValues { $0.kind == .working })
    }

    /// This calendar with more notices.
    package func merging(_ more: some Sequence<Notice>) throws(CalendarConflicts) -> WorkingCalendar {
        try WorkingCalendar(merging: notices + Array(more))
    }

    struct Decision: Hashable, Sendable {
        let kind: Notice.Kind
        let name: Notice.Name
        let source: Notice.Source
    }
}

// MARK: - Asking

extension WorkingCalendar {
    /// Whether a day is a working day.
    package func isWorking(_ day: Day) -> Bool {
        table.isWorking(day.number)
    }

    /// Whether a day is a working day, with the ground for it.
    package func ruling(on day: Day) -> Ruling {
        if let decision = decisions[day] {
            switch decision.kind {
            case .holiday: Ruling(isWorking: false, ground: .holiday(decision.name, decision.source))
            case .working: Ruling(isWorking: true, ground: .makeUpDay(decision.name, decision.source))
            }
        } else {
            day.weekday.isWeekend ? .weekend : .weekday
        }
    }

    /// Whether the notice for a year is known.
    package func status(of year: Int) -> YearStatus {
        announced[year] ?? .unknown
    }

    /// The first working day on or after a day.
    package func firstWorkingDay(from day: Day) -> Day {
        var day = day
        while !isWorking(day) { day = day.adding(days: 1) }
        return day
    }

    /// The days on which this calendar and another one disagree, in order.
    package func days(changedFrom other: WorkingCalendar) -> [Day] {
        Set(decisions.keys).union(other.decisions.keys)
            .filter { isWorking($0) != other.isWorking($0) }
            .sorted()
    }

    /// What a calendar says of one day.
    package struct Ruling: Hashable, Sendable {
        package let isWorking: Bool
        package let ground: Ground

        static let weekday = Ruling(isWorking: true, ground: .weekday)
        static let weekend = Ruling(isWorking: false, ground: .weekend)
    }

    /// Why a day is a working day or a rest day.
    package enum Ground: Hashable, Sendable {
        /// Monday to Friday, and no notice names the day.
        case weekday
        /// Saturday or Sunday, and no notice names the day.
        case weekend
        case holiday(Notice.Name, Notice.Source)
        /// A day of work that makes up for a long holiday.
        case makeUpDay(Notice.Name, Notice.Source)
    }

    /// How well a year's rest days are known, weakest first.
    package enum YearStatus: Int, Hashable, Sendable, Comparable {
        /// No notice at all: only weekends are known.
        case unknown
        /// The year's notice is not out; the days are those the national regulation fixes.
        case provisional
        case announced

        package static func < (a: YearStatus, b: YearStatus) -> Bool { a.rawValue < b.rawValue }
    }
}

extension Notice {
    /// Order of issue, then by every other part, so that a set of notices has exactly one order.
    fileprivate static func inOrderOfIssue(_ a: Notice, _ b: Notice) -> Bool {
        if a.source.issued != b.source.issued { return a.source.issued < b.source.issued }
        return a.sortKey.lexicographicallyPrecedes(b.sortKey)
    }

    private var sortKey: [String] {
        [source.number, String(year), source.title, source.issuer, source.verified ? "1" : "0"]
            + [source.provisional ? "1" : "0"]
            + entries.flatMap { [$0.range.description, $0.kind.rawValue, $0.name.zh, $0.name.en] }
    }
}
