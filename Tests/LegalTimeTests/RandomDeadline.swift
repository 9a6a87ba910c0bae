import LegalTime

/// The inputs of a deadline, drawn at random.
struct RandomDeadline: CustomStringConvertible {
    var term: Term
    var start: Day
    var pauses: [DayRange]
    var extensions: [Term]

    init(using random: inout SeededGenerator, units: [Term.Unit] = Term.Unit.allCases) {
        start = day("2021-01-01").adding(days: .random(in: 0..<2400, using: &random))
        term = RandomDeadline.term(units, using: &random)
        extensions = (0..<Int.random(in: 0...2, using: &random)).map { _ in RandomDeadline.term(units, using: &random) }
        let start = start
        pauses = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            RandomDeadline.pause(after: start, using: &random)
        }
    }

    static func pause(after start: Day, using random: inout SeededGenerator) -> DayRange {
        let first = start.adding(days: .random(in: -10...120, using: &random))
        return DayRange(first, first.adding(days: .random(in: 0...25, using: &random))) ?? DayRange(first)
    }

    private static func term(_ units: [Term.Unit], using random: inout SeededGenerator) -> Term {
        switch units.randomElement(using: &random) ?? .day {
        case .day: .days(.random(in: 1...90, using: &random))
        case .workingDay: .workingDays(.random(in: 1...60, using: &random))
        case .month: .months(.random(in: 1...7, using: &random))
        case .year: .years(1)
        }
    }

    func compute(_ calendar: WorkingCalendar) -> Deadline {
        Deadline.compute(term, from: start, calendar: calendar, pauses: pauses, extensions: extensions)
    }

    var description: String { "\(term) from \(start), pauses \(pauses), extensions \(extensions)" }
}
