import Workflow

// Prefixes and what they stand for.
extension XMLReader {
    /// An attribute before its prefix is resolved.
    struct RawAttribute {
        let name: String
        let position: Position
        let value: (value: String, position: Position, isVerbatim: Bool)

        /// The prefix that it declares, empty for the default namespace; nil when it declares none.
        var declares: String? {
            name == "xmlns" ? "" : name.hasPrefix("xmlns:") ? String(name.dropFirst(6)) : nil
        }
    }

    /// What is declared before anything is.
    static let namespaces = ["xml": "http://www.w3.org/XML/1998/namespace"]
    private static let declaring = "http://www.w3.org/2000/xmlns/"

    /// The declarations in force inside an element.
    func declared(by attributes: [RawAttribute], within outer: [String: String]) throws(XMLProblem) -> [String: String]
    {
        var namespaces = outer
        for attribute in attributes {
            guard let prefix = attribute.declares else { continue }
            let name = attribute.value.value
            let isReserved =
                prefix == "xmlns" || name == Self.declaring || (prefix == "xml") != (name == Self.namespaces["xml"])
            guard !isReserved, !name.isEmpty || prefix.isEmpty else {
                throw XMLProblem(
                    position: attribute.position,
                    message: Bilingual(
                        zh: "“\(attribute.name)”不能这样声明", en: "“\(attribute.name)” cannot be declared like this"))
            }
            namespaces[prefix] = name.isEmpty ? nil : name
        }
        return namespaces
    }

    func resolve(
        _ tag: String, _ raw: [RawAttribute], _ namespaces: [String: String], at start: Position
    ) throws(XMLProblem) -> XMLElement {
        let (name, namespace) = try split(tag, namespaces, isElement: true, at: start)
        var attributes: [XMLAttribute] = []
        var seen: Set<[String]> = []
        for attribute in raw where attribute.declares == nil {
            let (name, namespace) = try split(attribute.name, namespaces, isElement: false, at: attribute.position)
            guard seen.insert([namespace ?? "", name]).inserted else {
                throw XMLProblem(
                    position: attribute.position,
                    message: Bilingual(zh: "属性“\(name)”写了两次", en: "the attribute “\(name)” is written twice"))
            }
            attributes.append(
                XMLAttribute(
                    name: name, namespace: namespace, value: attribute.value.value, position: attribute.position,
                    valuePosition: attribute.value.position, isVerbatim: attribute.value.isVerbatim))
        }
        return XMLElement(name: name, namespace: namespace, position: start, attributes: attributes)
    }

    private func split(
        _ name: String, _ namespaces: [String: String], isElement: Bool, at place: Position
    ) throws(XMLProblem) -> (name: String, namespace: String?) {
        guard let colon = name.firstIndex(of: ":") else { return (name, isElement ? namespaces[""] : nil) }
        let prefix = String(name[..<colon])
        guard let namespace = namespaces[prefix] else {
            throw XMLProblem(
                position: place,
                message: Bilingual(zh: "前缀“\(prefix)”没有声明", en: "the prefix “\(prefix)” is not declared"))
        }
        return (String(name[name.index(after: colon)...]), namespace)
    }
}
