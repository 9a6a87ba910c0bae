import LegalTime
import Testing

@Suite("Instants")
struct InstantTests {
    @Test(
        "ISO 8601 is read, Shanghai where no offset is given",
        arguments: [
            ("2023-04-17T09:30:00+08:00", "2023-04-17T09:30:00+08:00"),
            ("2023-04-17T01:30:00Z", "2023-04-17T09:30:00+08:00"),
            ("2023-04-16T21:30:00-0400", "2023-04-17T09:30:00+08:00"),
            ("2023-04-17 09:30:00+08", "2023-04-17T09:30:00+08:00"),
            ("2023-04-17T09:30", "2023-04-17T09:30:00+08:00"),
            ("2023-04-17 09:30:15.25", "2023-04-17T09:30:15.250+08:00"),
            ("2023-04-17T09:30:00.1239", "2023-04-17T09:30:00.123+08:00"),
            ("2023-04-17", "2023-04-17T00:00:00+08:00"),
            ("2023年4月17日 9:05", "2023-04-17T09:05:00+08:00"),
            ("2023-04-17T24:00", "2023-04-18T00:00:00+08:00"),
            ("1969-12-31T23:59:59.999Z", "1970-01-01T07:59:59.999+08:00"),
        ])
    func reads(text: String, iso: String) throws {
        let instant = try #require(Instant(text))
        #expect(instant.description == iso)
        #expect(Instant(iso) == instant)
    }

    @Test(
        "what is not an instant is refused",
        arguments: [
            "", "09:30", "2023-04-17T", "2023-04-17T9", "2023-04-17T25:00", "2023-04-17T24:01", "2023-04-17T09:60",
            "2023-04-17T09:30+", "2023-04-17T09:30+8", "2023-04-17T09:30+08:", "2023-02-30T09:30", "2023-04-17x09:30",
            "2023-04-17T09:30:00+08:00 x", "2023-04-1709:30",
        ])
    func refuses(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test("the civil date changes at midnight in Shanghai")
    func civilDate() throws {
        let midnight = try #require(Instant("2022-12-31T16:00:00Z"))
        #expect(midnight.day.description == "2023-01-01")
        #expect(midnight.time == .midnight)
        let before = midnight.adding(milliseconds: -1)
        #expect(before.day.description == "2022-12-31")
        #expect(before.time.description == "23:59:59.999")
    }

    @Test("a day and a time make the instant that shows them, also before 1970")
    func roundTrip() throws {
        let times = try ["00:00", "07:59:59.999", "08:00", "23:59:59.999"].map { try #require(ClockTime($0)) }
        for number in stride(from: Int32(-30_000), through: 40_000, by: 613) {
            for time in times {
                let instant = Instant(Day(number: number), time)
                #expect(instant.day.number == number && instant.time == time)
            }
        }
    }
}
