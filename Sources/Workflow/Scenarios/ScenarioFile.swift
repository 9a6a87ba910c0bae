import LegalTime
import Yams

/// Reads the scenarios written beside a workflow.
package enum ScenarioFile {
    /// - Parameters:
    ///   - text: the YAML text.
    ///   - file: the name shown in diagnostics.
    ///   - workflow: whose events, states, clocks and predicates the scenarios may name.
    /// - Throws: every problem found.
    package static func load(
        _ text: String, file: String, for workflow: Workflow
    ) throws(LoadFailure) -> [Scenario] {
        var loader = ScenarioLoader(text: text, file: file, workflow: workflow)
        let scenarios = loader.load()
        guard !loader.reader.hasErrors else {
            throw LoadFailure(diagnostics: loader.reader.inFileOrder)
        }
        return scenarios
    }
}

private struct ScenarioLoader {
    let text: String
    let workflow: Workflow
    var reader: YAMLReader
    var names: Names

    init(text: String, file: String, workflow: Workflow) {
        self.text = text
        self.workflow = workflow
        reader = YAMLReader(file: file, text: text)
        names = Names(vocabulary: workflow.vocabulary)
        names.facts = workflow.facts
        names.clocks = workflow.clocks
        names.states = workflow.states.map(\.id)
    }

    mutating func load() -> [Scenario] {
        guard let root = YAMLText.root(of: text, reader: &reader),
            let fields = reader.mapping(root, keys: Grammar.scenarioFile.names)
        else { return [] }
        guard let list = fields["scenarios"] else {
            reader.missing("scenarios", in: fields.position)
            return []
        }
        var scenarios: [Scenario] = []
        for node in reader.sequence(list.node, Bilingual(zh: "情景列表", en: "a list of scenarios")) {
            if let scenario = scenario(node) { scenarios.append(scenario) }
        }
        return scenarios
    }

    private mutating func scenario(_ node: Node) -> Scenario? {
        guard let fields = reader.mapping(node, keys: Grammar.scenario.names) else { return nil }
        for key in ["name", "start", "given"] where fields[key] == nil { reader.missing(key, in: fields.position) }
        _ = fields["note"].flatMap { reader.note($0.node) }
        _ = fields["law"].flatMap { reader.text($0.node) }
        let name = fields["name"].flatMap { reader.bilingual($0.node) }
        let parties = fields["parties"].flatMap { reader.integer($0.node, in: 0...255) } ?? 0
        let expect = fields["expect"].flatMap { expectation($0.node) }
        guard let field = fields["start"], let start = instant(field.node, after: nil) else { return nil }
        var last = start
        var steps: [Scenario.Step] = []
        for node in fields["given"].map({ reader.sequence($0.node, Expected.steps) }) ?? [] {
            guard let step = step(node, after: last, parties: parties) else { continue }
            last = step.at
            steps.append(step)
        }
        guard let name else { return nil }
        return Scenario(
            name: name, parties: parties, start: start, steps: steps, expect: expect, line: fields.position.line)
    }

    // MARK: Steps

    private mutating func step(_ node: Node, after last: Instant, parties: Int) -> Scenario.Step? {
        guard let fields = reader.mapping(node, keys: Grammar.step.names) else { return nil }
        _ = fields["note"].flatMap { reader.note($0.node) }
        guard let at = fields["at"] else {
            reader.missing("at", in: fields.position)
            return nil
        }
        let waits = fields["wait"].flatMap { reader.boolean($0.node) } ?? false
        if waits == (fields["do"] != nil) {
            reader.report(
                fields.position, zh: "每一步须有“do”或“wait: true”之一", en: "a step has either “do” or “wait: true”")
        }
        let event = event(fields, parties: parties)
        let refused = fields["refused"].flatMap { reader.boolean($0.node) } ?? false
        let because = fields["because"].flatMap { reader.text($0.node)?.value }
        if because != nil, !refused {
            reader.report(
                fields.position, zh: "“because”须与“refused: true”同用", en: "“because” stands only with “refused: true”")
        }
        let expect = fields["expect"].flatMap { expectation($0.node) }
        guard let instant = instant(at.node, after: last) else { return nil }
        return Scenario.Step(
            at: instant, event: event, refused: refused, because: because, expect: expect,
            line: fields.position.line)
    }

    private mutating func event(_ fields: YAMLFields, parties: Int) -> WorkflowEvent? {
        guard let act = fields["do"], let name = reader.text(act.node) else { return nil }
        let valid = workflow.events
        if !valid.contains(name.value) {
            reader.unknown(.event, name.value, at: name.position, among: valid)
        }
        let role = fields["by"].flatMap { reader.text($0.node) }.flatMap { reader.name(.role, $0, in: names) }
        var member: Int?
        if let party = fields["party"] {
            if parties == 0 {
                reader.report(party.position, zh: "情景没有写“parties”", en: "the scenario does not say how many “parties”")
            } else {
                member = reader.integer(party.node, in: 1...parties).map { $0 - 1 }
            }
        }
        let facts = fields["facts"].map { reader.names(.predicate, reader.texts($0.node), in: names) } ?? []
        let term = fields["days"].flatMap { days($0.node) }
        return WorkflowEvent(
            name.value, role: role, member: member, inputs: Set(facts), extensionTerm: term)
    }

    /// A number of days, or a term in words.
    private mutating func days(_ node: Node) -> Term? {
        if let number = node.scalar.flatMap({ Int($0.string) }), let term = Term(number, .day) { return term }
        return reader.term(node)
    }

    /// A full time, or a time of day on the day of the step before.
    private mutating func instant(_ node: Node, after last: Instant?) -> Instant? {
        guard let text = reader.text(node, Expected.instant) else { return nil }
        let found: Instant? =
            if let time = ClockTime(text.value) {
                last.map { Instant($0.day, time) }
            } else {
                Instant(text.value)
            }
        guard let found else {
            reader.wrongType(node, Expected.instant)
            return nil
        }
        if let last, found < last {
            reader.report(
                text.position, zh: "早于上一步（\(last)）", en: "earlier than the step before (\(last))")
        }
        return found
    }

    // MARK: Expectations

    private mutating func expectation(_ node: Node) -> Scenario.Expectation? {
        guard let fields = reader.mapping(node, keys: Grammar.expectation.names) else { return nil }
        var expect = Scenario.Expectation(line: fields.position.line)
        expect.states = fields["state"].map { reader.names(.state, reader.texts($0.node), in: names) }
        expect.outcome = fields["outcome"].flatMap { reader.text($0.node) }
            .flatMap { reader.name(.outcome, $0, in: names) }
        expect.papers = fields["papers"].map { reader.names(.paper, reader.texts($0.node), in: names) }
        expect.clocks = fields["clocks"].flatMap { dueDays($0.node) }
        return expect
    }

    private mutating func dueDays(_ node: Node) -> [String: Day?]? {
        guard let fields = reader.mapping(node, keys: nil) else { return nil }
        var days: [String: Day?] = [:]
        for field in fields.all {
            let name = Located(value: field.key, position: field.position)
            guard let clock = reader.name(.clock, name, in: names) else { continue }
            if field.node.scalar?.string == "none" {
                days[clock] = .some(nil)
            } else if let day = reader.day(field.node) {
                days[clock] = day
            }
        }
        return days
    }
}

extension Expected {
    fileprivate static let instant = Bilingual(
        zh: "时间，如 2023-04-17T09:05 或 09:05", en: "a time like 2023-04-17T09:05 or 09:05")
    fileprivate static let steps = Bilingual(zh: "步骤列表", en: "a list of steps")
}
