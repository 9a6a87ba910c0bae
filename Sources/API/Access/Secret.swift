internal import CLibCrypto
import CaseStore

/// A token that a program or a signed-in person shows: 256 random bits, of which only the hash is stored.
package struct Secret: Hashable, Sendable {
    /// `np_` and 64 hexadecimal digits.
    package let text: String

    /// Makes a new one.
    package init() {
        var generator = SystemRandomNumberGenerator()
        text = Self.prefix + (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }.hexadecimal
    }

    /// Reads one that was shown. Nil where it cannot be one.
    package init?(_ text: String) {
        guard text.hasPrefix(Self.prefix), text.utf8.count == Self.prefix.utf8.count + 64 else { return nil }
        self.text = text
    }

    /// What is stored. A fast hash is enough: nobody tries 2²⁵⁶ tokens.
    package var hash: [UInt8] { HashAlgorithm.sha256.digest(Array(text.utf8)) }

    private static let prefix = "np_"
}

/// A password, as it is stored: scrypt (RFC 7914) with N = 2¹⁵, r = 8, p = 1, which takes 32 MiB for a moment.
package struct PasswordHash: Hashable, Sendable {
    /// `scrypt$15$8$1$salt$key`, in hexadecimal.
    package let text: String

    package init(stored text: String) {
        self.text = text
    }

    /// Hashes a password under a salt of its own. Blocks its thread for about a tenth of a second.
    package init(of password: String) {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        text = "scrypt$15$8$1$\(salt.hexadecimal)$\(Self.key(password, salt: salt, cost: 15).hexadecimal)"
    }

    /// Whether it is the hash of this password. Takes as long for a wrong one.
    package func fits(_ password: String) -> Bool {
        let parts = text.split(separator: "$").map(String.init)
        guard parts.count == 6, parts[0] == "scrypt", let cost = Int(parts[1]), (10...20).contains(cost) else {
            return false
        }
        let key = Self.key(password, salt: Self.bytes(parts[4]), cost: cost).hexadecimal
        let difference = zip(key.utf8, parts[5].utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        return difference == 0 && key.utf8.count == parts[5].utf8.count
    }

    private static func key(_ password: String, salt: [UInt8], cost: Int) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: 32)
        let done = EVP_PBE_scrypt(
            password, password.utf8.count, salt, salt.count, 1 << UInt64(cost), 8, 1, 256 << 20, &key, key.count)
        precondition(done == 1, "libcrypto refuses scrypt")
        return key
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.compactMap(\.hexDigitValue)
        return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
