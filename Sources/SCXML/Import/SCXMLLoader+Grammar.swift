import Workflow

// Which elements, attributes and texts may stand where.
extension SCXMLLoader {
    /// Reports what an element holds that it cannot. Elements and attributes of other namespaces are passed over.
    mutating func check(_ element: XMLElement, _ grammar: Grammar) {
        for attribute in element.attributes where attribute.namespace == nil {
            if !grammar.attributes.contains(attribute.name) { reportUnknown(attribute, of: element, grammar) }
        }
        for name in grammar.required where element.attribute(name) == nil {
            report(
                element.position, zh: "元素“\(element.name)”缺少属性“\(name)”",
                en: "the element “\(element.name)” lacks the attribute “\(name)”")
        }
        if let place = element.textPosition, !Grammar.withText.contains(element.name) {
            report(place, zh: "元素“\(element.name)”内不能有文字", en: "there can be no text in the element “\(element.name)”")
        }
        for child in element.children {
            guard child.isSCXML else {
                warn(of: child, in: element)
                continue
            }
            if grammar.children.contains(child.name), dataModel == .facts || !Grammar.ofFacts.contains(child.name) {
                if let inner = Grammar.elements[child.name] { check(child, inner) }
            } else {
                reportMisplaced(child, in: element, grammar)
            }
        }
    }

    private mutating func warn(of child: XMLElement, in element: XMLElement) {
        if child.namespace == SCXMLDocument.ownNamespace, dataModel == .facts { return }
        if child.namespace == nil {
            report(
                child.position, zh: "元素“\(child.name)”不属于任何命名空间", en: "the element “\(child.name)” is in no namespace")
        } else if ["transition", "onentry", "onexit", "if"].contains(element.name) {
            report(
                child.position, .warning, zh: "略过其他命名空间的元素“\(child.name)”，它的动作不会执行",
                en: "“\(child.name)” of another namespace is passed over; what it asks for is not done")
        }
    }

    private mutating func reportMisplaced(_ child: XMLElement, in element: XMLElement, _ grammar: Grammar) {
        if Grammar.beyond.contains(child.name) {
            report(
                child.position, zh: "不支持元素“\(child.name)”：数据模型 \(dataModel.rawValue) 没有脚本、变量和子会话",
                en:
                    "the element “\(child.name)” is not supported: the data model \(dataModel.rawValue) has no scripts, variables or invoked sessions"
            )
        } else if Grammar.elements[child.name] != nil || child.name == "scxml" {
            report(
                child.position, zh: "元素“\(child.name)”不能放在“\(element.name)”内",
                en: "the element “\(child.name)” cannot stand in “\(element.name)”")
        } else {
            report(
                child.position, zh: "未知的元素“\(child.name)”", en: "unknown element “\(child.name)”",
                nearest: Spelling.nearest(to: child.name, among: grammar.children))
        }
    }

    private mutating func reportUnknown(_ attribute: XMLAttribute, of element: XMLElement, _ grammar: Grammar) {
        if Grammar.expressions.contains(attribute.name) {
            report(
                attribute.position, zh: "不支持属性“\(attribute.name)”：数据模型 \(dataModel.rawValue) 不能求表达式的值",
                en:
                    "the attribute “\(attribute.name)” is not supported: the data model \(dataModel.rawValue) has no values to compute"
            )
        } else {
            report(
                attribute.position, zh: "元素“\(element.name)”没有属性“\(attribute.name)”",
                en: "the element “\(element.name)” has no attribute “\(attribute.name)”",
                nearest: Spelling.nearest(to: attribute.name, among: grammar.attributes))
        }
    }
}
