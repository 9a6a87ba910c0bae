import LegalTime
import Yams

/// Reads routing rules, as in `Workflows/routing`.
///
/// ```yaml
/// routing: district
/// title: { zh: 区级分流规则, en: Routing in the district }
/// inForce: { from: 2023-01-01 }
/// facts:
///   type: { from: dispute.type, title: { zh: 纠纷类型, en: Type } }
///   amount:
///     from: dispute.amount
///     bands: { small: { zh: 小额, en: small }, large: { from: 50000, zh: 大额, en: large } }
/// rules:
///   - { id: medical, when: type = medical, to: [industryCommittee, centre], track: medical, title: … , law: … }
///   - { id: bankruptcy, when: type = bankruptcy, exclude: { zh: 人民法院, en: the court }, title: … }
///   - { id: otherwise, to: townCommittee, title: … }
/// ```
package enum RoutingFile {
    /// Loads a file that must be right.
    ///
    /// - Throws: every problem found, each with line and column. Gaps and dead rules are not problems of the file but of the
    ///   rules: ``RoutingCheck`` finds them.
    package static func load(
        _ text: String, file: String, vocabulary: RoutingVocabulary
    ) throws(LoadFailure) -> RoutingRules {
        var loader = RoutingLoader(text: text, file: file, vocabulary: vocabulary)
        let rules = loader.load()
        guard let rules, !loader.reader.hasErrors else {
            throw LoadFailure(diagnostics: loader.reader.inFileOrder)
        }
        return rules
    }
}

private struct RoutingLoader {
    let text: String
    let vocabulary: RoutingVocabulary
    var reader: YAMLReader
    var names = Names(vocabulary: Vocabulary(roles: [], records: [], papers: [], predicates: [], outcomes: []))
    var law: String?

    init(text: String, file: String, vocabulary: RoutingVocabulary) {
        self.text = text
        self.vocabulary = vocabulary
        reader = YAMLReader(file: file, text: text)
    }

    mutating func load() -> RoutingRules? {
        let required = ["routing", "title", "inForce", "facts", "rules"]
        guard let root = YAMLText.root(of: text, reader: &reader),
            let fields = reader.mapping(root, keys: required + ["law", "note"])
        else { return nil }
        for key in required where fields[key] == nil { reader.missing(key, in: fields.position) }
        law = fields["law"].flatMap { reader.text($0.node)?.value }
        _ = fields["note"].flatMap { reader.note($0.node) }
        let id = fields["routing"].flatMap { reader.identifier($0.node) }
        let title = fields["title"].flatMap { reader.bilingual($0.node) }
        let inForce = fields["inForce"].flatMap { reader.inForce($0.node) }
        let facts = fields["facts"].map { self.facts($0.node) } ?? []
        names.facts = facts.map(\.declared)
        let rules = fields["rules"].map { self.rules($0.node) } ?? []
        guard !reader.hasErrors, let id, let title, let inForce else { return nil }
        return RoutingRules(
            id: id, title: title, from: inForce.from, until: inForce.until, facts: facts, rules: rules,
            sourceHash: Workflow.hash(of: text),
            conditions: rules.map { RoutingCondition($0.condition, facts: facts) })
    }

    // MARK: Facts

    private mutating func facts(_ node: Node) -> [RoutingFact] {
        guard let fields = reader.mapping(node, keys: nil) else { return [] }
        var facts: [RoutingFact] = []
        for field in fields.all where reader.declares(field) {
            if let fact = fact(field) { facts.append(fact) }
        }
        return facts
    }

    private mutating func fact(_ field: YAMLFields.Field) -> RoutingFact? {
        guard let fields = reader.mapping(field.node, keys: ["from", "bands", "title"]) else { return nil }
        guard let from = fields["from"] else {
            reader.missing("from", in: fields.position)
            return nil
        }
        guard let asked = reader.text(from.node) else { return nil }
        guard let source = vocabulary.sources.first(where: { $0.name == asked.value }) else {
            reader.unknown(.predicate, asked.value, at: asked.position, among: vocabulary.sources.map(\.name))
            return nil
        }
        let title = fields["title"].flatMap { reader.bilingual($0.node) } ?? source.title
        guard source.isNumber else {
            if let bands = fields["bands"] {
                reader.report(
                    bands.position, zh: "“\(source.name)”不是数字，不能分档",
                    en: "“\(source.name)” is no number and has no bands")
            }
            return RoutingFact(
                name: field.key, title: title, source: source.name, values: source.values.map(\.name), bounds: nil,
                titles: source.values.map(\.title))
        }
        guard let bands = fields["bands"] else {
            reader.report(
                fields.position, zh: "“\(source.name)”是数字，须写明分档“bands”",
                en: "“\(source.name)” is a number and needs “bands”")
            return nil
        }
        return self.bands(bands.node, field.key, title, source)
    }

