/// A number of a report, or the fact that there is none.
package enum FigureValue: Hashable, Sendable {
    case count(Int)
    case money(Money)
    /// `part` of `whole`. Of nothing (`whole` 0) there is no rate.
    case rate(Int, of: Int)
    /// Days from acceptance to the end, in hundredths of a day.
    case days(hundredths: Int)
    /// Nothing was reported, which is not 0.
    case noData

    /// As it stands in a text: digits without grouping, a rate with two decimals, 无数据 where there is no data and — for a rate of
    /// nothing.
    package var text: String {
        switch self {
        case .count(let count): String(count)
        case .money(let money): money.description
        case .rate(_, of: 0): "—"
        case .rate(let part, let whole): "\(Self.decimal(Self.hundredths(part * 100, whole)))%"
        case .days(let hundredths): Self.decimal(hundredths)
        case .noData: "无数据"
        }
    }

    /// Whether nothing was counted, or nothing could be.
    package var isNothing: Bool {
        switch self {
        case .count(let count): count == 0
        case .money(let money): money.fen == 0
        case .rate(_, let whole): whole == 0
        case .days: false
        case .noData: true
        }
    }

    /// The count itself; nil for anything else.
    package var count: Int? {
        if case .count(let count) = self { count } else { nil }
    }

    /// A quotient in hundredths, rounded half up.
    static func hundredths(_ dividend: Int, _ divisor: Int) -> Int {
        (dividend * 200 + divisor) / (2 * divisor)
    }

    private static func decimal(_ hundredths: Int) -> String {
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
