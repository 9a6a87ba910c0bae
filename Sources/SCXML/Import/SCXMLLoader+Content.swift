import Statechart
import Workflow

// Executable content.
extension SCXMLLoader {
    mutating func actions(of element: XMLElement, at path: SourcePath) -> [Action] {
        var found: [Action] = []
        for child in element.children {
            if let action = action(child, at: path.appending(.action(found.count))) { found.append(action) }
        }
        return found
    }

    private mutating func action(_ element: XMLElement, at path: SourcePath) -> Action? {
        positions[path] = element.position
        if element.namespace == SCXMLDocument.ownNamespace, dataModel == .facts { return ownAction(element) }
        guard element.isSCXML else { return nil }
        switch element.name {
        case "raise": return eventName(element).map { .raise($0) }
        case "send": return send(element)
        case "cancel": return element.attribute("sendid").map { .cancel($0.value) }
        case "log": return .log(logText(element))
        case "if": return conditional(element, at: path)
        case "assign": return assignment(element)
        default: return nil
        }
    }

    private mutating func eventName(_ element: XMLElement) -> String? {
        guard let attribute = element.attribute("event") else { return nil }
        guard EventDescriptor.isEventName(attribute.value) else {
            report(
                attribute.valuePosition, zh: "“\(attribute.value)”不能作事件名",
                en: "“\(attribute.value)” cannot name an event")
            return nil
        }
        return attribute.value
    }

    private func logText(_ element: XMLElement) -> String {
        var parts: [String] = []
        if let label = element.attribute("label")?.value, !label.isEmpty { parts.append(label) }
        if let expression = element.attribute("expr")?.value {
            // There are no values to compute: a text in quotes says itself, anything else stands as written.
            parts.append(expression.isQuoted ? String(expression.dropFirst().dropLast()) : expression)
        }
        return parts.joined(separator: ": ")
    }

    // MARK: Sending

    /// The identifiers of the one way of sending that there is: between sessions of this processor.
    private static let processors = ["http://www.w3.org/TR/scxml/#SCXMLEventProcessor", "scxml"]

    private mutating func send(_ element: XMLElement) -> Action? {
        let event = eventName(element)
        let target = element.attribute("target")?.value
        var delay = 0
        if let attribute = element.attribute("delay") {
            if target == "#_internal" {
                report(
                    attribute.position, zh: "发往“#_internal”的事件不能延迟", en: "an event for “#_internal” cannot be delayed")
            }
            guard let duration = VirtualDuration(attribute.value) else {
                report(
                    attribute.valuePosition, zh: "“\(attribute.value)”不是时长", en: "“\(attribute.value)” is no duration",
                    expected: Bilingual("200ms | 1.5s | .5s | 0s"))
                return nil
            }
            delay = duration.nanoseconds
        }
        guard let event else { return nil }
        if let type = element.attribute("type")?.value, !Self.processors.contains(type) {
            return .fail("error.execution")
        }
        switch target {
        case nil: return .send(Send(event: event, delay: delay, id: element.attribute("id")?.value))
        case "#_internal": return .raise(event)
        // A session other than this one, or what it invoked: there is none.
        case .some(let other) where other.hasPrefix("#_"): return .fail("error.communication")
        default: return .fail("error.execution")
        }
    }

    // MARK: Choosing

    private mutating func conditional(_ element: XMLElement, at path: SourcePath) -> Action? {
        var branches: [Branch] = []
        var current = element
        var actions: [Action] = []
        var isElse = false
        for child in element.children {
            guard child.isSCXML("elseif") || child.isSCXML("else") else {
                let block = isElse ? path.appending(.otherwise) : path.appending(.branch(branches.count))
                if let action = action(child, at: block.appending(.action(actions.count))) { actions.append(action) }
                continue
            }
            guard !isElse else {
                report(
                    child.position, zh: "“else”之后不能再有“\(child.name)”", en: "“\(child.name)” cannot follow “else”")
                return nil
            }
            branches.append(branch(of: current, actions, at: path.appending(.branch(branches.count))))
            actions = []
            current = child
            isElse = child.name == "else"
        }
        guard !isElse else { return .conditional(branches, otherwise: actions) }
        branches.append(branch(of: current, actions, at: path.appending(.branch(branches.count))))
        return .conditional(branches, otherwise: [])
    }

    private mutating func branch(of element: XMLElement, _ actions: [Action], at path: SourcePath) -> Branch {
        let condition = element.attribute("cond").flatMap { self.condition($0, at: path.appending(.condition)) }
        return Branch(condition ?? .constant(false), actions)
    }

    // MARK: Conditions

    mutating func condition(_ attribute: XMLAttribute, at path: SourcePath) -> Guard? {
        positions[path] = attribute.valuePosition
        do {
            let parsed = try ConditionParser.parse(attribute.value, facts: dataModel == .facts ? facts : nil)
            for (state, offset) in parsed.states where ids[state].map({ $0.name == "history" }) ?? true {
                report(
                    attribute.position(at: offset), .warning, zh: "没有状态“\(state)”，In() 总是假",
                    en: "there is no state “\(state)”; In() is always false",
                    nearest: Spelling.nearest(to: state, among: stateNames.prefix(2000)))
            }
            return parsed.condition.falsifying { ids[$0].map { $0.name == "history" } ?? true }
        } catch {
            report(
                attribute.position(at: error.offset), zh: "条件有误：\(error.message.zh)",
                en: "the condition is not well formed: \(error.message.en)")
            return nil
        }
    }
}

extension String {
    /// Whether it stands between two quotation marks of one kind.
    var isQuoted: Bool { utf8.count >= 2 && first == last && (first == "'" || first == "\"") }
}

extension Guard {
    /// The same with tests of states that are none made false.
    fileprivate func falsifying(_ isNone: (String) -> Bool) -> Guard {
        switch self {
        case .active(let state) where isNone(state): .constant(false)
        case .all(let operands): .all(operands.map { $0.falsifying(isNone) })
        case .any(let operands): .any(operands.map { $0.falsifying(isNone) })
        case .not(let operand): .not(operand.falsifying(isNone))
        default: self
        }
    }
}
