import SCXML
import Testing

@Suite("Durations of SCXML")
struct DurationTests {
    @Test(
        "are read to the nanosecond",
        arguments: [
            ("60000ms", 60_000_000_000), ("1.5s", 1_500_000_000), (".5s", 500_000_000), ("0s", 0), ("0.25ms", 250_000),
            ("1S", 1_000_000_000), ("10MS", 10_000_000), ("0.0000000019s", 1), ("007s", 7_000_000_000),
            ("00.100s", 100_000_000),
        ])
    func read(_ text: String, _ expected: Int) { #expect(VirtualDuration(text)?.nanoseconds == expected) }

    @Test(
        "are nothing else",
        arguments: [
            "", "s", "ms", "1", "1m", "1.s", ".s", "-1s", "+1s", "1 s", " 1s", "1s ", "1e3s", "1,5s", "1..5s", "1.5.0s",
            "0x1s", "١s", "99999999999999999999s", "9999999999999s", "1sms", "1min",
        ])
    func refused(_ text: String) { #expect(VirtualDuration(text) == nil) }
}
