import Tabular
import Workflow

extension Schema {
    /// The shape in the words of JSON Schema 2020-12, which OpenAPI 3.1 takes.
    var openAPI: JSON {
        switch self {
        case .anything: return .object([])
        case .text(let length, let format):
            var members: [(key: String, value: JSON)] = [("type", .string("string"))]
            if length.lowerBound > 0 { members.append(("minLength", JSON(length.lowerBound))) }
            if length.upperBound < 100_000 { members.append(("maxLength", JSON(length.upperBound))) }
            if let format { members.append(("format", .string(format))) }
            return .object(members)
        case .integer(let range):
            var members: [(key: String, value: JSON)] = [("type", .string("integer"))]
            if range.lowerBound > .min { members.append(("minimum", JSON(range.lowerBound))) }
            if range.upperBound < .max { members.append(("maximum", JSON(range.upperBound))) }
            return .object(members)
        case .number: return .object([("type", .string("number"))])
        case .boolean: return .object([("type", .string("boolean"))])
        case .word(let words):
            return .object([("type", .string("string")), ("enum", .array(words.map { .string($0) }))])
        case .array(let element, let count):
            var members: [(key: String, value: JSON)] = [("type", .string("array")), ("items", element.openAPI)]
            if count.lowerBound > 0 { members.append(("minItems", JSON(count.lowerBound))) }
            if count.upperBound < 1_000_000 { members.append(("maxItems", JSON(count.upperBound))) }
            return .object(members)
        case .map(let value):
            return .object([("type", .string("object")), ("additionalProperties", value.openAPI)])
        case .nullable(let schema):
            return .object([("anyOf", .array([schema.openAPI, .object([("type", .string("null"))])]))])
        case .either(let schemas): return .object([("anyOf", .array(schemas.map(\.openAPI)))])
        case .named(let name): return .object([("$ref", .string("#/components/schemas/\(name)"))])
        case .object(let members):
            return .object([
                ("type", .string("object")),
                (
                    "properties",
                    .object(members.map { member in (member.name, Self.described(member)) })
                ),
                ("required", .array(members.filter(\.isRequired).map { .string($0.name) })),
                ("additionalProperties", .bool(false)),
            ])
        }
    }

    private static func described(_ member: Member) -> JSON {
        guard let note = member.note, case .object(let members) = member.schema.openAPI else {
            return member.schema.openAPI
        }
        return .object([("description", .string(note.both))] + members)
    }
}
