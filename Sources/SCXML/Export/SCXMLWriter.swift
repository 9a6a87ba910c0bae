import Statechart

extension SCXMLDocument {
    /// A name that the document cannot hold: an id that is no name of XML, an event or a value with white space.
    package struct Unwritable: Error, Hashable, Sendable {
        package let name: String
    }

    /// The document as XML. Reading it gives a chart that behaves the same.
    package func text() throws(Unwritable) -> String {
        var writer = SCXMLWriter(self)
        return try writer.write()
    }
}

/// Writes a document, two spaces a level.
struct SCXMLWriter {
    typealias Unwritable = SCXMLDocument.Unwritable

    let document: SCXMLDocument
    private var text = ""
    private var depth = 0

    init(_ document: SCXMLDocument) {
        self.document = document
    }

    mutating func write() throws(Unwritable) -> String {
        let source = document.source
        text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        var head = [("xmlns", SCXMLDocument.namespace)]
        if document.dataModel == .facts || !document.titles.isEmpty {
            head.append(("xmlns:f", SCXMLDocument.ownNamespace))
        }
        head.append(("version", "1.0"))
        if let name = document.name { head.append(("name", name)) }
        head.append(("datamodel", document.dataModel.rawValue))
        if !source.initial.isEmpty { head.append(("initial", try ids(source.initial))) }
        open("scxml", head)
        if !source.facts.isEmpty {
            open("datamodel")
            for fact in source.facts { try write(fact) }
            close("datamodel")
        }
        for state in source.states { try write(state) }
        close("scxml")
        return text
    }

    // MARK: Facts

    private mutating func write(_ fact: FactDeclaration) throws(Unwritable) {
        var attributes = [("id", try id(FactName.encode(fact.name)))]
        switch fact.domain {
        case .boolean: break
        case .enumeration(let symbols):
            for symbol in symbols where symbol.unicodeScalars.contains(where: \.isXMLSpace) {
                throw Unwritable(name: symbol)
            }
            attributes.append(("f:values", symbols.joined(separator: " ")))
        case .counter(let most): attributes.append(("f:most", "\(most)"))
        }
        if fact.scope == .each { attributes.append(("f:each", "true")) }
        attributes.append(("expr", FactName.text(fact.initial)))
        empty("data", attributes)
    }

    // MARK: States

    private mutating func write(_ state: StateSource) throws(Unwritable) {
        var attributes = [("id", try id(state.id))]
        let name: String
        switch state.kind {
        case .atomic, .compound: name = "state"
        case .parallel: name = "parallel"
        case .final: name = "final"
        case .history(let memory):
            name = "history"
            attributes.append(("type", memory == .deep ? "deep" : "shallow"))
        }
        let hasElement = state.initial.map { !$0.actions.isEmpty } ?? false
        if let initial = state.initial, !state.kind.isHistory, !hasElement {
            attributes.append(("initial", try ids(initial.targets)))
        }
        if let title = document.titles[state.id] { attributes.append(("f:title", title)) }
        open(name, attributes)
        for block in state.onEntry { try write(block, in: "onentry", []) }
        for block in state.onExit { try write(block, in: "onexit", []) }
        if let initial = state.initial, state.kind.isHistory || hasElement {
            if hasElement, !state.kind.isHistory { open("initial") }
            try write(initial.actions, in: "transition", [("target", try ids(initial.targets))])
            if hasElement, !state.kind.isHistory { close("initial") }
        }
        for transition in state.transitions { try write(transition) }
        for child in state.children { try write(child) }
        if let index = state.doneData {
            let label = document.doneData.indices.contains(index) ? document.doneData[index] : "\(index)"
            open("donedata")
            line("<content>\(Self.escaped(label))</content>")
            close("donedata")
        }
        close(name)
    }

    private mutating func write(_ transition: TransitionSource) throws(Unwritable) {
        var attributes: [(String, String)] = []
        if !transition.events.isEmpty {
            attributes.append(("event", transition.events.map(\.description).joined(separator: " ")))
        }
        if let condition = transition.condition { attributes.append(("cond", try ConditionWriter.text(of: condition))) }
        if !transition.targets.isEmpty { attributes.append(("target", try ids(transition.targets))) }
        if transition.kind == .internal { attributes.append(("type", "internal")) }
        if let title = document.transitionTitles[transition.tag] { attributes.append(("f:title", title)) }
        try write(transition.actions, in: "transition", attributes)
    }

