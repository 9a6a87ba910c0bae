// The verifier: proves that a workflow keeps what its file promises, on every possible history.
//
// ``Exploration`` is the graph of all states that a workflow can reach, found with the engine's own step function.
// ``PropertyCheck`` decides the file's properties on it, ``StructureCheck`` what every file must keep, and a
// ``Counterexample`` is a shortest history to where a promise is broken. What is assumed, and what the figures mean, is
// written in docs/verification.md. Nothing here reads a file, a clock or a database.

package import Workflow

/// What the verifier found about one workflow with one number of members.
package struct Verification: Sendable {
    package let exploration: Exploration
    /// In the order of the file; empty when not every state was seen.
    package let properties: [(property: PropertyDeclaration, verdict: Verdict)]
    package let findings: [Finding]

    package var workflow: Workflow { exploration.workflow }

    /// Every promise is kept, and says something.
    package var holds: Bool {
        findings.isEmpty && properties.allSatisfy { $0.verdict == .proved }
    }

    /// - Parameters:
    ///   - options: how to explore.
    ///   - rules: what the domain wants of every workflow.
    package init(
        _ workflow: Workflow, options: Exploration.Options, rules: StructureCheck.Rules
    ) throws(ExplorationError) {
        exploration = try Exploration(workflow, options: options)
        let check = PropertyCheck(exploration)
        properties = exploration.isComplete ? workflow.properties.map { ($0, check.verdict(on: $0)) } : []
        findings = StructureCheck(exploration, rules: rules).findings()
    }

    /// Verifies with states of the same future taken for one. Where that finds a fault, all is gone through again with every
    /// state for itself, so that its history can be played with the same parties throughout.
    package static func reduced(
        _ workflow: Workflow, members: Int, rules: StructureCheck.Rules
    ) throws(ExplorationError) -> Verification {
        let reduced = try Verification(workflow, options: .init(members: members, dropsDeadFacts: true), rules: rules)
        guard !reduced.holds else { return reduced }
        let full = try Verification(workflow, options: .init(members: members, foldsMembers: false), rules: rules)
        return full.exploration.isComplete ? full : reduced
    }
}
