/// A time of day on the clock of Asia/Shanghai, from `00:00` up to and including `24:00`, the end of the day.
package struct ClockTime: Hashable, Sendable, Comparable, LosslessStringConvertible, Codable {
    package static let millisecondsPerDay = 86_400_000

    /// Milliseconds since midnight, 0…86,400,000.
    package let milliseconds: Int

    /// The beginning of a day.
    package static let midnight = ClockTime(unchecked: 0)
    /// 24:00: the moment a day ends, which is the midnight that begins the next (Civil Code Art 203).
    package static let endOfDay = ClockTime(unchecked: millisecondsPerDay)

    /// Nil outside 00:00:00.000 … 24:00:00.000.
    package init?(hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0) {
        guard (0...24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second),
            (0..<1000).contains(millisecond)
        else { return nil }
        self.init(milliseconds: ((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
    }

    /// Nil outside 0…86,400,000.
    package init?(milliseconds: Int) {
        guard (0...ClockTime.millisecondsPerDay).contains(milliseconds) else { return nil }
        self.init(unchecked: milliseconds)
    }

    init(unchecked milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    /// Reads `9:30`, `09:30:00`, `09:30:00.123` and `24:00`.
    package init?(_ text: String) {
        var scanner = TextScanner(text)
        scanner.skipSpaces()
        guard let milliseconds = scanner.clockTime() else { return nil }
        scanner.skipSpaces()
        guard scanner.isAtEnd else { return nil }
        self.init(unchecked: milliseconds)
    }

    package var hour: Int { milliseconds / 3_600_000 }
    package var minute: Int { milliseconds / 60_000 % 60 }
    package var second: Int { milliseconds / 1000 % 60 }
    package var millisecond: Int { milliseconds % 1000 }

    package static func < (a: ClockTime, b: ClockTime) -> Bool { a.milliseconds < b.milliseconds }

    /// `09:30:00`, with `.123` behind it when there are milliseconds.
    package var description: String {
        let whole = "\(padded(hour, to: 2)):\(padded(minute, to: 2)):\(padded(second, to: 2))"
        return millisecond == 0 ? whole : whole + "." + padded(millisecond, to: 3)
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = ClockTime(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "不是时刻: “\(text)” / not a time of day: \"\(text)\" (HH:MM:SS)")
        }
        self = time
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
