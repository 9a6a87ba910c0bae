import LegalTime
import Workflow

/// Reads fields of one form.
struct FormReader {
    let kind: RecordKind
    let fields: [RecordForm.Field]
    let values: DataTree

    init(form: RecordForm, values: DataTree) {
        kind = form.kind
        fields = form.fields
        self.values = values
    }

    private init(kind: RecordKind, fields: [RecordForm.Field], values: DataTree) {
        self.kind = kind
        self.fields = fields
        self.values = values
    }

    private func value(_ field: String) -> DataTree? {
        // A field that several forms of one act share is told apart by its form.
        values[kind.rawValue]?[field] ?? values[field]
    }

    /// Nil for a field that is absent or blank. A list of words or numbers is read as if written with commas.
    func text(_ field: String) -> String? {
        guard let value = value(field) else { return nil }
        let text = value.text ?? value.parts.compactMap(\.text).joined(separator: ",")
        return text.contains { !$0.isWhitespace } ? text : nil
    }

    /// The sentences of a field that holds several.
    func texts(_ field: String) -> [String] {
        value(field)?.parts.compactMap(\.text) ?? []
    }

    /// One reader for each of the rows of a field.
    func rows(_ field: String) -> [FormReader] {
        guard let declared = fields.first(where: { $0.name == field }), case .rows(let columns) = declared.kind,
            let value = value(field)
        else { return [] }
        return value.parts.map { FormReader(kind: kind, fields: columns, values: $0) }
    }

    func required(_ field: String) throws(FormError) -> String {
        guard let value = text(field) else {
            throw error(field, zh: "必填", en: "is required")
        }
        return value
    }

    func day(_ field: String) throws(FormError) -> Day? {
        try read(field, as: RecordForm.Kind.day) { Day($0) }
    }

    func money(_ field: String) throws(FormError) -> Money? {
        try read(field, as: .money) { Money($0) }
    }

    func integer(_ field: String) throws(FormError) -> Int? {
        try read(field, as: .integer) { Int($0) }
    }

    func requiredInteger(_ field: String) throws(FormError) -> Int {
        _ = try required(field)
        return try integer(field) ?? 0
    }

    func boolean(_ field: String) throws(FormError) -> Bool? {
        try read(field, as: .boolean) {
            ["yes": true, "true": true, "是": true, "no": false, "false": false, "否": false][$0]
        }
    }

    func names(_ field: String) throws(FormError) -> [String] {
        try required(field).split { ",\u{FF0C}、".contains($0) }.map { String($0.filter { !$0.isWhitespace }) }
            .filter { !$0.isEmpty }
    }

    func bodies(_ field: String) throws(FormError) -> [BodyID]? {
        text(field) == nil ? nil : try names(field).map { BodyID($0) }
    }

    func divisions(_ field: String) throws(FormError) -> [DivisionCode]? {
        guard text(field) != nil else { return nil }
        var codes: [DivisionCode] = []
        for name in try names(field) {
            guard let code = DivisionCode(name) else {
                throw error(field, zh: "“\(name)”不是区划代码，应为 6、9 或 12 位数字", en: "'\(name)' is no division code")
            }
            codes.append(code)
        }
        return codes
    }

    /// A word of an enumeration.
    func choice<Value: RawRepresentable>(_ field: String) throws(FormError) -> Value? where Value.RawValue == String {
        try word(field).flatMap { Value(rawValue: $0) }
    }

    func requiredChoice<Value: RawRepresentable>(
        _ field: String
    ) throws(FormError) -> Value where Value.RawValue == String {
        guard let value: Value = try choice(field) else { throw error(field, zh: "必填", en: "is required") }
        return value
    }

    func numbers(_ field: String) throws(FormError) -> [Int]? {
        try read(field, as: .numbers) { text in
            let parts = text.split { ",\u{FF0C}、 ".contains($0) }
            let numbers = parts.compactMap { Int($0) }
            return numbers.count == parts.count ? numbers : nil
        }
    }

    func word(_ field: String) throws(FormError) -> String? {
        guard let declared = fields.first(where: { $0.name == field }), case .oneOf(let words) = declared.kind
        else { return text(field) }
        return try read(field, as: declared.kind) { words.contains($0) ? $0 : nil }
    }

    private func read<Value>(
        _ field: String, as kind: RecordForm.Kind, _ convert: (String) -> Value?
    ) throws(FormError) -> Value? {
        guard let text = text(field) else { return nil }
        guard let value = convert(text) else {
            throw error(field, zh: "应为\(kind.title.zh)", en: "has to be: \(kind.title.en)")
        }
        return value
    }

    func error(_ field: String, zh: String, en: String) -> FormError {
        let title = fields.first { $0.name == field }?.title ?? self.kind.title
        return FormError(
            kind: kind, field: field,
            message: Bilingual(
                zh: "「\(kind.title.zh)」的「\(title.zh)」（\(field)）：\(zh)", en: "\(field) (\(title.en)) \(en)"))
    }
}
