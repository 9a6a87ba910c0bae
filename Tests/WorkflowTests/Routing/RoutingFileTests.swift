import LegalTime
import Testing

@testable import Workflow

@Suite("Routing files")
struct RoutingFileTests {
    static let head = """
        routing: test
        title: { zh: 测试, en: Test }
        inForce: { from: 2023-01-01 }
        facts:
          type: { from: dispute.type }
          amount: { from: dispute.amount, bands: { small: { zh: 小, en: small }, large: { from: 50000, zh: 大, en: large } } }

        """

    static func load(_ rules: String) throws(LoadFailure) -> RoutingRules {
        try RoutingFile.load(head + rules, file: "test.yaml", vocabulary: RoutingExample.vocabulary)
    }

    @Test("The first rule that holds decides")
    func firstRule() throws {
        let rules = try Self.load(
            """
            rules:
              - { id: a, when: type = medical and amount = large, to: [industry, centre], title: { zh: 甲, en: A } }
              - { id: b, when: type = medical, exclude: { zh: 法院, en: the court }, title: { zh: 乙, en: B } }
              - { id: c, to: town, track: people, title: { zh: 丙, en: C } }
            """)
        #expect(rules.rule(for: ["medical", "large"])?.id == "a")
        #expect(rules.rule(for: ["medical", "small"])?.decision == .exclude(channel: .init(zh: "法院", en: "the court")))
        #expect(rules.rule(for: ["labour", "large"])?.track == "people")
        #expect(rules.lacking(rules.rules[0], for: ["labour", "large"]) == [.isOne(of: ["medical"], fact: "type")])
        #expect(rules.facts[1].value(of: 49_999) == "small")
        #expect(rules.facts[1].value(of: 50_000) == "large")
    }

    struct Problem: Sendable {
        let rules: String
        let problem: String
    }

    @Test(
        "A wrong file says where and what",
        arguments: [
            Problem(
                rules: "rules:\n  - { id: a, to: twon, title: { zh: 甲, en: A } }\n", problem: "did you mean “town”"),
            Problem(
                rules: "rules:\n  - { id: a, when: type = medicl, to: town, title: { zh: 甲, en: A } }\n",
                problem: "did you mean “medical”"),
            Problem(rules: "rules:\n  - { id: a, title: { zh: 甲, en: A } }\n", problem: "either “to” or “exclude”"),
            Problem(
                rules: "rules:\n  - { id: a, to: town, track: peple, title: { zh: 甲, en: A } }\n",
                problem: "did you mean “people”"),
            Problem(
                rules: """
                    rules:
                      - { id: a, to: town, title: { zh: 甲, en: A } }
                      - { id: a, to: town, title: { zh: 甲, en: A } }
                    """,
                problem: "the rule “a” is stated twice"),
            Problem(
                rules: "rules:\n  - { id: a, when: in(open), to: town, title: { zh: 甲, en: A } }\n", problem: "state"),
        ])
    func problems(_ example: Problem) throws {
        let failure = #expect(throws: LoadFailure.self) { try Self.load(example.rules) }
        #expect(failure?.description.contains(example.problem) == true, "\(failure?.description ?? "loaded")")
    }

    @Test("A number needs bands that rise, and a list has none")
    func bands() {
        let texts = [
            "amount: { from: dispute.amount }": "needs “bands”",
            "amount: { from: dispute.amount, bands: { a: { zh: 甲 }, b: { from: 5 }, c: { from: 5 } } }":
                "the bands must rise",
            "type: { from: dispute.type, bands: { a: {}, b: { from: 1 } } }": "is no number",
            "age: { from: dispute.agee, bands: { a: {}, b: { from: 1 } } }": "did you mean",
        ]
        for (fact, problem) in texts {
            let text = """
                routing: test
                title: { zh: 测试, en: Test }
                inForce: { from: 2023-01-01 }
                facts:
                  \(fact)
                rules:
                  - { id: a, to: town, title: { zh: 甲, en: A } }
                """
            let failure = #expect(throws: LoadFailure.self) {
                try RoutingFile.load(text, file: "test.yaml", vocabulary: RoutingExample.vocabulary)
            }
            #expect(failure?.description.contains(problem) == true, "\(failure?.description ?? "loaded")")
        }
    }

    @Test("Two sets of rules never decide on the same day")
    func overlappingVersions() throws {
        let rules = try Self.load("rules:\n  - { id: a, to: town, title: { zh: 甲, en: A } }\n")
        #expect(throws: RoutingOverlap.self) { try RoutingLibrary([rules, rules]) }
        let library = try RoutingLibrary([rules])
        #expect(library.inForce(on: try #require(Day("2022-12-31"))) == nil)
        #expect(library.inForce(on: try #require(Day("2023-01-01")))?.id == "test")
    }
}
