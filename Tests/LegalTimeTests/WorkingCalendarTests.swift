import LegalTime
import Testing

@Suite("Working calendars")
struct WorkingCalendarTests {
    private let spring = days("2026-02-15", "2026-02-23")

    @Test("without notices weekends rest and nothing is announced")
    func weekendsOnly() {
        let calendar = WorkingCalendar.weekendsOnly
        #expect(calendar.isWorking(day("2026-11-20")))
        #expect(!calendar.isWorking(day("2026-11-21")))
        #expect(calendar.ruling(on: day("2026-11-22")).ground == .weekend)
        #expect(calendar.ruling(on: day("2026-11-23")).ground == .weekday)
        #expect(calendar.status(of: 2026) == .unknown)
    }

    @Test("an explicit day beats the weekday rule, both ways, and names its notice")
    func explicitDaysWin() throws {
        let calendar = try WorkingCalendar(merging: [
            notice("N", year: 2026, issued: "2025-11-04", holidays: [spring], working: [DayRange(day("2026-02-14"))])
        ])
        #expect(calendar.isWorking(day("2026-02-14")))
        #expect(!calendar.isWorking(day("2026-02-16")))
        guard case .holiday(let name, let source) = calendar.ruling(on: day("2026-02-16")).ground else {
            Issue.record("not a holiday")
            return
        }
        #expect(name.zh == "假日" && source.number == "N")
        #expect(calendar.firstWorkingDay(from: day("2026-02-15")) == day("2026-02-24"))
        #expect(calendar.status(of: 2026) == .announced)
    }

    @Test("the notice issued later decides, in whatever order they arrive")
    func laterIssueWins() throws {
        let yearly = notice("Yearly", year: 2020, issued: "2019-11-21", holidays: [days("2020-01-24", "2020-01-30")])
        let longer = notice("Longer", year: 2020, issued: "2020-01-26", holidays: [days("2020-01-31", "2020-02-02")])
        let back = notice("Back", year: 2020, issued: "2020-01-28", working: [days("2020-01-30", "2020-01-31")])
        for order in [[yearly, longer, back], [back, yearly, longer], [longer, back, yearly]] {
            let calendar = try WorkingCalendar(merging: order)
            #expect(!calendar.isWorking(day("2020-01-29")))
            #expect(calendar.isWorking(day("2020-01-30")) && calendar.isWorking(day("2020-01-31")))
            #expect(!calendar.isWorking(day("2020-02-01")))
        }
    }

    @Test("notices of one date that contradict each other are an error that names day and documents")
    func contradiction() throws {
        let one = notice("One", year: 2026, issued: "2025-11-04", holidays: [spring])
        let other = notice("Other", year: 2026, issued: "2025-11-04", working: [days("2026-02-22", "2026-02-24")])
        for order in [[one, other], [other, one]] {
            let error = #expect(throws: CalendarConflicts.self) { try WorkingCalendar(merging: order) }
            #expect(error?.conflicts.map(\.day) == [day("2026-02-22"), day("2026-02-23")])
            #expect(error?.description.contains("2026-02-22") == true)
            #expect(error?.description.contains("One and Other") == true)
        }
        // The same ruling twice is no contradiction, and a later notice settles one.
        let same = notice("Same", year: 2026, issued: "2025-11-04", holidays: [days("2026-02-20", "2026-02-24")])
        #expect(try !WorkingCalendar(merging: [one, same]).isWorking(day("2026-02-20")))
        let settled = notice("Settled", year: 2026, issued: "2025-12-01", working: [days("2026-02-22", "2026-02-23")])
        #expect(try WorkingCalendar(merging: [one, other, settled]).isWorking(day("2026-02-22")))
    }

    @Test("a provisional notice gives way whole when its year is announced")
    func provisional() throws {
        let expected = notice(
            "Expected", year: 2027, issued: "2024-11-10", provisional: true,
            holidays: [days("2027-04-05", "2027-04-06")])
        let announced = notice(
            "Announced", year: 2027, issued: "2026-11-20", holidays: [days("2027-04-03", "2027-04-05")])
        let before = try WorkingCalendar(merging: [expected])
        #expect(before.status(of: 2027) == .provisional)
        #expect(!before.isWorking(day("2027-04-06")))
        let after = try before.merging([announced])
        #expect(after.status(of: 2027) == .announced)
        #expect(after.isWorking(day("2027-04-06")))
        #expect(after.days(changedFrom: before) == [day("2027-04-06")])
        #expect(try after == WorkingCalendar(merging: [announced, expected]))
    }

    @Test("merging in any order and in any grouping gives the same calendar", arguments: UInt64(1)...10)
    func mergeOrder(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var notices = realNotices()
        for index in 0..<12 {
            let first = day("2021-01-01").adding(days: .random(in: 0..<2400, using: &random))
            let range = try #require(DayRange(first, first.adding(days: .random(in: 0...9, using: &random))))
            // Each with its own date of issue, so that none contradicts another.
            let issued = day("2020-01-01").adding(days: 40 * index + 3).description
            let works = Bool.random(using: &random)
            notices.append(
                notice(
                    "R\(index)", year: range.first.year, issued: issued, provisional: index % 4 == 0,
                    holidays: works ? [] : [range], working: works ? [range] : []))
        }
        let whole = try WorkingCalendar(merging: notices)
        for _ in 0..<5 {
            notices.shuffle(using: &random)
            let split = Int.random(in: 0...notices.count, using: &random)
            let pieces = try WorkingCalendar(merging: notices[..<split]).merging(notices[split...])
            #expect(pieces == whole)
            #expect(try whole.merging(notices[..<split]) == whole)
            let grounds = (day("2020-12-01")...day("2028-02-01")).filter {
                whole.ruling(on: $0) != pieces.ruling(on: $0)
            }
            #expect(grounds.isEmpty)
        }
    }

    @Test("the quick answer and the reasoned answer agree on every day")
    func quickAnswerAgrees() throws {
        let calendar = try realCalendar()
        for day in day("2020-06-01")...day("2028-06-30")
        where calendar.isWorking(day) != calendar.ruling(on: day).isWorking {
            Issue.record("\(day)")
        }
    }
}
