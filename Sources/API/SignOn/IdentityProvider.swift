import LegalTime
import Tabular
import Workflow

/// How somebody is sent to the identity provider's service, and what is asked of it. Whoever has a network makes one.
package protocol SignOnTransport: Sendable {
    /// - Parameter form: What is posted; nil gets.
    /// - Throws: where there is no answer of the 200s.
    func ask(_ address: String, form: [(name: String, value: String)]?) async throws -> [UInt8]
}

/// The settings of signing in through an identity provider (OpenID Connect).
package struct SignOnSettings: Hashable, Sendable {
    /// As it names itself, such as `https://sso.example`.
    package let issuer: String
    package let client: String
    package let secret: String?
    /// Where the provider may send people back to: pages of the office. Addresses of the own machine are always right (RFC 8252 §7.3).
    package let redirects: [String]
    /// Which claims give which role.
    package let mapping: ClaimMapping

    package init(
        issuer: String, client: String, secret: String?, redirects: [String], mapping: ClaimMapping
    ) {
        self.issuer = issuer
        self.client = client
        self.secret = secret
        self.redirects = redirects
        self.mapping = mapping
    }

    func accepts(redirect: String) -> Bool {
        if redirects.contains(redirect) { return true }
        return ["http://127.0.0.1:", "http://[::1]:"].contains { start in
            guard redirect.hasPrefix(start) else { return false }
            let port = redirect.dropFirst(start.count).prefix { $0.isASCII && $0.isNumber }
            let rest = redirect.dropFirst(start.count + port.count)
            return Int(port).map { (1...65535).contains($0) } == true && (rest.isEmpty || rest.hasPrefix("/"))
                && !rest.contains("#")
        }
    }
}

/// What is known of the provider: its addresses and keys, read from it and kept for a while.
actor IdentityProvider {
    struct Metadata {
        let authorization: String
        let token: String
        let keys: String
    }

    struct Unusable: Error {
        let reason: Bilingual
    }

    private let settings: SignOnSettings
    private let transport: any SignOnTransport
    private var metadata: (value: Metadata, read: Instant)?
    private var keys: (value: [JSONWebKey], read: Instant)?

    /// How long addresses and keys are good, and how soon keys are read again for one that is not among them, in seconds.
    private static let kept = 3600
    private static let rereading = 30

    init(_ settings: SignOnSettings, _ transport: any SignOnTransport) {
        self.settings = settings
        self.transport = transport
    }

    /// OpenID Connect Discovery 1.0 §4.
    func metadata(at now: Instant) async throws -> Metadata {
        if let metadata, now < metadata.read.adding(seconds: Self.kept) { return metadata.value }
        let base = settings.issuer.hasSuffix("/") ? String(settings.issuer.dropLast()) : settings.issuer
        let document = try JSON(reading: await transport.ask("\(base)/.well-known/openid-configuration", form: nil))
        guard document["issuer"]?.string == settings.issuer,
            let authorization = document["authorization_endpoint"]?.string,
            let token = document["token_endpoint"]?.string, let keys = document["jwks_uri"]?.string
        else {
            throw Unusable(
                reason: Bilingual(
                    zh: "统一身份认证的配置与 oidc.issuer 不符", en: "the provider's document does not fit oidc.issuer"))
        }
        let value = Metadata(authorization: authorization, token: token, keys: keys)
        metadata = (value, now)
        return value
    }

    /// The keys, read anew where they may have been changed since: a token names one that is not among them.
    func keys(for id: String?, at now: Instant) async throws -> [JSONWebKey] {
        if let keys, now < keys.read.adding(seconds: Self.kept) {
            let isKnown = id == nil || keys.value.contains { $0.id == id }
            if isKnown || now < keys.read.adding(seconds: Self.rereading) { return keys.value }
        }
        let address = try await metadata(at: now).keys
        let document = try JSON(reading: await transport.ask(address, form: nil))
        let read = (document["keys"]?.elements ?? []).compactMap { JSONWebKey($0) }
        keys = (read, now)
        return read
    }

    /// Redeems a code for an ID token.
    func redeem(_ code: String, verifier: String, redirect: String, at now: Instant) async throws -> String {
        var form = [
            (name: "grant_type", value: "authorization_code"), ("code", code), ("redirect_uri", redirect),
            ("client_id", settings.client), ("code_verifier", verifier),
        ]
        if let secret = settings.secret { form.append(("client_secret", secret)) }
        let answer = try JSON(reading: await transport.ask(try await metadata(at: now).token, form: form))
        guard let token = answer["id_token"]?.string else {
            throw Unusable(reason: Bilingual(zh: "统一身份认证没有给出 id_token", en: "the provider gave no id_token"))
        }
        return token
    }
}
