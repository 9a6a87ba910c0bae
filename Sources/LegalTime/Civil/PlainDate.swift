/// Dates and times in the one form in which they are stored, `2023-04-17` and `2023-04-17T09:30:00.123+08:00`, byte by
/// byte: a case has dozens, and each step reads and writes them all. Whatever is not exactly of this form is left to
/// ``TextScanner``.
enum PlainDate {
    /// Nil where the text has another form.
    static func day(_ text: String) -> Day? {
        text.utf8.withContiguousStorageIfAvailable { bytes in
            bytes.count == 10 ? day(bytes) : nil
        } ?? nil
    }

    /// Nil where the text has another form.
    static func instant(_ text: String) -> Instant? {
        text.utf8.withContiguousStorageIfAvailable { bytes -> Instant? in
            let hasFraction = bytes.count == 29
            guard bytes.count == 25 || hasFraction, bytes[10] == UInt8(ascii: "T"), let day = day(bytes),
                let hour = number(bytes, 11, 2), bytes[13] == UInt8(ascii: ":"), let minute = number(bytes, 14, 2),
                bytes[16] == UInt8(ascii: ":"), let second = number(bytes, 17, 2),
                bytes.suffix(6).elementsEqual("+08:00".utf8)
            else { return nil }
            var millisecond = 0
            if hasFraction {
                guard bytes[19] == UInt8(ascii: "."), let fraction = number(bytes, 20, 3) else { return nil }
                millisecond = fraction
            }
            guard hour < 24 else { return nil }
            return ClockTime(hour: hour, minute: minute, second: second, millisecond: millisecond)
                .map { Instant(day, $0) }
        } ?? nil
    }

    static func text(of day: Day) -> String {
        let (year, month, dayOfMonth) = day.components
        // Years of other than four digits do not occur on papers, but an instant can lie anywhere.
        guard (0...9999).contains(year) else {
            return "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(dayOfMonth, to: 2))"
        }
        return String(unsafeUninitializedCapacity: 10) { bytes in
            write(year, month, dayOfMonth, bytes)
            return 10
        }
    }

    static func text(of instant: Instant) -> String {
        let (year, month, dayOfMonth) = instant.day.components
        let time = instant.time
        guard (0...9999).contains(year) else { return "\(text(of: instant.day))T\(time)+08:00" }
        let hasFraction = time.millisecond != 0
        return String(unsafeUninitializedCapacity: 29) { bytes in
            write(year, month, dayOfMonth, bytes)
            bytes[10] = UInt8(ascii: "T")
            write(time.hour, 2, bytes, 11)
            bytes[13] = UInt8(ascii: ":")
            write(time.minute, 2, bytes, 14)
            bytes[16] = UInt8(ascii: ":")
            write(time.second, 2, bytes, 17)
            if hasFraction {
                bytes[19] = UInt8(ascii: ".")
                write(time.millisecond, 3, bytes, 20)
            }
            let zone = hasFraction ? 23 : 19
            for (offset, byte) in "+08:00".utf8.enumerated() { bytes[zone + offset] = byte }
            return zone + 6
        }
    }

    private static func day(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
        guard let year = number(bytes, 0, 4), bytes[4] == UInt8(ascii: "-"), let month = number(bytes, 5, 2),
            bytes[7] == UInt8(ascii: "-"), let day = number(bytes, 8, 2)
        else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for byte in bytes[start..<start + count] {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
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
        for place in (start..<start + count).reversed() {
            bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}
