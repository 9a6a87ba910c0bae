import CaseStore
import LegalTime
import Mediation
import Tabular
import Testing
import Workflow

@testable import API

@Suite("Signing in through an identity provider")
struct SignOnTests {
    private static let rsa = FakeProvider.Key("rsa-1", .rs256)
    private static let curve = FakeProvider.Key("ec-1", .es256)
    private static let redirect = "http://127.0.0.1:50000/callback"

    private static let mapping = """
        name: preferred_username
        grants:
          - { claim: groups, value: yuyang-clerks, role: clerk, body: TWN-1 }
          - { claim: groups, value: long-gone, role: clerk, body: TWN-GONE }
          - { claim: realm_access.roles, value: leader, role: leader }
          - { claim: "https://sso.example/role", value: auditor, role: auditor }
        """

    private static func with(
        _ key: FakeProvider.Key = rsa, _ body: (Desk, FakeProvider) async throws -> Void
    ) async throws {
        let provider = FakeProvider(key, at: Desk.start)
        let mapping = try ClaimMapping(reading: mapping, matrix: try AccessMatrix.shipped())
        let settings = SignOnSettings(
            issuer: FakeProvider.issuer, client: "nplus", secret: "s3cret", redirects: ["https://nplus.example/in"],
            mapping: mapping)
        try await Desk.with(signOn: SignOn(settings, provider)) { try await body($0, provider) }
    }

    private static func begin(_ desk: Desk, _ provider: FakeProvider) async throws -> Reply {
        let begun = try await desk.send(
            "POST", "/v1/session/oidc/begin", .object([("redirect", .string(redirect))]))
        let address = begun["authorize"].string ?? ""
        let nonce = address.split(separator: "&").first { $0.hasPrefix("nonce=") }?.dropFirst(6)
        provider.change { $0.nonce = nonce.map(String.init) ?? "" }
        return begun
    }

    private static func finish(_ desk: Desk, _ begun: Reply, state: String? = nil) async throws -> Reply {
        try await desk.send(
            "POST", "/v1/session/oidc",
            .object([
                ("ticket", begun["ticket"]), ("code", .string("c0de")),
                ("state", state.map { .string($0) } ?? begun["state"]),
            ]))
    }

    private static func signIn(_ desk: Desk, _ provider: FakeProvider) async throws -> Reply {
        try await finish(desk, try await begin(desk, provider))
    }

    @Test("what the provider's claims say is what one may do", arguments: [rsa, curve])
    func wholeWay(_ key: FakeProvider.Key) async throws {
        try await Self.with(key) { desk, provider in
            let begun = try await Self.begin(desk, provider)
            let address = try #require(begun["authorize"].string)
            #expect(begun.status == 201 && address.hasPrefix("https://sso.example/authorize?response_type=code"))
            #expect(address.contains("code_challenge_method=S256") && address.contains("scope=openid%20profile"))
            let done = try await Self.finish(desk, begun)
            #expect(done.status == 201, "\(done.text)")
            let form = provider.see(\.form)
            #expect(form["redirect_uri"] == Self.redirect && form["client_secret"] == "s3cret")
            // The verifier that is handed in is the one of which the challenge was shown.
            let challenge = Base64URL.encoded(HashAlgorithm.sha256.digest(Array((form["code_verifier"] ?? "").utf8)))
            #expect(address.contains("code_challenge=\(challenge)"))

            let token = try #require(done["token"].string)
            let me = try await desk.send("GET", "/v1/session", token: token)
            #expect(me["principal"].string == "oidc:wang")
            let grants = me["grants"].elements
            #expect(grants.count == 1 && grants[0]["role"]?.string == "clerk" && grants[0]["body"]?.string == "TWN-1")
            let code = try await desk.register(token: token)
            let seen = try await desk.send("GET", "/v1/disputes/\(code)/looks", token: try await desk.token("auditor"))
            #expect(seen.status == 200)
            #expect(try await desk.send("DELETE", "/v1/session", token: token).status == 204)
            #expect(try await desk.send("GET", "/v1/session", token: token).status == 401)
        }
    }

    @Test("claims inside of others, and with names that are addresses, give roles too; none gives none")
    func claims() async throws {
        try await Self.with { desk, provider in
            provider.change {
                $0.claims = [
                    ("groups", .string("nobody")), ("https://sso.example/role", .string("auditor")),
                    ("realm_access", .object([("roles", .array([.string("leader")]))])),
                ]
            }
            let token = try await Self.signIn(desk, provider)["token"].string
            let me = try await desk.send("GET", "/v1/session", token: token)
            #expect(me["grants"].elements.compactMap { $0["role"]?.string } == ["leader", "auditor"])
            for group in ["strangers", "long-gone"] {
                provider.change { $0.claims = [("groups", .array([.string(group)]))] }
                let none = try await Self.signIn(desk, provider)
                #expect(none.status == 403 && none.text.contains("没有角色"), "\(none.text)")
            }
        }
    }

