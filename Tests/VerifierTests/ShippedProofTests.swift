import Foundation
import Testing
import Workflow

@testable import Verifier

/// These take minutes without optimisation, so they run on demand;
/// `script/verify-workflows` proves the same files in a release build.
@Suite(
    "The workflow files that come with the program",
    .enabled(if: ProcessInfo.processInfo.environment["NPLUS_PROOFS"] != nil, "NPLUS_PROOFS=1 script/test"))
struct ShippedProofTests {
    @Test("keep every promise, and are well formed", arguments: Shipped.names)
    func holds(name: String) throws {
        let workflow = try Shipped.workflow(name)
        for members in workflow.memberRole == nil ? [0] : [2, 3] {
            let verification = try Verification(
                workflow, options: .init(members: members, dropsDeadFacts: true), rules: .mediation)
            let failed = verification.properties.filter { $0.verdict != .proved }.map(\.property.id)
            #expect(failed == [], "\(name), \(members) parties")
            #expect(verification.findings.map { $0.message(in: workflow).en } == [], "\(name), \(members) parties")
        }
    }

    @Test(
        "are the same with all facts as with those alone that are still read",
        arguments: ["pipeline.yaml", "tracks/confirmation.yaml", "tracks/judicial-2022.yaml", "tracks/labour.yaml"])
    func reductions(name: String) throws {
        let workflow = try Shipped.workflow(name)
        let members = workflow.memberRole == nil ? 0 : 1
        let whole = try Exploration(workflow, options: .init(members: members, foldsMembers: false))
        let small = try Exploration(workflow, options: .init(members: members, dropsDeadFacts: true))
        #expect(small.stateCount <= whole.stateCount)
        #expect(small.configurationCount == whole.configurationCount)
        #expect(Set(small.labels) == Set(whole.labels))
    }

    @Test("fit together: the pipeline with each track")
    func composition() throws {
        func graph(_ name: String) throws -> Exploration {
            let workflow = try Shipped.workflow(name)
            return try Exploration(
                workflow, options: .init(members: workflow.memberRole == nil ? 0 : 1, dropsDeadFacts: true))
        }
        let pipeline = try graph("pipeline.yaml")
        let named = ["confirmation": try graph("tracks/confirmation.yaml")]
        var unreached = Set(pipeline.workflow.states.map(\.id))
        for name in Shipped.tracks {
            let composition = Composition(
                pipeline, track: try graph(name), named: named, isRest: { $0 == "closed" }, rules: .mediation)
            #expect(composition.findings.map(\.message.en) == [], "\(name)")
            unreached.formIntersection(composition.unreached)
        }
        #expect(unreached == [])
    }
}
