import LegalTime
import Yams

// What declarations in files of every kind have in common.
extension YAMLReader {
    /// A name that the file gives to something.
    mutating func identifier(_ node: Node) -> String? {
        guard let text = text(node, Expected.identifier) else { return nil }
        guard Identifier.isValid(text.value) else {
            wrongType(node, Expected.identifier)
            return nil
        }
        return text.value
    }

    /// The days on which a text is in force: `{ from: …, until: … }`, both included.
    mutating func inForce(_ node: Node) -> (from: Day, until: Day?)? {
        guard let fields = mapping(node, keys: Grammar.inForce.names) else { return nil }
        guard let field = fields["from"] else {
            missing("from", in: fields.position)
            return nil
        }
        let until = fields["until"].flatMap { day($0.node) }
        guard let from = day(field.node) else { return nil }
        if let until, until < from {
            report(
                fields.position, zh: "失效日 \(until) 早于生效日 \(from)",
                en: "in force until \(until), before it begins on \(from)")
            return nil
        }
        return (from, until)
    }

    /// Whether a key can be the name of what it declares; reported when not.
    mutating func declares(_ field: YAMLFields.Field) -> Bool {
        guard Identifier.isValid(field.key) else {
            report(
                field.position, zh: "“\(field.key)”不能作名称", en: "“\(field.key)” cannot be a name",
                expected: Expected.identifier)
            return false
        }
        return true
    }

    /// The fields `law` and `certainty`. An article alone, such as `§23`, belongs to the instrument of
    /// the file.
    mutating func citation(_ fields: YAMLFields, instrument law: String?) -> Citation? {
        var certainty = Certainty.verified
        if let field = fields["certainty"], let text = text(field.node) {
            if let read = Certainty(rawValue: text.value) {
                certainty = read
            } else {
                wrongType(field.node, Bilingual(Certainty.allCases.map(\.rawValue).joined(separator: " | ")))
            }
            if fields["law"] == nil {
                report(field.position, zh: "有“certainty”而无“law”", en: "“certainty” without “law”")
            }
        }
        guard let field = fields["law"], let text = text(field.node) else { return nil }
        let isArticleAlone = text.value.hasPrefix("§")
        if isArticleAlone, law == nil {
            report(
                text.position, zh: "未写明法律名称，且文件没有“law”", en: "no instrument is named and the file has no “law”")
        }
        let instrument = isArticleAlone ? law.map { $0 + " " } ?? "" : ""
        return Citation(text: instrument + text.value, certainty: certainty)
    }
}
