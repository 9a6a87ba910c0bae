import LegalTime
import Testing
import Workflow

@testable import Verifier

@Suite("A counter-example")
struct CaseHistoryTests {
    private static let part = """
        facts:
          consent: { each: party, values: [asked, given, refused], title: { zh: 意愿, en: Consent } }
          jointly: { asks: parties.jointly, title: { zh: 共同, en: Jointly } }
        clocks:
          mediation: { length: 30 days, title: { zh: 期限, en: Limit }, extend: { by: [head] } }
        states:
          asking:
            title: { zh: 征求意愿, en: Asking }
            on:
              agree: { by: party, set: { consent: given }, title: { zh: 同意, en: Agree } }
              refuse: { by: party, when: jointly, set: { consent: { every: refused } }, title: { zh: 拒绝, en: Refuse } }
            always: { to: mediating, when: consent.all(given) }
          mediating:
            title: { zh: 调解中, en: In mediation }
            clock: mediation
            on:
              prolong: { by: head, extend: mediation, title: { zh: 延长, en: Prolong } }
              doubt: { by: party, set: { consent: asked }, title: { zh: 犹豫, en: Doubt } }
              expired.mediation: { to: late, papers: [record.termination] }
          late: { title: { zh: 逾期, en: Late }, on: { close: { to: closed, by: clerk } } }
          closed: { final: true, outcome: failed, title: { zh: 终结, en: Closed } }
        properties:
          - { id: P, PROPERTY }
        """

    private func history(_ property: String) throws -> (CaseHistory, Workflow) {
        let workflow = try Example.load(Self.part.replacing("PROPERTY", with: property))
        let graph = try Exploration(workflow, options: .init(members: 2, dropsDeadFacts: true))
        guard case .broken(let shown) = PropertyCheck(graph).verdict(on: workflow.properties[0]) else {
            throw NotBroken()
        }
        return (try #require(CaseHistory(shown, of: graph, calendar: .weekendsOnly)), workflow)
    }

    private struct NotBroken: Error {}

    @Test("is told with dates")
    func lines() throws {
        let (history, _) = try history("never: in(late)")
        #expect(
            history.lines == [
                "2024-01-08 09:00  开始 Start → 征求意愿",
                "2024-01-08 09:10  当事人1：同意 Agree → 征求意愿",
                "2024-01-08 09:20  当事人2：同意 Agree → 调解中",
                "2024-02-08 00:00  “期限”届满 expired.mediation〔终止调解记录〕 → 逾期",
            ])
    }

    @Test(
        "plays as a scenario and ends in the breach",
        arguments: [
            ("never: in(late)", "late"), ("never: in(mediating) and not consent.all(given)", "mediating"),
            ("never: consent.all(refused)", "asking"), ("atMost: 1, of: on(prolong)", "mediating"),
            ("fromEvery: mediating, possible: refuse", "mediating"),
            ("leadsTo: { from: in(asking), to: in(mediating) }", "asking"),
            ("leadsTo: { from: in(mediating), to: in(closed) }", "late"),
            ("fromEvery: late, reachable: in(mediating)", "late"),
        ])
    func scenario(property: String, end: String) throws {
        let (history, workflow) = try history(property)
        let text = history.scenario(named: Bilingual(zh: "反例“P”", en: "Counter-example “P”"))
        let scenarios = try ScenarioFile.load(text, file: "shown.yaml", for: workflow)
        let result = try #require(ScenarioRunner(workflow, calendar: .weekendsOnly).run(scenarios).first)
        #expect(result.passed, "\(result.failures)\n\(text)")
        #expect(history.run.isEnded == false && workflow.isActive(end, in: history.run))
        #expect(scenarios[0].expect?.states == workflow.activeLeaves(of: history.run))
    }
}
