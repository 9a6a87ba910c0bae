import Statechart
import Workflow

/// Builds a chart out of a document, reporting everything that is wrong.
struct SCXMLLoader {
    let file: String
    var diagnostics: [Diagnostic] = []
    var dataModel = SCXMLDocument.DataModel.null
    /// Every id of a state, with the element that bears it.
    var ids: [String: XMLElement] = [:]
    /// The ids of states in document order.
    var stateNames: [String] = []
    /// Ids made up for states without one, by the place of the element.
    var madeUpIDs: [Position: String] = [:]
    var facts: [FactDeclaration] = []
    var effects: [String] = []
    var effectIndices: [String: Int] = [:]
    var doneData: [String] = []
    var transitionCount = 0
    /// Where each part of the source is written.
    var positions: [SourcePath: Position] = [:]

    init(file: String) {
        self.file = file
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
    var inFileOrder: [Diagnostic] { diagnostics.sorted { $0.position < $1.position } }

    mutating func load(_ root: XMLElement) -> SCXMLDocument? {
        guard root.name == "scxml", root.namespace == SCXMLDocument.namespace else {
            report(
                root.position, zh: "最外层元素不是 SCXML 命名空间的“scxml”",
                en: "the outermost element is no “scxml” of the SCXML namespace",
                expected: Bilingual("<scxml xmlns=\"\(SCXMLDocument.namespace)\" version=\"1.0\">"))
            return nil
        }
        positions[SourcePath()] = root.position
        checkHead(root)
        check(root, Grammar.scxml)
        collectIDs(root)
        if dataModel == .facts {
            for element in root.children where element.isSCXML("datamodel") { readFacts(element) }
        }
        let initial = root.attribute("initial").map { references($0, at: SourcePath([.initial])) } ?? []
        let states = self.states(in: root, at: SourcePath())
        if !hasErrors, states.isEmpty {
            report(root.position, zh: "没有任何状态", en: "there is no state")
        }
        return SCXMLDocument(
            name: root.attribute("name")?.value, dataModel: dataModel,
            source: ChartSource(facts: facts, initial: initial, states: states), effects: effects,
            doneData: doneData)
    }

    // MARK: Head

    private mutating func checkHead(_ root: XMLElement) {
        if let version = root.attribute("version") {
            if version.value != "1.0" {
                report(
                    version.valuePosition, zh: "不支持版本“\(version.value)”",
                    en: "version “\(version.value)” is not supported",
                    expected: Bilingual("1.0"))
            }
        } else {
            report(
                root.position, .warning, zh: "缺少 version=\"1.0\"", en: "version=\"1.0\" is missing")
        }
        if let binding = root.attribute("binding"), !["early", "late"].contains(binding.value) {
            report(
                binding.valuePosition, zh: "binding 的取值“\(binding.value)”无效",
                en: "“\(binding.value)” is no value of binding", expected: Bilingual("early | late"))
        }
        guard let named = root.attribute("datamodel") else { return }
        guard let known = SCXMLDocument.DataModel(rawValue: named.value) else {
            let expected = SCXMLDocument.DataModel.allCases.map(\.rawValue).joined(separator: " | ")
            return report(
                named.valuePosition, zh: "不支持数据模型“\(named.value)”",
                en: "the data model “\(named.value)” is not supported",
                expected: Bilingual(expected))
        }
        dataModel = known
    }

    // MARK: Names

    private mutating func collectIDs(_ element: XMLElement) {
        for child in element.children where child.isSCXML {
            if Grammar.stateNames.contains(child.name) { collectID(child) }
            collectIDs(child)
        }
    }

    private mutating func collectID(_ element: XMLElement) {
        guard let attribute = element.attribute("id") else { return }
        guard attribute.value.isXMLName else {
            return report(
                attribute.valuePosition, zh: "“\(attribute.value)”不能作 id", en: "“\(attribute.value)” cannot be an id",
                expected: Bilingual(zh: "字母或“_”开头的名称，不含空格和冒号", en: "a name: a letter or “_” first, no space, no colon"))
        }
        if let first = ids[attribute.value] {
            return report(
                attribute.valuePosition, zh: "id“\(attribute.value)”重复（第 \(first.position.line) 行已有）",
                en: "the id “\(attribute.value)” is used twice (first in line \(first.position.line))")
        }
        ids[attribute.value] = element
        stateNames.append(attribute.value)
    }

    /// The id of a state, made up when it has none; nothing in the document can name a made-up one.
    mutating func id(of element: XMLElement) -> String {
        if let id = element.attribute("id")?.value { return id }
        if let id = madeUpIDs[element.position] { return id }
        var number = madeUpIDs.count + 1
        while ids["_\(element.name)\(number)"] != nil { number += 1 }
        let id = "_\(element.name)\(number)"
        ids[id] = element
        madeUpIDs[element.position] = id
        return id
    }

    /// The states that a list of ids names; an unknown one is reported and left out.
    mutating func references(_ attribute: XMLAttribute, at path: SourcePath) -> [String] {
        let words = attribute.words
        if words.isEmpty {
            report(
                attribute.valuePosition, zh: "“\(attribute.name)”没有列出任何状态", en: "“\(attribute.name)” names no state")
        }
        guard words.count <= 1000 else {
            report(attribute.valuePosition, zh: "列出的状态超过 1000 个", en: "more than 1000 states are named")
            return []
        }
        var found: [String] = []
        for word in words {
            if ids[word.text] == nil {
                report(
                    word.position, zh: "没有状态“\(word.text)”", en: "there is no state “\(word.text)”",
                    nearest: Spelling.nearest(to: word.text, among: stateNames.prefix(2000)))
            } else {
                positions[path.appending(.target(found.count))] = word.position
                found.append(word.text)
            }
        }
        return found
    }

    // MARK: Reporting

    mutating func report(
        _ position: Position, _ severity: Diagnostic.Severity = .error, zh: String, en: String,
        expected: Bilingual? = nil, nearest: String? = nil
    ) {
        // A file with a thousand faults is told about the first of them.
        guard diagnostics.count < 100 else { return }
        diagnostics.append(
            Diagnostic(
                file: file, position: position, severity: severity, message: Bilingual(zh: zh, en: en),
                expected: expected, nearest: nearest))
    }

    /// Reports what the compiler of the chart found, where the part it found it in is written.
    mutating func report(_ problem: ChartProblem) {
        var path = problem.path
        while positions[path] == nil, !path.components.isEmpty { path = path.parent }
        var message = problem.reason.scxmlMessage
        if case .initialOutside(let history, let target) = problem.reason, ids[history]?.name == "history" {
            message = Bilingual(
                zh: "历史“\(history)”的默认去向“\(target)”不在它所在的状态之内",
                en: "the default “\(target)” of the history “\(history)” does not lie in the state around it")
        }
        report(positions[path] ?? Position(line: 1, column: 1), zh: message.zh, en: message.en)
    }
}

extension XMLElement {
    var isSCXML: Bool { namespace == SCXMLDocument.namespace }
    func isSCXML(_ name: String) -> Bool { isSCXML && self.name == name }
}

extension ChartProblem.Reason {
    /// In the words of a document; what a workflow file would say as well is said in its words.
    fileprivate var scxmlMessage: Bilingual {
        switch self {
        case .unknownState(let id): Bilingual(zh: "没有状态“\(id)”", en: "there is no state “\(id)”")
        case .malformedEvent(let name):
            Bilingual(zh: "“\(name)”不能作事件名", en: "“\(name)” cannot name an event")
        case .incompatibleTargets(let one, let other) where one == other:
            Bilingual(zh: "“\(one)”写了两次", en: "“\(one)” is named twice")
        case .endlessTransition:
            Bilingual(
                zh: "转换既无 event、cond 又无 target，会无休止地执行",
                en: "a transition with neither event, cond nor target would be taken for ever")
        case .valueNotInDomain(let fact, let value):
            Bilingual(zh: "事实“\(fact)”没有取值“\(value)”", en: "the fact “\(fact)” has no value “\(value)”")
        case .notCounter(let fact):
            Bilingual(zh: "事实“\(fact)”不是计数", en: "the fact “\(fact)” is not a counter")
        case .wrongScope(let fact, let declared):
            declared == .each
                ? Bilingual(zh: "事实“\(fact)”每个成员各有一个", en: "each member has a fact “\(fact)” of its own")
                : Bilingual(zh: "事实“\(fact)”只有一个，不分成员", en: "there is one fact “\(fact)”, not one for each member")
        case .badDomain(let fact):
            Bilingual(zh: "事实“\(fact)”的取值范围无效", en: "the values of the fact “\(fact)” are not possible")
        case .duplicateFact(let fact): Bilingual(zh: "事实“\(fact)”重复", en: "the fact “\(fact)” is declared twice")
        default: message
        }
    }
}
