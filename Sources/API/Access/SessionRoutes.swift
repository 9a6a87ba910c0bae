import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension Route {
    private static let password = Schema.string(1...200)

    static let sessions: [Route] = [
        Route(
            .post, "/v1/session", .beginSession, zh: "登录", en: "sign in",
            content: .object([.init("account", .string(1...100)), .init("password", password)]),
            success: .init(201, Sessions.token), problems: [.wrongPassword, .lockedOut, .busy, .content],
            handler: Sessions.begin),
        Route(
            .post, "/v1/session/party", .beginPartySession, zh: "当事人凭一案一码和电话登录",
            en: "sign in as a party, by code and telephone",
            content: PartySignIn.content, success: .init(201, PartySignIn.schema),
            problems: [.wrongCode, .lockedOut, .content], handler: PartySignIn.begin),
        Route(
            .post, "/v1/session/oidc/begin", .beginSignOn, zh: "经统一身份认证登录：取得认证地址",
            en: "sign in through the identity provider: where to go",
            content: SignOnRoutes.beginning, success: .init(201, SignOnRoutes.begun),
            problems: [.signOnMissing, .signOnAway, .content], handler: SignOnRoutes.begin),
        Route(
            .post, "/v1/session/oidc", .finishSignOn, zh: "经统一身份认证登录：交回所得的 code",
            en: "sign in through the identity provider: hand in the code",
            content: SignOnRoutes.finishing, success: .init(201, Sessions.token),
            problems: [.signOnMissing, .signOnAway, .signOnRefused, .forbidden, .content],
            handler: SignOnRoutes.finish),
        Route(
            .get, "/v1/session", .showSession, zh: "我是谁，能做什么", en: "who I am, and what I may do",
            success: .init(200, Sessions.self_), handler: Sessions.show),
        Route(
            .delete, "/v1/session", .endSession, zh: "退出", en: "sign out", success: .init(204, nil),
            handler: Sessions.end),
        Route(
            .post, "/v1/session/password", .changePassword, zh: "更改密码，并退出所有登录",
            en: "change the password, which signs out everywhere",
            content: .object([
                .init("old", password),
                .init("new", .string(10...200), Bilingual(zh: "至少 10 个字", en: "ten characters at least")),
            ]), success: .init(204, nil), problems: [.wrongPassword, .lockedOut, .forbidden, .busy, .content],
            handler: Sessions.changePassword),
    ]
}

/// Signing in and out.
enum Sessions {
    /// Wrong passwords in a row before an account is locked, for how long, and how long a sign-in lasts.
    static let attempts = 5
    static let lockMinutes = 15
    static let hours = 12

    static func begin(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        let name = call.content["account"]?.string ?? ""
        let account = try await check(name, call.content["password"]?.string ?? "", call, engine)
        let secret = Secret()
        let expires = engine.now.adding(seconds: hours * 3600)
        let row = TokenRow(
            id: engine.freshID(), label: account.name, account: account.name, grants: [], created: engine.now,
            expires: expires)
        try await engine.store.add(row, hash: secret.hash, by: "account:\(account.name)")
        return APIResponse(
            .object([
                ("token", .string(secret.text)), ("expires", .string(expires.description)),
                ("mustChangePassword", .bool(account.mustChange)),
            ]), status: 201)
    }

    static func show(_ call: Call) async throws -> APIResponse {
        let asker = try call.asker()
        let engine = try call.engine()
        let matrix = call.house.matrix
        return APIResponse(
            .object([
                ("principal", .string(asker.name)), ("account", JSON(asker.account)),
                ("mustChangePassword", .bool(asker.mustChangePassword)),
                ("dispute", JSON(asker.party?.dispute.description)), ("party", JSON(asker.party?.number)),
                (
                    "grants",
                    .array(
                        asker.grants.map { grant in
                            .object([
                                ("role", .string(grant.role)),
                                ("title", JSON(matrix.role(grant.role)?.title ?? Bilingual(grant.role))),
                                ("body", JSON(grant.body?.rawValue)),
                                ("bodyName", JSON(grant.body.map { engine.directory.name(of: $0) })),
                                ("acts", .array((matrix.role(grant.role)?.acts ?? []).map { .string($0) })),
                            ])
                        })
                ),
                (
                    "operations",
                    .array(
                        Operation.allCases.filter {
                            !matrix.isOpen($0) && matrix.sight(of: $0, for: asker.grants, party: asker.party) != nil
                        }.map { .string($0.rawValue) })
                ),
            ]))
    }

