internal import CaseStore
internal import FoundationEssentials

/// The secret half of an installation's key pair, as it stands in a file. The algorithm is named wherever a key or a signature stands.
package struct ExchangeKey: Sendable {
    package static let algorithm = SigningKey.algorithm
    private static let prefix = "nplus-secret-ed25519:"
    private let key: SigningKey

    /// A new key.
    package init() {
        key = .random()
    }

    /// Reads what ``text`` wrote. Nil where it is no key.
    package init?(_ text: String) {
        guard let seed = Self.bytes(in: text, after: Self.prefix), let key = SigningKey(seed: seed) else { return nil }
        self.key = key
    }

    /// To be kept in a file that only the program's user can read.
    package var text: String { Self.prefix + Data(key.seed).base64EncodedString() }

    package var verifying: ExchangePublicKey { ExchangePublicKey(bytes: key.verifying.bytes) }

    package func sign(_ message: [UInt8]) -> [UInt8] { key.sign(message) }

    fileprivate static func bytes(in text: String, after prefix: String) -> [UInt8]? {
        let text = text.filter { !$0.isWhitespace }
        guard text.hasPrefix(prefix), let data = Data(base64Encoded: String(text.dropFirst(prefix.count))),
            data.count == 32
        else { return nil }
        return [UInt8](data)
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
        guard let bytes = ExchangeKey.bytes(in: text, after: Self.prefix) else { return nil }
        self.bytes = bytes
    }

    package var text: String { Self.prefix + Data(bytes).base64EncodedString() }

    /// The first eight bytes of its SHA-256, in groups of four digits.
    package var fingerprint: String {
        let digits = Array(VerifyingKey(bytes: bytes).name)
        return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<$0 + 4]) }.joined(separator: "-")
    }

    package func verify(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        bytes.count == 32 && signature.count == 64 && VerifyingKey(bytes: bytes).verifies(signature, of: message)
    }
}
