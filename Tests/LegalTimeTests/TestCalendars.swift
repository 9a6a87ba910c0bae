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

/// Holidays and make-up days of 2021–2026 as the State Council arranged them and the fixed holidays of 2027, month and day
/// only: the rules are tested on years as they really were.
let realYears: [(year: Int, holidays: String, working: String)] = [
    (
        2021, "0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007",
        "0207 0220 0425 0508 0918 0926 1009"
    ),
    (
        2022, "0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007",
        "0129 0130 0402 0424 0507 1008 1009"
    ),
    (2023, "0101-0102 0121-0127 0405 0429-0503 0622-0624 0929-1006", "0128 0129 0423 0506 0625 1007 1008"),
    (2024, "0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007", "0204 0218 0407 0428 0511 0914 0929 1012"),
    (2025, "0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008", "0126 0208 0427 0928 1011"),
    (2026, "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007", "0104 0214 0228 0509 0920 1010"),
    (2027, "0101 0205-0208 0405 0501-0502 0609 0915 1001-1003", ""),
]

/// The notices of `realYears`.
func realNotices() -> [Notice] {
    realYears.map { year, holidays, working in
        func ranges(_ text: String) -> [DayRange] {
            text.split(separator: " ").map { part in
                let ends = part.split(separator: "-")
                return days("\(year)\(ends[0])", "\(year)\(ends[ends.count - 1])")
            }
        }
        return notice(
            "N\(year)", year: year, issued: "\(year - 1)-11-01", provisional: year == 2027, holidays: ranges(holidays),
            working: ranges(working))
    }
}

func realCalendar() throws -> WorkingCalendar {
    try WorkingCalendar(merging: realNotices())
}
