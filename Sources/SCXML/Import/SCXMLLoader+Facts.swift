import Statechart
import Workflow

// What only the data model of facts understands:
//
//     <data id="fact.consent" f:values="asked given refused" f:each="true" expr="'asked'"/>
//     <data id="fact.visits" f:most="3" expr="0"/>
//     <data id="fact.sealed" expr="false"/>
//     <assign location="fact.consent" expr="'given'" f:of="every"/>
//     <f:increment fact="fact.visits" by="1"/>   <f:effect do="paper application"/>   <f:fail event="error.x"/>
extension SCXMLLoader {
    mutating func readFacts(_ element: XMLElement) {
        for data in element.children where data.isSCXML("data") {
            guard let id = data.attribute("id") else { continue }
            guard let name = FactName.decode(id.value), !name.isEmpty, id.value.isXMLName else {
                report(
                    id.valuePosition, zh: "“\(id.value)”不是事实的 id", en: "“\(id.value)” is no id of a fact",
                    expected: Bilingual("fact.…"))
                continue
            }
            positions[SourcePath([.fact(facts.count)])] = data.position
            let domain = self.domain(of: data)
            facts.append(
                FactDeclaration(
                    name: name, domain: domain, scope: data.own("each")?.value == "true" ? .each : .single,
                    initial: data.attribute("expr").flatMap { value($0) } ?? domain.value(at: 0) ?? false))
        }
    }

    private mutating func domain(of data: XMLElement) -> FactDomain {
        if let values = data.own("values") { return .enumeration(values.words.map(\.text)) }
        guard let most = data.own("most") else { return .boolean }
        return .counter(max: Int(most.value) ?? 0)
    }

    private mutating func value(_ attribute: XMLAttribute) -> FactValue? {
        let text = attribute.value
        let isQuoted = text.isQuoted
        let token: ConditionParser.Token = isQuoted ? .quoted(String(text.dropFirst().dropLast())) : .word(text)
        guard let value = FactName.value(token) else {
            report(
                attribute.valuePosition, zh: "“\(text)”不是取值", en: "“\(text)” is no value",
                expected: Bilingual("true | false | 1 | 'given'"))
            return nil
        }
        return value
    }

    private mutating func fact(_ attribute: XMLAttribute?) -> String? {
        guard let attribute else { return nil }
        guard let name = FactName.decode(attribute.value), facts.contains(where: { $0.name == name }) else {
            report(
                attribute.valuePosition, zh: "没有事实“\(attribute.value)”", en: "there is no fact “\(attribute.value)”",
                nearest: Spelling.nearest(to: attribute.value, among: facts.map { FactName.encode($0.name) }))
            return nil
        }
        return name
    }

    private func bearer(_ element: XMLElement) -> Bearer? {
        switch element.own("of")?.value {
        case nil: .chart
        case "mine": .actingMember
        case "every": .everyMember
        default: nil
        }
    }

    mutating func assignment(_ element: XMLElement) -> Action? {
        guard let fact = fact(element.attribute("location")),
            let value = element.attribute("expr").flatMap({ value($0) }),
            let bearer = knownBearer(element)
        else { return nil }
        return .assign(fact, value, on: bearer)
    }

    private mutating func knownBearer(_ element: XMLElement) -> Bearer? {
        let bearer = bearer(element)
        if bearer == nil, let attribute = element.own("of") { reportValue(attribute, "mine | every") }
        return bearer
    }

    mutating func ownAction(_ element: XMLElement) -> Action? {
        switch element.name {
        case "effect":
            guard let label = required("do", of: element)?.value else { return nil }
            if let index = effectIndices[label] { return .effect(index) }
            effectIndices[label] = effects.count
            effects.append(label)
            return .effect(effects.count - 1)
        case "fail":
            return required("event", of: element).map { .fail($0.value) }
        case "increment":
            guard let by = required("by", of: element), let fact = fact(required("fact", of: element)),
                let bearer = knownBearer(element)
            else { return nil }
            guard let amount = Int(by.value) else {
                reportValue(by, "1 | -1")
                return nil
            }
            return .increment(fact, by: amount, on: bearer)
        default:
            report(
                element.position, zh: "未知的元素“\(element.name)”", en: "unknown element “\(element.name)”",
                nearest: Spelling.nearest(to: element.name, among: ["effect", "fail", "increment"]))
            return nil
        }
    }

    private mutating func required(_ name: String, of element: XMLElement) -> XMLAttribute? {
        let attribute = element.attribute(name)
        if attribute == nil {
            report(
                element.position, zh: "元素“\(element.name)”缺少属性“\(name)”",
                en: "the element “\(element.name)” lacks the attribute “\(name)”")
        }
        return attribute
    }
}

extension XMLElement {
    /// The attribute of this name in the namespace of facts.
    fileprivate func own(_ name: String) -> XMLAttribute? {
        attributes.first { $0.name == name && $0.namespace == SCXMLDocument.ownNamespace }
    }
}