    // MARK: Actions

    private mutating func write(
        _ actions: [Action], in name: String, _ attributes: [(String, String)]
    ) throws(Unwritable) {
        guard !actions.isEmpty else { return empty(name, attributes) }
        open(name, attributes)
        for action in actions { try write(action) }
        close(name)
    }

    private mutating func write(_ action: Action) throws(Unwritable) {
        switch action {
        case .assign(let fact, let value, let bearer):
            empty("assign", [("location", FactName.encode(fact)), ("expr", FactName.text(value))] + Self.of(bearer))
        case .increment(let fact, let amount, let bearer):
            empty("f:increment", [("fact", FactName.encode(fact)), ("by", "\(amount)")] + Self.of(bearer))
        case .raise(let event):
            empty("raise", [("event", event)])
        case .send(let send):
            var attributes = [("event", send.event)]
            if let id = send.id { attributes.append(("id", id)) }
            if send.delay > 0 { attributes.append(("delay", VirtualDuration.text(nanoseconds: send.delay))) }
            empty("send", attributes)
        case .cancel(let id):
            empty("cancel", [("sendid", id)])
        case .log(let text):
            empty("log", [("expr", FactName.quoted(text))])
        case .effect(let index):
            let label = document.effects.indices.contains(index) ? document.effects[index] : "\(index)"
            empty("f:effect", [("do", label)])
        case .fail(let event) where document.dataModel == .facts:
            empty("f:fail", [("event", event)])
        case .fail(let event):
            // What fails in this way in the null data model too.
            let place = event == "error.communication" ? ("target", "#_scxml_none") : ("type", "none")
            empty("send", [("event", "_"), place])
        case .conditional(let branches, let otherwise):
            try write(branches, otherwise)
        }
    }

    private mutating func write(_ branches: [Branch], _ otherwise: [Action]) throws(Unwritable) {
        guard let first = branches.first else {
            for action in otherwise { try write(action) }
            return
        }
        open("if", [("cond", try ConditionWriter.text(of: first.condition))])
        for action in first.actions { try write(action) }
        for branch in branches.dropFirst() {
            empty("elseif", [("cond", try ConditionWriter.text(of: branch.condition))])
            for action in branch.actions { try write(action) }
        }
        if !otherwise.isEmpty {
            empty("else", [])
            for action in otherwise { try write(action) }
        }
        close("if")
    }

    private static func of(_ bearer: Bearer) -> [(String, String)] {
        switch bearer {
        case .chart: []
        case .actingMember: [("f:of", "mine")]
        case .everyMember: [("f:of", "every")]
        }
    }

    // MARK: XML

    private func id(_ name: String) throws(Unwritable) -> String {
        guard name.isXMLName else { throw Unwritable(name: name) }
        return name
    }

    private func ids(_ names: [String]) throws(Unwritable) -> String {
        for name in names { _ = try id(name) }
        return names.joined(separator: " ")
    }

    private mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
        line("<\(name)\(Self.written(attributes))>")
        depth += 1
    }

    private mutating func close(_ name: String) {
        depth -= 1
        line("</\(name)>")
    }

    private mutating func empty(_ name: String, _ attributes: [(String, String)]) {
        line("<\(name)\(Self.written(attributes))/>")
    }

    private mutating func line(_ content: String) {
        text += String(repeating: "  ", count: depth) + content + "\n"
    }

    private static func written(_ attributes: [(String, String)]) -> String {
        attributes.map { " \($0.0)=\"\(escaped($0.1))\"" }.joined()
    }

    /// A character that XML cannot hold becomes U+FFFD.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t", "\n", "\r": result += "&#\(scalar.value);"
            default: result.unicodeScalars.append(scalar.isXMLCharacter ? scalar : "\u{FFFD}")
            }
        }
        return result
    }
}
