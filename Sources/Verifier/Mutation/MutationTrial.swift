package import LegalTime
package import Workflow

/// Tries whether anything notices that a workflow file was changed.
package struct MutationTrial: Sendable {
    /// Who noticed.
    package enum Fate: Hashable, Sendable {
        /// The file does not load any more.
        case refused
        /// This promise of the file is broken, or protects nothing any more; perhaps others too.
        case broken(property: String)
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
    /// Names of the scenarios that the original passes.
    private let passed: Set<String>
    /// The promises that the original keeps with one party, where some say nothing.
    private let keptAlone: Set<String>
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
        let read = try? scenarios.map { try ScenarioFile.load($0, file: original.id, for: original) }
        let results = read.map { ScenarioRunner(original, calendar: calendar).run($0) } ?? []
        passed = Set(results.filter(\.passed).map(\.scenario.name.zh))
        let alone = try? Exploration(original, options: .init(members: 1, dropsDeadFacts: true))
        let check = alone.map(PropertyCheck.init)
        keptAlone = Set(original.properties.filter { check?.verdict(on: $0) == .proved }.map(\.id))
    }

    package func fate(of mutant: Mutant) throws -> Fate {
        guard let workflow = WorkflowFile.read(mutant.text, file: original.id, vocabulary: original.vocabulary).workflow
        else {
            return .refused
        }
        // With one party there is least to go through, and most is noticed.
        for members in workflow.memberRole == nil ? [0] : [1, 2, 3] {
            let exploration = try Exploration(workflow, options: .init(members: members, dropsDeadFacts: true))
            let check = PropertyCheck(exploration)
            let broken = Self.likelyFirst(workflow.properties, mutant).first { property in
                (members != 1 || keptAlone.contains(property.id)) && check.verdict(on: property) != .proved
            }
            if let broken { return .broken(property: broken.id) }
            if members != 1, !StructureCheck(exploration, rules: rules).findings().isEmpty { return .misshapen }
        }
        if let name = scenarioThatNotices(workflow) { return .scenario(name) }
        return try isEquivalent(workflow) ? .equivalent : .survived
    }

    /// Those that speak of the changed event before the others: one of them most often notices.
    private static func likelyFirst(
        _ properties: [PropertyDeclaration], _ mutant: Mutant
    ) -> [PropertyDeclaration] {
        let words = mutant.place.split(separator: " ").map(String.init)
        let isLikely = properties.map { !Set($0.conditions.flatMap(\.events)).isDisjoint(with: words) }
        return zip(properties, isLikely).filter(\.1).map(\.0) + zip(properties, isLikely).filter { !$0.1 }.map(\.0)
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
        return ScenarioRunner(workflow, calendar: calendar).run(read)
            .first { !$0.passed && passed.contains($0.scenario.name.zh) }?.scenario.name.zh
    }
}
