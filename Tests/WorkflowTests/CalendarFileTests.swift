import LegalTime
import Testing
import Workflow

@Suite("Calendar files")
struct CalendarFileTests {
    private static let head = """
        notices:
          - year: 2026
            number: N1
            title: Notice
            issuer: Office
            issued: 2025-11-04
            verified: true
            days:

        """

    private func failure(_ text: String) -> [Diagnostic] {
        let error = #expect(throws: LoadFailure.self) { try CalendarFile.notices(in: text, file: "c.yaml") }
        return error?.diagnostics ?? []
    }

    @Test("a notice is read with its source and its days")
    func reads() throws {
        let text =
            Self.head + """
                      - { from: 2026-01-01, to: 2026-01-03, kind: holiday, name: { zh: 元旦, en: New Year } }
                      - { from: 2026-01-04, kind: working, name: { zh: 上班, en: Make-up } }
                """
        let notice = try #require(try CalendarFile.notices(in: text, file: "c.yaml").first)
        #expect(notice.year == 2026)
        #expect(notice.source.issued == Day("2025-11-04"))
        #expect(notice.source.verified && !notice.source.provisional)
        #expect(notice.entries.map(\.kind) == [.holiday, .working])
        #expect(notice.entries.map(\.range.count) == [3, 1])
        #expect(notice.entries[0].name == Notice.Name(zh: "元旦", en: "New Year"))
    }

    @Test(
        "a mistake is told with its line and column",
        arguments: [
            ("{ from: 2026-01-32, kind: holiday, name: { zh: a, en: b } }", 9, 17, "2026-01-32"),
            ("{ from: 2026-01-05, to: 2026-01-03, kind: holiday, name: { zh: a, en: b } }", 9, 29, "before"),
            ("{ from: 2026-01-05, kind: holidays, name: { zh: a, en: b } }", 9, 35, "did you mean “holiday”"),
            ("{ from: 2026-01-05, kind: holiday }", 9, 9, "“name” is missing"),
            ("{ from: 2026-01-05, kind: holiday, name: { zh: a } }", 9, 50, "“en” is missing"),
            ("{ from: 2027-03-05, kind: holiday, name: { zh: a, en: b } }", 9, 9, "does not belong to 2026"),
            ("{ from: 2026-01-05, until: 2026-01-06, kind: holiday, name: { zh: a, en: b } }", 9, 29, "until"),
        ])
    func mistakes(entry: String, line: Int, column: Int, words: String) throws {
        let diagnostics = failure(Self.head + "      - " + entry)
        let first = try #require(diagnostics.first)
        #expect(diagnostics.count == 1)
        #expect(first.description.contains(words), "\(first)")
        #expect((first.line, first.column) == (line, column), "\(first)")
    }

    @Test("a day named twice by one notice is a mistake, and so are missing parts")
    func repeatedAndMissing() throws {
        let twice = failure(
            Self.head + """
                      - { from: 2026-01-01, to: 2026-01-03, kind: holiday, name: { zh: a, en: b } }
                      - { from: 2026-01-03, kind: working, name: { zh: a, en: b } }
                """)
        #expect(twice.map(\.line) == [10])
        #expect(twice.first?.description.contains("first in line 9") == true)
        let bare = failure("notices:\n  - year: 2026\n")
        #expect(bare.count == 6)
        #expect(failure("notices: [").count == 1)
        #expect(failure("").count == 1)
        #expect(failure("days: []").isEmpty == false)
    }

    @Test("contradicting notices of two files are told at the notice, in either order of the files")
    func contradiction() throws {
        let holiday = Self.head + "      - { from: 2026-03-03, kind: holiday, name: { zh: a, en: b } }"
        let working =
            Self.head.replacing("N1", with: "N2")
            + "      - { from: 2026-03-03, kind: working, name: { zh: a, en: b } }"
        for files in [[("a.yaml", holiday), ("b.yaml", working)], [("b.yaml", working), ("a.yaml", holiday)]] {
            let error = #expect(throws: LoadFailure.self) {
                try CalendarFile.calendar(of: files.map { (name: $0.0, text: $0.1) })
            }
            let diagnostic = try #require(error?.diagnostics.first)
            #expect(diagnostic.file == "b.yaml")
            #expect(diagnostic.line == 2)
            #expect(diagnostic.message.en.contains("2026-03-03"))
        }
    }
}
