import LegalTime
import Testing

@testable import Workflow

@Suite("Scenarios")
struct ScenarioTests {
    private func play(_ steps: String, expect: String? = nil) throws -> ScenarioResult {
        let workflow = try Example.load(Example.mediation)
        let text = """
            scenarios:
              - name: { zh: 例, en: Example }
                parties: 1
                start: 2023-04-17T09:00
                given:
            \(steps.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n"))
            \(expect.map { "    expect: \($0)" } ?? "")
            """
        let scenarios = try ScenarioFile.load(text, file: "example.scenarios.yaml", for: workflow)
        let results = ScenarioRunner(workflow, calendar: .weekendsOnly).run(scenarios)
        return try #require(results.first)
    }

    @Test("pass when everything comes out as written")
    func passing() throws {
        let result = try play(
            """
            - { at: 09:05, do: agree, by: party, party: 1, expect: { state: [mediating, talking] } }
            - { at: 09:06, do: settle, by: mediator, refused: true, because: 调解次数 }
            - { at: 09:10, do: tellRights, by: clerk }
            - { at: 2023-04-18T10:00, do: session, by: mediator, facts: [mediator.registered] }
            - { at: 10:30, do: prolong, by: mediator, days: 5, expect: { clocks: { mediation: 2023-05-22, reply: none } } }
            - { at: 2023-05-22T23:00, wait: true, expect: { state: talking } }
            - { at: 23:30, do: settle, by: mediator }
            """, expect: "{ state: settled, outcome: succeeded, papers: [agreement.written, notice.rights] }")
        #expect(result.passed, "\(result.failures)")
        #expect(
            result.occurrences.map(\.event) == ["@start", "agree", "tellRights", "session", "prolong", "settle"])
    }

    struct Failing: Sendable {
        let steps: String
        var expect: String?
        let failure: String
    }

    static let agree = "- { at: 09:05, do: agree, by: party, party: 1 }\n"

    @Test(
        "fail at the first step that goes wrong, with expected and found",
        arguments: [
            Failing(
                steps: agree + "- { at: 09:06, do: settle, by: mediator }\n- { at: 09:07, do: appraise, by: mediator }",
                failure: "line 7 (step 2): expected accepted, found Cannot “settle”: required: Sessions >= 1 "
                    + "(found: Sessions 0)"),
            Failing(
                steps: "- { at: 09:05, do: agree, by: party, party: 1, refused: true }",
                failure: "line 6 (step 1): expected refused, found accepted"),
            Failing(
                steps: "- { at: 09:05, do: settle, by: mediator, refused: true, because: 期限 }",
                failure: "line 6 (step 1): expected refused because of “期限”, found Cannot “settle”: now in “Asking”; "
                    + "it can be done in “Talking”"),
            Failing(
                steps: "- { at: 09:05, do: agree, by: party, party: 1, expect: { state: asking } }",
                failure: "line 6 (step 1): expected “Asking” (asking), found “Talking” (talking)"),
            Failing(
                steps: agree, expect: "{ outcome: failed }",
                failure: "line 7 (the end): expected failed, found no outcome"),
            Failing(
                steps: agree, expect: "{ clocks: { mediation: 2023-05-18 } }",
                failure:
                    "line 7 (the end): expected “Time limit” due on 2023-05-18, found “Time limit” due on 2023-05-17"),
            Failing(
                steps: agree, expect: "{ clocks: { reply: 2023-05-18 } }",
                failure:
                    "line 7 (the end): expected “Time to reply” due on 2023-05-18, found “Time to reply” not running"),
            Failing(
                steps: agree, expect: "{ papers: agreement.written }",
                failure: "line 7 (the end): expected written agreement, found no paper"),
        ])
    func failing(_ example: Failing) throws {
        let result = try play(example.steps, expect: example.expect)
        #expect(!result.passed)
        #expect(
            result.failures.map { $0.description.split(separator: "\n").last.map(String.init) } == [example.failure])
    }

    @Test("are refused with everything that is wrong in the file")
    func diagnostics() throws {
        let error = #expect(throws: LoadFailure.self) {
            try play(
                """
                - { at: 09:05, do: agre, by: parti, party: 2 }
                - { at: 08:00, wait: true, do: agree }
                - { at: tomorrow, do: agree, facts: [mediator.registred], expect: { state: talkin } }
                - { do: agree, because: x }
                """)
        }
        #expect(
            error?.diagnostics.map { "\($0.line) \($0.message.en)" } == [
                "6 unknown event “agre”", "6 unknown role “parti”", "6 found “2”",
                "7 a step has either “do” or “wait: true”",
                "7 earlier than the step before (2023-04-17T09:05:00+08:00)", "8 found “tomorrow”",
                "8 unknown predicate “mediator.registred”", "8 unknown state “talkin”", "9 “at” is missing",
            ])
    }
}
