import LegalTime

/// A day written in a test; a wrong one stops the test at once.
func day(_ text: String) -> Day {
    guard let day = Day(text) else { preconditionFailure("not a date: \(text)") }
    return day
}

func days(_ first: String, _ last: String) -> DayRange {
    guard let range = DayRange(day(first), day(last)) else { preconditionFailure("\(first)..\(last) is reversed") }
    return range
}

/// A made-up notice.
func notice(
    _ number: String, year: Int, issued: String, provisional: Bool = false, holidays: [DayRange] = [],
    working: [DayRange] = []
) -> Notice {
    Notice(
        year: year,
        source: .init(
            number: number, title: "Notice \(number)", issuer: "Test", issued: day(issued), verified: false,
            provisional: provisional),
        entries: holidays.map { .init($0, .holiday, name: .init(zh: "假日", en: "Holiday")) }
            + working.map { .init($0, .working, name: .init(zh: "上班", en: "Make-up")) })
}
