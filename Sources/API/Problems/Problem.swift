package import Tabular
package import Workflow

/// Why a request was not carried out, as problem details of RFC 9457: what happened, where, and what to do.
package struct Problem: Error, Sendable {
    package let kind: ProblemKind
    package let message: Bilingual
    package let remedy: Bilingual?
    /// Why a procedure refused, such as `wrong-role`.
    package var reason: String?
    /// What is wrong in the content, place by place.
    package var faults: [SchemaFault] = []
    /// Fields of the answer beside the content, such as `allow`.
    package var fields: [(name: String, value: String)] = []

    package init(_ kind: ProblemKind, _ message: Bilingual? = nil, remedy: Bilingual? = nil) {
        self.kind = kind
        self.message = message ?? kind.title
        self.remedy = remedy
    }

    package init(_ kind: ProblemKind, zh: String, en: String, remedy: Bilingual? = nil) {
        self.init(kind, Bilingual(zh: zh, en: en), remedy: remedy)
    }

    /// The content of a request does not fit what the route takes.
    package init(faults: [SchemaFault]) {
        self.init(
            .content, zh: faults.map { "\($0.pointer)：\($0.message.zh)" }.joined(separator: "；"),
            en: faults.map { "\($0.pointer): \($0.message.en)" }.joined(separator: "; "),
            remedy: Bilingual(zh: "请按 /openapi.json 中的格式更正", en: "correct it by /openapi.json"))
        self.faults = faults
    }

    package var json: JSON {
        var members: [(key: String, value: JSON)] = [
            ("type", .string("urn:nplus:problem:\(kind.rawValue)")), ("title", .string(kind.title.both)),
            ("status", .number(String(kind.status))), ("detail", .string(message.both)),
            ("code", .string(kind.rawValue)), ("message", JSON(message)),
        ]
        if let reason { members.append(("reason", .string(reason))) }
        if let remedy { members.append(("remedy", JSON(remedy))) }
        if !faults.isEmpty {
            members.append(
                (
                    "faults",
                    .array(
                        faults.map { .object([("pointer", .string($0.pointer)), ("message", JSON($0.message))]) })
                ))
        }
        return .object(members)
    }

    package var response: APIResponse {
        var more = fields
        if kind.status == 401 { more.append(("www-authenticate", "Bearer")) }
        if kind.status == 503 { more.append(("retry-after", "1")) }
        return APIResponse(json, status: kind.status, fields: more, type: "application/problem+json")
    }

    package static let schema = Schema.object([
        .init("type", .string()), .init("title", .string()), .init("status", .integer(400...599)),
        .init("detail", .string()), .init("code", .word(ProblemKind.allCases.map(\.rawValue))),
        .init("message", .bilingual), .init("reason", .string(), required: false),
        .init("remedy", .bilingual, required: false),
        .init(
            "faults",
            .array(.object([.init("pointer", .string()), .init("message", .bilingual)])), required: false),
    ])
}

extension Bilingual {
    /// Chinese first, English behind it.
    var both: String { zh == en ? zh : "\(zh) / \(en)" }
}

extension JSON {
    init(_ text: Bilingual) {
        self = .object([("zh", .string(text.zh)), ("en", .string(text.en))])
    }

    /// The text, or null.
    init(_ text: String?) {
        self = text.map { .string($0) } ?? .null
    }

    init(_ number: Int) {
        self = .number(String(number))
    }

    init(_ number: Int?) {
        self = number.map { .number(String($0)) } ?? .null
    }
}