    @Test("a token that does not hold is refused, and nobody is signed in")
    func forgeries() async throws {
        try await Self.with { desk, provider in
            let stranger = FakeProvider.Key("rsa-1", .rs256)
            let seconds = desk.now.milliseconds / 1000
            let wrong: [(String, (inout FakeProvider.State) -> Void)] = [
                ("issuer", { $0.claims = [("iss", .string("https://sso.example.evil"))] }),
                ("audience", { $0.claims = [("aud", .string("another"))] }),
                ("audience", { $0.claims = [("aud", .array([.string("nplus"), .string("another")]))] }),
                (
                    "audience",
                    {
                        $0.claims = [
                            ("aud", .array([.string("nplus"), .string("another")])), ("azp", .string("another")),
                        ]
                    }
                ),
                ("nonce", { $0.claims = [("nonce", .string("of another sign-in"))] }),
                ("expired", { $0.claims = [("exp", .number("\(seconds - 61)"))] }),
                ("future", { $0.claims = [("iat", .number("\(seconds + 61)"))] }),
                ("signature", { $0.signing = stranger }),
                ("algorithm", { $0.header = [("alg", .string("none"))] }),
                ("algorithm", { $0.header = [("alg", .string("HS256")), ("kid", .string("rsa-1"))] }),
                ("algorithm", { $0.header = [("alg", .string("RS256")), ("crit", .array([.string("x")]))] }),
                ("signature", { $0.header = [("alg", .string("ES256")), ("kid", .string("rsa-1"))] }),
            ]
            for (fault, change) in wrong {
                let kept = provider.see { $0 }
                let begun = try await Self.begin(desk, provider)
                provider.change(change)
                let reply = try await Self.finish(desk, begun)
                #expect(reply.status == 401 && reply.code == "sign-on-refused", "\(reply.text)")
                #expect(reply.text.contains(fault), "\(fault): \(reply.text)")
                provider.change { $0 = kept }
            }
            #expect(try await Self.signIn(desk, provider).status == 201)
        }
    }

    @Test("a ticket is good for one sign-in, for ten minutes, and cannot be made up")
    func tickets() async throws {
        try await Self.with { desk, provider in
            let (first, second) = (try await Self.begin(desk, provider), try await Self.begin(desk, provider))
            // What another was lured into fetching does not fit the ticket of who began.
            let mixed = try await Self.finish(desk, first, state: second["state"].string)
            #expect(mixed.status == 401 && mixed.code == "sign-on-refused")
            let text = try #require(second["ticket"].string)
            for made in ["", "x", "x.y", text.dropLast() + "A", text + "A", "A" + text] {
                let reply = try await desk.send(
                    "POST", "/v1/session/oidc",
                    .object([("ticket", .string(String(made))), ("code", .string("c")), ("state", second["state"])]))
                #expect([401, 422].contains(reply.status), "\(made) \(reply.text)")
            }
            desk.pass(seconds: 601)
            #expect(try await Self.finish(desk, second).status == 401)
            for redirect in [
                "https://evil.example", "http://127.0.0.1:50000@evil.example/", "http://127.0.0.1/",
                "http://127.0.0.1:0/",
                "https://nplus.example/in/../out",
            ] {
                let reply = try await desk.send(
                    "POST", "/v1/session/oidc/begin", .object([("redirect", .string(redirect))]))
                #expect(reply.status == 422, "\(redirect)")
            }
        }
    }

    @Test("keys that the provider changed are read anew, not more often than every half minute")
    func rotation() async throws {
        try await Self.with { desk, provider in
            let first = try await Self.signIn(desk, provider).status
            #expect(first == 201)
            let next = FakeProvider.Key("rsa-2", .rs256)
            provider.change {
                $0.published = [next]
                $0.signing = next
            }
            #expect(try await Self.signIn(desk, provider).status == 401)
            #expect(provider.see(\.keyReads) == 1)
            desk.pass(seconds: 31)
            provider.change { $0.now = desk.now }
            #expect(try await Self.signIn(desk, provider).status == 201)
            #expect(provider.see(\.keyReads) == 2)
        }
    }

    @Test("a provider that is away, is another one, or is none")
    func away() async throws {
        try await Self.with { desk, provider in
            provider.change { $0.document = .object([("issuer", .string("https://other.example"))]) }
            #expect(try await Self.begin(desk, provider).code == "sign-on-away")
            provider.change { $0.isAway = true }
            let reply = try await Self.begin(desk, provider)
            #expect(reply.status == 502 && reply.code == "sign-on-away")
        }
        try await Desk.with { desk in
            let none = try await desk.send(
                "POST", "/v1/session/oidc/begin", .object([("redirect", .string(Self.redirect))]))
            #expect(none.status == 404 && none.code == "sign-on-not-set")
        }
    }

    @Test(
        "a mapping that gives what cannot be given is refused, with its line",
        arguments: [
            ("grants:\n  - { claim: g, value: v, role: clerkk, body: TWN-1 }", 2),
            ("grants:\n  - { claim: g, value: v, role: clerk }", 2), ("grants:\n  - { claim: g, role: leader }", 2),
            ("grants:\n  - { claim: g, value: v, role: party }", 2), ("grants: []", 1), ("nam: sub", 1), ("- a", 1),
        ])
    func mappings(text: String, line: Int) throws {
        let error = #expect(throws: DataTreeError.self) {
            try ClaimMapping(reading: text, matrix: try AccessMatrix.shipped())
        }
        #expect(error?.line == line)
    }
}
