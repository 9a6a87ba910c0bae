import Yams

/// Turns a text into YAML nodes, with the syntax problems as diagnostics.
enum YAMLText {
    /// Larger texts are not workflow files.
    private static let mostBytes = 1 << 20
    /// After so many duplicate keys the rest of the file is not worth reading.
    private static let mostDuplicates = 40

    /// The root node; nil, with diagnostics in the reader, when the text is not YAML.
    ///
    /// The parser stops at the first mapping with a duplicate key. To find the other problems as well, the first of the
    /// two keys is replaced by a stand-in of the same length and the text parsed again; the reader knows the stand-in's
    /// true name, and reports the duplicate when it meets it.
    static func root(of text: String, reader: inout YAMLReader) -> Node? {
        let start = Position(line: 1, column: 1)
        guard text.utf8.count <= mostBytes else {
            reader.report(start, zh: "文件过大（上限 1 MB）", en: "the file is larger than 1 MB")
            return nil
        }
        var text = text
        while true {
            do {
                guard let node = try Yams.compose(yaml: text) else {
                    reader.report(start, zh: "文件为空", en: "the file is empty")
                    return nil
                }
                return node
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                let position = Position(line: context.mark.line, column: context.mark.column)
                guard let key = keys.first, reader.standIns.count < mostDuplicates,
                    let replaced = replace(key, at: position, in: text, reader: &reader)
                else {
                    reader.report(position, zh: "键重复", en: "a key is written twice")
                    return nil
                }
                text = replaced
            } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
                YamlError.composer(_, let problem, let mark, _)
            {
                let words = words(for: problem, in: text, line: mark.line)
                reader.report(Position(line: mark.line, column: mark.column), zh: words.zh, en: words.en)
                return nil
            } catch {
                reader.report(start, zh: "无法作为 YAML 读取", en: "cannot be read as YAML")
                return nil
            }
        }
    }

    /// What the parser found, in words that say what to look at.
    private static func words(for problem: String, in text: String, line: Int) -> Bilingual {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.indices.contains(line - 1), lines[line - 1].prefix(while: { $0 == " " || $0 == "\t" }).contains("\t") {
            return Bilingual(zh: "行首有制表符，请改用空格缩进", en: "the line begins with a tab; indent with spaces")
        }
        let zh =
            switch problem {
            case "did not find expected key", "did not find expected <block end>": "缩进不齐，或上一行缺少引号、括号"
            case "mapping values are not allowed in this context": "此处不能有冒号；含冒号的文字请加引号"
            case "did not find expected ',' or '}'", "did not find expected ',' or ']'": "缺少逗号或右括号；含逗号的文字请加引号"
            case "could not find expected ':'": "键之后缺少冒号"
            default: problem
            }
        return Bilingual(zh: "YAML 语法错误：\(zh)", en: "YAML syntax: \(problem)")
    }

    /// The text with the key at a position replaced; nil when the text does not show the key there as it is.
    private static func replace(
        _ key: String, at position: Position, in text: String, reader: inout YAMLReader
    ) -> String? {
        var scalars = Array(text.unicodeScalars)
        guard var index = reader.source.index(of: position) else { return nil }
        if index < scalars.count, scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
        let letters = Array(key.unicodeScalars)
        let end = index + letters.count
        guard !letters.isEmpty, end <= scalars.count, scalars[index..<end].elementsEqual(letters),
            // A private-use letter that no writer types, another one for each stand-in.
            let first = Unicode.Scalar(0xE000 + UInt32(reader.standIns.count))
        else { return nil }
        let standIn = [first] + Array(repeating: "x", count: letters.count - 1)
        scalars.replaceSubrange(index..<end, with: standIn)
        reader.standIns[String(String.UnicodeScalarView(standIn))] = key
        return String(String.UnicodeScalarView(scalars))
    }
}

/// Finds the positions of a text.
struct SourceText: Sendable {
    private let scalars: [Unicode.Scalar]
    private let lineStarts: [Int]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        var starts = [0]
        for (index, scalar) in scalars.enumerated() where Self.isBreak(scalar) {
            if scalar == "\r", index + 1 < scalars.count, scalars[index + 1] == "\n" { continue }
            starts.append(index + 1)
        }
        lineStarts = starts
    }

    /// Where in the text's Unicode scalars a position is.
    func index(of position: Position) -> Int? {
        guard lineStarts.indices.contains(position.line - 1) else { return nil }
        let index = lineStarts[position.line - 1] + position.column - 1
        return index < scalars.count ? index : nil
    }

    /// The positions of the letters of a scalar value whose source begins at a position: one for each Unicode scalar and
    /// one for the end. Follows quotes, block indicators and folded lines; letters written as escapes keep the place of
    /// the last one found.
    func positions(of value: String, from start: Position) -> [Position] {
        guard var index = index(of: start) else {
            return Array(repeating: start, count: value.unicodeScalars.count + 1)
        }
        if scalars[index] == "\"" || scalars[index] == "'" {
            index += 1
        } else if scalars[index] == "|" || scalars[index] == ">" {
            while index < scalars.count, !Self.isBreak(scalars[index]) { index += 1 }
            skipSpace(&index)
        }
        var found: [Position] = []
        for letter in value.unicodeScalars {
            if Self.isSpace(letter) {
                found.append(position(of: index))
                skipSpace(&index)
                continue
            }
            skipSpace(&index)
            found.append(position(of: index))
            if index < scalars.count, scalars[index] == letter { index += 1 }
        }
        found.append(position(of: index))
        return found
    }

    private func position(of index: Int) -> Position {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= index { low = middle } else { high = middle }
        }
        return Position(line: low + 1, column: index - lineStarts[low] + 1)
    }

    private func skipSpace(_ index: inout Int) {
        while index < scalars.count, Self.isSpace(scalars[index]) { index += 1 }
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\n" || scalar == "\r" || scalar == "\u{85}" || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || isBreak(scalar)
    }
}
