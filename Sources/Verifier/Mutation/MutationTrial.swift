package import LegalTime
package import Workflow

/// Tries whether anything notices that a workflow file was changed.
package struct MutationTrial: Sendable {
    /// Who noticed.
    package enum Fate: Hashable, Sendable {
        /// The file does not load any more.
        case refused
        /// These promises of the file are broken, or protect nothing any more.
        case broken(properties: [String])
        /// The shape is wrong.
        case misshapen
        /// Every property holds; a scenario comes out otherwise.
        case scenario(String)
        /// Nothing, and rightly: no history shows a difference, for what is gone always holds there, or is said elsewhere.
        case equivalent
        case survived
    }

    private let original: Workflow
    private let scenarios: String?
    private let calendar: WorkingCalendar
    private let rules: StructureCheck.Rules

    /// - Parameters:
    ///   - original: the workflow as it is.
    ///   - scenarios: the text of the scenarios beside it.
    package init(
        _ original: Workflow, scenarios: String?, calendar: WorkingCalendar, rules: StructureCheck.Rules
    ) {
        self.original = original
        self.scenarios = scenarios
        self.calendar = calendar
        self.rules = rules
    }

    package func fate(of mutant: Mutant) throws -> Fate {
        guard let workflow = WorkflowFile.read(mutant.text, file: original.id, vocabulary: original.vocabulary).workflow
        else {
            return .refused
        }
        for members in workflow.memberRole == nil ? [0] : [2, 3] {
            let verification = try Verification(
                workflow, options: .init(members: members, dropsDeadFacts: true), rules: rules)
            let broken = verification.properties.filter { $0.verdict != .proved }.map(\.property.id)
            if !broken.isEmpty { return .broken(properties: broken) }
            if !verification.findings.isEmpty { return .misshapen }
        }
        if let name = scenarioThatNotices(workflow) { return .scenario(name) }
        return try isEquivalent(workflow) ? .equivalent : .survived
    }

    /// Whether the changed workflow has the same states and the same steps between them as the true one.
    private func isEquivalent(_ changed: Workflow) throws -> Bool {
        guard changed.clocks == original.clocks else { return false }
        var options = Exploration.Options(members: original.memberRole == nil ? 0 : 2)
        // What the changed file no longer asks is answered all the same.
        for transition in original.transitions {
            guard let event = transition.event, let when = transition.when else { continue }
            options.asksAlso[event, default: []].formUnion(Environment.asked([when], original))
        }
        let (one, other) = (
            try Exploration(original, options: options), try Exploration(changed, options: options)
        )
        return one.edges == other.edges && one.labels == other.labels && one.table == other.table
    }

    private func scenarioThatNotices(_ workflow: Workflow) -> String? {
        guard let scenarios else { return nil }
        guard let read = try? ScenarioFile.load(scenarios, file: original.id, for: workflow) else { return "" }
        return ScenarioRunner(workflow, calendar: calendar).run(read).first { !$0.passed }?.scenario.name.zh
    }
}
