import Tabular
import Testing

@Suite("Reading JSON")
struct JSONReadingTests {
    private func read(_ text: String, depth: Int = 32) throws(JSONFault) -> JSON {
        try JSON(reading: Array(text.utf8), depth: depth)
    }

    @Test("values of every kind, with numbers as they are written")
    func values() throws {
        let json = try read(#" {"a": [1, -0.50, 2e3, true, false, null], "b": {"c": "é\n\"\\\/😀"}, "": ""} "#)
        #expect(
            json["a"] == .array([.number("1"), .number("-0.50"), .number("2e3"), .bool(true), .bool(false), .null]))
        #expect(json["b"]?["c"]?.string == "é\n\"\\/😀")
        #expect(json[""]?.string == "")
        #expect(try read("0").integer == 0)
        #expect(try read("1.0").integer == nil)
        #expect(try read(#""\ud83d\ude00""#).string == "😀")
    }

    @Test(
        "what is refused, and where",
        arguments: [
            ("", JSONFault.Reason.end, 0), ("{", .end, 1), (#"{"a""#, .end, 4), ("[1,]", .unexpected, 3),
            ("01", .trailing, 1), ("1.", .end, 2), ("-", .end, 1), ("+1", .unexpected, 0), ("nul", .end, 3),
            ("{a:1}", .unexpected, 1), ("[1] x", .trailing, 4), (#"{"a":1,"a":2}"#, .duplicate, 7),
            ("\"a\u{1}\"", .unexpected, 2), (#""\q""#, .unexpected, 2), (#""\ud83d""#, .encoding, 3),
            (#""\u12g4""#, .unexpected, 5), ("'a'", .unexpected, 0), ("NaN", .unexpected, 0),
            ("\u{FEFF}1", .unexpected, 0),
        ])
    func refusals(_ text: String, _ reason: JSONFault.Reason, _ offset: Int) {
        let fault = #expect(throws: JSONFault.self) { _ = try read(text) }
        #expect(fault?.reason == reason, "\(text)")
        #expect(fault?.offset == offset, "\(text)")
    }

    @Test("bytes that are no text, and too deep a nesting")
    func limits() throws {
        let bytes = #expect(throws: JSONFault.self) { _ = try JSON(reading: [0x22, 0xC0, 0xAF, 0x22]) }
        #expect(bytes?.reason == .encoding)
        let deep = String(repeating: "[", count: 9) + String(repeating: "]", count: 9)
        #expect(throws: Never.self) { _ = try read(deep, depth: 9) }
        let fault = #expect(throws: JSONFault.self) { _ = try read(deep, depth: 8) }
        #expect(fault?.reason == .depth)
        let endless = String(repeating: "[", count: 1_000_000)
        #expect(throws: JSONFault.self) { _ = try read(endless) }
    }

    @Test("what is written is read again, on one line as well")
    func roundTrip() throws {
        let json = JSON.object([
            ("text", .string("引号\" 反斜杠\\ 换行\n\u{1}")), ("numbers", .array([.number("3000.50"), .null])),
            ("empty", .object([])),
        ])
        #expect(try read(json.text) == json)
        #expect(try read(json.line) == json)
        #expect(!json.line.contains("\n"))
    }
}
