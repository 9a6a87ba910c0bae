import LegalTime
import Tabular

/// What an identity provider says of somebody who signed in: an ID token of OpenID Connect Core 1.0 §2, taken apart. It is believed
/// after ``verify(keys:issuer:client:nonce:at:)`` only.
struct IDToken {
    let keyID: String?
    let claims: JSON
    private let algorithm: JSONWebKey.Algorithm
    private let signed: [UInt8]
    private let signature: [UInt8]

    enum Fault: Error, Hashable {
        case malformed
        /// Another algorithm than RS256 and ES256, such as none.
        case algorithm
        /// No key of the provider's signed it.
        case signature
        case issuer, audience, nonce
        case expired
        case future
    }

    init(_ text: String) throws(Fault) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let head = Base64URL.decoded(parts[0]), let body = Base64URL.decoded(parts[1]),
            let signature = Base64URL.decoded(parts[2]), let header = try? JSON(reading: head),
            let claims = try? JSON(reading: body)
        else { throw .malformed }
        guard let algorithm = header["alg"]?.string.flatMap({ JSONWebKey.Algorithm(rawValue: $0) }),
            header["crit"] == nil
        else { throw .algorithm }
        self.algorithm = algorithm
        keyID = header["kid"]?.string
        self.claims = claims
        signed = Array("\(parts[0]).\(parts[1])".utf8)
        self.signature = signature
    }

    /// How far the clocks of two machines may be apart, in seconds.
    private static let leeway = 60

    /// Checks everything that §3.1.3.7 asks for.
    func verify(
        keys: [JSONWebKey], issuer: String, client: String, nonce: String, at instant: Instant
    ) throws(Fault) {
        let fitting = keys.filter { $0.algorithm == algorithm && (keyID == nil || $0.id == nil || $0.id == keyID) }
        guard fitting.contains(where: { $0.verifies(signature, of: signed) }) else { throw .signature }
        guard claims["iss"]?.string == issuer else { throw .issuer }
        let audience = claims["aud"].map { $0.string.map { [$0] } ?? $0.elements.compactMap(\.string) } ?? []
        let party = claims["azp"]?.string
        guard audience.contains(client), party == nil ? audience.count == 1 : party == client else { throw .audience }
        guard claims["nonce"]?.string == nonce else { throw .nonce }
        let now = Int(instant.milliseconds / 1000)
        guard let expires = claims["exp"]?.integer, now < expires + Self.leeway else { throw .expired }
        guard let issued = claims["iat"]?.integer, issued <= now + Self.leeway else { throw .future }
        if let start = claims["nbf"]?.integer, now + Self.leeway < start { throw .future }
    }
}
