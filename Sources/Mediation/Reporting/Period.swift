package import LegalTime
package import Workflow

/// The days a report is about: a year, a quarter, a month, or any unbroken run of days, both ends included.
///
/// Its text is the shortest that names the days: `2023`, `2023-Q2`, `2023-05`, `2023-01-01..2023-06-15`.
package struct Period: Hashable, Sendable {
    package let days: DayRange

    package init(_ days: DayRange) {
        self.days = days
    }

    /// Nil outside the years 1 to 9999.
    package init?(year: Int) {
        self.init(year: year, months: 1...12)
    }

    /// Nil where there is no such quarter.
    package init?(year: Int, quarter: Int) {
        guard (1...4).contains(quarter) else { return nil }
        self.init(year: year, months: (quarter * 3 - 2)...(quarter * 3))
    }

    /// Nil where there is no such month.
    package init?(year: Int, month: Int) {
        self.init(year: year, months: month...month)
    }

    private init?(year: Int, months: ClosedRange<Int>) {
        guard let first = Day(year: year, month: months.lowerBound, day: 1), (1...12).contains(months.upperBound),
            let last = Day(
                year: year, month: months.upperBound, day: Day.length(ofMonth: months.upperBound, year: year)),
            let days = DayRange(first, last)
        else { return nil }
        self.init(days)
    }

    package var first: Day { days.first }
    package var last: Day { days.last }

    package var title: Bilingual {
        switch shape {
        case .year(let year): Bilingual(zh: "\(year)年", en: "\(year)")
        case .quarter(let year, let quarter):
            Bilingual(zh: "\(year)年第\(["一", "二", "三", "四"][quarter - 1])季度", en: "Q\(quarter) \(year)")
        case .month(let year, let month):
            Bilingual(zh: "\(year)年\(month)月", en: "\(Self.months[month - 1]) \(year)")
        case .range where first == last: Bilingual(zh: Self.chinese(first), en: "\(first)")
        case .range: Bilingual(zh: "\(Self.chinese(first))至\(Self.chinese(last))", en: "\(first) to \(last)")
        }
    }

    private enum Shape {
        case year(Int)
        case quarter(Int, Int)
        case month(Int, Int)
        case range
    }

    private var shape: Shape {
        let (year, month, _) = first.components
        if self == Period(year: year) { return .year(year) }
        if self == Period(year: year, quarter: (month + 2) / 3) { return .quarter(year, (month + 2) / 3) }
        if self == Period(year: year, month: month) { return .month(year, month) }
        return .range
    }

    private static func chinese(_ day: Day) -> String {
        let (year, month, day) = day.components
        return "\(year)年\(month)月\(day)日"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

extension Period: LosslessStringConvertible {
    package init?(_ text: String) {
        if let bounds = text.firstRange(of: "..") {
            guard let first = Day(String(text[..<bounds.lowerBound])),
                let last = Day(String(text[bounds.upperBound...])), let days = DayRange(first, last)
            else { return nil }
            self.init(days)
            return
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = parts.first.flatMap({ Self.number($0, digits: 4) }) else { return nil }
        switch parts.count {
        case 1: self.init(year: year)
        case 2 where parts[1].first == "Q" || parts[1].first == "q":
            guard let quarter = Self.number(parts[1].dropFirst(), digits: 1) else { return nil }
            self.init(year: year, quarter: quarter)
        case 2:
            guard let month = Self.number(parts[1], digits: 2) else { return nil }
            self.init(year: year, month: month)
        default:
            guard let day = Day(text) else { return nil }
            self.init(DayRange(day))
        }
    }

    package var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
        }
        return switch shape {
        case .year(let year): padded(year, 4)
        case .quarter(let year, let quarter): "\(padded(year, 4))-Q\(quarter)"
        case .month(let year, let month): "\(padded(year, 4))-\(padded(month, 2))"
        case .range: days.description
        }
    }

    private static func number(_ text: Substring, digits: Int) -> Int? {
        guard text.count == digits, text.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int(text)
    }
}
