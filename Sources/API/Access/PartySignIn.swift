import CaseStore
import Engine
import LegalTime
import Mediation
import Register
import Tabular
import Workflow

/// `POST /v1/session/party`: a party signs in with the code of the dispute and the telephone number that the office has, and
/// sees that dispute for two hours.
///
/// Whoever is on the other side may know both, so that little can be done this way (`unaided` of the matrix) and numbers stay covered. A code
/// that does not exist and a number that is nobody's are answered alike.
enum PartySignIn {
    /// Attempts on a code, or with a telephone number, before further ones are refused for a quarter of an hour.
    static let attempts = 5
    static let quietSeconds = 900
    static let hours = 2

    static let content = Schema.object([
        .init("code", .string(1...100), Bilingual(zh: "一案一码，如 230417-7K2QD", en: "the code of the dispute")),
        .init("phone", .string(7...40), Bilingual(zh: "登记时所留的电话", en: "the telephone number that the office has")),
        .init(
            "party", .integer(1...999), required: false,
            Bilingual(zh: "当事人序号，几人同用一个电话时填写", en: "which party, where several share the number")),
    ])

    static func begin(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        let code = CaseCode(call.content["code"]?.string ?? "")
        let phone = PersonKeys.digits(ofPhone: call.content["phone"]?.string ?? "")
        let hash = KeyedHash(
            key: try await engine.store.secret(for: "sign-in") { UInt64.random(in: .min ... .max) })
        let subjects = [hash("phone:\(phone)"), hash("code:\(code?.description ?? "")")]
        guard
            try await engine.store.countAttempt(
                on: subjects, at: engine.now, limit: attempts, forgetting: quietSeconds) <= attempts
        else { throw locked() }
        guard let party = try await party(code, phone, call.content["party"]?.integer, engine) else {
            throw Problem(
                .wrongCode,
                remedy: Bilingual(
                    zh: "请核对编号和登记时所留的电话；忘记编号的，请向调解组织查询",
                    en: "check the code and the number that the office has; ask the office if you do not know the code")
            )
        }
        try await engine.store.forgetAttempts(on: subjects)
        let secret = Secret()
        let expires = engine.now.adding(seconds: hours * 3600)
        let row = TokenRow(
            id: engine.freshID(), label: "party", account: nil, party: party,
            grants: [AccessGrant(role: "party", body: nil)], created: engine.now, expires: expires)
        try await engine.store.add(row, hash: secret.hash, by: "party:\(party.dispute)/\(party.number)")
        return APIResponse(
            .object([
                ("token", .string(secret.text)), ("expires", .string(expires.description)),
                ("dispute", JSON(code?.description)), ("party", JSON(party.number)),
            ]), status: 201)
    }

    private static func party(
        _ code: CaseCode?, _ phone: String, _ number: Int?, _ engine: Engine
    ) async throws -> PartyRef? {
        let found = if let code { try await engine.store.find(number: code.description) } else { CaseID?.none }
        // Looked up also where there is no such dispute, so that the time taken does not tell.
        let persons = try await engine.store.persons(of: found ?? engine.freshID())
        guard let found, phone.utf8.count >= 7 else { return nil }
        let fitting = persons.filter { _, person in
            person.phone.map { PersonKeys.digits(ofPhone: $0) == phone } ?? false
        }.keys.sorted()
        guard let chosen = number.map({ fitting.contains($0) ? $0 : nil }) ?? fitting.first else { return nil }
        return PartyRef(dispute: found, number: chosen)
    }

    private static func locked() -> Problem {
        var problem = Problem(
            .lockedOut, zh: "尝试次数过多，请在一刻钟后再试", en: "too many attempts; try again in a quarter of an hour",
            remedy: Bilingual(zh: "也可直接向调解组织查询", en: "or ask the office"))
        problem.fields = [("retry-after", String(quietSeconds))]
        return problem
    }

    static let schema = Schema.object([
        .init("token", .string()), .init("expires", .instant), .init("dispute", .string()),
        .init("party", .integer(1...999)),
    ])
}
