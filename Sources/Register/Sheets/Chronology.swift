import LegalTime
import Workflow

/// Finds days that stand before a day which must come first.
struct Chronology {
    private var last: (day: Day, column: String)?
    private(set) var faults: [(column: String, fault: CellFault)] = []

    /// A day that must not be earlier than those before it; nil where it is not told.
    mutating func next(_ day: Day?, _ column: String) {
        guard let day else { return }
        if let last, day < last.day {
            faults.append((column, .before(last.column)))
            return
        }
        last = (day, column)
    }

    /// Days that have not come yet.
    static func future(_ days: [(Day?, String)], asOf today: Day) -> [(column: String, fault: CellFault)] {
        days.compactMap { day, column in day.map { $0 > today } == true ? (column, .future) : nil }
    }
}

extension CellFault {
    static let future = CellFault(
        "future", zh: "日期在将来", en: "the day has not come yet", remedyZh: "请核对日期", remedyEn: "check the day")

    /// The day is earlier than that of another column.
    static func before(_ column: String) -> CellFault {
        CellFault(
            "day-order", zh: "早于“\(column)”", en: "the day is earlier than that of \"\(column)\"", remedyZh: "请核对这两个日期",
            remedyEn: "check both days")
    }

    /// The column must be filled because of something else in the row.
    static func neededFor(_ zh: String, _ en: String) -> CellFault {
        CellFault(
            "needed", zh: "“\(zh)”须填写本列", en: "\(en) needs this column", remedyZh: "请补填，或更正“\(zh)”",
            remedyEn: "fill it in, or correct what needs it")
    }

    /// The column must be blank because of something else in the row.
    static func notFor(_ zh: String, _ en: String) -> CellFault {
        CellFault(
            "not-for", zh: "\(zh)不应填写本列", en: "\(en) does not go with this column", remedyZh: "请清空本列，或更正\(zh)",
            remedyEn: "clear it, or correct the other")
    }
}
