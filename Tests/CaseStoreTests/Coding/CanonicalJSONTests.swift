import Canonical
import Foundation
import Testing

@testable import CaseStore

@Suite("Canonical JSON")
struct CanonicalJSONTests {
    /// A value of every shape that the domain has: nested objects and arrays, optional members, dictionaries, cases with
    /// payloads, and objects that two `encode` calls fill together.
    private indirect enum Sample: Hashable, Codable {
        case text(String)
        case number(Int64)
        case flag(Bool)
        case list([Sample])
        case table([String: Sample])
        case pair(left: Sample, right: Sample?)
        case flat(Flat)

        struct Flat: Hashable, Codable {
            var zeta: String
            var alpha: [String]
            var alphabet: [Int]
            var beta: String?
            var nested: [String: [String]]

            private enum Extra: String, CodingKey { case kind }
            private enum CodingKeys: String, CodingKey { case zeta, alpha, alphabet, beta, nested }

            func encode(to encoder: any Encoder) throws {
                var extra = encoder.container(keyedBy: Extra.self)
                try extra.encode("flat", forKey: .kind)
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(zeta, forKey: .zeta)
                try container.encode(alpha, forKey: .alpha)
                try container.encode(alphabet, forKey: .alphabet)
                try container.encodeIfPresent(beta, forKey: .beta)
                try container.encode(nested, forKey: .nested)
            }
        }
    }

    private static let texts = [
        "", "a", "排水沟走向争议", "quote \" and \\ and /", "line\nbreak\ttab\r\u{8}\u{C}", "\u{0}\u{1F}\u{7F}", "😀 𠮷",
        "a fairly long text that no small string can hold, with a quote \" near its end",
    ]

    private static func sample(_ depth: Int, _ random: inout SeededGenerator) -> Sample {
        let keys = ["b", "a", "aa", "B", "é", "z", "key with space"]
        switch Int.random(in: 0..<(depth > 0 ? 7 : 3), using: &random) {
        case 0: return .text(texts.randomElement(using: &random) ?? "")
        case 1: return .number([0, -1, 7, .max, .min, 1_000_000].randomElement(using: &random) ?? 0)
        case 2: return .flag(.random(using: &random))
        case 3: return .list((0..<Int.random(in: 0...3, using: &random)).map { _ in sample(depth - 1, &random) })
        case 4:
            var table: [String: Sample] = [:]
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                table[keys.randomElement(using: &random) ?? ""] = sample(depth - 1, &random)
            }
            return .table(table)
        case 5:
            return .pair(
                left: sample(depth - 1, &random), right: .random(using: &random) ? sample(depth - 1, &random) : nil)
        default:
            return .flat(
                .init(
                    zeta: texts.randomElement(using: &random) ?? "",
                    alpha: Array(texts.prefix(Int.random(in: 0...3, using: &random))),
                    alphabet: Array(0..<Int.random(in: 0...3, using: &random)),
                    beta: .random(using: &random) ? "b" : nil,
                    nested: ["x": [], "w": ["1", "2"]]))
        }
    }

    @Test("gives the bytes of Foundation's encoder, and reads them back")
    func sameAsFoundation() throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        let foundation = JSONEncoder()
        foundation.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for round in 0..<500 {
            let value = Self.sample(4, &random)
            let expected = String(decoding: try foundation.encode(value), as: UTF8.self)
            let written = CanonicalJSON.encode(value)
            #expect(written == expected, "seed \(seed), round \(round)")
            #expect(try CanonicalJSON.decode(Sample.self, from: written) == value, "seed \(seed), round \(round)")
        }
    }

    @Test("reads what PostgreSQL makes of it: spaces between the parts, members in another order, escaped characters")
    func spaced() throws {
        let text = """
             { "beta" : null , "zeta":"\\u8c03\\u89e3 \\ud83d\\ude00 \\/","alphabet": [ 1 , -2 ] ,
              "alpha" : [ ] , "unknown": {"deep": [[{}], true, 1]}, "nested": {"x": ["1"]} }
            """
        let flat = try CanonicalJSON.decode(Sample.Flat.self, from: text)
        #expect(
            flat
                == Sample.Flat(zeta: "调解 😀 /", alpha: [], alphabet: [1, -2], beta: nil, nested: ["x": ["1"]]))
    }

    @Test(
        "refuses what is no JSON, or another value",
        arguments: [
            "", "{", "}", "{\"zeta\"}", "{\"zeta\":}", "{\"zeta\":\"a\",}", "[1,]", "\"open", "{\"zeta\":\"a\\\"}",
            "nul",
            "01", "-", "1.5", "{} {}", "{\"zeta\":1}", "{\"zeta\":\"\u{1}\"}", "[]", "{\"zeta\":\"\\ud800\"}",
            String(repeating: "[", count: 5000),
        ])
    func refuses(text: String) {
        #expect(throws: StoreError.self) { try CanonicalJSON.decode(Sample.Flat.self, from: text) }
    }

    @Test("a number too large for its type is refused, not cut")
    func overflow() throws {
        #expect(
            try CanonicalJSON.decode([Int64].self, from: "[-9223372036854775808,9223372036854775807]") == [.min, .max])
        #expect(throws: StoreError.self) { try CanonicalJSON.decode([Int64].self, from: "[9223372036854775808]") }
        #expect(throws: StoreError.self) { try CanonicalJSON.decode([Int8].self, from: "[128]") }
        #expect(throws: StoreError.self) { try CanonicalJSON.decode([UInt].self, from: "[-1]") }
    }
}
