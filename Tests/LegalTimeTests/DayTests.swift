import LegalTime
import Testing

@Suite("Days")
struct DayTests {
    @Test("a day number and a civil date are the same thing, for every day from year 1 to 9999")
    func civilDatesAndNumbersAgree() throws {
        var expected = try #require(Day(year: 1, month: 1, day: 1)).number
        var weekday = 1  // 0001-01-01 was a Monday
        for year in 1...9999 {
            let leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
            // Every month of some years, the ends of February and December of all.
            let months = year % 97 == 0 || (1890...2110).contains(year) ? Array(1...12) : [2, 12]
            var dayOfYear = 0
            let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for month in 1...12 {
                defer { dayOfYear += lengths[month - 1] }
                guard months.contains(month) else { continue }
                for day in [1, lengths[month - 1]] {
                    let date = try #require(Day(year: year, month: month, day: day))
                    let parts = date.components
                    let offset = Int32(dayOfYear + day - 1)
                    guard date.number == expected + offset, parts.year == year, parts.month == month, parts.day == day,
                        date.weekday.rawValue == (weekday - 1 + Int(offset)) % 7 + 1
                    else {
                        Issue.record("\(year)-\(month)-\(day) gave \(date) number \(date.number) \(date.weekday)")
                        return
                    }
                }
                if Day(year: year, month: month, day: lengths[month - 1] + 1) != nil {
                    Issue.record("\(year)-\(month) has no day \(lengths[month - 1] + 1)")
                }
            }
            expected += leap ? 366 : 365
            weekday = (weekday - 1 + (leap ? 366 : 365)) % 7 + 1
        }
    }

    @Test("known days have their known numbers and weekdays")
    func knownDays() throws {
        #expect(try #require(Day("1970-01-01")).number == 0)
        #expect(try #require(Day("1970-01-01")).weekday == .thursday)
        #expect(try #require(Day("2000-02-29")).number == 11_016)
        #expect(try #require(Day("2023-04-17")).weekday == .monday)
        #expect(try #require(Day("1949-12-31")).weekday == .saturday)
    }

    @Test(
        "dates are read in the ways offices write them",
        arguments: [
            "2023-04-17", "2023/4/17", "2023.4.17", "2023年4月17日", "2023年04月17日", "20230417", " 2023-4-17 ",
            "2023年4月17号", "2023/4/17", "\u{3000}2023.04.17\n",
        ])
    func reads(text: String) {
        #expect(Day(text)?.description == "2023-04-17")
    }

    @Test(
        "what is not a date is refused",
        arguments: [
            "", "2023", "2023-04", "2023-02-29", "2023-13-01", "2023-00-10", "2023-04-31", "23-04-17", "2023-04/17",
            "2023-04-17x", "2023-04-17T09:30", "0000-01-01", "2023年4-17", "-2023-04-17", "202304171", "2023-4-017",
        ])
    func refuses(text: String) {
        #expect(Day(text) == nil)
    }

    @Test(
        "months are added to the corresponding day, or to the month's end",
        arguments: [
            ("2023-01-31", 1, "2023-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2023-12-31", 2, "2024-02-29"),
            ("2023-03-31", -1, "2023-02-28"), ("2023-01-15", -1, "2022-12-15"), ("2023-05-31", 1, "2023-06-30"),
            ("2023-05-15", 12, "2024-05-15"), ("2024-02-29", 48, "2028-02-29"), ("2024-02-29", 12, "2025-02-28"),
        ])
    func addsMonths(start: String, months: Int, end: String) throws {
        #expect(try #require(Day(start)).adding(months: months).description == end)
        if months % 12 == 0 {
            #expect(try #require(Day(start)).adding(years: months / 12).description == end)
        }
    }

    @Test("a day written and read again is the same day")
    func roundTrip() {
        for number in stride(from: Int32(-719_162), through: 2_932_896, by: 997) {
            let day = Day(number: number)
            #expect(Day(day.description) == day)
        }
    }

    @Test("days can be walked and compared")
    func walks() throws {
        let (first, last) = (try #require(Day("2024-02-27")), try #require(Day("2024-03-02")))
        #expect((first...last).map(\.day) == [27, 28, 29, 1, 2])
        #expect(first.distance(to: last) == 4)
        #expect(first < last)
        #expect(try #require(DayRange(first, last)).count == 5)
        #expect(DayRange(last, first) == nil)
    }
}
