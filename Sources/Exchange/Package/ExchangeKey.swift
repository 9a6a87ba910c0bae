internal import CLibCrypto
internal import CaseStore
internal import FoundationEssentials

/// The secret half of an installation's key pair. Ed25519 (RFC 8032); the algorithm is named wherever a key or a signature stands.
package struct ExchangeKey: Sendable {
    package static let algorithm = "ed25519"
    private static let prefix = "nplus-secret-ed25519:"
    private let seed: [UInt8]

    /// A new key.
    package init() {
        var random = SystemRandomNumberGenerator()
        seed = (0..<32).map { _ in random.next() }
    }

    /// Reads what ``text`` wrote. Nil where it is no key.
    package init?(_ text: String) {
        let text = text.filter { !$0.isWhitespace }
        guard text.hasPrefix(Self.prefix), let data = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))),
            data.count == 32
        else { return nil }
        seed = [UInt8](data)
    }

    /// To be kept in a file that only the program's user can read.
    package var text: String { Self.prefix + Data(seed).base64EncodedString() }

    package var verifying: ExchangePublicKey {
        let key = KeyHandle(seed: seed)
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        let done = EVP_PKEY_get_raw_public_key(key.pointer, &bytes, &count)
        precondition(done == 1 && count == 32, "libcrypto gives no public key")
        return ExchangePublicKey(bytes: bytes)
    }

    package func sign(_ message: [UInt8]) -> [UInt8] {
        let key = KeyHandle(seed: seed)
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: 64)
        var count = signature.count
        let done =
            EVP_DigestSignInit(context, nil, nil, nil, key.pointer) == 1
            && EVP_DigestSign(context, &signature, &count, message, message.count) == 1
        precondition(done && count == 64, "libcrypto does not sign")
        return signature
    }
}

/// The public half: what a partner enters once, after comparing the fingerprint face to face.
package struct ExchangePublicKey: Hashable, Sendable {
    private static let prefix = "nplus-ed25519:"
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads what ``text`` wrote. Nil where it is no key.
    package init?(_ text: String) {
        let text = text.filter { !$0.isWhitespace }
        guard text.hasPrefix(Self.prefix), let data = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))),
            data.count == 32
        else { return nil }
        bytes = [UInt8](data)
    }

    package var text: String { Self.prefix + Data(bytes).base64EncodedString() }

    /// The first eight bytes of its SHA-256, in groups of four digits.
    package var fingerprint: String {
        let digits = Array([UInt8](HashAlgorithm.sha256.digest(bytes).prefix(8)).hexadecimal)
        return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }.joined(separator: "-")
    }

    package func verify(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard bytes.count == 32, signature.count == 64, let key = KeyHandle(public: bytes) else { return false }
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        return EVP_DigestVerifyInit(context, nil, nil, nil, key.pointer) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}

/// A key of libcrypto, freed with its owner.
private struct KeyHandle: ~Copyable {
    let pointer: OpaquePointer

    init(seed: [UInt8]) {
        guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
            preconditionFailure("libcrypto does not take a key of 32 bytes")
        }
        pointer = key
    }

    /// Nil for bytes that are no point of the curve.
    init?(public bytes: [UInt8]) {
        guard let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count) else { return nil }
        pointer = key
    }

    deinit { EVP_PKEY_free(pointer) }
}