    private mutating func bands(
        _ node: Node, _ name: String, _ title: Bilingual, _ source: RoutingVocabulary.Source
    ) -> RoutingFact? {
        guard let fields = reader.mapping(node, keys: nil) else { return nil }
        var values: [String] = []
        var bounds: [Int] = []
        var titles: [Bilingual] = []
        for (index, band) in fields.all.enumerated() where reader.declares(band) {
            guard let parts = reader.mapping(band.node, keys: ["from", "zh", "en"]) else { continue }
            let zh = parts["zh"].flatMap { reader.text($0.node)?.value } ?? band.key
            let en = parts["en"].flatMap { reader.text($0.node)?.value } ?? band.key
            if let from = parts["from"] {
                guard let bound = reader.integer(from.node, in: 0...1_000_000_000_000) else { continue }
                if index == 0 {
                    reader.report(
                        from.position, zh: "第一档从最小处起，不写“from”",
                        en: "the first band begins at the bottom, without “from”")
                } else if let last = bounds.last, bound <= last {
                    reader.report(from.position, zh: "分档须由小到大", en: "the bands must rise")
                }
                if index > 0 { bounds.append(bound) }
            } else if index > 0 {
                reader.missing("from", in: parts.position)
            }
            values.append(band.key)
            titles.append(Bilingual(zh: zh, en: en))
        }
        guard (2...64).contains(values.count) else {
            reader.wrongType(node, Bilingual(zh: "2 至 64 个分档", en: "2 to 64 bands"))
            return nil
        }
        return RoutingFact(
            name: name, title: title, source: source.name, values: values, bounds: bounds, titles: titles)
    }

    // MARK: Rules

    private mutating func rules(_ node: Node) -> [RoutingRule] {
        var rules: [RoutingRule] = []
        for node in reader.sequence(node, Bilingual(zh: "规则列表", en: "a list of rules")) {
            guard let rule = rule(node) else { continue }
            if rules.contains(where: { $0.id == rule.id }) {
                reader.report(node.position, zh: "规则“\(rule.id)”重复", en: "the rule “\(rule.id)” is stated twice")
            }
            rules.append(rule)
        }
        return rules
    }

    private mutating func rule(_ node: Node) -> RoutingRule? {
        let keys = ["id", "title", "when", "to", "exclude", "track", "law", "certainty", "note"]
        guard let fields = reader.mapping(node, keys: keys) else { return nil }
        for key in ["id", "title"] where fields[key] == nil { reader.missing(key, in: fields.position) }
        let id = fields["id"].flatMap { reader.identifier($0.node) }
        let title = fields["title"].flatMap { reader.bilingual($0.node) }
        let condition =
            fields["when"].map { field in
                reader.text(field.node, Expected.condition).flatMap {
                    GuardParser.parse($0, names: names, reader: &reader)
                }
            } ?? .constant(true)
        let law = reader.citation(fields, instrument: law)
        _ = fields["note"].flatMap { reader.note($0.node) }
        let track = fields["track"].flatMap { self.track($0.node) }
        guard let decision = decision(fields), let id, let title, let condition else { return nil }
        return RoutingRule(
            id: id, title: title, condition: condition, decision: decision, track: track, law: law,
            line: fields.position.line)
    }

    private mutating func decision(_ fields: YAMLFields) -> RoutingRule.Decision? {
        switch (fields["to"], fields["exclude"]) {
        case (let to?, nil):
            let texts = reader.texts(to.node)
            let valid = vocabulary.targets.map(\.name)
            var kinds: [String] = []
            for text in texts {
                guard valid.contains(text.value) else {
                    reader.unknown(.value, text.value, at: text.position, among: valid)
                    continue
                }
                if !kinds.contains(text.value) { kinds.append(text.value) }
            }
            return kinds.isEmpty ? nil : .to(kinds)
        case (nil, let exclude?):
            return reader.bilingual(exclude.node).map { .exclude(channel: $0) }
        default:
            reader.report(
                fields.position, zh: "规则须写明“to”或“exclude”之一", en: "a rule has either “to” or “exclude”",
                expected: Expected.names(["to", "exclude"]))
            return nil
        }
    }

    private mutating func track(_ node: Node) -> String? {
        guard let text = reader.text(node) else { return nil }
        guard vocabulary.tracks.contains(text.value) else {
            reader.unknown(.value, text.value, at: text.position, among: vocabulary.tracks)
            return nil
        }
        return text.value
    }
}
