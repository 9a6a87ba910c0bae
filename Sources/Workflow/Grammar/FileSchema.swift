/// JSON Schema (draft 7) of workflow and scenario files, for editors: what may stand where, with the words of the domain.
package struct FileSchema: Sendable {
    package enum File: String, Sendable, CaseIterable { case workflow, scenarios }

    private let file: File
    private let vocabulary: Vocabulary

    package init(_ file: File, vocabulary: Vocabulary) {
        self.file = file
        self.vocabulary = vocabulary
    }

    package var json: String {
        let title: Bilingual
        let root: Grammar.Object
        let others: [Grammar.Object]
        switch file {
        case .workflow:
            title = Bilingual(zh: "流程文件", en: "workflow file")
            root = Grammar.file
            others = [Grammar.state, Grammar.transition]
        case .scenarios:
            title = Bilingual(zh: "情景文件", en: "scenario file")
            root = Grammar.scenarioFile
            others = [Grammar.expectation]
        }
        var members = [
            ("$schema", Value.text("http://json-schema.org/draft-07/schema#")), ("title", .text(title.description)),
        ]
        members += object(root)
        members.append(("definitions", .object(others.map { ($0.name, .object(object($0))) })))
        return Value.object(members).written + "\n"
    }

    private func object(_ object: Grammar.Object) -> [(String, Value)] {
        var members: [(String, Value)] = [("type", .text("object")), ("additionalProperties", .boolean(false))]
        let required = object.keys.filter(\.isRequired).map { Value.text($0.name) }
        if !required.isEmpty { members.append(("required", .list(required))) }
        members.append(
            (
                "properties",
                .object(
                    object.keys.map { key in
                        (key.name, .object([("description", .text(key.words.description))] + shape(key.shape)))
                    })
            ))
        return members
    }

    private func shape(_ shape: Grammar.Shape) -> [(String, Value)] {
        switch shape {
        case .text, .condition: return either([[("type", .text("string"))], [("type", .text("boolean"))]])
        case .boolean: return [("type", .text("boolean"))]
        case .onlyTrue: return [("const", .boolean(true))]
        case .integer(let range):
            return [
                ("type", .text("integer")), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)),
            ]
        case .day: return pattern(#"^\d{4}-\d{2}-\d{2}$"#)
        case .dueDay: return pattern(#"^(\d{4}-\d{2}-\d{2}|none)$"#)
        case .term: return pattern(#"^\d+ (day|days|working day|working days|month|months|year|years)$"#)
        case .instant: return pattern(#"^(\d{4}-\d{2}-\d{2}T)?\d{2}:\d{2}(:\d{2})?$"#)
        case .identifier: return pattern(#"^[^\s\d.,:]\S*$"#)
        case .event: return pattern(#"^\S+$"#)
        case .bilingual: return bilingual
        case .note: return either([[("type", .text("string"))], bilingual])
        case .one(let words): return [("enum", .list(words.map { .text($0) }))]
        case .word(let kind): return [("enum", .list(words(kind).map { .text($0) }))]
        case .consent:
            return [("enum", .list(words(.role).flatMap { [.text($0), .text("every \($0)")] }))]
        case .factValue:
            let scalar = ["string", "boolean", "integer"].map { Value.text($0) }
            let every: [(String, Value)] = [
                ("type", .text("object")), ("additionalProperties", .boolean(false)),
                ("required", .list([.text("every")])),
                ("properties", .object([("every", .object([("type", .list(scalar))]))])),
            ]
            return either([[("type", .list(scalar))], every])
        case .object(let object):
            let isShared = [Grammar.transition.name, Grammar.expectation.name].contains(object.name)
            return isShared ? [("$ref", .text("#/definitions/\(object.name)"))] : self.object(object)
        case .map(let inner):
            return [("type", .text("object")), ("additionalProperties", .object(self.shape(inner)))]
        case .states:
            return [
                ("type", .text("object")), ("minProperties", .number(1)),
                ("additionalProperties", .object([("$ref", .text("#/definitions/\(Grammar.state.name)"))])),
            ]
        case .list(let inner): return list(inner)
        case .oneOrList(let inner): return either([self.shape(inner), list(inner)])
        case .either(let one, let other): return either([self.shape(one), self.shape(other)])
        }
    }

    private func list(_ inner: Grammar.Shape) -> [(String, Value)] {
        [("type", .text("array")), ("items", .object(shape(inner)))]
    }

    private func either(_ shapes: [[(String, Value)]]) -> [(String, Value)] {
        [("anyOf", .list(shapes.map { .object($0) }))]
    }

    private func pattern(_ text: String) -> [(String, Value)] {
        [("type", .text("string")), ("pattern", .text(text))]
    }

    private var bilingual: [(String, Value)] {
        [
            ("type", .text("object")), ("additionalProperties", .boolean(false)),
            ("required", .list([.text("zh"), .text("en")])),
            (
                "properties",
                .object(["zh", "en"].map { ($0, .object([("type", .text("string"))])) })
            ),
        ]
    }

    private func words(_ kind: NameKind) -> [String] { Names(vocabulary: vocabulary).valid(kind) }

    // MARK: JSON

    private indirect enum Value {
        case text(String)
        case number(Int)
        case boolean(Bool)
        case list([Value])
        case object([(String, Value)])

        var written: String { written(indent: 0) }

        private func written(indent: Int) -> String {
            let margin = String(repeating: "  ", count: indent + 1)
            let end = String(repeating: "  ", count: indent)
            switch self {
            case .text(let text): return JSONText.quoted(text)
            case .number(let number): return String(number)
            case .boolean(let flag): return String(flag)
            case .list(let values):
                // Lists of words stay on one line.
                return "[" + values.map { $0.written(indent: indent) }.joined(separator: ", ") + "]"
            case .object(let members):
                guard !members.isEmpty else { return "{}" }
                let lines = members.map { "\(margin)\(JSONText.quoted($0)): \($1.written(indent: indent + 1))" }
                return "{\n" + lines.joined(separator: ",\n") + "\n\(end)}"
            }
        }
    }
}

/// Texts in JSON.
enum JSONText {
    static func quoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        return text + "\""
    }
}
