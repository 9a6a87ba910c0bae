internal import CLibCrypto

/// Signs the daily roots: Ed25519 (RFC 8032), by OpenSSL's libcrypto.
package struct SigningKey: Sendable {
    package static let algorithm = "ed25519"

    /// The 32 secret bytes that make the key.
    package let seed: [UInt8]
    package let verifying: VerifyingKey

    /// - Returns: Nil where it is not 32 bytes.
    package init?(seed: [UInt8]) {
        guard seed.count == 32, let pair = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
            return nil
        }
        defer { EVP_PKEY_free(pair) }
        var bytes = [UInt8](repeating: 0, count: 32)
        var size = bytes.count
        guard EVP_PKEY_get_raw_public_key(pair, &bytes, &size) == 1, size == bytes.count else { return nil }
        self.seed = seed
        verifying = VerifyingKey(bytes: bytes)
    }

    /// A new key, from the system's source of chance.
    package static func random() -> SigningKey {
        var generator = SystemRandomNumberGenerator()
        let seed = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        guard let key = SigningKey(seed: seed) else { preconditionFailure("libcrypto refuses an Ed25519 key") }
        return key
    }

    /// The 64 bytes of the signature of a message.
    package func sign(_ message: [UInt8]) -> [UInt8] {
        guard let pair = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count),
            let context = EVP_MD_CTX_new()
        else { preconditionFailure("libcrypto is out of memory") }
        defer {
            EVP_MD_CTX_free(context)
            EVP_PKEY_free(pair)
        }
        var signature = [UInt8](repeating: 0, count: 64)
        var size = signature.count
        let done =
            EVP_DigestSignInit(context, nil, nil, nil, pair) == 1
            && EVP_DigestSign(context, &signature, &size, message, message.count) == 1
        precondition(done && size == signature.count, "libcrypto refuses to sign")
        return signature
    }
}

/// The public half: checks signatures.
package struct VerifyingKey: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A short name: the first eight bytes of the key's SHA-256, hexadecimal.
    package var name: String { String(HashAlgorithm.sha256.digest(bytes).hexadecimal.prefix(16)) }

    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, bytes, bytes.count),
            let context = EVP_MD_CTX_new()
        else { return false }
        defer {
            EVP_MD_CTX_free(context)
            EVP_PKEY_free(key)
        }
        return EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}
