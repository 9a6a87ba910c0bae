import CaseStore
import LegalTime
import Mediation
import Tabular
import Workflow

/// Signing in through the identity provider of the office: OpenID Connect, the authorization code flow with PKCE (RFC 7636).
///
/// Whoever begins gets an address to go to and a ticket, and brings both the code and the ticket back. The ticket holds what binds the two
/// together (state, nonce, verifier) under a code of ours (HMAC), so that nothing is kept here meanwhile and several daemons can
/// share the work. A code that somebody else was lured into fetching does not fit the ticket of who begins.
///
/// **Read in this order**: this file, ``IdentityProvider`` (what is known of the other side), ``IDToken`` and ``JSONWebKey`` (what it
/// says, and whether it did), ``ClaimMapping`` (which roles that gives), `SignOnRoutes`.
package struct SignOn: Sendable {
    let settings: SignOnSettings
    let provider: IdentityProvider

    package init(_ settings: SignOnSettings, _ transport: any SignOnTransport) {
        self.settings = settings
        provider = IdentityProvider(settings, transport)
    }

    /// How long somebody may take to sign in, in seconds.
    static let patience = 600

    struct Ticket: Hashable {
        let state: String
        let nonce: String
        let verifier: String
        let redirect: String
        let expires: Int64

        init(redirect: String, at now: Instant) {
            state = Self.random(16)
            nonce = Self.random(16)
            verifier = Self.random(32)
            self.redirect = redirect
            expires = now.adding(seconds: SignOn.patience).milliseconds
        }

        private static func random(_ count: Int) -> String {
            var generator = SystemRandomNumberGenerator()
            return Base64URL.encoded((0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
        }

        private var content: String { [state, nonce, verifier, redirect, String(expires)].joined(separator: "\n") }

        /// As it is given out.
        func text(_ hash: KeyedHash) -> String {
            "\(Base64URL.encoded(Array(content.utf8))).\(Base64URL.encoded(hash(content)))"
        }

        /// Nil where it is none of ours, or too old.
        init?(_ text: String, _ hash: KeyedHash, at now: Instant) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let bytes = Base64URL.decoded(parts[0]), let seal = Base64URL.decoded(parts[1]),
                let content = String(validating: bytes, as: UTF8.self)
            else { return nil }
            let difference = zip(seal, hash(content)).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
            let lines = content.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            guard seal.count == 32, difference == 0, lines.count == 5, let expires = Int64(lines[4]),
                now.milliseconds < expires
            else { return nil }
            (state, nonce, verifier, redirect) = (lines[0], lines[1], lines[2], lines[3])
            self.expires = expires
        }

        /// What is shown of the verifier beforehand (RFC 7636 §4.2).
        var challenge: String { Base64URL.encoded(HashAlgorithm.sha256.digest(Array(verifier.utf8))) }
    }

    /// Where somebody goes to sign in.
    func address(for ticket: Ticket, at now: Instant) async throws -> String {
        let base = try await provider.metadata(at: now).authorization
        let query = [
            ("response_type", "code"), ("client_id", settings.client), ("redirect_uri", ticket.redirect),
            ("scope", "openid profile"), ("state", ticket.state), ("nonce", ticket.nonce),
            ("code_challenge", ticket.challenge), ("code_challenge_method", "S256"),
        ].map { "\($0.0)=\(PercentCode.encoded($0.1))" }.joined(separator: "&")
        return base + (base.contains("?") ? "&" : "?") + query
    }

    /// What the provider says of who signed in, checked.
    func claims(for code: String, _ ticket: Ticket, at now: Instant) async throws -> JSON {
        let token = try IDToken(
            await provider.redeem(code, verifier: ticket.verifier, redirect: ticket.redirect, at: now))
        try token.verify(
            keys: try await provider.keys(for: token.keyID, at: now), issuer: settings.issuer,
            client: settings.client, nonce: ticket.nonce, at: now)
        return token.claims
    }
}
