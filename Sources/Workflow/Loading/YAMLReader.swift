import LegalTime
import Yams

/// A value with the place it was written at.
struct Located<Value> {
    let value: Value
    let position: Position
}

extension Located: Sendable where Value: Sendable {}

/// Reads YAML nodes as the types a file is made of, and collects a diagnostic for whatever is not.
///
/// Nothing here throws: a wrong part is reported and left out, so that one reading finds every problem of a file.
struct YAMLReader {
    let file: String
    let source: SourceText
    private(set) var diagnostics: [Diagnostic] = []
    /// True names of keys that were replaced because they are written twice.
    var standIns: [String: String] = [:]

    init(file: String, text: String) {
        self.file = file
        source = SourceText(text)
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// The diagnostics by place; those of one place as they were found.
    var inFileOrder: [Diagnostic] {
        diagnostics.enumerated()
            .sorted { ($0.element.position, $0.offset) < ($1.element.position, $1.offset) }
            .map(\.element)
    }

    mutating func report(
        _ position: Position, _ severity: Diagnostic.Severity = .error, zh: String, en: String,
        expected: Bilingual? = nil, nearest: String? = nil
    ) {
        let message = Bilingual(zh: zh, en: en)
        let diagnostic = Diagnostic(
            file: file, position: position, severity: severity, message: message, expected: expected, nearest: nearest)
        // The same node may be read for two purposes; the writer needs to be told once.
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }

    // MARK: Scalars

    mutating func text(_ node: Node, _ expected: Bilingual = Expected.text) -> Located<String>? {
        guard case .scalar(let scalar) = node, !scalar.string.isEmpty else {
            wrongType(node, expected)
            return nil
        }
        return Located(value: scalar.string, position: node.position)
    }

    mutating func boolean(_ node: Node) -> Bool? {
        guard let text = text(node, Expected.boolean) else { return nil }
        switch text.value {
        case "true": return true
        case "false": return false
        default:
            wrongType(node, Expected.boolean)
            return nil
        }
    }

    mutating func integer(_ node: Node, in range: ClosedRange<Int>) -> Int? {
        let expected = Bilingual(
            zh: "\(range.lowerBound) 至 \(range.upperBound) 的整数",
            en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        guard let text = text(node, expected) else { return nil }
        guard let number = Int(text.value), range.contains(number) else {
            wrongType(node, expected)
            return nil
        }
        return number
    }

    /// A title or note: `{ zh: …, en: … }`.
    mutating func bilingual(_ node: Node) -> Bilingual? {
        guard let fields = mapping(node, keys: ["zh", "en"], expected: Expected.bilingual) else { return nil }
        let zh = fields["zh"].flatMap { text($0.node) }
        let en = fields["en"].flatMap { text($0.node) }
        for key in ["zh", "en"] where fields[key] == nil { missing(key, in: fields.position) }
        guard let zh, let en else { return nil }
        return Bilingual(zh: zh.value, en: en.value)
    }

    /// A note: a text, or one in both languages.
    mutating func note(_ node: Node) -> Bilingual? {
        guard case .scalar = node else { return bilingual(node) }
        return text(node).map { Bilingual($0.value) }
    }

    mutating func day(_ node: Node) -> Day? {
        guard let text = text(node, Expected.day) else { return nil }
        guard text.value.utf8.count == 10, let day = Day(text.value) else {
            wrongType(node, Expected.day)
            return nil
        }
        return day
    }

    /// The length of a time limit: `30 days`, `5 working days`, `6 months`, `1 year`.
    mutating func term(_ node: Node) -> Term? {
        guard let text = text(node, Expected.term) else { return nil }
        let words = text.value.split(separator: " ")
        let unit: Term.Unit? =
            switch words.dropFirst().joined(separator: " ") {
            case "day", "days": .day
            case "working day", "working days": .workingDay
            case "month", "months": .month
            case "year", "years": .year
            default: nil
            }
        guard let first = words.first, let length = Int(first), let unit, let term = Term(length, unit) else {
            wrongType(node, Expected.term)
            return nil
        }
        return term
    }

    // MARK: Collections

    /// A mapping with only the given keys (every key, when nil).
    mutating func mapping(
        _ node: Node, keys: [String]?, expected: Bilingual = Expected.mapping
    ) -> YAMLFields? {
        guard case .mapping(let mapping) = node else {
            wrongType(node, expected)
            return nil
        }
        var fields = YAMLFields(position: node.position)
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key, !scalar.string.isEmpty else {
                wrongType(key, Bilingual(zh: "键名", en: "a key"))
                continue
            }
            let name = standIns[scalar.string] ?? scalar.string
            let field = YAMLFields.Field(key: name, position: key.position, node: value)
            if let first = fields[name] {
                report(
                    key.position, zh: "键“\(name)”重复（第 \(first.position.line) 行已有）",
                    en: "the key “\(name)” is written twice (first in line \(first.position.line))")
            } else if let keys, !keys.contains(name) {
                unknown(.key, name, at: key.position, among: keys)
            } else {
                fields.append(field)
            }
        }
        return fields
    }

    mutating func sequence(_ node: Node, _ expected: Bilingual) -> [Node] {
        guard case .sequence(let sequence) = node else {
            wrongType(node, expected)
            return []
        }
        return Array(sequence)
    }

    /// One text, or a list of them.
    mutating func texts(_ node: Node, _ expected: Bilingual = Expected.textOrList) -> [Located<String>] {
        guard case .sequence(let sequence) = node else {
            return text(node, expected).map { [$0] } ?? []
        }
        var found: [Located<String>] = []
        for element in sequence {
            if let text = text(element) { found.append(text) }
        }
        return found
    }

    // MARK: Problems

    mutating func wrongType(_ node: Node, _ expected: Bilingual) {
        let found = node.described
        report(node.position, zh: "这里是\(found.zh)", en: "found \(found.en)", expected: expected)
    }

    mutating func missing(_ key: String, in position: Position) {
        report(position, zh: "缺少“\(key)”", en: "“\(key)” is missing")
    }

    /// A name that nothing declares. Lists the valid names when they are few or none is near.
    mutating func unknown(
        _ kind: NameKind, _ name: String, at position: Position, among valid: [String]
    ) {
        let nearest = Spelling.nearest(to: name, among: valid)
        let title = kind.title
        var expected: Bilingual?
        if nearest == nil || valid.count <= 8 {
            let list = valid.isEmpty ? Bilingual(zh: "（无可用名称）", en: "(none is declared)") : Expected.names(valid)
            expected = list
        }
        report(
            position, zh: "未知的\(title.zh)“\(name)”", en: "unknown \(title.en) “\(name)”", expected: expected,
            nearest: nearest)
    }
}

/// What a name in a file can be the name of.
enum NameKind {
    case key, role, record, paper, predicate, outcome, fact, value, state, clock, event, quantifier

