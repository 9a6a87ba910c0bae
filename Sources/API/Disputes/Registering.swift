import CaseStore
import Engine
import LegalTime
import Mediation
import Register
import Tabular
import Workflow

/// `POST /v1/disputes`: a dispute comes through a door.
enum Registering {
    private static let party = Schema.object([
        .init("role", .word(Party.Role.allCases.map(\.rawValue))),
        .init("name", .string(1...200)),
        .init(
            "side", .integer(1...99), required: false,
            Bilingual(zh: "方别；默认申请人 1、其余 2", en: "1 for applicants, else 2 by default")),
        .init("kind", .word(Party.Kind.allCases.map(\.rawValue)), required: false),
        .init("capacity", .word(Party.Capacity.allCases.map(\.rawValue)), required: false),
        .init(
            "identity", .string(1...40), required: false,
            Bilingual(zh: "身份证号或统一社会信用代码", en: "identity number or credit code")),
        .init("phone", .string(1...40), required: false),
        .init("address", .string(1...300), required: false),
    ])

    private static let claim = Schema.object([
        .init("subject", .string(1...500)),
        .init("by", .array(.integer(1...999), count: 1...200)),
        .init("against", .array(.integer(1...999), count: 1...200)),
        .init(
            "amount", .string(1...20), required: false, Bilingual(zh: "金额（元），如 3000.50", en: "yuan, such as 3000.50")),
        .init("kind", .word(Claim.Kind.allCases.map(\.rawValue)), required: false),
    ])

    static let content = Schema.object([
        .init("body", .string(1...100), Bilingual(zh: "接收单位代码", en: "id of the receiving body")),
        .init("type", .word(DisputeType.all.map(\.rawValue))),
        .init("source", .word(DisputeSource.allCases.map(\.rawValue)), required: false),
        .init("sender", .string(1...200), required: false, Bilingual(zh: "移送单位", en: "who sent it")),
        .init("title", .string(1...200)),
        .init(
            "place", .string(6...12), required: false,
            Bilingual(zh: "发生地区划代码", en: "code of the division where it arose")),
        .init("registerNumber", .string(1...100), required: false),
        .init("parties", .array(party, count: 1...200)),
        .init("claims", .array(claim, count: 0...200), required: false),
        .init("at", .instant, required: false, Bilingual(zh: "登记时间，默认现在", en: "when; now by default")),
    ])

    static func handle(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        let asker = try call.asker()
        let at = try call.time() ?? engine.now
        let door = BodyID(call.content["body"]?.string ?? "")
        guard engine.directory.body(door, on: at.day) != nil else {
            throw Problem(faults: [
                SchemaFault("/body", zh: "名录中没有单位「\(door)」", en: "the directory has no body '\(door)'")
            ])
        }
        guard
            let grant = asker.grants.first(where: { grant in
                grant.body == door && call.house.matrix.reach(of: .register, in: grant.role) != nil
            })
        else {
            throw Problem(
                .forbidden, zh: "您不能以单位「\(engine.directory.name(of: door))」的名义登记",
                en: "you may not register for '\(door)'",
                remedy: Bilingual(zh: "请用您所在单位的代码", en: "use the id of your own body"))
        }
        let role = call.house.matrix.role(grant.role)?.acts.first { $0 != "party" } ?? "clerk"
        let actor = Actor(role: role, name: asker.name, body: door)
        let key = try call.key(required: true)
        let registration = try registration(call, at: door, on: at.day, engine.directory)
        let persons = try particulars(call, on: at.day)
        let likely = try await LikelyDisputes(engine).find(
            persons, .init(type: registration.type, place: DivisionCode(registration.place), day: at.day))
        var request = Request(
            commands: [.register(registration, actor: actor, at: at)], particulars: persons, key: key,
            isTimed: call.content["at"] != nil)
        request.trace = call.request.trace
        let receipt = try await engine.perform(request)
        let answer = try await ReceiptDocument(receipt, engine)
        let others = likely.filter { $0.dispute.id != receipt.id }.prefix(mostLikely).map { dispute, same in
            Self.json(dispute, same, sees: call.sight.sees(dispute), engine.directory)
        }
        return APIResponse(
            answer.json([("likely", .array(others))]), status: 201,
            fields: [("location", "/v1/disputes/\(receipt.id)"), ("etag", "\"\(answer.dispute.revision)\"")])
    }

    /// How many disputes that may be the same are told.
    private static let mostLikely = 5

