import Statechart
import Workflow

// The tree of states and its transitions.
extension SCXMLLoader {
    mutating func states(in element: XMLElement, at path: SourcePath) -> [StateSource] {
        var found: [StateSource] = []
        for child in element.children where child.isSCXML && Grammar.stateNames.contains(child.name) {
            found.append(state(child, at: path.appending(.state(found.count))))
        }
        return found
    }

    private mutating func state(_ element: XMLElement, at path: SourcePath) -> StateSource {
        positions[path] = element.position
        var state = StateSource(id: id(of: element), kind: kind(of: element))
        if case .history = state.kind {
            state.initial = historyDefault(element, at: path.appending(.initial))
            return state
        }
        state.initial = initial(of: element, at: path.appending(.initial))
        for child in element.children where child.isSCXML {
            switch child.name {
            case "onentry":
                let place = path.appending(.onEntry(state.onEntry.count))
                state.onEntry.append(actions(of: child, at: place))
            case "onexit":
                let place = path.appending(.onExit(state.onExit.count))
                state.onExit.append(actions(of: child, at: place))
            case "transition":
                let place = path.appending(.transition(state.transitions.count))
                state.transitions.append(transition(child, at: place))
            case "donedata": readDoneData(child, into: &state)
            default: break
            }
        }
        state.children = states(in: element, at: path)
        return state
    }

    private mutating func kind(of element: XMLElement) -> StateKind {
        switch element.name {
        case "parallel": return .parallel
        case "final": return .final
        case "history":
            guard let type = element.attribute("type") else { return .history(.shallow) }
            if type.value == "deep" { return .history(.deep) }
            if type.value != "shallow" { reportValue(type, "shallow | deep") }
            return .history(.shallow)
        default:
            return element.children.contains { $0.isSCXML && Grammar.stateNames.contains($0.name) }
                ? .compound : .atomic
        }
    }

    /// Done data have no reader in these data models, beyond the end of our own charts.
    private mutating func readDoneData(_ element: XMLElement, into state: inout StateSource) {
        let contents = element.children.filter { $0.isSCXML("content") }
        if contents.count > 1 {
            report(contents[1].position, zh: "只能有一个“content”", en: "there can be one “content” only")
        }
        guard dataModel == .facts, let content = contents.first else { return }
        state.doneData = doneData.count
        doneData.append(content.text)
    }

    // MARK: Default entries

    private mutating func initial(of element: XMLElement, at path: SourcePath) -> InitialSource? {
        let elements = element.children.filter { $0.isSCXML("initial") }
        if elements.count > 1 {
            report(elements[1].position, zh: "只能有一个“initial”", en: "there can be one “initial” only")
        }
        if let attribute = element.attribute("initial") {
            if let first = elements.first {
                report(
                    first.position, zh: "属性“initial”和元素“initial”只能用一个",
                    en: "the attribute “initial” and the element “initial” exclude each other")
            }
            positions[path] = attribute.position
            return InitialSource(targets: references(attribute, at: path))
        }
        guard let only = elements.first else { return nil }
        positions[path] = only.position
        return defaultEntry(of: only, at: path)
    }

    private mutating func historyDefault(_ element: XMLElement, at path: SourcePath) -> InitialSource? {
        positions[path] = element.position
        return defaultEntry(of: element, at: path)
    }

    /// The one transition of an `initial` or a `history`.
    private mutating func defaultEntry(of element: XMLElement, at path: SourcePath) -> InitialSource? {
        let transitions = element.children.filter { $0.isSCXML("transition") }
        guard let transition = transitions.first else {
            report(
                element.position, zh: "“\(element.name)”要有一个转换，指明默认去向",
                en: "“\(element.name)” needs a transition that says where it leads by default")
            return nil
        }
        if transitions.count > 1 {
            report(
                transitions[1].position, zh: "“\(element.name)”只能有一个转换",
                en: "“\(element.name)” can have one transition only")
        }
        for name in ["event", "cond"] {
            guard let attribute = transition.attribute(name) else { continue }
            report(
                attribute.position, zh: "“\(element.name)”的转换不能有“\(name)”",
                en: "the transition of “\(element.name)” cannot have “\(name)”")
        }
        guard let target = transition.attribute("target") else {
            report(
                transition.position, zh: "“\(element.name)”的转换缺少“target”",
                en: "the transition of “\(element.name)” lacks “target”")
            return nil
        }
        checkType(of: transition)
        return InitialSource(
            targets: references(target, at: path), actions: actions(of: transition, at: path))
    }

    // MARK: Transitions

    private mutating func transition(_ element: XMLElement, at path: SourcePath) -> TransitionSource {
        positions[path] = element.position
        let names = ["event", "cond", "target"]
        if names.allSatisfy({ element.attribute($0) == nil }) {
            report(
                element.position, zh: "转换至少要有 event、cond、target 之一",
                en: "a transition needs at least one of event, cond and target")
        }
        var transition = TransitionSource(tag: transitionCount)
        transitionCount += 1
        if let event = element.attribute("event") { transition.events = descriptors(event, at: path) }
        if let condition = element.attribute("cond") {
            transition.condition = self.condition(condition, at: path.appending(.condition))
        }
        if let target = element.attribute("target") { transition.targets = references(target, at: path) }
        transition.kind = checkType(of: element)
        transition.actions = actions(of: element, at: path)
        return transition
    }

    @discardableResult
    private mutating func checkType(of element: XMLElement) -> TransitionKind {
        guard let type = element.attribute("type") else { return .external }
        if type.value != "internal", type.value != "external" { reportValue(type, "internal | external") }
        return type.value == "internal" ? .internal : .external
    }

    private mutating func descriptors(_ attribute: XMLAttribute, at path: SourcePath) -> [EventDescriptor] {
        let words = attribute.words
        if words.isEmpty { report(attribute.valuePosition, zh: "“event”是空的", en: "“event” is empty") }
        guard words.count <= 1000 else {
            report(attribute.valuePosition, zh: "列出的事件超过 1000 个", en: "more than 1000 events are named")
            return []
        }
        var found: [EventDescriptor] = []
        for word in words {
            let descriptor = EventDescriptor(word.text)
            if descriptor.isWellFormed {
                found.append(descriptor)
            } else {
                report(
                    word.position, zh: "“\(word.text)”不能描述事件", en: "“\(word.text)” cannot describe events",
                    expected: Bilingual("a | a.b | a.* | *"))
            }
        }
        return found
    }

    mutating func reportValue(_ attribute: XMLAttribute, _ expected: String) {
        report(
            attribute.valuePosition, zh: "“\(attribute.name)”的取值“\(attribute.value)”无效",
            en: "“\(attribute.value)” is no value of “\(attribute.name)”", expected: Bilingual(expected))
    }
}
