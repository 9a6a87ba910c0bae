import Testing
import Workflow

@testable import Verifier

/// The smaller files: without optimisation the larger ones take minutes. `script/verify-workflows` proves all of them in a
/// release build.
@Suite("The workflow files that come with the program")
struct ShippedProofTests {
    @Test(
        "keep every promise, and are well formed",
        arguments: ["dossier.yaml", "tracks/confirmation.yaml", "tracks/screening.yaml", "tracks/traffic.yaml"])
    func holds(name: String) throws {
        let workflow = try Shipped.workflow(name)
        let verification = try Verification.reduced(
            workflow, members: workflow.memberRole == nil ? 0 : 2, rules: .mediation)
        let failed = verification.properties.filter { $0.verdict != .proved }.map(\.property.id)
        #expect(failed == [], "\(name)")
        #expect(verification.findings.map { $0.message(in: workflow).en } == [], "\(name)")
    }

    @Test(
        "are the same with all facts as with those alone that are still read",
        arguments: ["tracks/confirmation.yaml", "tracks/judicial-2022.yaml", "tracks/traffic.yaml"])
    func reductions(name: String) throws {
        let workflow = try Shipped.workflow(name)
        let members = workflow.memberRole == nil ? 0 : 1
        let whole = try Exploration(workflow, options: .init(members: members, foldsMembers: false))
        let small = try Exploration(workflow, options: .init(members: members, dropsDeadFacts: true))
        #expect(small.stateCount <= whole.stateCount)
        #expect(small.configurationCount == whole.configurationCount)
        #expect(Set(small.labels) == Set(whole.labels))
    }

    @Test("fit together: the pipeline with a track", arguments: ["tracks/traffic.yaml", "tracks/screening.yaml"])
    func composition(track: String) throws {
        func graph(_ name: String) throws -> Exploration {
            let workflow = try Shipped.workflow(name)
            return try Exploration(
                workflow, options: .init(members: workflow.memberRole == nil ? 0 : 1, dropsDeadFacts: true))
        }
        let composition = Composition(
            try graph("pipeline.yaml"), track: try graph(track),
            named: ["confirmation": try graph("tracks/confirmation.yaml")], isRest: { $0 == "closed" },
            rules: .mediation)
        #expect(composition.findings.map(\.message.en) == [])
    }
}
