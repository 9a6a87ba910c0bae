package import Workflow

/// Why a matter or a report was not taken: the field, what is wrong, what to do. Never repeats a party's name or number.
package struct OutsideFault: Error, Hashable, Sendable, Codable {
    /// A stable word for programs, such as `code-unknown`.
    package let code: String
    /// The field by its name on the other side; nil where the whole is meant.
    package let field: String?
    package let reason: Bilingual
    package let remedy: Bilingual?

    package init(_ code: String, field: String? = nil, _ reason: Bilingual, remedy: Bilingual? = nil) {
        self.code = code
        self.field = field
        self.reason = reason
        self.remedy = remedy
    }

    package init(_ refusal: CommandRefusal) {
        self.init(refusal.code, refusal.message, remedy: refusal.remedy)
    }
}

extension OutsideFault {
    static func missing(_ field: String) -> OutsideFault {
        OutsideFault(
            "missing", field: field, Bilingual(zh: "必填字段为空", en: "a required field is empty"),
            remedy: Bilingual(zh: "请对方补填后重新发送", en: "have it filled in and sent again"))
    }

    static func unreadable(_ field: String, _ form: OutsideForm) -> OutsideFault {
        OutsideFault(
            "unreadable", field: field,
            Bilingual(zh: "不是\(form.title.zh)", en: "this is no \(form.title.en)"),
            remedy: Bilingual(
                zh: "请对方更正；写法确有变化的，请修改对照表", en: "have it corrected, or change the mapping where the form changed"))
    }

    static func unknownCode(_ field: String, _ value: String, list: String) -> OutsideFault {
        OutsideFault(
            "code-unknown", field: field,
            Bilingual(
                zh: "对照表“\(list)”中没有“\(value.prefix(40))”", en: "the list “\(list)” has no “\(value.prefix(40))”"),
            remedy: Bilingual(
                zh: "请在对照表中补上一行后重试", en: "add a row to the mapping, then try again"))
    }

    static func openCode(_ field: String, _ value: String, _ values: [String]) -> OutsideFault {
        let list = values.joined(separator: "、")
        return OutsideFault(
            "code-open", field: field,
            Bilingual(zh: "“\(value)”对应多项：\(list)", en: "“\(value)” may be \(values.joined(separator: ", "))"),
            remedy: Bilingual(zh: "请人工选定，或在对照表中写明 prefer", en: "choose one, or state prefer in the mapping"))
    }
}
