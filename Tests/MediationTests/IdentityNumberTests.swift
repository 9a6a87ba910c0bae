import LegalTime
import Mediation
import Testing

/// All numbers here are made up; `11010519491231002X` is the standard's own example.
@Suite("Identity numbers")
struct IdentityNumberTests {
    private let today = Day("2026-11-23") ?? Day(number: 0)

    private func read(_ text: String) throws(IdentityNumberFault) -> IdentityNumber {
        try IdentityNumber(text, asOf: today)
    }

    @Test(
        "a number is read however it is written",
        arguments: [
            "11010519491231002X", "11010519491231002x", " 110105 19491231 002X ", "'11010519491231002X",
            "11010519491231002X", "110105\u{3000}19491231\u{A0}002X",
        ])
    func reads(text: String) throws {
        let number = try read(text)
        #expect(number.text == "11010519491231002X")
        #expect(number.birth == Day("1949-12-31"))
        #expect(number.sex == .female)
        #expect(number.division == "110105")
        #expect(!number.wasOldForm)
    }

    @Test("the division is not looked up: one that was dissolved, or never was, is no reason to refuse")
    func anyDivision() throws {
        // 120225 was Ji county until 2016; no province 99 exists.
        #expect(try read(withCheck("12022519651105213")).division == "120225")
        #expect(try read(withCheck("99999919651105213")).division == "999999")
    }

    @Test("a 15-digit number becomes the 18-character one of the same person")
    func oldForm() throws {
        let old = try read("120225651105213")
        #expect(old.text == "12022519651105213X")
        #expect(old.wasOldForm)
        #expect(try old == read("12022519651105213X"))
        #expect(try Set([old, read("12022519651105213X")]).count == 1)
        // Sequences 996–999 were for people a hundred years old when the numbers were given out.
        #expect(try read("120225991231996").birth == Day("1899-12-31"))
        #expect(try read("120225991231995").birth == Day("1999-12-31"))
    }

    @Test(
        "what is wrong is told with its place",
        arguments: [
            ("1101051949123100", IdentityNumberFault.length(16)),
            ("", .length(0)),
            ("110105194912310O2X", .character("O", position: 16)),
            ("X1010519491231002X", .character("X", position: 1)),
            ("11010549123100X", .character("X", position: 15)),
            ("01010519491231002X", .division),
            ("110105194902310021", .birthDate(oldForm: false)),
            ("110105194913010021", .birthDate(oldForm: false)),
            ("110105179912310021", .birthDate(oldForm: false)),
            ("110105490231002", .birthDate(oldForm: true)),
            ("110105194912310021", .checkCharacter("X")),
            ("110105194912310000", .spoiltBySpreadsheet),
            ("1.10105E+17", .spoiltBySpreadsheet),
        ])
    func faults(text: String, fault: IdentityNumberFault) {
        #expect(throws: fault) { try read(text) }
    }

    @Test("nobody is born after the day of reading, and one may be born on it")
    func notYetBorn() throws {
        #expect(throws: IdentityNumberFault.bornAfter(today)) { try read(withCheck("12011920261124001")) }
        #expect(try read(withCheck("12011920261123001")).age(on: today) == 0)
    }

    @Test(
        "age is the number of birthdays lived",
        arguments: [
            ("12011919800229123", "2026-02-27", 45), ("12011919800229123", "2026-02-28", 46),
            ("12011919800229123", "2024-02-28", 43), ("12011919800229123", "2024-02-29", 44),
            ("12011920080601123", "2026-05-31", 17), ("12011920080601123", "2026-06-01", 18),
        ])
    func age(body: String, day: String, years: Int) throws {
        let number = try read(withCheck(body))
        #expect(try number.age(on: #require(Day(day))) == years)
        #expect(try number.age(on: #require(Day("1979-01-01"))) == nil)
    }

    @Test("an odd sequence is a man's")
    func sex() throws {
        #expect(try read(withCheck("12011919800229123")).sex == .male)
        #expect(try read(withCheck("12011919800229128")).sex == .female)
    }

    @Test("no message and no printing shows the whole number or the middle of it")
    func neverPrinted() throws {
        let number = try read("11010519491231002X")
        #expect(number.masked == "1101***********02X")
        let optional: IdentityNumber? = number
        var dumped = ""
        dump([number], to: &dumped)
        for printed in ["\(number)", String(reflecting: number), "\([number])", "\(optional as Any)", dumped] {
            #expect(!printed.contains("19491231"))
            #expect(printed.contains("1101***********02X"))
        }
        for wrong in ["110105194912310021", "11010519491231O02X", "110105194902310021", "1101051949123100"] {
            let fault = #expect(throws: IdentityNumberFault.self) { try read(wrong) }
            let message = try #require(fault).description
            #expect(!message.contains(wrong) && !message.contains("1949"))
            #expect(message.contains("身份证号") && message.contains("dentity number"))
        }
    }

    @Test("every single wrong character is found", arguments: UInt64(1)...4)
    func substitutions(seed: UInt64) throws {
        var random = IdentityRandom(seed: seed)
        for _ in 0..<5 {
            let right = Array(try randomNumber(using: &random).text)
            for position in right.indices {
                for other in "0123456789X" where other != right[position] {
                    var wrong = right
                    wrong[position] = other
                    #expect(!accepts(wrong), "\(String(wrong))")
                }
            }
        }
    }

    @Test("every swap of two characters is found, but for pairs ten places apart", arguments: UInt64(1)...4)
    func transpositions(seed: UInt64) throws {
        var random = IdentityRandom(seed: seed)
        for _ in 0..<5 {
            let right = Array(try randomNumber(using: &random).text)
            for first in right.indices {
                for second in right.indices where second > first && right[first] != right[second] {
                    var swapped = right
                    swapped.swapAt(first, second)
                    guard second - first == 10 else {
                        #expect(!accepts(swapped), "\(String(swapped))")
                        continue
                    }
                    // Equal weights: only a birth date that is none, or an X or 0 out of place, can give such a swap away.
                    do {
                        _ = try read(String(swapped))
                    } catch {
                        if case .checkCharacter = error { Issue.record("\(String(swapped)) should pass the check") }
                    }
                }
            }
        }
    }

    private func accepts(_ characters: [Character]) -> Bool {
        (try? read(String(characters))) != nil
    }

    private func randomNumber(using random: inout IdentityRandom) throws -> IdentityNumber {
        let birth = Day(number: .random(in: -14_000...18_000, using: &random))
        let compact = birth.description.filter { $0 != "-" }
        let division = Int.random(in: 110_000...659_999, using: &random)
        let sequence = String(Int.random(in: 1000...1999, using: &random)).suffix(3)
        return try read(withCheck("\(division)\(compact)\(sequence)"))
    }

    /// A body of 17 digits with its check character, by the table of the standard.
    private func withCheck(_ body: String) -> String {
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        let sum = zip(body, weights).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
        return body + String(Array("10X98765432")[sum % 11])
    }
}
