import Workflow

/// Reads XML 1.0 with namespaces, keeping exact places.
///
/// It follows no reference out of the document and knows no entity but the five of XML: a document type declaration is
/// refused, and with it every entity that could grow or read a file. Size, depth and number of elements have limits.
struct XMLReader {
    static let largestText = 1 << 20
    static let deepest = 200
    static let mostElements = 20_000

    let scalars: [Unicode.Scalar]
    var index = 0
    private var line = 1
    private var column = 1
    private var elements = 0

    static func read(_ text: String) throws(XMLProblem) -> XMLElement {
        var reader = XMLReader(text)
        return try reader.document()
    }

    /// The text of a file in UTF-8, or in UTF-16 with its mark.
    static func decode(_ bytes: [UInt8]) throws(XMLProblem) -> String {
        func fail(_ zh: String, _ en: String) -> XMLProblem {
            XMLProblem(position: Position(line: 1, column: 1), message: Bilingual(zh: zh, en: en))
        }
        guard bytes.count <= largestText * 4 else {
            throw fail("文件太大（最多 1,048,576 个字符）", "the file is too large (1,048,576 characters at most)")
        }
        let isBig = bytes.starts(with: [0xFE, 0xFF])
        if isBig || bytes.starts(with: [0xFF, 0xFE]) {
            let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
                let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
                return isBig ? first << 8 | second : second << 8 | first
            }
            guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
                throw fail("文件不是有效的 UTF-16", "the file is not valid UTF-16")
            }
            return text
        }
        guard
            let text = String(
                validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
        else { throw fail("文件不是有效的 UTF-8", "the file is not valid UTF-8") }
        return text
    }

    private init(_ text: String) {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(text.utf8.count)
        // An end of line is one line feed, whatever the file writes.
        for scalar in text.unicodeScalars {
            if scalar == "\n", scalars.last == "\r" {
                scalars[scalars.count - 1] = "\n"
            } else {
                if scalars.last == "\r" { scalars[scalars.count - 1] = "\n" }
                scalars.append(scalar)
            }
        }
        if scalars.last == "\r" { scalars[scalars.count - 1] = "\n" }
        self.scalars = scalars
    }

    // MARK: Document

    private mutating func document() throws(XMLProblem) -> XMLElement {
        guard scalars.count <= Self.largestText else {
            throw problem("文件太大（最多 1,048,576 个字符）", "the file is too large (1,048,576 characters at most)")
        }
        if starts(with: "<?xml"), !isName(at: index + 5) { try declaration() }
        try passMisc()
        guard next == "<", scalars.indices.contains(index + 1), scalars[index + 1].isXMLNameStart else {
            throw isAtEnd
                ? problem("文件是空的，没有任何元素", "the file is empty: there is no element")
                : problem("这里应是最外层的元素", "the outermost element was expected here")
        }
        let root = try tree()
        try passMisc()
        guard isAtEnd else {
            throw problem("最外层元素之后还有内容", "there is something after the end of the outermost element")
        }
        return root
    }

    /// White space, comments and instructions between the parts of a document.
    private mutating func passMisc() throws(XMLProblem) {
        while true {
            if next?.isXMLSpace == true {
                advance()
            } else if starts(with: "<!--") {
                try comment()
            } else if starts(with: "<?") {
                try instruction()
            } else if starts(with: "<!DOCTYPE") {
                throw problem(
                    "不读文档类型声明（DOCTYPE）及其实体，请删去", "a document type declaration and its entities are not read; remove it")
            } else {
                return
            }
        }
    }

    private mutating func declaration() throws(XMLProblem) {
        let start = position
        advance(5)
        var values: [String: String] = [:]
        var order: [String] = []
        while true {
            let hadSpace = passSpace()
            if starts(with: "?>") { break }
            guard hadSpace, let name = try? name(), ["version", "encoding", "standalone"].contains(name),
                values[name] == nil
            else { throw XMLProblem(position: start, message: Self.badDeclaration) }
            order.append(name)
            values[name] = try attributeValue().value
        }
        advance(2)
        let isOrdered = order == ["version", "encoding", "standalone"].filter(order.contains)
        guard isOrdered, let version = values["version"], version.hasPrefix("1."), version.count == 3,
            ["yes", "no", nil].contains(values["standalone"])
        else { throw XMLProblem(position: start, message: Self.badDeclaration) }
        let encodings: [String?] = ["utf-8", "utf-16", "us-ascii", nil]
        guard encodings.contains(values["encoding"]?.lowercased()) else {
            throw XMLProblem(
                position: start,
                message: Bilingual(
                    zh: "只读 UTF-8 和 UTF-16，文件声明的编码是“\(values["encoding"] ?? "")”",
                    en: "only UTF-8 and UTF-16 are read; the file declares “\(values["encoding"] ?? "")”"))
        }
    }

    private static let badDeclaration = Bilingual(zh: "XML 声明的写法有误", en: "the XML declaration is not well formed")

    // MARK: Elements

    /// An element begun and not ended.
    private struct Open {
        var element: XMLElement
        let qualifiedName: String
        let namespaces: [String: String]
    }

    private mutating func tree() throws(XMLProblem) -> XMLElement {
        var open: [Open] = []
        var ended: XMLElement?
        while ended == nil || !open.isEmpty {
            if let element = ended {
                open[open.count - 1].element.children.append(element)
                ended = nil
            }
            if starts(with: "</") {
                ended = try end(of: open.removeLast())
            } else if starts(with: "<!--") {
                try comment()
            } else if starts(with: "<![CDATA[") {
                try cdata(into: &open[open.count - 1].element)
            } else if starts(with: "<?") {
                try instruction()
            } else if starts(with: "<!") {
                throw problem("这里不能有“<!”", "“<!” cannot stand here")
            } else if next == "<" {
                let start = position
                guard open.count < Self.deepest else {
                    throw problem("元素嵌套超过 \(Self.deepest) 层", "elements are nested more than \(Self.deepest) deep")
                }
                elements += 1
                guard elements <= Self.mostElements else {
                    throw problem("元素超过 \(Self.mostElements) 个", "there are more than \(Self.mostElements) elements")
                }
                let (begun, isEmpty) = try begin(at: start, within: open.last?.namespaces ?? Self.namespaces)
                if isEmpty { ended = begun.element } else { open.append(begun) }
            } else if isAtEnd {
                let last = open[open.count - 1]
                throw XMLProblem(
                    position: last.element.position,
                    message: Bilingual(
                        zh: "元素“\(last.qualifiedName)”没有结束标签", en: "the element “\(last.qualifiedName)” has no end tag")
                )
            } else {
                try characters(into: &open[open.count - 1].element)
            }
        }
        return ended ?? XMLElement(name: "", namespace: nil, position: position, attributes: [])
    }

    private mutating func end(of open: Open) throws(XMLProblem) -> XMLElement {
        let start = position
        advance(2)
        let name = try qualifiedName()
        guard name == open.qualifiedName else {
            let place = open.element.position
            throw XMLProblem(
                position: start,
                message: Bilingual(
                    zh: "结束标签“\(name)”与第 \(place.line) 行的“\(open.qualifiedName)”不配对",
                    en: "the end tag “\(name)” does not match “\(open.qualifiedName)” of line \(place.line)"))
        }
        passSpace()
        try expect(">")
        return open.element
    }

    private mutating func begin(
        at start: Position, within outer: [String: String]
    ) throws(XMLProblem) -> (Open, isEmpty: Bool) {
        advance()
        let tag = try qualifiedName()
        var raw: [RawAttribute] = []
        var names: Set<String> = []
        var isEmpty = false
        while true {
            let hadSpace = passSpace()
            if next == ">" { break }
            if starts(with: "/>") {
                isEmpty = true
                advance()
                break
            }
            guard hadSpace || isAtEnd else {
                throw problem("属性之间缺少空格", "white space is missing before this attribute")
            }
            let place = position
            let name = try qualifiedName()
            guard names.insert(name).inserted else {
                throw XMLProblem(
                    position: place,
                    message: Bilingual(zh: "属性“\(name)”写了两次", en: "the attribute “\(name)” is written twice"))
            }
            raw.append(RawAttribute(name: name, position: place, value: try attributeValue()))
        }
        advance()
        let namespaces = try declared(by: raw, within: outer)
        let element = try resolve(tag, raw, namespaces, at: start)
        return (Open(element: element, qualifiedName: tag, namespaces: namespaces), isEmpty)
    }

    // MARK: Pieces

    private mutating func comment() throws(XMLProblem) {
        let start = position
        advance(4)
        while !starts(with: "--") {
            guard !isAtEnd else {
                throw XMLProblem(position: start, message: Bilingual(zh: "注释没有结束", en: "the comment does not end"))
            }
            try checkCharacter()
            advance()
        }
        guard starts(with: "-->") else { throw problem("注释内不能有“--”", "“--” cannot stand in a comment") }
        advance(3)
    }

    private mutating func instruction() throws(XMLProblem) {
        let start = position
        advance(2)
        let target = try name()
        guard target.lowercased() != "xml" else {
            throw XMLProblem(
                position: start,
                message: Bilingual(
                    zh: "XML 声明只能在文件最开头", en: "the XML declaration may only stand at the very beginning"))
        }
        guard starts(with: "?>") || next?.isXMLSpace == true else { throw unexpected() }
        while !starts(with: "?>") {
            guard !isAtEnd else {
                throw XMLProblem(
                    position: start, message: Bilingual(zh: "处理指令没有结束", en: "the instruction does not end"))
            }
            try checkCharacter()
            advance()
        }
        advance(2)
    }

    private mutating func cdata(into element: inout XMLElement) throws(XMLProblem) {
        let start = position
        advance(9)
        while !starts(with: "]]>") {
            guard !isAtEnd, let scalar = next else {
                throw XMLProblem(
                    position: start, message: Bilingual(zh: "CDATA 没有结束", en: "the CDATA section does not end"))
            }
            try checkCharacter()
            append(scalar, to: &element)
            advance()
        }
        advance(3)
    }

    private mutating func characters(into element: inout XMLElement) throws(XMLProblem) {
        while let scalar = next, scalar != "<" {
            if scalar == "&" {
                let place = position
                let referred = try reference()
                if element.textPosition == nil { element.textPosition = place }
                element.text.unicodeScalars.append(referred)
                continue
            }
            guard !starts(with: "]]>") else { throw problem("文字中不能有“]]>”", "“]]>” cannot stand in text") }
            try checkCharacter()
            append(scalar, to: &element)
            advance()
        }
    }

    private func append(_ scalar: Unicode.Scalar, to element: inout XMLElement) {
        if element.textPosition == nil, !scalar.isXMLSpace { element.textPosition = position }
        element.text.unicodeScalars.append(scalar)
    }

    mutating func attributeValue() throws(XMLProblem) -> (value: String, position: Position, isVerbatim: Bool) {
        passSpace()
        try expect("=")
        passSpace()
        guard let quote = next, quote == "\"" || quote == "'" else {
            throw problem("属性值要写在引号里", "an attribute's value must be quoted")
        }
        let opening = position
        advance()
        let start = position
        var isVerbatim = true
        var value = ""
        while next != quote {
            guard let scalar = next else {
                throw XMLProblem(
                    position: opening, message: Bilingual(zh: "属性值的引号没有结束", en: "the quotation does not end"))
            }
            guard scalar != "<" else {
                throw problem("属性值中不能有“<”，请写“&lt;”", "“<” cannot stand in a value; write “&lt;”")
            }
            if scalar == "&" {
                isVerbatim = false
                value.unicodeScalars.append(try reference())
                continue
            }
            try checkCharacter()
            if scalar == "\n" { isVerbatim = false }
            value.unicodeScalars.append(scalar.isXMLSpace ? " " : scalar)
            advance()
        }
        advance()
        return (value, start, isVerbatim)
    }

    /// `&amp;`, `&#38;`, `&#x26;` and the like.
    private mutating func reference() throws(XMLProblem) -> Unicode.Scalar {
        let start = position
        advance()
        var text = ""
        while let scalar = next, scalar != ";" {
            guard text.utf8.count < 40, scalar.isXMLName || scalar == "#" else { break }
            text.unicodeScalars.append(scalar)
            advance()
        }
        guard next == ";" else {
            throw XMLProblem(
                position: start,
                message: Bilingual(
                    zh: "“&”后面不是实体；要写“&”本身请写“&amp;”", en: "no entity follows “&”; for “&” itself write “&amp;”"))
        }
        advance()
        let named: [String: Unicode.Scalar] = ["lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": "\""]
        if let scalar = named[text] { return scalar }
        let digits = text.hasPrefix("#x") ? text.dropFirst(2) : text.dropFirst()
        if text.hasPrefix("#"), digits.first?.isHexDigit == true,
            let scalar = UInt32(digits, radix: text.hasPrefix("#x") ? 16 : 10).flatMap(Unicode.Scalar.init),
            scalar.isXMLCharacter
        {
            return scalar
        }
        throw XMLProblem(
            position: start,
            message: Bilingual(
                zh: "没有实体“&\(text);”（只有 lt、gt、amp、apos、quot 和字符编号）",
                en: "there is no entity “&\(text);” (only lt, gt, amp, apos, quot and numbers of characters)"))
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
    private mutating func qualifiedName() throws(XMLProblem) -> String {
        let first = try name()
        guard next == ":" else { return first }
        advance()
        return try "\(first):\(name())"
    }

    private func isName(at place: Int) -> Bool {
        scalars.indices.contains(place) && (scalars[place].isXMLName || scalars[place] == ":")
    }

    // MARK: Scanning

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

    private mutating func expect(_ scalar: Unicode.Scalar) throws(XMLProblem) {
        guard next == scalar else { throw unexpected(expected: "“\(scalar)”") }
        advance()
    }

    private func checkCharacter() throws(XMLProblem) {
        if let scalar = next, !scalar.isXMLCharacter {
            let code = String(scalar.value, radix: 16, uppercase: true)
            throw problem("XML 文件中不能有字符 U+\(code)", "the character U+\(code) cannot stand in XML")
        }
    }

    func problem(_ zh: String, _ en: String) -> XMLProblem {
        XMLProblem(position: position, message: Bilingual(zh: zh, en: en))
    }

    private func unexpected(expected: String? = nil) -> XMLProblem {
        let found = next.map { "“\($0)”" }
        let (zh, en) = (expected ?? "名称", expected ?? "a name")
        return problem(
            "这里应是\(zh)，却是\(found ?? "文件的结尾")", "expected \(en) here, found \(found ?? "the end of the file")")
    }
}
