import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// `POST /v1/disputes/{dispute}/acts`: one step of a procedure.
enum Acting {
    static let content = Schema.object([
        .init("act", .string(1...100)),
        .init(
            "as", .word(Vocabulary.mediation.roles.map(\.name).filter { $0 != "system" }), required: false,
            Bilingual(zh: "以何种身份；默认您的角色", en: "in which role; your own by default")),
        .init(
            "body", .string(1...100), required: false,
            Bilingual(zh: "代表单位；默认您所在单位", en: "the body acted for; your own by default")),
        .init(
            "party", .integer(1...999), required: false, Bilingual(zh: "以当事人身份时的序号", en: "number of the acting party")),
        .init(
            "fields", .anything, required: false,
            Bilingual(zh: "内容：纠纷的 acts 中列出的各项", en: "what is filled in: the fields that the dispute's acts list")),
        .init(
            "declared", .array(.word(Predicate.allCases.map(\.rawValue)), count: 0...50), required: false,
            Bilingual(zh: "由办理人认定的事实", en: "facts that the actor vouches for")),
        .init("at", .instant, required: false, Bilingual(zh: "发生时间，默认现在", en: "when it happened; now by default")),
    ])

    static func handle(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        let expected = try revision(call)
        let dispute = try await call.dispute()
        let at = try call.time() ?? engine.now
        let fields = try call.content["fields"].map { json throws(Problem) in try tree(json, at: "/fields") }
        let declared = (call.content["declared"]?.elements ?? []).compactMap {
            $0.string.flatMap { Predicate(rawValue: $0) }
        }
        let entry = ActEntry(
            call.content["act"]?.string ?? "", actor: try actor(call), at: at,
            values: fields ?? DataTree(.fields([:])), declared: Set(declared), isTimed: call.content["at"] != nil)
        let key = try call.key(required: false)
        let receipt: Receipt
        do throws(ActEntryError) {
            receipt = try await engine.perform(
                entry, on: dispute, expected: expected, key: key, trace: call.request.trace)
        } catch {
            throw Self.problem(error)
        }
        let answer = try await ReceiptDocument(receipt, engine)
        return APIResponse(answer.json(), fields: [("etag", "\"\(answer.dispute.revision)\"")])
    }

    private static func problem(_ error: ActEntryError) -> Problem {
        switch error {
        case .engine(let error): Problem(error)
        case .form(let error, _): Problem(error)
        case .slip(let name, let nearest, _):
            Problem(faults: [
                SchemaFault(
                    "/fields/\(name.split(separator: ".").joined(separator: "/"))",
                    zh: "这一步没有这项内容" + (nearest.map { "，是否指「\($0)」？" } ?? ""),
                    en: "the act has no such field" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
            ])
        }
    }

    /// The revision that the caller saw.
    private static func revision(_ call: Call) throws(Problem) -> Int {
        guard let written = call.request.fields["if-match"] else {
            throw Problem(
                .revisionMissing,
                remedy: Bilingual(
                    zh: "请先查看纠纷，把所得的 ETag 写入 If-Match", en: "look at the dispute first and send its ETag as If-Match"))
        }
        guard written.hasPrefix("\""), written.hasSuffix("\""), let revision = Int(written.dropFirst().dropLast())
        else {
            throw Problem(
                .parameter, zh: "If-Match 应为所见的 ETag，如 \"3\"", en: "If-Match has to be the ETag seen, such as \"3\"")
        }
        return revision
    }

    /// Who acts. What a party says or signs is entered by one of the staff, under the party's number.
    private static func actor(_ call: Call) throws(Problem) -> Actor {
        let asker = try call.asker()
        if let party = asker.party { return try Self.actor(party, call) }
        let asked = call.content["as"]?.string
        let body = call.content["body"]?.string.map { BodyID($0) }
        let matrix = call.house.matrix
        for grant in asker.grants where matrix.reach(of: .act, in: grant.role) != nil {
            guard body == nil || grant.body == body, let acts = matrix.role(grant.role)?.acts else { continue }
            guard let role = asked ?? acts.first, acts.contains(role) else { continue }
            let party = call.content["party"]?.integer
            return role == "party"
                ? Actor(role: role, name: "party", party: party, enteredBy: asker.name)
                : Actor(role: role, name: asker.name, body: grant.body, party: party)
        }
        throw Problem(
            .forbidden, zh: "您不能以此身份或以该单位的名义办理", en: "you may not act in that role, or for that body",
            remedy: Bilingual(zh: "您的角色和单位见 GET /v1/session", en: "GET /v1/session lists your roles and bodies"))
    }

    /// A party that acts by itself: as itself, now, and only what binds nobody.
    private static func actor(_ party: PartyRef, _ call: Call) throws(Problem) -> Actor {
        let content = call.content
        guard call.house.matrix.unaided.contains(content["act"]?.string ?? ""),
            (content["party"]?.integer ?? party.number) == party.number, (content["as"]?.string ?? "party") == "party",
            content["body"] == nil, content["at"] == nil, content["declared"] == nil
        else {
            throw Problem(
                .forbidden, zh: "凭编号和电话登录，不能办理这一步", en: "signed in by code and telephone, you may not do this",
                remedy: Bilingual(zh: "请向调解组织提出，由工作人员登记", en: "tell the office, which enters it"))
        }
        return Actor(role: "party", name: "party", party: party.number)
    }

    /// What was filled in, as forms read it. A number keeps its text; null is nothing.
    private static func tree(_ json: JSON, at pointer: String) throws(Problem) -> DataTree {
        switch json {
        case .null: return DataTree(text: "")
        case .bool(let flag): return DataTree(text: flag ? "yes" : "no")
        case .number(let text): return DataTree(text: text)
        case .string(let text):
            let faults = Schema.string(0...20_000).faults(in: json, at: pointer)
            guard faults.isEmpty else { throw Problem(faults: faults) }
            return DataTree(text: text)
        case .array(let elements):
            var list: [DataTree] = []
            for (index, element) in elements.enumerated() { list.append(try tree(element, at: "\(pointer)/\(index)")) }
            return DataTree(.list(list))
        case .object(let members):
            var fields: [String: DataTree] = [:]
            for (name, value) in members { fields[name] = try tree(value, at: "\(pointer)/\(name)") }
            return DataTree(.fields(fields))
        }
    }
}
