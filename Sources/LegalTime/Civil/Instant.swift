/// A point in time, in milliseconds since 1970-01-01T00:00:00Z.
///
/// Its civil date and clock time are those of Asia/Shanghai at a fixed +08:00. China has kept no daylight saving time
/// since 1991, so for every instant this system can meet the fixed offset is the zone; a historic instant in the summers
/// of 1986–1991 would show one hour early.
package struct Instant: Hashable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// A clock time of a day in Shanghai. `24:00` is the first instant of the next day.
    package init(_ day: Day, _ time: ClockTime = .midnight) {
        milliseconds =
            Int64(day.number) * Int64(ClockTime.millisecondsPerDay) + Int64(time.milliseconds) - Instant.shanghaiOffset
    }

    /// Milliseconds by which Shanghai clocks are ahead of Greenwich.
    private static let shanghaiOffset: Int64 = 8 * 3_600_000

    /// The civil date in Shanghai.
    package var day: Day {
        Day(number: Int32(clamping: (milliseconds + Instant.shanghaiOffset).flooredQuotient(by: Instant.perDay)))
    }

    /// The time of day in Shanghai, 00:00 … 23:59:59.999.
    package var time: ClockTime {
        let local = milliseconds + Instant.shanghaiOffset
        return ClockTime(unchecked: Int(local - local.flooredQuotient(by: Instant.perDay) * Instant.perDay))
    }

    private static let perDay = Int64(ClockTime.millisecondsPerDay)

    package func adding(milliseconds: Int64) -> Instant { Instant(milliseconds: self.milliseconds + milliseconds) }
    package func adding(seconds: Int) -> Instant { adding(milliseconds: Int64(seconds) * 1000) }
    package func adding(hours: Int) -> Instant { adding(milliseconds: Int64(hours) * 3_600_000) }
}

extension Instant: Comparable {
    package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
}

extension Instant: LosslessStringConvertible, Codable {
    /// Reads ISO 8601: `2023-04-17T09:30:00+08:00`, `…Z`, with `T` or a space, seconds and milliseconds optional.
    ///
    /// Without an offset the time is Shanghai's; a bare date (in any form `Day` reads) is the start of that day there.
    package init?(_ text: String) {
        if let written = PlainDate.instant(text) {
            self = written
            return
        }
        var scanner = TextScanner(text)
        scanner.skipSpaces()
        guard let day = scanner.day() else { return nil }
        let dateEnded = scanner
        scanner.skipSpaces()
        if scanner.isAtEnd {
            self = Instant(day)
            return
        }
        scanner = dateEnded
        guard scanner.take("T", "t", " ") != nil else { return nil }
        scanner.skipSpaces()
        guard let time = scanner.clockTime() else { return nil }
        var instant = Instant(day, ClockTime(unchecked: time))
        scanner.skipSpaces()
        if !scanner.isAtEnd {
            guard let offset = scanner.offset() else { return nil }
            instant = instant.adding(milliseconds: Instant.shanghaiOffset - Int64(offset) * 60_000)
        }
        scanner.skipSpaces()
        guard scanner.isAtEnd else { return nil }
        self = instant
    }

    /// ISO 8601 in Shanghai, `2023-04-17T09:30:00+08:00`, with `.123` when there are milliseconds.
    package var description: String { PlainDate.text(of: self) }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "不是时间: “\(text)” / not an instant: \"\(text)\" (ISO 8601)")
        }
        self = instant
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Int64 {
    /// The quotient rounded towards negative infinity. The divisor must be positive.
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
