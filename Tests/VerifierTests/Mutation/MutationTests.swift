import LegalTime
import Mediation
import Statechart
import Testing
import Workflow

@testable import Verifier

@Suite("Mutants of a workflow file")
struct MutationTests {
    private static let part = """
        facts:
          told: { boolean: true }
          known: { boolean: true }
          conflicted: { asks: mediator.conflicted }
        clocks:
          limit: { length: 30 days, law: §1 }
        states:
          open:
            clock: limit
            on:
              tell: { by: clerk, set: { told: true }, papers: [notice.rights], notify: [police, head], law: §2 }
              settle: { to: settled, by: mediator, when: told and not conflicted, records: [agreement], law: §3 }
              give: { by: head, when: told or not told, set: { known: true } }
              expired.limit: { to: failed, papers: [notice.remedies], law: §1 }
          settled: { final: true, outcome: succeeded }
          failed: { final: true, outcome: failed }
        properties:
          - { id: P-1, whenever: on(settle), holds: told and by(mediator) }
          - { id: P-2, whenever: on(tell), holds: told and told(police) and paper(notice.rights) }
          - { id: P-3, whenever: in(open), holds: running(limit) }
        """

    private static let scenario = """
        scenarios:
          - name: { zh: 届满, en: Run out }
            start: 2024-03-04T09:00
            given:
              - { at: 2024-04-04T00:00, wait: true }
            expect: { outcome: failed }
        """

    private func fates() throws -> [String: MutationTrial.Fate] {
        let workflow = try Example.load(Self.part)
        var mutator = try #require(Mutator(workflow))
        let trial = MutationTrial(
            workflow, scenarios: Self.scenario, calendar: .weekendsOnly, rules: .mediation)
        return try Dictionary(
            uniqueKeysWithValues: mutator.all().map { ("\($0.citesLaw ? "" : "* ")\($0.name)", try trial.fate(of: $0)) }
        )
    }

    @Test("are made of everything that can be left out, and tried")
    func all() throws {
        let fates = try fates()
        #expect(
            fates == [
                "limit length 30 days": .scenario("届满"),
                "open clock clock limit": .broken(property: "P-3"),
                "open tell role mediator": .survived, "open tell role head": .survived,
                "open tell set told": .broken(property: "P-2"),
                "open tell paper notice.rights": .broken(property: "P-2"),
                "open tell notice police": .broken(property: "P-2"), "open tell notice head": .survived,
                "open settle guard told and not conflicted": .broken(property: "P-1"),
                "open settle guard told": .broken(property: "P-1"), "open settle guard not conflicted": .survived,
                "open settle role clerk": .broken(property: "P-1"),
                "open settle role head": .broken(property: "P-1"), "open settle record agreement": .survived,
                "* open give guard told or not told": .equivalent, "* open give role clerk": .survived,
                "* open give role mediator": .survived, "* open give set known": .survived,
                "open expired.limit clock transition": .broken(property: "P-3"),
                "open expired.limit paper notice.remedies": .misshapen,
            ])
    }

    @Test("a page tells the survivors, those with a reason apart")
    func page() throws {
        let workflow = try Example.load(Self.part)
        var mutator = try #require(Mutator(workflow))
        let trial = MutationTrial(
            workflow, scenarios: Self.scenario, calendar: .weekendsOnly, rules: .mediation)
        var score = MutationScore(explained: ["open tell notice head": "The head is told anyway.", "gone": "Why."])
        score.add(try mutator.all().filter(\.citesLaw).map { ($0, try trial.fate(of: $0)) }, of: workflow)
        #expect(score.survivors.count == 5 && score.unexplained.count == 4)
        #expect(score.idleReasons == ["gone"])
        #expect(score.page.contains("The head is told anyway.\n\n- `example@2024-01-01` open tell notice head\n"))
        #expect(score.page.contains("Without a reason:\n\n- `example@2024-01-01` open tell role mediator\n"))
    }

    @Test("a scenario that the file itself does not pass notices nothing")
    func failingScenario() throws {
        let workflow = try Example.load(Self.part)
        var mutator = try #require(Mutator(workflow))
        let trial = MutationTrial(
            workflow, scenarios: Self.scenario.replacing("outcome: failed", with: "outcome: succeeded"),
            calendar: .weekendsOnly, rules: .mediation)
        let longer = try #require(try mutator.all().first { $0.kind == .length })
        #expect(try trial.fate(of: longer) == .survived)
    }

    @Test(
        "an unchanged file, written anew, is the same workflow",
        arguments: ["tracks/confirmation.yaml", "tracks/labour.yaml"])
    func unchanged(name: String) throws {
        let workflow = try Shipped.workflow(name)
        var mutator = try #require(Mutator(workflow))
        let mutants = try mutator.all()
        #expect(mutants.count > 10 && Set(mutants.map(\.name)).count == mutants.count)
        // A longer limit changes nothing else.
        let longer = try #require(mutants.first { $0.kind == .length })
        let read = WorkflowFile.read(longer.text, file: name, vocabulary: .mediation)
        let changed = try #require(read.workflow, "\(read.diagnostics)")
        #expect(changed.chart.transitions.map(\.condition) == workflow.chart.transitions.map(\.condition))
        #expect(changed.properties.map(\.form) == workflow.properties.map(\.form))
        #expect(changed.facts == workflow.facts && changed.states.map(\.id) == workflow.states.map(\.id))
    }

    @Test("a condition is weakened part by part")
    func weakening() throws {
        func weaker(_ text: String) throws -> [String] {
            let workflow = try Example.load(
                "facts: { a: { boolean: true }, b: { boolean: true }, c: { boolean: true } }\n"
                    + "states:\n  s: { on: { e: { by: clerk, when: \(text) } } }\n")
            return workflow.transitions[0].when?.weakenings.map { $0.condition?.text ?? "" } ?? []
        }
        #expect(try weaker("a") == [""])
        #expect(try weaker("a and b") == ["", "b", "a"])
        #expect(try weaker("a or b and c") == ["", "a or c", "a or b"])
        #expect(try weaker("a and (b or c)") == ["", "b or c", "a"])
        #expect(try weaker("not (a or b)") == ["", "not b", "not a"])
        #expect(try weaker("not (a and b)") == [""])
    }

    @Test("a condition written out and read again is the same", arguments: Shipped.names)
    func text(name: String) throws {
        let workflow = try Shipped.workflow(name)
        let conditions = workflow.properties.flatMap(\.conditions)
        let again = conditions.enumerated().map { "  - { id: P-\($0), never: \"\($1.text)\" }" }
        let read = try WorkflowFile.load(
            Shipped.head(of: workflow) + "\nproperties:\n" + again.joined(separator: "\n"), file: name,
            vocabulary: .mediation)
        #expect(read.properties.map(\.form) == conditions.map { .never($0) })
    }
}
