import Yams

/// A piece of YAML or JSON as plain data, each part with its line: for files that people fill in, whose shape is not known
/// here.
package struct DataTree: Hashable, Sendable {
    package let line: Int
    package let content: Content

    package enum Content: Hashable, Sendable {
        /// A text, number or date, as written.
        case text(String)
        case list([DataTree])
        case fields([String: DataTree])
    }

    package init(_ content: Content, line: Int = 0) {
        self.content = content
        self.line = line
    }

    /// A text that came from elsewhere than a file.
    package init(text: String) {
        self.init(.text(text))
    }

    /// Reads a file.
    ///
    /// - Throws: What is wrong, with the line.
    package static func read(_ text: String) throws(DataTreeError) -> DataTree {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw DataTreeError(line: error.line, message: Bilingual(zh: "YAML 有误：\(error)", en: "not YAML: \(error)"))
        } catch {
            throw DataTreeError(line: 1, message: Bilingual(zh: "YAML 有误：\(error)", en: "not YAML: \(error)"))
        }
        guard let root else { return DataTree(.fields([:]), line: 1) }
        return try tree(root)
    }

    private static func tree(_ node: Node) throws(DataTreeError) -> DataTree {
        let line = node.position.line
        switch node {
        case .scalar(let scalar): return DataTree(.text(scalar.string), line: line)
        case .sequence(let sequence):
            var list: [DataTree] = []
            for element in sequence { list.append(try tree(element)) }
            return DataTree(.list(list), line: line)
        case .mapping(let mapping):
            var fields: [String: DataTree] = [:]
            for (key, value) in mapping {
                guard case .scalar(let name) = key else {
                    throw DataTreeError(line: line, message: Bilingual(zh: "键应为文字", en: "a key has to be a text"))
                }
                guard fields.updateValue(try tree(value), forKey: name.string) == nil else {
                    throw DataTreeError(
                        line: key.position.line,
                        message: Bilingual(zh: "键“\(name.string)”重复", en: "the key “\(name.string)” is written twice"))
                }
            }
            return DataTree(.fields(fields), line: line)
        case .alias:
            throw DataTreeError(line: line, message: Bilingual(zh: "不支持别名", en: "aliases are not supported"))
        }
    }

    package subscript(key: String) -> DataTree? {
        if case .fields(let fields) = content { fields[key] } else { nil }
    }

    /// The fields in the order of their keys; none where it holds something else.
    package var sortedFields: [(key: String, value: DataTree)] {
        if case .fields(let fields) = content {
            fields.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        } else {
            []
        }
    }

    package var text: String? {
        if case .text(let text) = content { text } else { nil }
    }

    /// Puts a text at the end of a path of keys.
    package mutating func set(_ path: [String], to text: String) {
        guard let key = path.first else {
            self = DataTree(text: text)
            return
        }
        var fields: [String: DataTree] = if case .fields(let fields) = content { fields } else { [:] }
        var inner = fields[key] ?? DataTree(.fields([:]), line: line)
        inner.set(Array(path.dropFirst()), to: text)
        fields[key] = inner
        self = DataTree(.fields(fields), line: line)
    }

    /// The parts of a list; a single part counts as a list of one, and fields numbered 1, 2, 3 … as a list too.
    package var parts: [DataTree] {
        switch content {
        case .list(let list): return list
        case .text(let text): return text.isEmpty ? [] : [self]
        case .fields(let fields):
            let numbered = fields.compactMap { key, value in Int(key).map { ($0, value) } }
            guard numbered.count == fields.count, !fields.isEmpty else { return [self] }
            return numbered.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

/// What is wrong in a file of plain data.
package struct DataTreeError: Error, Hashable, Sendable {
    package let line: Int
    package let message: Bilingual

    package init(line: Int, message: Bilingual) {
        self.line = line
        self.message = message
    }
}

extension YamlError {
    fileprivate var line: Int {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: 1
        }
    }
}
