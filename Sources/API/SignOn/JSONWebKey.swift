internal import CLibCrypto
import Tabular

/// A public key as an identity provider publishes it (RFC 7517, RFC 7518 §6): RSA, or the curve P-256. Signatures are checked by
/// OpenSSL's libcrypto.
struct JSONWebKey: Hashable, Sendable {
    enum Algorithm: String, Sendable {
        /// RSASSA-PKCS1-v1_5 with SHA-256.
        case rs256 = "RS256"
        /// ECDSA on P-256 with SHA-256.
        case es256 = "ES256"
    }

    let id: String?
    let algorithm: Algorithm
    /// SubjectPublicKeyInfo in DER.
    private let info: [UInt8]

    /// Nil where it is of another kind, or for something else than signatures.
    init?(_ json: JSON) {
        guard json["use"]?.string ?? "sig" == "sig" else { return nil }
        id = json["kid"]?.string
        func bytes(_ name: String) -> [UInt8]? { json[name]?.string.flatMap { Base64URL.decoded($0) } }
        switch json["kty"]?.string {
        case "RSA"?:
            // Less than 2048 bits is no key any more.
            guard json["alg"]?.string ?? "RS256" == "RS256", let modulus = bytes("n"), modulus.count >= 256,
                let exponent = bytes("e"), !exponent.isEmpty
            else { return nil }
            algorithm = .rs256
            info = DER.sequence(
                DER.rsaEncryption + DER.bits(DER.sequence(DER.integer(modulus) + DER.integer(exponent))))
        case "EC"?:
            guard json["alg"]?.string ?? "ES256" == "ES256", json["crv"]?.string == "P-256",
                let x = bytes("x"), let y = bytes("y"), x.count == 32, y.count == 32
            else { return nil }
            algorithm = .es256
            info = DER.sequence(DER.prime256 + DER.bits([4] + x + y))
        default: return nil
        }
    }

    /// Whether it signed the message.
    ///
    /// - Parameter signature: As a token holds it: of ES256 the two numbers, 32 bytes each (RFC 7518 §3.4).
    func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        let written: [UInt8]
        switch algorithm {
        case .rs256: written = signature
        case .es256:
            guard signature.count == 64 else { return false }
            written = DER.sequence(DER.integer(Array(signature[..<32])) + DER.integer(Array(signature[32...])))
        }
        let key = info.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            return d2i_PUBKEY(nil, &start, buffer.count)
        }
        guard let key else { return false }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        return EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1
            && EVP_DigestVerify(context, written, written.count, message, message.count) == 1
    }
}

/// As much of DER (X.690) as keys and signatures take.
private enum DER {
    static func sequence(_ content: [UInt8]) -> [UInt8] { [0x30] + length(content.count) + content }

    /// A bit string of whole bytes.
    static func bits(_ bytes: [UInt8]) -> [UInt8] { [0x03] + length(bytes.count + 1) + [0] + bytes }

    /// A number of big-endian bytes, which is not negative.
    static func integer(_ bytes: [UInt8]) -> [UInt8] {
        let significant = Array(bytes.drop { $0 == 0 })
        let content = (significant.first ?? 0x80) >= 0x80 ? [0] + significant : significant
        return [0x02] + length(content.count) + content
    }

    private static func length(_ count: Int) -> [UInt8] {
        switch count {
        case ..<0x80: [UInt8(count)]
        case ..<0x100: [0x81, UInt8(count)]
        default: [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
        }
    }

    /// The algorithm 1.2.840.113549.1.1.1 (RFC 8017).
    static let rsaEncryption: [UInt8] = [
        0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
    ]
    /// The algorithm 1.2.840.10045.2.1 on the curve 1.2.840.10045.3.1.7 (RFC 5480).
    static let prime256: [UInt8] = [
        0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D,
        0x03, 0x01, 0x07,
    ]
}