    /// A dispute on file that may be the same: a person decides, nothing is merged. Who may not see it is told whom to ask.
    private static func json(_ dispute: Dispute, _ same: LikelySame, sees: Bool, _ directory: Directory) -> JSON {
        .object([
            ("code", .string(dispute.code.description)), ("title", JSON(sees ? dispute.title : nil)),
            ("holder", .string(dispute.custody.body.rawValue)),
            ("holderName", .string(directory.name(of: dispute.custody.body))), ("points", JSON(same.points)),
            ("reasons", .array(same.reasons.map { JSON($0.title) })),
        ])
    }

    static let answer = Schema.object(
        ReceiptDocument.members + [
            .init(
                "likely",
                .array(
                    .object([
                        .init("code", .string()), .init("title", .nullable(.string())), .init("holder", .string()),
                        .init("holderName", .string()), .init("points", .integer(0...Int.max)),
                        .init("reasons", .array(.bilingual)),
                    ])),
                Bilingual(
                    zh: "可能是同一件的纠纷，由人判断，不自动合并",
                    en: "disputes that may be the same; a person decides, nothing is merged"))
        ])

    private static func registration(
        _ call: Call, at door: BodyID, on day: Day, _ directory: Directory
    ) throws(Problem) -> Record.Registration {
        let content = call.content
        let place = content["place"]?.string ?? directory.body(door, on: day)?.division.description ?? ""
        guard DivisionCode(place) != nil else {
            throw Problem(faults: [SchemaFault("/place", zh: "不是区划代码", en: "is no code of a division")])
        }
        let parties = (content["parties"]?.elements ?? []).enumerated().map { index, written in
            let role = written["role"]?.string.flatMap { Party.Role(rawValue: $0) } ?? .other
            return Party(
                number: index + 1, side: written["side"]?.integer ?? (role == .applicant ? 1 : 2), role: role,
                kind: written["kind"]?.string.flatMap { Party.Kind(rawValue: $0) } ?? .person, commitment: "",
                capacity: written["capacity"]?.string.flatMap { Party.Capacity(rawValue: $0) })
        }
        var claims: [Claim] = []
        for (index, written) in (content["claims"]?.elements ?? []).enumerated() {
            var amount: Money?
            if let text = written["amount"]?.string {
                guard let money = Money(text) else {
                    throw Problem(faults: [
                        SchemaFault("/claims/\(index)/amount", zh: "不是金额，如 3000.50", en: "is no amount, write 3000.50")
                    ])
                }
                amount = money
            }
            let (by, against) = (numbers(written["by"]), numbers(written["against"]))
            for (name, named) in [("by", by), ("against", against)] {
                if let unknown = named.first(where: { $0 > parties.count }) {
                    throw Problem(faults: [
                        SchemaFault(
                            "/claims/\(index)/\(name)", zh: "没有第 \(unknown) 名当事人", en: "there is no party \(unknown)")
                    ])
                }
            }
            claims.append(
                Claim(
                    number: index + 1, by: by, against: against, subject: written["subject"]?.string ?? "",
                    amount: amount, kind: written["kind"]?.string.flatMap { Claim.Kind(rawValue: $0) }))
        }
        return Record.Registration(
            title: content["title"]?.string ?? "", type: DisputeType(rawValue: content["type"]?.string ?? ""),
            source: content["source"]?.string.flatMap { DisputeSource(rawValue: $0) } ?? .application, place: place,
            parties: parties, claims: claims, body: door, registerNumber: content["registerNumber"]?.string,
            sender: content["sender"]?.string)
    }

    private static func numbers(_ list: JSON?) -> [Int] { list?.elements.compactMap(\.integer) ?? [] }

    private static func particulars(_ call: Call, on day: Day) throws(Problem) -> [Particulars] {
        var all: [Particulars] = []
        for (index, written) in (call.content["parties"]?.elements ?? []).enumerated() {
            var particulars = Particulars(
                name: written["name"]?.string ?? "", phone: written["phone"]?.string,
                address: written["address"]?.string)
            if let identity = written["identity"]?.string {
                let isPerson = (written["kind"]?.string ?? Party.Kind.person.rawValue) == Party.Kind.person.rawValue
                guard let read = isPerson ? number(identity, on: day) : code(identity) else {
                    throw Problem(faults: [
                        SchemaFault(
                            "/parties/\(index)/identity",
                            zh: isPerson ? "身份证号有误，请核对" : "统一社会信用代码有误，请核对",
                            en: isPerson ? "is no identity number; check it" : "is no credit code; check it")
                    ])
                }
                particulars.identity = read
            }
            all.append(particulars)
        }
        return all
    }

    private static func number(_ text: String, on day: Day) -> String? { try? IdentityNumber(text, asOf: day).text }

    private static func code(_ text: String) -> String? { try? CreditCode(text).text }
}
