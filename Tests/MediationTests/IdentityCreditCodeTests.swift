import Mediation
import Testing

/// Codes are made up, but for those published as examples of the check's arithmetic.
@Suite("Unified social credit codes")
struct IdentityCreditCodeTests {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")

    @Test(
        "a code is read however it is written",
        arguments: ["91350100M000100Y43", " 91350100m000100y43 ", "91350100M000100Y43"])
    func reads(text: String) throws {
        let code = try CreditCode(text)
        #expect(code.text == "91350100M000100Y43")
        #expect(code.division == "350100")
        #expect(code.organisationCode == "M000100Y4")
        #expect(code.expectedOrganisationCheck == nil)
    }

    @Test("a sum that is a multiple of 31 gives the check character 0")
    func multipleOf31() throws {
        #expect(try CreditCode("91120225MA00000080").text == "91120225MA00000080")
        #expect(throws: CreditCodeFault.checkCharacter("0")) { try CreditCode("91120225MA00000081") }
    }

    @Test("the check of the organisation code inside is only a warning")
    func organisationCheck() throws {
        #expect(try CreditCode("91120225MA00000080").expectedOrganisationCheck == "7")
        #expect(try CreditCode("12330108MB0K000094").expectedOrganisationCheck == nil)
        #expect(try CreditCode("52120119MJ000000XP").expectedOrganisationCheck == nil)
    }

    @Test(
        "what is wrong is told with its place",
        arguments: [
            ("91350100M000100Y4", CreditCodeFault.length(17)),
            ("91350100MO00100Y43", .character("O", position: 10, meant: "0")),
            ("9I350100M000100Y43", .character("I", position: 2, meant: "1")),
            ("91350100M000100Y4-", .character("-", position: 18, meant: nil)),
            ("9135010AM000100Y43", .division(position: 8)),
            ("91350100M000100Y44", .checkCharacter("3")),
            ("9.1350100E+17", .spoiltBySpreadsheet),
        ])
    func faults(text: String, fault: CreditCodeFault) throws {
        let thrown = #expect(throws: fault) { try CreditCode(text) }
        let message = try #require(thrown).description
        #expect(!message.contains(text) && message.contains("统一社会信用代码") && message.contains("credit code"))
    }

    @Test("every single wrong character is found", arguments: UInt64(1)...4)
    func substitutions(seed: UInt64) {
        var random = IdentityRandom(seed: seed)
        for _ in 0..<3 {
            let right = randomCode(using: &random)
            for position in right.indices {
                for other in Self.alphabet + ["I", "O", "S", "V", "Z", "-"] where other != right[position] {
                    var wrong = right
                    wrong[position] = other
                    #expect(!accepts(wrong), "\(String(wrong))")
                }
            }
        }
    }

    @Test("every swap of two characters is found, but for the first with the last", arguments: UInt64(1)...4)
    func transpositions(seed: UInt64) {
        var random = IdentityRandom(seed: seed)
        for _ in 0..<3 {
            let right = randomCode(using: &random)
            for first in right.indices {
                for second in right.indices where second > first && right[first] != right[second] {
                    var swapped = right
                    swapped.swapAt(first, second)
                    #expect(accepts(swapped) == ((first, second) == (0, 17)), "\(String(swapped))")
                }
            }
        }
    }

    @Test("the check of a random code is the one the definition gives, all 31 characters of it", arguments: [UInt64(1)])
    func definition(seed: UInt64) throws {
        var random = IdentityRandom(seed: seed)
        var checks: Set<Character> = []
        for _ in 0..<600 {
            let code = randomCode(using: &random)
            #expect(try CreditCode(String(code)).text == String(code))
            checks.insert(code[17])
        }
        #expect(checks.count == 31)
    }

    private func accepts(_ characters: [Character]) -> Bool {
        (try? CreditCode(String(characters))) != nil
    }

    /// A random code whose check is found by trying: the character that makes the weighted sum a multiple of 31.
    private func randomCode(using random: inout IdentityRandom) -> [Character] {
        var values = (0..<17).map { position in
            (2..<8).contains(position) ? Int.random(in: 0...9, using: &random) : Int.random(in: 0...30, using: &random)
        }
        let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1]
        let sum = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
        values.append((0...30).first { (sum + $0) % 31 == 0 } ?? 0)
        return values.map { Self.alphabet[$0] }
    }
}