    static func end(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        _ = try await engine.store.revoke(token: try call.asker().token, at: engine.now)
        return APIResponse(status: 204)
    }

    static func changePassword(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        guard let name = try call.asker().account else {
            throw Problem(.forbidden, zh: "令牌没有密码", en: "a token has no password")
        }
        let (old, new) = (call.content["old"]?.string ?? "", call.content["new"]?.string ?? "")
        guard old != new else {
            throw Problem(faults: [SchemaFault("/new", zh: "不能与旧密码相同", en: "has to differ from the old one")])
        }
        _ = try await check(name, old, call, engine)
        guard let hash = await call.house.passwords.work({ PasswordHash(of: new) }) else { throw Problem(.busy) }
        _ = try await engine.store.setPassword(of: name, to: hash.text, mustChange: false, at: engine.now)
        return APIResponse(status: 204)
    }

    /// The account, if the password is its own. An unknown name takes as long and is answered alike, so that nobody can find out
    /// which names exist.
    private static func check(
        _ name: String, _ password: String, _ call: Call, _ engine: Engine
    ) async throws -> AccountRow {
        let account = try await unlocked(name, engine)
        let stored = PasswordHash(stored: account?.password ?? decoy)
        guard let fits = await call.house.passwords.work({ stored.fits(password) }) else { throw Problem(.busy) }
        // Others may have guessed at the same time, and locked it.
        guard fits, let account = try await unlocked(name, engine), account.disabled == nil else {
            if account != nil {
                try await engine.store.countFailure(
                    of: name, limit: attempts, lockedUntil: engine.now.adding(seconds: lockMinutes * 60))
            }
            throw Problem(.wrongPassword, remedy: Bilingual(zh: "请核对账号和密码", en: "check the name and the password"))
        }
        try await engine.store.forgetFailures(of: name)
        return account
    }

    /// The account as it is now.
    ///
    /// - Throws: where it is locked.
    private static func unlocked(_ name: String, _ engine: Engine) async throws -> AccountRow? {
        let account = try await engine.store.account(named: name)
        guard let until = account?.lockedUntil, until > engine.now else { return account }
        var problem = Problem(
            .lockedOut, zh: "密码连续错误，账号锁定至 \(until)", en: "too many wrong passwords; locked until \(until)",
            remedy: Bilingual(zh: "请稍后再试，或请管理员重设密码", en: "try later, or have the administrator reset the password"))
        problem.fields = [("retry-after", String((until.milliseconds - engine.now.milliseconds) / 1000 + 1))]
        throw problem
    }

    /// A hash that no password has.
    private static let decoy = "scrypt$15$8$1$00000000000000000000000000000000$00"

    static let token = Schema.object([
        .init("token", .string()), .init("expires", .instant), .init("mustChangePassword", .boolean),
    ])

    static let self_ = Schema.object([
        .init("principal", .string()), .init("account", .nullable(.string())), .init("mustChangePassword", .boolean),
        .init("dispute", .nullable(.string()), Bilingual(zh: "当事人所登录的纠纷", en: "the dispute of a party")),
        .init("party", .nullable(.integer(1...999))),
        .init(
            "grants",
            .array(
                .object([
                    .init("role", .string()), .init("title", .bilingual), .init("body", .nullable(.string())),
                    .init("bodyName", .nullable(.string())), .init("acts", .array(.string())),
                ]))),
        .init("operations", .array(.string())),
    ])
}
