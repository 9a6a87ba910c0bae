import Testing

@testable import Workflow

@Suite("Conditions")
struct GuardParserTests {
    private static let facts = """
        facts:
          told: { boolean: true }
          form: { values: [none, oral, written] }
          n: { counter: 3 }
          consent: { each: party, values: [asked, given] }
        states:
          open:
            on:
              go: { when: "CONDITION" }
        """

    private func parse(_ condition: String) throws -> GuardExpression? {
        try Example.load(Self.facts.replacing("CONDITION", with: condition)).transitions[0].when
    }

    static let cases: [(String, GuardExpression)] = [
        ("told", .fact("told")),
        ("not told", .not(.fact("told"))),
        ("not not told", .not(.not(.fact("told")))),
        ("form = oral", .isOne(of: ["oral"], fact: "form")),
        ("form == oral", .isOne(of: ["oral"], fact: "form")),
        ("form != oral", .not(.isOne(of: ["oral"], fact: "form"))),
        ("told = false", .isOne(of: ["false"], fact: "told")),
        ("form in [oral, written]", .isOne(of: ["oral", "written"], fact: "form")),
        ("n >= 2", .compare(fact: "n", .greaterOrEqual, 2)),
        ("n<1", .compare(fact: "n", .less, 1)),
        ("n = 3", .compare(fact: "n", .equal, 3)),
        ("consent.all(given)", .members(.all, fact: "consent", value: "given")),
        ("consent . mine ( asked )", .members(.mine, fact: "consent", value: "asked")),
        ("in(open)", .inState("open")),
        ("true", .constant(true)),
        (
            "told or form = oral and not in(open)",
            .or([.fact("told"), .and([.isOne(of: ["oral"], fact: "form"), .not(.inState("open"))])])
        ),
        (
            "(told or told) and told",
            .and([.or([.fact("told"), .fact("told")]), .fact("told")])
        ),
    ]

    @Test("are read with their binding", arguments: cases)
    func forms(_ text: String, _ expected: GuardExpression) throws {
        #expect(try parse(text) == expected)
    }

    @Test("are refused when nested beyond reason, without overflowing the stack")
    func depth() {
        let deep = String(repeating: "(", count: 5000) + "told"
        #expect(throws: LoadFailure.self) { try parse(deep) }
        #expect(throws: LoadFailure.self) { try parse(String(repeating: "not ", count: 5000) + "told") }
    }

    @Test("are put into words by the titles of facts and states")
    func words() throws {
        let workflow = try Example.load(Example.mediation)
        let condition = GuardExpression.and([
            .members(.all, fact: "consent", value: "given"), .or([.fact("rightsTold"), .not(.inState("talking"))]),
        ])
        #expect(
            workflow.words(for: condition)
                == Bilingual(
                    zh: "同意：每个当事人均为 given 且 （已告知权利 或 并非（处于“会谈”））",
                    en: "Consent: given for every party and (Rights told or not (in “Talking”))"))
    }
}
