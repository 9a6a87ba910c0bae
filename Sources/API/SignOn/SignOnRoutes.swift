import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// `POST /v1/session/oidc/begin` and `POST /v1/session/oidc`.
enum SignOnRoutes {
    static let beginning = Schema.object([
        .init(
            "redirect", .string(1...500),
            Bilingual(
                zh: "认证后返回的地址：配置中的页面，或本机的 http://127.0.0.1:端口",
                en: "where to come back to: a page of the settings, or http://127.0.0.1:PORT of one's own machine"))
    ])

    static let begun = Schema.object([
        .init("authorize", .string(), Bilingual(zh: "请在浏览器中打开", en: "to be opened in a browser")),
        .init("ticket", .string(), Bilingual(zh: "交回 code 时一并交回", en: "to be handed in with the code")),
        .init("state", .string(), Bilingual(zh: "返回时须与此相同", en: "what comes back has to bear the same")),
        .init("expires", .instant),
    ])

    static let finishing = Schema.object([
        .init("ticket", .string(1...2000)), .init("code", .string(1...4000)), .init("state", .string(1...200)),
    ])

    static func begin(_ call: Call) async throws -> APIResponse {
        let (signOn, engine) = (try signOn(call), try call.engine())
        let redirect = call.content["redirect"]?.string ?? ""
        guard signOn.settings.accepts(redirect: redirect) else {
            throw Problem(faults: [
                SchemaFault("/redirect", zh: "不是允许返回的地址", en: "is no address that may be come back to")
            ])
        }
        let ticket = SignOn.Ticket(redirect: redirect, at: engine.now)
        let address = try await reaching { try await signOn.address(for: ticket, at: engine.now) }
        return APIResponse(
            .object([
                ("authorize", .string(address)), ("ticket", .string(ticket.text(try await hash(engine)))),
                ("state", .string(ticket.state)),
                ("expires", .string(Instant(milliseconds: ticket.expires).description)),
            ]), status: 201)
    }

    static func finish(_ call: Call) async throws -> APIResponse {
        let (signOn, engine) = (try signOn(call), try call.engine())
        let written = call.content["ticket"]?.string ?? ""
        guard let ticket = SignOn.Ticket(written, try await hash(engine), at: engine.now),
            ticket.state == call.content["state"]?.string
        else { throw refused(zh: "登录已过期，或不是同一次登录", en: "the sign-in is too old, or another one") }
        let code = call.content["code"]?.string ?? ""
        let claims = try await reaching { try await signOn.claims(for: code, ticket, at: engine.now) }
        guard let name = signOn.settings.mapping.name(in: claims), (1...100).contains(name.count) else {
            throw refused(zh: "认证结果中没有用户名", en: "the provider does not say who it is")
        }
        // A body that was dissolved since gives nothing.
        let grants = signOn.settings.mapping.grants(in: claims).filter { grant in
            grant.body.map { engine.directory.body($0, on: engine.now.day) != nil } ?? true
        }
        guard !grants.isEmpty else {
            throw Problem(
                .forbidden, zh: "「\(name)」在本系统没有角色", en: "'\(name)' has no role here",
                remedy: Bilingual(zh: "请联系管理员", en: "ask the administrator"))
        }
        let secret = Secret()
        let expires = engine.now.adding(seconds: Sessions.hours * 3600)
        let row = TokenRow(
            id: engine.freshID(), label: name, account: nil, issuer: signOn.settings.issuer, grants: grants,
            created: engine.now, expires: expires)
        try await engine.store.add(row, hash: secret.hash, by: "oidc:\(name)")
        return APIResponse(
            .object([
                ("token", .string(secret.text)), ("expires", .string(expires.description)),
                ("mustChangePassword", .bool(false)),
            ]), status: 201)
    }

    private static func signOn(_ call: Call) throws(Problem) -> SignOn {
        guard let signOn = call.house.signOn else {
            throw Problem(
                .signOnMissing,
                remedy: Bilingual(zh: "请用本地账号登录（POST /v1/session）", en: "sign in with an account (POST /v1/session)"))
        }
        return signOn
    }

    private static func hash(_ engine: Engine) async throws -> KeyedHash {
        KeyedHash(key: try await engine.store.secret(for: "sign-on") { UInt64.random(in: .min ... .max) })
    }

    /// Tells apart what the provider says that does not hold, and that it cannot be asked.
    private static func reaching<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let fault as IDToken.Fault {
            throw refused(zh: "认证结果未通过核验（\(fault)）", en: "what the provider says does not hold (\(fault))")
        } catch let fault as IdentityProvider.Unusable {
            throw Problem(.signOnAway, fault.reason)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw Problem(
                .signOnAway, remedy: Bilingual(zh: "请稍后再试，或用本地账号登录", en: "try later, or sign in with an account"))
        }
    }

    private static func refused(zh: String, en: String) -> Problem {
        Problem(.signOnRefused, zh: zh, en: en, remedy: Bilingual(zh: "请重新登录", en: "begin again"))
    }
}
