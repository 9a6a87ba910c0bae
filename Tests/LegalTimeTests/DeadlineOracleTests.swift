import LegalTime
import Testing

/// Working days worked out the long way, without any code of the library but the day number: a list of weekdays, with the
/// named days written over it.
private struct Oracle {
    let first: Int
    let working: [Bool]

    init() throws {
        let first = try Int(#require(Day("2020-12-01")).number)
        let last = try Int(#require(Day("2028-12-31")).number)
        // 2020-12-01 was a Tuesday; days 4 and 5 of a week that starts on Tuesday are Saturday and Sunday.
        var working = (first...last).map { ![4, 5].contains(($0 - first) % 7) }
        for notice in realNotices() {
            for entry in notice.entries {
                for number in entry.range.first.number...entry.range.last.number {
                    working[Int(number) - first] = entry.kind == .working
                }
            }
        }
        self.first = first
        self.working = working
    }

    /// The due days of all lengths up to `longest`, by calendar and by working days.
    func dues(from start: Int, longest: Int) -> (calendar: [Int], working: [Int]) {
        var byCalendar: [Int] = []
        for length in 1...longest {
            var due = start + length
            while !working[due - first] { due += 1 }
            byCalendar.append(due)
        }
        var byWorking: [Int] = []
        var day = start
        while byWorking.count < longest {
            day += 1
            if working[day - first] { byWorking.append(day) }
        }
        return (byCalendar, byWorking)
    }
}

@Suite("Deadlines against a slow count")
struct DeadlineOracleTests {
    @Test("every start day of 2021–2027 with every length 1–90", arguments: 2021...2027)
    func exhaustive(year: Int) throws {
        let calendar = try realCalendar()
        let oracle = try Oracle()
        for start in day("\(year)-01-01")...day("\(year)-12-31") {
            let expected = oracle.dues(from: Int(start.number), longest: 90)
            for length in 1...90 {
                let byCalendar = Deadline.compute(.days(length), from: start, calendar: calendar).due
                let byWorking = Deadline.compute(.workingDays(length), from: start, calendar: calendar).due
                guard Int(byCalendar.number) == expected.calendar[length - 1],
                    Int(byWorking.number) == expected.working[length - 1]
                else {
                    Issue.record("from \(start) length \(length): \(byCalendar) and \(byWorking)")
                    return
                }
            }
        }
    }

    @Test("every limit of 2021–2027 has its last day to start", arguments: 2021...2027)
    func exhaustiveInverse(year: Int) throws {
        let calendar = try realCalendar()
        let oracle = try Oracle()
        let first = day("2020-12-02")
        let dues = (first...day("\(year)-12-31")).map { oracle.dues(from: Int($0.number), longest: 90) }
        for limit in stride(from: day("\(year)-07-01"), through: day("\(year)-12-31"), by: 5) {
            for length in [1, 2, 5, 15, 30, 60, 90] {
                for (term, due) in [
                    (Term.days(length), { dues[$0].calendar[length - 1] }),
                    (Term.workingDays(length), { dues[$0].working[length - 1] }),
                ] as [(Term, (Int) -> Int)] {
                    let last = Deadline.lastStart(of: term, dueBy: limit, calendar: calendar)
                    let expected = dues.indices.prefix(first.distance(to: limit) + 1)
                        .last { due($0) <= Int(limit.number) }
                    if expected != first.distance(to: last) {
                        Issue.record("\(term) by \(limit): \(last)")
                        return
                    }
                }
            }
        }
    }

    @Test("the explanation of a random deadline adds up to its result", arguments: UInt64(1)...12)
    func explanationAddsUp(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let calendar = try realCalendar()
        for _ in 0..<40 {
            let deadline = RandomDeadline(using: &random).compute(calendar)
            let lines = deadline.lines
            let paused = Set(deadline.pauses.flatMap { Array($0.days) })

            // One line a day, from the start to the due day, none missing.
            #expect(lines.map(\.day) == Array(deadline.start...deadline.due))
            #expect(lines.filter { $0.role == .start }.map(\.day) == [deadline.start])
            // Every term and extension has exactly its number of days, numbered from 1.
            var from = deadline.start
            for (part, term) in ([deadline.term] + deadline.extensions).enumerated() {
                let counted = lines.filter { if case .counted(_, let of) = $0.role { of == part } else { false } }
                let needed =
                    switch term.unit {
                    case .day, .workingDay: term.length
                    case .month: from.distance(to: from.adding(months: term.length))
                    case .year: from.distance(to: from.adding(years: term.length))
                    }
                #expect(counted.compactMap(\.ordinal) == Array(1...needed))
                if term.unit == .workingDay { #expect(counted.allSatisfy { calendar.isWorking($0.day) }) }
                from = try #require(counted.last).day
            }
            #expect(from == deadline.lastCounted)
            // A day not counted is the start, paused, or a rest day; a paused day is never counted.
            for line in lines.dropFirst() {
                switch line.role {
                case .start: Issue.record("two starts")
                case .paused(let pause): #expect(pause.contains(line.day) && paused.contains(line.day))
                case .rest, .rolled: #expect(!calendar.isWorking(line.day) && !paused.contains(line.day))
                case .counted: #expect(!paused.contains(line.day))
                case .end: #expect(line.day == deadline.due && deadline.isRolledOver)
                }
            }
            #expect(calendar.isWorking(deadline.due) && !paused.contains(deadline.due))
            #expect(deadline.lastCounted <= deadline.due)
        }
    }
}
