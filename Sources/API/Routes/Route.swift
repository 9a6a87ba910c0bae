import Tabular
package import Workflow

/// One thing that can be asked: where, what it takes, what it answers. The document of the interface is written from this.
package struct Route: Sendable {
    package let method: APIRequest.Method
    package let path: PathTemplate
    package let operation: Operation
    package let summary: Bilingual
    package let parameters: [Parameter]
    /// The shape of the content; nil where it takes none.
    package let content: Schema?
    package let success: Success
    /// Problems that this route may answer with, beside those that every route may.
    package let problems: [ProblemKind]
    /// Whether its content may be as large as registers are. Who may not ask is then told before it is read.
    package let takesSheets: Bool
    package let handler: @Sendable (Call) async throws -> APIResponse

    package init(
        _ method: APIRequest.Method, _ path: PathTemplate, _ operation: Operation, zh: String, en: String,
        parameters: [Parameter] = [], content: Schema? = nil, success: Success, problems: [ProblemKind] = [],
        takesSheets: Bool = false, handler: @escaping @Sendable (Call) async throws -> APIResponse
    ) {
        self.method = method
        self.path = path
        self.operation = operation
        summary = Bilingual(zh: zh, en: en)
        self.parameters = parameters
        self.content = content
        self.success = success
        self.problems = problems
        self.takesSheets = takesSheets
        self.handler = handler
    }

    /// What is answered where all goes well.
    package struct Success: Sendable {
        package let status: Int
        /// Nil for an answer without content.
        package let schema: Schema?
        package let type: String
        /// Fields beside the content, by name.
        package let fields: [String]

        package init(_ status: Int = 200, _ schema: Schema?, type: String = "application/json", fields: [String] = []) {
            self.status = status
            self.schema = schema
            self.type = type
            self.fields = fields
        }
    }

    package struct Parameter: Sendable {
        package enum Place: String, Sendable {
            case path, query, header
        }

        package let name: String
        package let place: Place
        package let schema: Schema
        package let isRequired: Bool
        package let repeats: Bool
        package let note: Bilingual

        package static func path(_ name: String, zh: String, en: String) -> Parameter {
            Parameter(
                name: name, place: .path, schema: .string(1...200), isRequired: true, repeats: false,
                note: Bilingual(zh: zh, en: en))
        }

        package static func query(
            _ name: String, _ schema: Schema, repeats: Bool = false, required: Bool = false, zh: String, en: String
        ) -> Parameter {
            Parameter(
                name: name, place: .query, schema: schema, isRequired: required, repeats: repeats,
                note: Bilingual(zh: zh, en: en))
        }

        package static func header(_ name: String, required: Bool, zh: String, en: String) -> Parameter {
            Parameter(
                name: name, place: .header, schema: .string(1...200), isRequired: required, repeats: false,
                note: Bilingual(zh: zh, en: en))
        }
    }
}

// MARK: - Reading a request

extension Route {
    /// The parameters of the query, checked.
    func read(query request: APIRequest) throws(Problem) -> [String: [String]] {
        guard let written = request.parameters else {
            throw Problem(.parameter, zh: "查询参数中的 % 转义有误", en: "an escape in the query is broken")
        }
        let declared = parameters.filter { $0.place == .query }
        var values: [String: [String]] = [:]
        for (name, value) in written {
            guard let parameter = declared.first(where: { $0.name == name }) else {
                let hint = Spelling.nearest(to: name, among: declared.map(\.name))
                throw Problem(
                    .parameter, zh: "没有参数「\(name)」" + (hint.map { "，是否指「\($0)」？" } ?? ""),
                    en: "there is no parameter '\(name)'" + (hint.map { "; did you mean '\($0)'?" } ?? ""))
            }
            if let fault = parameter.schema.faults(in: parameter.json(value), at: name).first {
                throw Problem(
                    .parameter, zh: "参数「\(name)」\(fault.message.zh)", en: "the parameter '\(name)' \(fault.message.en)")
            }
            guard parameter.repeats || values[name] == nil else {
                throw Problem(.parameter, zh: "参数「\(name)」写了两次", en: "the parameter '\(name)' is written twice")
            }
            values[name, default: []].append(value)
        }
        if let missing = declared.first(where: { $0.isRequired && values[$0.name] == nil }) {
            throw Problem(.parameter, zh: "缺少参数「\(missing.name)」", en: "the parameter '\(missing.name)' is missing")
        }
        return values
    }

    /// The content, checked against its shape; null where the route takes none.
    func read(content request: APIRequest) throws(Problem) -> JSON {
        guard let content else { return .null }
        let type = request.fields["content-type"]?.split(separator: ";").first?.lowercased() ?? ""
        guard type.filter({ $0 != " " }) == "application/json" else {
            throw Problem(
                .mediaType, zh: "只接受 application/json", en: "only application/json is taken",
                remedy: Bilingual(zh: "请设 Content-Type: application/json", en: "send Content-Type: application/json"))
        }
        let json: JSON
        do throws(JSONFault) {
            json = try JSON(reading: request.body)
        } catch {
            throw Problem(
                .malformed, zh: "第 \(error.offset) 字节处：\(error.reason.message.zh)",
                en: "at byte \(error.offset): \(error.reason.message.en)")
        }
        let faults = content.faults(in: json)
        guard faults.isEmpty else { throw Problem(faults: Array(faults.prefix(50))) }
        return json
    }
}

extension Route.Parameter {
    /// A value of the query as JSON, as far as its shape lets it be read.
    fileprivate func json(_ text: String) -> JSON {
        switch schema {
        case .integer: Int(text) == nil ? .string(text) : .number(text)
        case .boolean: text == "true" ? .bool(true) : text == "false" ? .bool(false) : .string(text)
        default: .string(text)
        }
    }
}

extension JSONFault.Reason {
    fileprivate var message: Bilingual {
        switch self {
        case .end: Bilingual(zh: "内容不完整", en: "the text ends too early")
        case .unexpected: Bilingual(zh: "此处不应出现这个字符", en: "unexpected character")
        case .trailing: Bilingual(zh: "JSON 之后还有内容", en: "something follows the value")
        case .depth: Bilingual(zh: "嵌套过深", en: "nested too deeply")
        case .duplicate: Bilingual(zh: "同一对象中有重复的键", en: "a member is written twice")
        case .encoding: Bilingual(zh: "文字编码有误", en: "not a Unicode text")
        }
    }
}
