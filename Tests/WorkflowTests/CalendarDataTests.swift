import LegalTime
import Testing
import Workflow

/// `Workflows/calendars`, checked against a table typed a second time from the notices: days off by holiday, in the order of
/// the year, and the number of make-up days.
@Suite("The calendars that come with the program")
struct CalendarDataTests {
    private let notices: [Notice]
    private let calendar: WorkingCalendar

    init() throws {
        let text = try CalendarRepository.text(of: "Workflows/calendars/china.yaml")
        notices = try CalendarFile.notices(in: text, file: "china.yaml")
        calendar = try CalendarFile.calendar(of: [(name: "china.yaml", text: text)])
    }

    @Test(
        "days off and make-up days add up to what each notice grants",
        arguments: [
            (2021, "国办发明电〔2020〕27号", [3, 7, 3, 5, 3, 3, 7], 7), (2022, "国办发明电〔2021〕11号", [3, 7, 3, 5, 3, 3, 7], 7),
            (2023, "国办发明电〔2022〕16号", [3, 7, 1, 5, 3, 8], 7), (2024, "国办发明电〔2023〕7号", [1, 8, 3, 5, 1, 3, 7], 8),
            (2025, "国办发明电〔2024〕12号", [1, 8, 3, 5, 3, 8], 5), (2026, "国办发明电〔2025〕7号", [3, 9, 3, 5, 3, 3, 7], 6),
            (2027, "国务院令第795号", [1, 4, 1, 2, 1, 1, 3], 0),
        ])
    func totals(year: Int, number: String, daysOff: [Int], makeUpDays: Int) throws {
        let notice = try #require(notices.first { $0.year == year })
        #expect(notice.source.number == number)
        #expect(notice.source.verified == (year != 2027))
        #expect(notice.entries.filter { $0.kind == .holiday }.map(\.range.count) == daysOff)
        let working = notice.entries.filter { $0.kind == .working }
        #expect(working.count == makeUpDays && working.allSatisfy { $0.range.count == 1 })
        // Only a weekend can become a working day.
        #expect(working.allSatisfy { $0.range.first.weekday.isWeekend })
    }

    /// Rearranging holidays gives and takes nothing: what rests in a year is its weekends and the public holidays that the
    /// regulation grants, eleven days until 2024 and thirteen from 2025.
    @Test("each year works all its days but the weekends and the public holidays", arguments: 2021...2026)
    func workingDays(year: Int) throws {
        let days = try #require(Day(year: year, month: 1, day: 1))...#require(Day(year: year, month: 12, day: 31))
        let weekends = days.filter(\.weekday.isWeekend).count
        #expect(days.filter { calendar.isWorking($0) }.count == days.count - weekends - (year < 2025 ? 11 : 13))
    }

    @Test(
        "days people remember",
        arguments: [
            ("2021-02-20", true), ("2022-01-30", true), ("2022-12-31", false), ("2023-01-02", false),
            ("2023-01-28", true), ("2023-01-29", true), ("2023-06-25", true), ("2023-10-06", false),
            // New Year's Eve of 2024 was left to paid leave; the notice does not name it.
            ("2024-02-09", true), ("2024-02-04", true), ("2024-02-10", false), ("2024-05-11", true),
            ("2024-10-12", true), ("2025-01-26", true), ("2025-01-28", false), ("2025-02-08", true),
            ("2025-10-08", false), ("2026-01-04", true), ("2026-02-14", true), ("2026-02-16", false),
            ("2026-02-23", false), ("2026-02-28", true), ("2026-09-20", true), ("2026-10-10", true),
            ("2027-02-05", false), ("2027-02-08", false), ("2027-02-09", true),
        ])
    func knownDays(text: String, working: Bool) throws {
        let day = try #require(Day(text))
        #expect(calendar.isWorking(day) == working)
    }

    @Test("the years until 2026 are announced, 2027 is provisional, 2028 is unknown")
    func status() {
        #expect((2021...2026).allSatisfy { calendar.status(of: $0) == .announced })
        #expect(calendar.status(of: 2027) == .provisional)
        #expect(calendar.status(of: 2028) == .unknown)
        #expect(calendar.status(of: 2020) == .unknown)
    }
}
