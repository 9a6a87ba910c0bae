import API
import LegalTime
import Mediation
import Register
import Tabular
import Workflow

/// Disputes through a service.
extension RemoteServer {
    static func path(of number: String) -> String { "/v1/disputes/\(PercentCode.encoded(number))" }

    // MARK: Reading

    func list(_ command: ListCommand) async throws -> Listing {
        var rows: [[Value]] = []
        var after: String?
        var total = 0
        repeat {
            let page = try await ask(
                "GET", "/v1/disputes",
                query: [
                    ("body", try await id(ofBody: command.body)), ("dueBy", command.dueBy),
                    ("limit", String(min(200, command.limit - rows.count))), ("after", after),
                ]
            ).json
            total = page["total"]?.integer ?? 0
            rows += (page["items"]?.elements ?? []).map(Self.row)
            after = page["next"]?.string
        } while after != nil && rows.count < command.limit
        return ListCommand.listing(rows: rows, total: total)
    }

    private static func row(_ item: JSON) -> [Value] {
        ListCommand.row(
            code: item["code"]?.string ?? "", due: item["due"]?.string,
            isProvisional: item["provisional"]?.flag == true, title: item["title"]?["zh"]?.string ?? "",
            type: item["type"]?.string ?? "", standing: RemoteCaseText.standing(item["standing"]),
            holder: item["holderName"]?.string ?? "", registered: item["registered"]?.string ?? "")
    }

    func show(_ number: String) async throws -> RemoteCaseText {
        RemoteCaseText(document: try await ask("GET", Self.path(of: number)).json)
    }

    // MARK: Acting

    func act(_ name: String, on number: String, _ doing: ActOptions) async throws -> StepAnswer {
        let path = Self.path(of: number)
        let tag: String
        if let seen = doing.expect {
            tag = "\"\(seen)\""
        } else {
            tag = try await ask("GET", path).tag ?? ""
        }
        var content: [(key: String, value: JSON)] = [
            ("act", .string(name)), ("fields", Self.json(try doing.values())),
            ("declared", .array(try doing.declared().map(\.rawValue).sorted().map { .string($0) })),
        ]
        if let role = try doing.role.map(Actor.role) { content.append(("as", .string(role))) }
        if let party = doing.party { content.append(("party", .number(String(party)))) }
        if let body = try await id(ofBody: doing.body) { content.append(("body", .string(body))) }
        if let at = try doing.at.map(ParsedDay.instant) { content.append(("at", .string(at.description))) }
        var fields = ["if-match": tag]
        if let key = doing.key { fields["idempotency-key"] = key }
        return StepAnswer(try await ask("POST", "\(path)/acts", .object(content), fields: fields).json)
    }

    private static func json(_ tree: DataTree) -> JSON {
        switch tree.content {
        case .text(let text): .string(text)
        case .list(let list): .array(list.map(json))
        case .fields(let fields): .object(fields.sorted { $0.key < $1.key }.map { ($0.key, json($0.value)) })
        }
    }

    /// Registers, and tells which disputes on file may be the same.
    func register(
        _ registration: Record.Registration, _ persons: [Particulars], at: Instant?, key: String?
    ) async throws -> (answer: StepAnswer, likely: [JSON]) {
        var content: [(key: String, value: JSON)] = [
            ("body", .string(registration.body.rawValue)), ("type", .string(registration.type.rawValue)),
            ("source", .string(registration.source.rawValue)), ("title", .string(registration.title)),
            ("parties", .array(zip(registration.parties, persons).map(Self.json))),
            ("claims", .array(registration.claims.map(Self.json))),
        ]
        if !registration.place.isEmpty { content.append(("place", .string(registration.place))) }
        if let sender = registration.sender { content.append(("sender", .string(sender))) }
        if let number = registration.registerNumber { content.append(("registerNumber", .string(number))) }
        if let at { content.append(("at", .string(at.description))) }
        // Without a key of its own the request is still one: a connection that breaks is not tried again.
        let key = key ?? "nplus-\(UInt64.random(in: .min ... .max))"
        let reply = try await ask("POST", "/v1/disputes", .object(content), fields: ["idempotency-key": key]).json
        return (StepAnswer(reply), reply["likely"]?.elements ?? [])
    }

    private static func json(_ party: Party, _ person: Particulars) -> JSON {
        var members: [(key: String, value: JSON)] = [
            ("role", .string(party.role.rawValue)), ("name", .string(person.name)),
            ("side", .number(String(party.side))), ("kind", .string(party.kind.rawValue)),
        ]
        if let phone = person.phone { members.append(("phone", .string(phone))) }
        if let identity = person.identity { members.append(("identity", .string(identity))) }
        return .object(members)
    }

    private static func json(_ claim: Claim) -> JSON {
        func numbers(_ list: [Int]) -> JSON { .array(list.map { .number(String($0)) }) }
        var members: [(key: String, value: JSON)] = [
            ("subject", .string(claim.subject)), ("by", numbers(claim.by)), ("against", numbers(claim.against)),
        ]
        if let amount = claim.amount { members.append(("amount", .string(amount.description))) }
        return .object(members)
    }

    // MARK: Bodies

    /// The id of a body that is named by its id or its whole name.
    func id(ofBody text: String?) async throws -> String? {
        guard let text else { return nil }
        // An id is written in letters, digits and hyphens; the service says so where it knows none.
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        let found = try await bodies(kind: nil, name: text)
        let exact = found.filter { $0["name"]?.string == text }
        if exact.count == 1 { return exact[0]["id"]?.string }
        let shown = (exact.isEmpty ? found : exact).prefix(5).compactMap { body in
            body["id"]?.string.map { "\($0) \(body["name"]?.string ?? "")" }
        }.joined(separator: "，")
        throw Failure(
            zh: exact.isEmpty ? "名录中没有单位「\(text)」" : "有 \(exact.count) 个单位叫「\(text)」",
            en: exact.isEmpty ? "the directory has no body '\(text)'" : "\(exact.count) bodies are named '\(text)'",
            remedy: shown.isEmpty
                ? Bilingual(zh: "请用 nplus directory list 查找代码", en: "look its id up with nplus directory list")
                : Bilingual(zh: "是否指：\(shown)", en: "did you mean: \(shown)"), status: .refused)
    }

    func bodies(kind: BodyKind?, name: String?) async throws -> [JSON] {
        var all: [JSON] = []
        var after: String?
        repeat {
            let page = try await ask(
                "GET", "/v1/directory/bodies",
                query: [("kind", kind?.rawValue), ("name", name), ("limit", "500"), ("after", after)]
            ).json
            all += page["items"]?.elements ?? []
            after = page["next"]?.string
        } while after != nil
        return all
    }
}
