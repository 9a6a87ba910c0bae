import Workflow

/// Reads XML 1.0 with namespaces, keeping exact places.
///
/// It follows no reference out of the document and knows no entity but the five of XML: a document type declaration is
/// refused, and with it every entity that could grow or read a file. Size, depth and number of elements have limits.
struct XMLReader {
    static let largestText = 1 << 20
    static let deepest = 200
    static let mostElements = 20_000

    /// The document, every end of line as one line feed.
    let scalars: [Unicode.Scalar]
    var index = 0
    /// Of ``index``, from 1.
    var line = 1
    var column = 1
    /// How many elements have begun.
    var elements = 0

    static func read(_ text: String) throws(XMLProblem) -> XMLElement {
        var reader = XMLReader(text)
        return try reader.document()
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
}
