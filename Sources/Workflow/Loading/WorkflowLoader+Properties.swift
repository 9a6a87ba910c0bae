import Yams

// What a file promises.
extension WorkflowLoader {
    mutating func properties(_ node: Node) -> [PropertyDeclaration] {
        var properties: [PropertyDeclaration] = []
        for node in reader.sequence(node, Bilingual(zh: "性质列表", en: "a list of properties")) {
            guard let property = property(node) else { continue }
            if properties.contains(where: { $0.id == property.id }) {
                reader.report(
                    node.position, zh: "性质“\(property.id)”重复", en: "the property “\(property.id)” is stated twice")
            }
            properties.append(property)
        }
        return properties
    }

    private static let formKeys = Grammar.forms.map(\.name)
    /// Which form each of these belongs to.
    private static let partKeys = [
        "holds": "whenever", "of": "atMost", "possible": "fromEvery", "by": "fromEvery", "reachable": "fromEvery",
    ]
    private static let scopeKeys = Grammar.scopes.map(\.name)

    private mutating func property(_ node: Node) -> PropertyDeclaration? {
        guard let fields = reader.mapping(node, keys: Grammar.property.names) else { return nil }
        let title = fields["title"].flatMap { reader.bilingual($0.node) }
        let law = citation(fields)
        _ = fields["note"].flatMap { reader.note($0.node) }
        let forms = fields.all.filter { Self.formKeys.contains($0.key) }
        guard let form = forms.first, forms.count == 1 else {
            reader.report(
                fields.position, zh: "性质须有且只有一种形式", en: "a property has exactly one form",
                expected: Expected.names(Self.formKeys))
            return nil
        }
        for field in fields.all {
            guard let owner = Self.partKeys[field.key], owner != form.key else { continue }
            reader.report(
                field.position, zh: "“\(field.key)”须与“\(owner)”同用",
                en: "“\(field.key)” stands only with “\(owner)”")
        }
        let scope = scope(fields, of: form.key)
        guard let id = fields["id"] else {
            reader.missing("id", in: fields.position)
            return nil
        }
        guard let form = propertyForm(form, fields), let scope, let name = reader.text(id.node) else { return nil }
        return PropertyDeclaration(
            id: name.value, title: title, form: form, scope: scope, law: law, line: fields.position.line)
    }

    private mutating func propertyForm(_ field: YAMLFields.Field, _ fields: YAMLFields) -> PropertyDeclaration.Form? {
        switch field.key {
        case "never": return condition(field.node).map { .never($0) }
        case "always": return condition(field.node).map { .always($0) }
        case "whenever":
            let holds = required("holds", fields).flatMap { condition($0) }
            guard let asked = condition(field.node), let holds else { return nil }
            return .whenever(asked, holds: holds)
        case "leadsTo": return pair(field.node, "from", "to").map { .leadsTo(from: $0, to: $1) }
        case "precedes": return pair(field.node, "first", "then").map { .precedes(first: $0, then: $1) }
        case "atMost":
            let counted = required("of", fields).flatMap { condition($0) }
            guard let most = reader.integer(field.node, in: 0...100), let counted else { return nil }
            return .atMost(most, counted)
        default: return fromEvery(field.node, fields)
        }
    }

    private mutating func fromEvery(_ node: Node, _ fields: YAMLFields) -> PropertyDeclaration.Form? {
        let place = place(node)
        if let reachable = fields["reachable"] {
            guard fields["possible"] == nil, fields["by"] == nil else {
                reader.report(
                    reachable.position, zh: "“reachable”与“possible”、“by”不能同用",
                    en: "“reachable” stands without “possible” and “by”")
                return nil
            }
            guard let goal = condition(reachable.node), let place else { return nil }
            return .reachable(goal, fromEvery: place)
        }
        guard let possible = required("possible", fields) else { return nil }
        let event = reader.text(possible).flatMap { self.event($0) }
        let role = fields["by"].flatMap { reader.text($0.node) }.flatMap { reader.name(.role, $0, in: names) }
        guard let event, let place else { return nil }
        return .possible(event: event, by: role, fromEvery: place)
    }

    /// A state, or a condition.
    private mutating func place(_ node: Node) -> GuardExpression? {
        guard let text = reader.text(node, Expected.condition) else { return nil }
        let isName = text.value.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-"
        }
        guard isName, text.value != "true", names.fact(text.value) == nil else { return condition(node) }
        return reader.name(.state, text, in: names).map { .inState($0) }
    }

    private mutating func scope(_ fields: YAMLFields, of form: String) -> PropertyDeclaration.Scope? {
        let scopes = fields.all.filter { Self.scopeKeys.contains($0.key) }
        guard let scope = scopes.first else { return .whole }
        if scopes.count > 1 || form == "leadsTo" || form == "fromEvery" {
            reader.report(
                scope.position, zh: "此处不能用“\(scopes.map(\.key).joined(separator: "、"))”",
                en: "“\(scopes.map(\.key).joined(separator: ", "))” cannot stand here",
                expected: Bilingual(
                    zh: "never、always、whenever、precedes、atMost 至多限定一个范围",
                    en: "at most one, with never, always, whenever, precedes or atMost"))
            return nil
        }
        switch scope.key {
        case "before": return condition(scope.node).map { .before($0) }
        case "after": return condition(scope.node).map { .after($0) }
        default: return pair(scope.node, "from", "to").map { .between($0, $1) }
        }
    }

    // MARK: Parts

    private mutating func required(_ key: String, _ fields: YAMLFields) -> Node? {
        if fields[key] == nil { reader.missing(key, in: fields.position) }
        return fields[key]?.node
    }

    private mutating func pair(
        _ node: Node, _ one: String, _ other: String
    ) -> (GuardExpression, GuardExpression)? {
        guard let parts = reader.mapping(node, keys: [one, other]) else { return nil }
        let first = required(one, parts).flatMap { condition($0) }
        let second = required(other, parts).flatMap { condition($0) }
        guard let first, let second else { return nil }
        return (first, second)
    }

    private mutating func condition(_ node: Node) -> GuardExpression? {
        reader.text(node, Expected.condition).flatMap {
            GuardParser.parse($0, names: names, events: answeredEvents, reader: &reader)
        }
    }
}
