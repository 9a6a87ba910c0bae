import LegalTime
import Statechart
import Yams

/// Reads workflow files.
package enum WorkflowFile {
    /// What became of a file: the workflow when it has no error, and every problem in the order of the file.
    package struct Result: Sendable {
        package let workflow: Workflow?
        package let diagnostics: [Diagnostic]
    }

    /// Reads a file, whatever it holds.
    ///
    /// - Parameters:
    ///   - text: the YAML text.
    ///   - file: the name shown in diagnostics.
    package static func read(_ text: String, file: String, vocabulary: Vocabulary) -> Result {
        var loader = WorkflowLoader(text: text, file: file, vocabulary: vocabulary)
        let workflow = loader.load()
        let found = loader.reader.inFileOrder
        return Result(
            workflow: found.contains { $0.severity == .error } ? nil : workflow, diagnostics: found)
    }

    /// Loads a file that must be right.
    ///
    /// - Throws: every problem found; warnings alone do not make it throw.
    package static func load(
        _ text: String, file: String, vocabulary: Vocabulary
    ) throws(LoadFailure) -> Workflow {
        let result = read(text, file: file, vocabulary: vocabulary)
        guard let workflow = result.workflow else { throw LoadFailure(diagnostics: result.diagnostics) }
        return workflow
    }
}

/// Builds a workflow out of a file: first the declarations and the names of the states, then everything that uses them.
struct WorkflowLoader {
    let text: String
    var reader: YAMLReader
    var names: Names
    /// The instrument that articles without one belong to.
    var law: String?
    var states: [StateDeclaration] = []
    var transitions: [TransitionDeclaration] = []
    var chartEffects: [ChartEffect] = []
    var chartOutcomes: [String] = []
    /// Where each state and each transition (by tag) is written.
    var statePositions: [String: Position] = [:]
    var transitionPositions: [Position] = []
    /// The events that some transition answers, in order of first mention.
    var answeredEvents: [String] = []
    /// Those of them that a person can send.
    var actEvents: Set<String> = []

    init(text: String, file: String, vocabulary: Vocabulary) {
        self.text = text
        reader = YAMLReader(file: file, text: text)
        names = Names(vocabulary: vocabulary)
    }

    mutating func load() -> Workflow? {
        guard let root = YAMLText.root(of: text, reader: &reader),
            let fields = reader.mapping(root, keys: Grammar.file.names)
        else { return nil }
        for key in Grammar.file.keys where key.isRequired && fields[key.name] == nil {
            reader.missing(key.name, in: fields.position)
        }
        law = fields["law"].flatMap { reader.text($0.node)?.value }
        _ = fields["note"].flatMap { reader.note($0.node) }
        let id = fields["workflow"].flatMap { identifier($0.node) }
        let kind = fields["kind"].flatMap { self.kind($0.node) }
        let title = fields["title"].flatMap { reader.bilingual($0.node) }
        let inForce = fields["inForce"].flatMap { reader.inForce($0.node) }

        if let field = fields["facts"] { names.facts = facts(field.node) }
        if let field = fields["clocks"] { names.clocks = clocks(field.node) }
        var chartStates: [StateSource] = []
        if let field = fields["states"] {
            collectStates(field.node)
            collectEvents(field.node)
            chartStates = children(field.node, of: nil)
        }
        let initial = fields["initial"].map { reader.names(.state, reader.texts($0.node), in: names) } ?? []
        let properties = fields["properties"].map { self.properties($0.node) } ?? []

        guard !reader.hasErrors, let id, let kind, let title, let inForce else { return nil }
        let parts = Workflow.Parts(
            id: id, kind: kind, title: title, from: inForce.from, until: inForce.until, law: law, source: text,
            vocabulary: names.vocabulary, facts: names.facts, clocks: names.clocks, states: states,
            transitions: transitions, properties: properties, chartEffects: chartEffects,
            chartOutcomes: chartOutcomes, actingRoles: actingRoles)
        return compile(parts, initial: initial, states: chartStates)
    }

    // MARK: Head

    private mutating func kind(_ node: Node) -> Workflow.Kind? {
        let expected = Bilingual(Workflow.Kind.allCases.map(\.rawValue).joined(separator: " | "))
        guard let text = reader.text(node, expected) else { return nil }
        guard let kind = Workflow.Kind(rawValue: text.value) else {
            reader.wrongType(node, expected)
            return nil
        }
        return kind
    }

    mutating func identifier(_ node: Node) -> String? { reader.identifier(node) }

    // MARK: Chart

    private mutating func compile(_ parts: Workflow.Parts, initial: [String], states: [StateSource]) -> Workflow? {
        var facts = parts.facts.map(\.chartFact)
        if !actingRoles.isEmpty {
            facts.append(
                Statechart.FactDeclaration(
                    name: ActingRole.fact, domain: .enumeration([ActingRole.nobody] + actingRoles),
                    initial: .symbol(ActingRole.nobody)))
        }
        let source = ChartSource(facts: facts, initial: initial, states: states)
        do {
            return Workflow(parts, chart: try Chart(compiling: source))
        } catch {
            for problem in error.problems { report(problem, in: source) }
            return nil
        }
    }

    /// The roles that act somewhere in the file, in the order of the vocabulary.
    private var actingRoles: [String] {
        let used = Set(transitions.flatMap(\.by))
        return names.valid(.role).filter(used.contains)
    }
}

/// What a file may call its own things.
enum Identifier {
    private static let reserved: Set<String> = ["and", "or", "not", "in", "true", "false"]

    /// Letters, digits, `_` and `-`, a letter first; none of the words of a guard.
    static func isValid(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, first.properties.isAlphabetic, !reserved.contains(name) else {
            return false
        }
        return name.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-"
        }
    }
}

extension DeclaredFact {
    var chartFact: Statechart.FactDeclaration {
        let (domain, initial): (FactDomain, FactValue) =
            switch domain {
            case .boolean, .asks: (.boolean, false)
            case .values(let values): (.enumeration(values), .symbol(values.first ?? ""))
            case .counter(let most): (.counter(max: most), 0)
            }
        return Statechart.FactDeclaration(
            name: name, domain: domain, scope: each == nil ? .single : .each, initial: initial)
    }

    /// The chart's value for a spelling that is one of ``spellings``.
    func chartValue(_ spelling: String) -> FactValue {
        switch domain {
        case .boolean, .asks: .boolean(spelling == "true")
        case .values: .symbol(spelling)
        case .counter: .number(Int(spelling) ?? 0)
        }
    }
}