    var title: Bilingual {
        switch self {
        case .key: Bilingual(zh: "键", en: "key")
        case .role: Bilingual(zh: "角色", en: "role")
        case .record: Bilingual(zh: "记录", en: "record")
        case .paper: Bilingual(zh: "文书", en: "paper")
        case .predicate: Bilingual(zh: "查询条件", en: "predicate")
        case .outcome: Bilingual(zh: "结果", en: "outcome")
        case .fact: Bilingual(zh: "事实", en: "fact")
        case .value: Bilingual(zh: "取值", en: "value")
        case .state: Bilingual(zh: "状态", en: "state")
        case .clock: Bilingual(zh: "期限", en: "clock")
        case .event: Bilingual(zh: "事件", en: "event")
        case .quantifier: Bilingual(zh: "量词", en: "quantifier")
        }
    }
}

/// Descriptions of what may stand somewhere, used in diagnostics.
enum Expected {
    static let text = Bilingual(zh: "文字", en: "a text")
    static let textOrList = Bilingual(zh: "名称或名称列表", en: "a name or a list of names")
    static let boolean = Bilingual(zh: "true 或 false", en: "true or false")
    static let mapping = Bilingual(zh: "键值表", en: "a mapping")
    static let day = Bilingual(zh: "日期，如 2011-01-01", en: "a date like 2011-01-01")
    static let term = Bilingual(
        zh: "N days、N working days、N months 或 N years", en: "N days, N working days, N months or N years")
    static let condition = Bilingual(zh: "条件", en: "a condition")
    static let events = Bilingual(zh: "事件与转换的键值表", en: "a mapping from events to transitions")
    static let transition = Bilingual(
        zh: "{ to: …, by: …, when: … } 或其列表", en: "{ to: …, by: …, when: … } or a list of them")
    static let identifier = Bilingual(
        zh: "以字母开头、由字母、数字、_ 和 - 组成的名称", en: "a name of letters, digits, _ and -, a letter first")
    static let bilingual = Bilingual(zh: "{ zh: …, en: … }", en: "{ zh: …, en: … }")

    static func names(_ names: [String]) -> Bilingual {
        let shown = names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
        return Bilingual(shown)
    }
}

extension Node {
    var position: Position {
        Position(line: mark?.line ?? 1, column: mark?.column ?? 1)
    }

    var described: Bilingual {
        switch self {
        case .scalar(let scalar) where scalar.string.isEmpty: Bilingual(zh: "空", en: "nothing")
        case .scalar(let scalar): Bilingual("“\(scalar.string)”")
        case .sequence: Bilingual(zh: "列表", en: "a list")
        case .mapping: Bilingual(zh: "键值表", en: "a mapping")
        case .alias: Bilingual(zh: "别名", en: "an alias")
        }
    }
}

/// The fields of a mapping in file order.
struct YAMLFields {
    struct Field {
        let key: String
        let position: Position
        let node: Node
    }

    let position: Position
    private(set) var all: [Field] = []

    init(position: Position) {
        self.position = position
    }

    mutating func append(_ field: Field) {
        all.append(field)
    }

    subscript(key: String) -> Field? {
        all.first { $0.key == key }
    }
}
