import LegalTime
import Yams

// Facts and clocks.
extension WorkflowLoader {
    // MARK: Facts

    mutating func facts(_ node: Node) -> [DeclaredFact] {
        guard let fields = reader.mapping(node, keys: nil) else { return [] }
        var facts: [DeclaredFact] = []
        for field in fields.all {
            guard declares(field), let fact = fact(field) else { continue }
            if let each = fact.each, let other = facts.lazy.compactMap(\.each).first, each != other {
                reader.report(
                    field.position, zh: "一个文件只能按一种角色的成员取值，已用“\(other)”",
                    en: "a file can keep facts for the members of one role only, which is “\(other)”")
            }
            facts.append(fact)
        }
        return facts
    }

    private mutating func fact(_ field: YAMLFields.Field) -> DeclaredFact? {
        guard let fields = reader.mapping(field.node, keys: Grammar.fact.names) else { return nil }
        let title = fields["title"].flatMap { reader.bilingual($0.node) } ?? Bilingual(field.key)
        let each = fields["each"].flatMap { reader.text($0.node) }.flatMap { reader.name(.role, $0, in: names) }
        let domainKeys = Grammar.domains.map(\.name)
        let domains = fields.all.filter { domainKeys.contains($0.key) }
        guard let domain = domains.first, domains.count == 1 else {
            reader.report(
                field.position, zh: "事实“\(field.key)”须有且只有一种取值方式",
                en: "the fact “\(field.key)” needs exactly one kind of value",
                expected: Expected.names(domainKeys))
            return nil
        }
        guard let domain = factDomain(domain) else { return nil }
        if case .asks = domain, each != nil {
            reader.report(
                field.position, zh: "查询的事实不能按成员取值", en: "a fact that is asked cannot have a value for each member")
            return nil
        }
        return DeclaredFact(name: field.key, title: title, domain: domain, each: each)
    }

    private mutating func factDomain(_ field: YAMLFields.Field) -> DeclaredFact.Domain? {
        switch field.key {
        case "boolean":
            let only = Bilingual("true")
            guard let value = reader.boolean(field.node) else { return nil }
            if !value { reader.wrongType(field.node, only) }
            return .boolean
        case "counter":
            return reader.integer(field.node, in: 1...255).map { .counter(most: $0) }
        case "asks":
            return reader.text(field.node).flatMap { reader.name(.predicate, $0, in: names) }
                .map { .asks(predicate: $0) }
        default:
            let expected = Bilingual(zh: "2 至 64 个取值的列表", en: "a list of 2 to 64 values")
            let nodes = reader.sequence(field.node, expected)
            var values: [String] = []
            for node in nodes {
                guard let value = identifier(node) else { continue }
                if values.contains(value) {
                    reader.report(node.position, zh: "取值“\(value)”重复", en: "the value “\(value)” is written twice")
                } else {
                    values.append(value)
                }
            }
            guard values.count == nodes.count else { return nil }
            guard (2...64).contains(values.count) else {
                reader.wrongType(field.node, expected)
                return nil
            }
            return .values(values)
        }
    }

    // MARK: Clocks

    mutating func clocks(_ node: Node) -> [ClockDeclaration] {
        guard let fields = reader.mapping(node, keys: nil) else { return [] }
        var clocks: [ClockDeclaration] = []
        for field in fields.all where declares(field) {
            if let clock = clock(field) { clocks.append(clock) }
        }
        return clocks
    }

    private mutating func clock(_ field: YAMLFields.Field) -> ClockDeclaration? {
        guard let fields = reader.mapping(field.node, keys: Grammar.clock.names) else { return nil }
        let title = fields["title"].flatMap { reader.bilingual($0.node) } ?? Bilingual(field.key)
        var warn: [Int] = []
        if let list = fields["warn"] {
            for node in reader.sequence(list.node, Bilingual(zh: "天数列表", en: "a list of days")) {
                if let days = reader.integer(node, in: 1...366) { warn.append(days) }
            }
        }
        let extend = fields["extend"].flatMap { self.extend($0.node) }
        _ = fields["note"].flatMap { reader.note($0.node) }
        let law = citation(fields)
        guard let length = fields["length"] else {
            reader.missing("length", in: fields.position)
            return nil
        }
        // A clock without a readable length keeps its name, so that its uses are not reported as well.
        return ClockDeclaration(
            name: field.key, title: title, length: reader.term(length.node) ?? .days(1), warn: warn, extend: extend,
            law: law)
    }

    private mutating func extend(_ node: Node) -> ClockDeclaration.Extension? {
        guard let fields = reader.mapping(node, keys: Grammar.extension.names) else { return nil }
        guard let by = fields["by"] else {
            reader.missing("by", in: fields.position)
            return nil
        }
        var consents: [ClockDeclaration.Extension.Consent] = []
        for text in reader.texts(by.node) {
            let every = text.value.hasPrefix("every ")
            let role = Located(value: every ? String(text.value.dropFirst(6)) : text.value, position: text.position)
            if let name = reader.name(.role, role, in: names) {
                consents.append(.init(role: name, every: every))
            }
        }
        return .init(by: consents, most: fields["most"].flatMap { reader.term($0.node) })
    }

    /// An event that some transition of the file answers.
    mutating func event(_ text: Located<String>) -> String? {
        guard answeredEvents.contains(text.value) else {
            reader.unknown(.event, text.value, at: text.position, among: answeredEvents)
            return nil
        }
        return text.value
    }

    // MARK: Shared

    mutating func declares(_ field: YAMLFields.Field) -> Bool { reader.declares(field) }

    mutating func citation(_ fields: YAMLFields) -> Citation? { reader.citation(fields, instrument: law) }
}
