/// Reads dates and clock times from text, one Unicode scalar at a time.
struct TextScanner {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    var isAtEnd: Bool { position == scalars.count }

    mutating func skipSpaces() {
        while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
    }

    /// Takes the next scalar when it is one of `choices`.
    mutating func take(_ choices: Unicode.Scalar...) -> Unicode.Scalar? {
        guard position < scalars.count, choices.contains(scalars[position]) else { return nil }
        defer { position += 1 }
        return scalars[position]
    }

    /// Takes a run of digits whose length lies in `count`; takes nothing otherwise.
    mutating func digits(_ count: ClosedRange<Int>) -> Int? {
        var value = 0
        var end = position
        while end < scalars.count, end - position < count.upperBound, let digit = TextScanner.digit(scalars[end]) {
            value = value * 10 + digit
            end += 1
        }
        guard end - position >= count.lowerBound else { return nil }
        position = end
        return value
    }

    /// A date in one of the forms `Day.init(_:)` names.
    mutating func day() -> Day? {
        guard let year = digits(4...4) else { return nil }
        if let first = take("-", "/", ".", "-", "/", ".") {
            guard let month = digits(1...2), take(first) != nil, let day = digits(1...2) else { return nil }
            return Day(year: year, month: month, day: day)
        }
        if take("年") != nil {
            guard let month = digits(1...2), take("月") != nil, let day = digits(1...2) else { return nil }
            _ = take("日", "号")
            return Day(year: year, month: month, day: day)
        }
        guard let month = digits(2...2), let day = digits(2...2) else { return nil }
        return Day(year: year, month: month, day: day)
    }

    /// A clock time `9:30`, `09:30:00` or `09:30:00.123`, in milliseconds since midnight; `24:00` is the end of the day.
    mutating func clockTime() -> Int? {
        guard let hour = digits(1...2), take(":", ":") != nil, let minute = digits(2...2), minute < 60 else {
            return nil
        }
        var milliseconds = (hour * 60 + minute) * 60_000
        if take(":", ":") != nil {
            guard let second = digits(2...2), second < 60 else { return nil }
            milliseconds += second * 1000
            if take(".", ",") != nil {
                guard let fraction = fraction() else { return nil }
                milliseconds += fraction
            }
        }
        return milliseconds <= ClockTime.millisecondsPerDay ? milliseconds : nil
    }

    /// `Z`, `+08:00`, `+0800` or `+08`, in minutes east of Greenwich.
    mutating func offset() -> Int? {
        if take("Z", "z") != nil { return 0 }
        guard let sign = take("+", "-", "−"), let hours = digits(2...2), hours <= 18 else { return nil }
        let separated = take(":") != nil
        let minutes = digits(2...2)
        guard !(separated && minutes == nil), minutes ?? 0 < 60 else { return nil }
        return (sign == "+" ? 1 : -1) * (hours * 60 + (minutes ?? 0))
    }

    /// The digits after a decimal point as whole milliseconds; digits past the third are dropped.
    private mutating func fraction() -> Int? {
        var value = 0
        var count = 0
        while position < scalars.count, let digit = TextScanner.digit(scalars[position]) {
            if count < 3 { value = value * 10 + digit }
            count += 1
            position += 1
        }
        guard count > 0 else { return nil }
        for _ in 0..<max(0, 3 - count) { value *= 10 }
        return value
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x30...0x39: Int(scalar.value - 0x30)
        case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)  // full-width digits of Chinese keyboards
        default: nil
        }
    }
}

/// The decimal number with leading zeros up to a width.
func padded(_ value: Int, to width: Int) -> String {
    let digits = String(value.magnitude)
    return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, width - digits.count)) + digits
}
