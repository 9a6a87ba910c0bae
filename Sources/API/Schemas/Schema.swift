package import Tabular
package import Workflow

/// The shape of a JSON value. One declaration checks what comes in, checks in tests what goes out, and is what
/// the OpenAPI document says.
package indirect enum Schema: Sendable {
    /// - Parameters:
    ///   - length: In Unicode scalars.
    ///   - format: What OpenAPI calls it, such as `date`; it is checked where the value is read.
    case text(length: ClosedRange<Int>, format: String?)
    case integer(ClosedRange<Int>)
    /// A number whose text is kept, such as a rate.
    case number
    case boolean
    /// One of these words.
    case word([String])
    case array(Schema, count: ClosedRange<Int>)
    case object([Member])
    /// An object with any names, every value of one shape.
    case map(Schema)
    case nullable(Schema)
    case either([Schema])
    /// A shape with a name of its own in the document.
    case named(String)
    case anything

    package struct Member: Sendable {
        package let name: String
        package let schema: Schema
        package let isRequired: Bool
        package let note: Bilingual?

        package init(_ name: String, _ schema: Schema, required: Bool = true, _ note: Bilingual? = nil) {
            self.name = name
            self.schema = schema
            isRequired = required
            self.note = note
        }
    }

    package static func string(_ length: ClosedRange<Int> = 0...100_000, format: String? = nil) -> Schema {
        .text(length: length, format: format)
    }
    package static func array(_ element: Schema) -> Schema { .array(element, count: 0...1_000_000) }

    package static let bilingual = Schema.object([.init("zh", .string()), .init("en", .string())])
    package static let day = Schema.string(10...10, format: "date")
    package static let instant = Schema.string(10...35, format: "date-time")
}

/// What is wrong at one place of a JSON value.
package struct SchemaFault: Hashable, Sendable {
    /// RFC 6901; empty for the whole value.
    package let pointer: String
    package let message: Bilingual

    package init(pointer: String, message: Bilingual) {
        self.pointer = pointer
        self.message = message
    }

    init(_ pointer: String, zh: String, en: String) {
        self.init(pointer: pointer, message: Bilingual(zh: zh, en: en))
    }
}

extension Schema {
    /// What is wrong with a value; nothing where it fits.
    ///
    /// - Parameter named: The shapes with names.
    package func faults(
        in value: JSON, at pointer: String = "", named: [String: Schema] = [:]
    ) -> [SchemaFault] {
        switch self {
        case .anything: return []
        case .nullable(let schema):
            if case .null = value { return [] }
            return schema.faults(in: value, at: pointer, named: named)
        case .named(let name):
            guard let schema = named[name] else {
                return [SchemaFault(pointer, zh: "没有形状「\(name)」", en: "there is no shape '\(name)'")]
            }
            return schema.faults(in: value, at: pointer, named: named)
        case .either(let schemas):
            let attempts = schemas.map { $0.faults(in: value, at: pointer, named: named) }
            return attempts.contains(where: \.isEmpty) ? [] : attempts.first ?? []
        case .text(let length, _):
            guard let text = value.string else { return [SchemaFault(pointer, zh: "应为文字", en: "has to be a text")] }
            return Self.faults(inText: text, length, at: pointer)
        case .integer(let range):
            guard let number = value.integer, range.contains(number) else {
                return [
                    SchemaFault(
                        pointer, zh: "应为 \(range.lowerBound) 至 \(range.upperBound) 的整数",
                        en: "has to be a whole number from \(range.lowerBound) to \(range.upperBound)")
                ]
            }
            return []
        case .number:
            if case .number = value { return [] }
            return [SchemaFault(pointer, zh: "应为数字", en: "has to be a number")]
        case .boolean:
            return value.flag == nil ? [SchemaFault(pointer, zh: "应为 true 或 false", en: "has to be true or false")] : []
        case .word(let words):
            guard let text = value.string, words.contains(text) else {
                let hint = value.string.flatMap { Spelling.nearest(to: $0, among: words) }
                return [
                    SchemaFault(
                        pointer,
                        zh: "应为 \(words.joined(separator: "、")) 之一" + (hint.map { "，是否指「\($0)」？" } ?? ""),
                        en: "has to be one of \(words.joined(separator: ", "))"
                            + (hint.map { "; did you mean '\($0)'?" } ?? ""))
                ]
            }
            return []
        case .array(let schema, let count):
            guard case .array(let elements) = value else {
                return [SchemaFault(pointer, zh: "应为列表", en: "has to be a list")]
            }
            guard count.contains(elements.count) else {
                return [
                    SchemaFault(
                        pointer, zh: "应有 \(count.lowerBound) 至 \(count.upperBound) 项",
                        en: "has to have \(count.lowerBound) to \(count.upperBound) elements")
                ]
            }
            return elements.enumerated().flatMap { index, element in
                schema.faults(in: element, at: "\(pointer)/\(index)", named: named)
            }
        case .map(let schema):
            guard case .object(let members) = value else {
                return [SchemaFault(pointer, zh: "应为对象", en: "has to be an object")]
            }
            return members.flatMap {
                schema.faults(in: $0.value, at: "\(pointer)/\(Self.escaped($0.key))", named: named)
            }
        case .object(let declared):
            guard case .object(let members) = value else {
                return [SchemaFault(pointer, zh: "应为对象", en: "has to be an object")]
            }
            return Self.faults(in: members, declared, at: pointer, named)
        }
    }

    private static func faults(inText text: String, _ length: ClosedRange<Int>, at pointer: String) -> [SchemaFault] {
        guard length.contains(text.unicodeScalars.count) else {
            return [
                SchemaFault(
                    pointer, zh: "应有 \(length.lowerBound) 至 \(length.upperBound) 个字",
                    en: "has to have \(length.lowerBound) to \(length.upperBound) characters")
            ]
        }
        let isControl = { (scalar: Unicode.Scalar) in scalar.value < 0x20 && !"\t\n\r".unicodeScalars.contains(scalar) }
        guard !text.unicodeScalars.contains(where: isControl) else {
            return [SchemaFault(pointer, zh: "含有控制字符", en: "holds control characters")]
        }
        return []
    }

    private static func faults(
        in members: [(key: String, value: JSON)], _ declared: [Member], at pointer: String, _ named: [String: Schema]
    ) -> [SchemaFault] {
        var faults: [SchemaFault] = []
        for (name, value) in members {
            let place = "\(pointer)/\(escaped(name))"
            guard let member = declared.first(where: { $0.name == name }) else {
                let hint = Spelling.nearest(to: name, among: declared.map(\.name))
                faults.append(
                    SchemaFault(
                        place, zh: "没有这一项" + (hint.map { "，是否指「\($0)」？" } ?? ""),
                        en: "there is no such member" + (hint.map { "; did you mean '\($0)'?" } ?? "")))
                continue
            }
            faults += member.schema.faults(in: value, at: place, named: named)
        }
        for member in declared where member.isRequired && !members.contains(where: { $0.key == member.name }) {
            faults.append(SchemaFault("\(pointer)/\(escaped(member.name))", zh: "必填", en: "is required"))
        }
        return faults
    }

    private static func escaped(_ name: String) -> String {
        name.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
            .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
    }
}
