internal import CLibCrypto

/// The hash of the history chain: a named parameter, so that another can be used from some event on.
package enum HashAlgorithm: String, Sendable, CaseIterable {
    /// FIPS 180-4.
    case sha256
    /// GB/T 32905-2016.
    case sm3

    /// The 32 bytes of the digest of some bytes.
    package func digest(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        var size: UInt32 = 0
        let method = self == .sha256 ? EVP_sha256() : EVP_sm3()
        let done = EVP_Digest(bytes, bytes.count, &digest, &size, method, nil)
        precondition(done == 1 && size == 32, "libcrypto refuses \(rawValue)")
        return digest
    }
}

/// SHA-256 of bytes that come in pieces, such as a file.
package final class RunningDigest {
    private let context: OpaquePointer

    package init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("libcrypto refuses sha256")
        }
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    package func add(_ bytes: [UInt8]) {
        let done = EVP_DigestUpdate(context, bytes, bytes.count)
        precondition(done == 1, "libcrypto refuses sha256")
    }

    /// The digest of all that was added. Nothing may be added afterwards.
    package func finish() -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        let done = EVP_DigestFinal_ex(context, &digest, nil)
        precondition(done == 1, "libcrypto refuses sha256")
        return digest
    }
}

extension [UInt8] {
    /// Lower-case hexadecimal.
    package var hexadecimal: String {
        String(unsafeUninitializedCapacity: 2 * count) { text in
            for (index, byte) in enumerated() {
                text[2 * index] = Self.hexadecimalDigit(byte >> 4)
                text[2 * index + 1] = Self.hexadecimalDigit(byte & 15)
            }
            return 2 * count
        }
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
