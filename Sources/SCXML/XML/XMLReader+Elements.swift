import Workflow

// Tags, and what stands between them.
extension XMLReader {
    /// An element begun and not ended.
    private struct Open {
        var element: XMLElement
        let qualifiedName: String
        let namespaces: [String: String]
    }

    mutating func tree() throws(XMLProblem) -> XMLElement {
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
}
