import LegalTime
import Testing

@Suite("Properties of deadlines")
struct DeadlinePropertyTests {
    private static let seeds = UInt64(1)...12
    private let calendar: WorkingCalendar

    init() throws {
        calendar = try realCalendar()
    }

    @Test("a longer term, a further extension or a further pause never makes a deadline earlier", arguments: seeds)
    func monotoneInLength(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let drawn = RandomDeadline(using: &random)
            let due = drawn.compute(calendar).due
            var longer = drawn
            longer.term = try #require(Term(drawn.term.length + 1, drawn.term.unit))
            // A month that starts later may be shorter, and a pause can turn that into an earlier end.
            let inDays = drawn.extensions.allSatisfy { $0.unit == .day || $0.unit == .workingDay }
            if inDays || drawn.pauses.isEmpty {
                #expect(longer.compute(calendar).due >= due, "\(drawn)")
            }
            var extended = drawn
            extended.extensions.append(.days(1))
            #expect(extended.compute(calendar).due >= due, "\(drawn)")
            var paused = drawn
            paused.pauses.append(RandomDeadline.pause(after: drawn.start, using: &random))
            if inDays {
                #expect(paused.compute(calendar).due >= due, "\(paused)")
            }
        }
    }

    @Test("a later start never makes a deadline earlier: days with pauses", arguments: seeds)
    func monotoneInStartByDays(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let drawn = RandomDeadline(using: &random, units: [.day, .workingDay])
            var later = drawn
            later.start = drawn.start.adding(days: .random(in: 1...20, using: &random))
            #expect(later.compute(calendar).due >= drawn.compute(calendar).due, "\(drawn) and \(later.start)")
        }
    }

    @Test("a later start never makes a deadline earlier: any unit without pauses", arguments: seeds)
    func monotoneInStartWithoutPauses(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            var drawn = RandomDeadline(using: &random)
            drawn.pauses = []
            var later = drawn
            later.start = drawn.start.adding(days: .random(in: 1...3, using: &random))
            #expect(later.compute(calendar).due >= drawn.compute(calendar).due, "\(drawn) and \(later.start)")
        }
    }

    @Test("a later start can make a month's term earlier when a pause lies between the two starts")
    func monthsWithPausesAreNotMonotone() {
        let pause = [days("2026-01-29", "2026-02-02")]
        let early = Deadline.compute(.months(1), from: day("2026-01-28"), calendar: calendar, pauses: pause)
        let late = Deadline.compute(.months(1), from: day("2026-01-29"), calendar: calendar, pauses: pause)
        #expect(early.lastCounted == day("2026-03-05"))
        #expect(late.lastCounted == day("2026-03-04"))
    }

    @Test("a pause inside a running term in days moves the last counted day by its own length", arguments: seeds)
    func pausesAdd(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            var drawn = RandomDeadline(using: &random, units: [.day])
            drawn.pauses = []
            // Pauses are added from front to back, each behind the last and inside the term as it runs by then.
            var clearFrom = drawn.start.adding(days: 1)
            for _ in 0..<3 {
                let before = drawn.compute(calendar).lastCounted
                guard clearFrom <= before else { break }
                let first = clearFrom.adding(days: .random(in: 0...clearFrom.distance(to: before), using: &random))
                let length = Int.random(in: 1...15, using: &random)
                drawn.pauses.append(try #require(DayRange(first, first.adding(days: length - 1))))
                #expect(drawn.compute(calendar).lastCounted == before.adding(days: length), "\(drawn)")
                clearFrom = first.adding(days: length)
            }
        }
    }

    @Test("pauses count as their union: split, doubled or shuffled they give the same deadline", arguments: seeds)
    func pausesAreASet(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<60 {
            let drawn = RandomDeadline(using: &random)
            var singleDays = drawn
            singleDays.pauses = drawn.pauses.flatMap { $0.days.map { DayRange($0) } }
            singleDays.pauses += singleDays.pauses
            singleDays.pauses.shuffle(using: &random)
            #expect(singleDays.compute(calendar).due == drawn.compute(calendar).due, "\(drawn)")
            #expect(singleDays.compute(calendar).pauses == drawn.compute(calendar).pauses, "\(drawn)")
        }
    }

    @Test("the last day to start is in time, and no later day is", arguments: seeds)
    func inverse(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<15 {
            var drawn = RandomDeadline(using: &random, units: [.day, .workingDay, .month])
            let limit = drawn.start
            let last = Deadline.lastStart(
                of: drawn.term, dueBy: limit, calendar: calendar, pauses: drawn.pauses, extensions: drawn.extensions)
            drawn.start = last
            #expect(drawn.compute(calendar).due <= limit, "\(drawn) due by \(limit)")
            for later in 1...max(1, last.distance(to: limit)) {
                drawn.start = last.adding(days: later)
                #expect(drawn.compute(calendar).due > limit, "\(drawn) due by \(limit)")
            }
        }
    }
}
