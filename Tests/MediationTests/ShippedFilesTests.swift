import LegalTime
import Mediation
import Testing
import Workflow

@Suite("The workflow files that come with the program")
struct ShippedFilesTests {
    @Test("the pipeline and its tracks are there")
    func files() {
        #expect(
            WorkflowRepository.names.starts(with: ["pipeline.yaml"])
                && Set(WorkflowRepository.names).isSuperset(of: [
                    "tracks/administrative.yaml", "tracks/confirmation.yaml", "tracks/judicial-2022.yaml",
                    "tracks/judicial.yaml", "tracks/people.yaml",
                ]))
    }

    @Test("a file loads without an error or a warning", arguments: WorkflowRepository.names)
    func loads(name: String) throws {
        let result = WorkflowFile.read(
            try WorkflowRepository.text(of: name), file: name, vocabulary: .mediation)
        #expect(result.diagnostics.isEmpty, "\(result.diagnostics)")
        #expect(result.workflow != nil)
    }

    @Test("every scenario comes out as written", arguments: WorkflowRepository.names)
    func scenarios(name: String) throws {
        let workflow = try WorkflowRepository.workflow(name)
        let scenarios = try WorkflowRepository.scenarios(of: workflow, in: name)
        #expect(scenarios.count >= 6)
        for result in ScenarioRunner(workflow, calendar: try WorkflowRepository.calendar()).run(scenarios) {
            #expect(result.passed, "\(name): \(result.scenario.name): \(result.failures)")
        }
    }

    @Test("no transition goes without a scenario that takes it", arguments: WorkflowRepository.names)
    func coverage(name: String) throws {
        let workflow = try WorkflowRepository.workflow(name)
        let scenarios = try WorkflowRepository.scenarios(of: workflow, in: name)
        let results = ScenarioRunner(workflow, calendar: try WorkflowRepository.calendar()).run(scenarios)
        let taken = Set(results.flatMap(\.occurrences).flatMap(\.transitions).map(\.tag))
        let idle = workflow.transitions.filter { !taken.contains($0.tag) }
        #expect(idle.isEmpty, "\(name): \(idle.map { "\($0.source) \($0.event ?? "always"), line \($0.line)" })")
    }

    @Test("every state, act, clock and fact has a title in Chinese", arguments: WorkflowRepository.names)
    func titles(name: String) throws {
        let workflow = try WorkflowRepository.workflow(name)
        let titles =
            workflow.states.map(\.title) + workflow.acts.map(\.title) + workflow.clocks.map(\.title)
            + workflow.facts.map(\.title) + workflow.transitions.filter { $0.event != nil }.compactMap(\.title)
        let others = titles.filter { title in
            !title.zh.unicodeScalars.contains { $0.properties.isIdeographic } || title.en == title.zh
        }
        #expect(others.isEmpty, "\(name): \(others)")
        #expect(workflow.transitions.allSatisfy { $0.event == nil || $0.title != nil })
    }

    @Test("every clock and every property names its rule", arguments: WorkflowRepository.names)
    func laws(name: String) throws {
        let workflow = try WorkflowRepository.workflow(name)
        #expect(workflow.clocks.filter { $0.law == nil }.map(\.name).isEmpty)
        #expect(workflow.properties.filter { $0.law == nil }.map(\.id).isEmpty)
        #expect(!workflow.properties.isEmpty)
    }

    /// Procedures of an authority, of which mediation is a part, and what is no mediation at all.
    private static let others: Set = [
        "pipeline.yaml", "dossier.yaml", "tracks/confirmation.yaml", "tracks/police.yaml",
        "tracks/reconsideration.yaml",
        "tracks/petition.yaml", "tracks/screening.yaml",
    ]

    /// What the law does not let a procedure have: a limit that nobody may extend, a door that is not the parties' own.
    private static let without: [String: Set<String>] = [
        "tracks/labour.yaml": ["extend"], "tracks/health.yaml": ["extend"], "tracks/consumer.yaml": ["extend"],
        "tracks/traffic.yaml": ["extend", "offer"],
    ]

    @Test(
        "the usual acts have the same names in every procedure",
        arguments: WorkflowRepository.names.filter { !others.contains($0) })
    func usualActs(name: String) throws {
        let workflow = try WorkflowRepository.workflow(name)
        let usual = [
            "apply", "offer", "consent", "refuse", "accept", "notAccept", "appoint", "informRights", "session", "draft",
            "sign", "mediatorSign", "fail", "withdraw", "informRemedies", "extend", "riskFlag",
        ]
        let missing = usual.filter { workflow.act($0) == nil }
        #expect(Set(missing) == Self.without[name, default: []])
        // What the pipeline listens for.
        let outcomes = Set(workflow.states.compactMap(\.outcome)).subtracting(["partly"])
        #expect(outcomes == ["succeeded", "failed", "declined", "notAccepted", "withdrawn"])
    }

    @Test("every way a track may end is one that the pipeline listens for", arguments: WorkflowRepository.names)
    func outcomes(name: String) throws {
        guard name.hasPrefix("tracks/"), name != "tracks/confirmation.yaml" else { return }
        let pipeline = try WorkflowRepository.workflow("pipeline.yaml")
        let heard = Set(pipeline.transitions.compactMap(\.event))
        let outcomes = Set(try WorkflowRepository.workflow(name).states.compactMap(\.outcome))
        #expect(outcomes.filter { !heard.contains("done.\($0)") } == [])
    }

    @Test(
        "a court's mediation follows the version of the day it begins on",
        arguments: [
            ("2021-12-31", nil), ("2022-01-01", "2022-01-01"), ("2024-12-31", "2022-01-01"),
            ("2025-01-01", "2025-01-01"), ("2031-05-05", "2025-01-01"),
        ])
    func versions(day: String, from: String?) throws {
        let library = try WorkflowLibrary(WorkflowRepository.names.map(WorkflowRepository.workflow))
        #expect(
            library.ids == [
                "administrative", "commercial", "confirmation", "consumer", "dossier", "health", "joint", "judicial",
                "labour",
                "land", "medical", "people", "petition", "pipeline", "police", "property", "reconsideration",
                "screening", "traffic",
            ])
        let found = library.inForce("judicial", on: try #require(Day(day)))
        #expect(found?.from.description == from)
    }
}
