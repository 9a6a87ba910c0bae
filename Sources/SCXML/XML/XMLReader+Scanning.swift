import Workflow

// Going forward character by character, and what is said where something else was expected.
extension XMLReader {
    var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
    var isAtEnd: Bool { index == scalars.count }
    var position: Position { Position(line: line, column: column) }

    func starts(with text: String) -> Bool {
        var place = index
        for scalar in text.unicodeScalars {
            guard place < scalars.count, scalars[place] == scalar else { return false }
            place += 1
        }
        return true
    }

    mutating func advance(_ count: Int = 1) {
        for _ in 0..<count where index < scalars.count {
            if scalars[index] == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
            index += 1
        }
    }

    @discardableResult
    mutating func passSpace() -> Bool {
        let start = index
        while next?.isXMLSpace == true { advance() }
        return index > start
    }

    mutating func expect(_ scalar: Unicode.Scalar) throws(XMLProblem) {
        guard next == scalar else { throw unexpected(expected: "“\(scalar)”") }
        advance()
    }

    func checkCharacter() throws(XMLProblem) {
        if let scalar = next, !scalar.isXMLCharacter {
            let code = String(scalar.value, radix: 16, uppercase: true)
            throw problem("XML 文件中不能有字符 U+\(code)", "the character U+\(code) cannot stand in XML")
        }
    }

    func problem(_ zh: String, _ en: String) -> XMLProblem {
        XMLProblem(position: position, message: Bilingual(zh: zh, en: en))
    }

    func unexpected(expected: String? = nil) -> XMLProblem {
        let found = next.map { "“\($0)”" }
        let (zh, en) = (expected ?? "名称", expected ?? "a name")
        return problem(
            "这里应是\(zh)，却是\(found ?? "文件的结尾")", "expected \(en) here, found \(found ?? "the end of the file")")
    }

    // MARK: Names

    mutating func name() throws(XMLProblem) -> String {
        guard let first = next, first.isXMLNameStart else { throw unexpected() }
        var name = ""
        while let scalar = next, scalar.isXMLName {
            name.unicodeScalars.append(scalar)
            advance()
        }
        return name
    }

    /// A name, perhaps with a prefix before a colon.
    mutating func qualifiedName() throws(XMLProblem) -> String {
        let first = try name()
        guard next == ":" else { return first }
        advance()
        return try "\(first):\(name())"
    }

    func isName(at place: Int) -> Bool {
        scalars.indices.contains(place) && (scalars[place].isXMLName || scalars[place] == ":")
    }
}
