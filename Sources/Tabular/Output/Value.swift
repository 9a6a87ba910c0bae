/// One value of a listing, which each output format writes in its own way.
package enum Value: Sendable, Equatable {
    /// Text, also years, numbers of cases and other digits that nobody adds up.
    case text(String)
    /// A count. Tables group it by thousands.
    case integer(Int)
    /// An exact decimal: `.decimal(12345, places: 2)` is 123.45.
    case decimal(Int, places: Int)
    /// `part` of `whole`, a percentage with two decimals. Of nothing (`whole` 0) there is no share: it shows as missing, not as 0.
    case share(Int, of: Int)
    case flag(Bool)
    /// No data, which is not 0.
    case missing
    /// No data where a number is expected, which a table says in words.
    case noData

    package static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .missing }
    package static func integer(_ number: Int?) -> Value { number.map { .integer($0) } ?? .missing }

    /// What a table shows.
    package var display: String {
        switch self {
        case .text(let text): text
        case .integer(let number): Self.grouped(number)
        case .decimal(let digits, let places): Self.fixed(digits, places: places, grouped: true)
        case .share(let part, let whole):
            Self.tenThousandths(part, of: whole).map { Self.fixed($0, places: 2) + "%" } ?? "-"
        case .flag(let flag): flag ? "是" : "否"
        case .missing: "-"
        case .noData: "无数据"
        }
    }

    /// What a CSV cell holds: no thousands, empty if missing, a share as in a table.
    package var cell: String {
        switch self {
        case .integer(let number): String(number)
        case .decimal(let digits, let places): Self.fixed(digits, places: places)
        case .missing, .noData: ""
        case .share(_, of: 0): ""
        case .text, .share, .flag: display
        }
    }

    /// What JSON holds: numbers as numbers, a share as a fraction of 1 with four decimals, null if missing.
    package var json: JSON {
        switch self {
        case .text(let text): .string(text)
        case .integer(let number): .number(String(number))
        case .decimal(let digits, let places): .number(Self.fixed(digits, places: places))
        case .share(let part, let whole):
            Self.tenThousandths(part, of: whole).map { .number(Self.fixed($0, places: 4)) } ?? .null
        case .flag(let flag): .bool(flag)
        case .missing, .noData: .null
        }
    }

    /// The share in ten-thousandths, rounded half up; nil of nothing.
    private static func tenThousandths(_ part: Int, of whole: Int) -> Int? {
        whole == 0 ? nil : (part * 20_000 + whole) / (2 * whole)
    }

    private static func fixed(_ digits: Int, places: Int, grouped: Bool = false) -> String {
        let magnitude = String(digits.magnitude)
        let padded = String(repeating: "0", count: max(0, places + 1 - magnitude.count)) + magnitude
        let whole = String(padded.dropLast(places))
        let sign = digits < 0 ? "-" : ""
        let fraction = places == 0 ? "" : "." + padded.suffix(places)
        return sign + (grouped ? Self.grouped(whole) : whole) + fraction
    }

    private static func grouped(_ number: Int) -> String {
        (number < 0 ? "-" : "") + grouped(String(number.magnitude))
    }

    private static func grouped(_ digits: String) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return result
    }
}
