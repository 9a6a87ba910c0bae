import CLibCrypto
import CaseStore
import FoundationEssentials
import LegalTime
import Synchronization
import Tabular

@testable import API

/// An identity provider in memory, with keys of its own, that says what the test wants.
final class FakeProvider: SignOnTransport {
    static let issuer = "https://sso.example"

    struct Away: Error {}

    struct State {
        /// Those that are published, by their names.
        var published: [Key]
        /// What the next token says, over what is right.
        var claims: [(key: String, value: JSON)] = []
        /// Which key signs, whether published or not.
        var signing: Key
        var header: [(key: String, value: JSON)]?
        var document: JSON?
        var isAway = false
        /// What was posted last.
        var form: [String: String] = [:]
        var keyReads = 0
        var nonce = ""
        var now: Instant
    }

    private let state: Mutex<State>

    init(_ key: Key, at now: Instant) {
        state = Mutex(State(published: [key], signing: key, now: now))
    }

    func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }
    func see<Value: Sendable>(_ body: (State) -> Value) -> Value { state.withLock { body($0) } }

    func ask(_ address: String, form: [(name: String, value: String)]?) async throws -> [UInt8] {
        try state.withLock { state in
            if state.isAway { throw Away() }
            switch address {
            case "\(Self.issuer)/.well-known/openid-configuration":
                let document = JSON.object([
                    ("issuer", .string(Self.issuer)), ("authorization_endpoint", .string("\(Self.issuer)/authorize")),
                    ("token_endpoint", .string("\(Self.issuer)/token")), ("jwks_uri", .string("\(Self.issuer)/keys")),
                ])
                return Array((state.document ?? document).line.utf8)
            case "\(Self.issuer)/keys":
                state.keyReads += 1
                return Array(JSON.object([("keys", .array(state.published.map(\.json)))]).line.utf8)
            case "\(Self.issuer)/token":
                state.form = Dictionary((form ?? []).map { ($0.name, $0.value) }) { $1 }
                return Array(JSON.object([("id_token", .string(Self.token(state)))]).line.utf8)
            default: throw Away()
            }
        }
    }

    private static func token(_ state: State) -> String {
        let seconds = state.now.milliseconds / 1000
        let right: [(key: String, value: JSON)] = [
            ("iss", .string(issuer)), ("aud", .string("nplus")), ("sub", .string("u-1")),
            ("preferred_username", .string("wang")), ("nonce", .string(state.nonce)), ("iat", .number("\(seconds)")),
            ("exp", .number("\(seconds + 300)")), ("groups", .array([.string("yuyang-clerks")])),
        ]
        let claims = right.filter { member in !state.claims.contains { $0.key == member.key } } + state.claims
        let header =
            state.header ?? [("alg", .string(state.signing.algorithm.rawValue)), ("kid", .string(state.signing.name))]
        let signed = [JSON.object(header), .object(claims)].map { Base64URL.encoded(Array($0.line.utf8)) }
            .joined(separator: ".")
        return "\(signed).\(Base64URL.encoded(state.signing.sign(Array(signed.utf8))))"
    }

    /// A pair of keys. The pointer is freed with the program: tests make a few.
    struct Key: @unchecked Sendable {
        // Unchecked: libcrypto's keys may be read by several threads, and nobody changes one.
        let name: String
        let algorithm: JSONWebKey.Algorithm
        private let pair: OpaquePointer

        init(_ name: String, _ algorithm: JSONWebKey.Algorithm) {
            self.name = name
            self.algorithm = algorithm
            let context = EVP_PKEY_CTX_new_id(algorithm == .rs256 ? EVP_PKEY_RSA : EVP_PKEY_EC, nil)
            defer { EVP_PKEY_CTX_free(context) }
            EVP_PKEY_keygen_init(context)
            if algorithm == .rs256 {
                EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2048)
            } else {
                EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context, NID_X9_62_prime256v1)
            }
            var made: OpaquePointer?
            guard EVP_PKEY_keygen(context, &made) == 1, let made else { preconditionFailure("no key was made") }
            pair = made
        }

        var json: JSON {
            let common: [(key: String, value: JSON)] = [("kid", .string(name)), ("use", .string("sig"))]
            return switch algorithm {
            case .rs256: .object(common + [("kty", .string("RSA")), ("n", number("n")), ("e", number("e"))])
            case .es256:
                .object(
                    common + [
                        ("kty", .string("EC")), ("crv", .string("P-256")), ("x", number("qx", 32)),
                        ("y", number("qy", 32)),
                    ])
            }
        }

        private func number(_ name: String, _ size: Int? = nil) -> JSON {
            var big: OpaquePointer?
            EVP_PKEY_get_bn_param(pair, name, &big)
            defer { BN_free(big) }
            var bytes = [UInt8](repeating: 0, count: Int(BN_num_bits(big) + 7) / 8)
            BN_bn2bin(big, &bytes)
            let padding = [UInt8](repeating: 0, count: max(0, (size ?? 0) - bytes.count))
            return .string(Base64URL.encoded(padding + bytes))
        }

        func sign(_ message: [UInt8]) -> [UInt8] {
            let context = EVP_MD_CTX_new()
            defer { EVP_MD_CTX_free(context) }
            EVP_DigestSignInit(context, nil, EVP_sha256(), nil, pair)
            var size = 0
            EVP_DigestSign(context, nil, &size, message, message.count)
            var signature = [UInt8](repeating: 0, count: size)
            EVP_DigestSign(context, &signature, &size, message, message.count)
            signature.removeLast(signature.count - size)
            guard algorithm == .es256 else { return signature }
            // SEQUENCE of two INTEGERs, as the two numbers of 32 bytes.
            func integer(at place: Int) -> [UInt8] {
                let bytes = Array(signature[(place + 2)..<(place + 2 + Int(signature[place + 1]))].suffix(32))
                return [UInt8](repeating: 0, count: 32 - bytes.count) + bytes
            }
            return integer(at: 2) + integer(at: 4 + Int(signature[3]))
        }
    }
}
