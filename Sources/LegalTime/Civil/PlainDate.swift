/// Dates and times in the one form in which they are stored, `2023-04-17` and `2023-04-17T09:30:00.123+08:00`, byte by
/// byte: a case has dozens, and each step reads and writes them all. Whatever is not exactly of this form is left to
/// ``TextScanner``.
enum PlainDate {
    /// Nil where the text has another form.
    static func day(_ text: String) -> Day? {
        text.utf8.withContiguousStorageIfAvailable(day) ?? nil
    }

    /// Nil where the text has another form.
    static func instant(_ text: String) -> Instant? {
        text.utf8.withContiguousStorageIfAvailable(instant) ?? nil
    }

    static func instant(_ bytes: UnsafeBufferPointer<UInt8>) -> Instant? {
        let hasFraction = bytes.count == 29
        guard bytes.count == 25 || hasFraction, bytes[10] == UInt8(ascii: "T"), let day = date(bytes),
            let hour = number(bytes, 11, 2), bytes[13] == UInt8(ascii: ":"), let minute = number(bytes, 14, 2),
            bytes[16] == UInt8(ascii: ":"), let second = number(bytes, 17, 2), isShanghai(bytes)
        else { return nil }
        var millisecond = 0
        if hasFraction {
            guard bytes[19] == UInt8(ascii: "."), let fraction = number(bytes, 20, 3) else { return nil }
            millisecond = fraction
        }
        guard hour < 24 else { return nil }
        return ClockTime(hour: hour, minute: minute, second: second, millisecond: millisecond).map { Instant(day, $0) }
    }

    static func day(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
        bytes.count == 10 ? date(bytes) : nil
    }

    /// Whether the last six bytes are `+08:00`.
    private static func isShanghai(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let zone: StaticString = "+08:00"
        for offset in 0..<6 where bytes[bytes.count - 6 + offset] != zone.utf8Start[offset] { return false }
        return true
    }

    /// Bytes that the longest text takes.
    static let longest = 29

    static func text(of day: Day) -> String {
        // Years of other than four digits do not occur on papers, but an instant can lie anywhere.
        guard canWrite(day) else {
            let (year, month, dayOfMonth) = day.components
            return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(dayOfMonth, to: 2))"
        }
        return String(unsafeUninitializedCapacity: 10) { write(day, to: $0) }
    }

    static func text(of instant: Instant) -> String {
        guard canWrite(instant.day) else { return "\(text(of: instant.day))T\(instant.time)+08:00" }
        return String(unsafeUninitializedCapacity: longest) { write(instant, to: $0) }
    }

    /// Whether the year has four digits.
    static func canWrite(_ day: Day) -> Bool { (0...9999).contains(day.components.year) }

    /// - Returns: How many bytes were written.
    static func write(_ day: Day, to bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let (year, month, dayOfMonth) = day.components
        write(year, month, dayOfMonth, bytes)
        return 10
    }

    /// - Returns: How many bytes were written.
    static func write(_ instant: Instant, to bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let time = instant.time
        _ = write(instant.day, to: bytes)
        bytes[10] = UInt8(ascii: "T")
        write(time.hour, 2, bytes, 11)
        bytes[13] = UInt8(ascii: ":")
        write(time.minute, 2, bytes, 14)
        bytes[16] = UInt8(ascii: ":")
        write(time.second, 2, bytes, 17)
        var end = 19
        if time.millisecond != 0 {
            bytes[19] = UInt8(ascii: ".")
            write(time.millisecond, 3, bytes, 20)
            end = 23
        }
        let zone: StaticString = "+08:00"
        for offset in 0..<6 { bytes[end + offset] = zone.utf8Start[offset] }
        return end + 6
    }

    private static func date(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
        guard let year = number(bytes, 0, 4), bytes[4] == UInt8(ascii: "-"), let month = number(bytes, 5, 2),
            bytes[7] == UInt8(ascii: "-"), let day = number(bytes, 8, 2)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for index in start..<start + count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    private static func write(_ year: Int, _ month: Int, _ day: Int, _ bytes: UnsafeMutableBufferPointer<UInt8>) {
        write(year, 4, bytes, 0)
        bytes[4] = UInt8(ascii: "-")
        write(month, 2, bytes, 5)
        bytes[7] = UInt8(ascii: "-")
        write(day, 2, bytes, 8)
    }

    private static func write(
        _ value: Int, _ count: Int, _ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int
    ) {
        var rest = value
        var place = start + count
        while place > start {
            place -= 1
            bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
