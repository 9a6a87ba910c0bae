/// A civil date of the proleptic Gregorian calendar, stored as days since 1970-01-01.
///
/// A day has no time and no zone: it is what stands on a paper. Days made from a year, month and day lie between
/// 0001-01-01 and 9999-12-31.
package struct Day: Hashable, Sendable {
    /// Days since 1970-01-01 (negative before).
    package let number: Int32

    /// The day so many days after 1970-01-01.
    package init(number: Int32) {
        self.number = number
    }

    /// The civil date, or nil when there is no such date (30 February, month 13, year 0 or beyond 9999).
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        self.init(unchecked: year, month, day)
    }

    private init(unchecked year: Int, _ month: Int, _ day: Int) {
        // Years run from March here, so that the leap day is the last day of its year.
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let era = Day.floorDivision(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = Int32(era * Day.daysPerEra + dayOfEra - Day.daysToEpoch)
    }

    /// Days of 400 Gregorian years.
    private static let daysPerEra = 146_097
    /// Days from 0000-03-01 to 1970-01-01.
    private static let daysToEpoch = 719_468

    private static func floorDivision(_ a: Int, _ b: Int) -> Int {
        a >= 0 ? a / b : -((-a + b - 1) / b)
    }
}

// MARK: - Parts

extension Day {
    /// Year, month (1–12) and day of the month (1–31).
    package var components: (year: Int, month: Int, day: Int) {
        let days = Int(number) + Day.daysToEpoch
        let era = Day.floorDivision(days, Day.daysPerEra)
        let dayOfEra = days - era * Day.daysPerEra
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    package var year: Int { components.year }
    package var month: Int { components.month }
    package var day: Int { components.day }

    package var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        let fromMonday = (Int(number) + 3) % 7
        return Weekday(rawValue: (fromMonday + 7) % 7 + 1) ?? .monday
    }

    package static func isLeap(year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Days in a month of a year. The month must be 1–12.
    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

// MARK: - Arithmetic

extension Day: Strideable {
    package func distance(to other: Day) -> Int { Int(other.number) - Int(number) }

    package func advanced(by days: Int) -> Day { Day(number: Int32(Int(number) + days)) }

    package static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    package static func == (a: Day, b: Day) -> Bool { a.number == b.number }

    /// The day so many days later (earlier when negative).
    package func adding(days: Int) -> Day { advanced(by: days) }

    /// The corresponding day so many months later. A month without that day gives its last day (Civil Code Art 202).
    package func adding(months: Int) -> Day {
        let (year, month, day) = components
        let count = year * 12 + (month - 1) + months
        let newYear = Day.floorDivision(count, 12)
        let newMonth = count - newYear * 12 + 1
        return Day(unchecked: newYear, newMonth, min(day, Day.length(ofMonth: newMonth, year: newYear)))
    }

    /// The corresponding day so many years later; 29 February gives 28 February in a common year.
    package func adding(years: Int) -> Day { adding(months: years * 12) }
}

// MARK: - Text

extension Day: LosslessStringConvertible, Codable {
    /// Reads the ways offices write a date: `2023-04-17`, `2023/4/17`, `2023.4.17`, `2023年4月17日` and `20230417`,
    /// with ordinary or full-width digits and with spaces around. Anything else, or a date that does not exist, is nil.
    package init?(_ text: String) {
        if let written = PlainDate.day(text) {
            self = written
            return
        }
        var scanner = TextScanner(text)
        scanner.skipSpaces()
        guard let day = scanner.day() else { return nil }
        scanner.skipSpaces()
        guard scanner.isAtEnd else { return nil }
        self = day
    }

    /// The ISO 8601 date, `2023-04-17`.
    package var description: String { PlainDate.text(of: self) }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = Day(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "不是日期: “\(text)” / not a date: \"\(text)\" (YYYY-MM-DD)")
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
