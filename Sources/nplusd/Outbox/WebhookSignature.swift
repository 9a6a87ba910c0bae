import CaseStore
import Foundation

/// Signs messages so that their receiver knows who sent them and when (Standard Webhooks 1.0, symmetric).
struct WebhookSignature: Sendable {
    private let key: KeyedHash

    /// - Parameter secret: `whsec_` and 24 to 64 bytes in base64. Nil where it is something else.
    init?(secret: String) {
        guard secret.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(secret.dropFirst("whsec_".count))),
            (24...64).contains(bytes.count)
        else { return nil }
        key = KeyedHash(key: Array(bytes))
    }

    /// The headers of a message.
    ///
    /// - Parameter seconds: Since the Unix epoch, at this attempt.
    func headers(id: String, seconds: Int64, content: String) -> [(String, String)] {
        let signature = Data(key("\(id).\(seconds).\(content)")).base64EncodedString()
        return [
            ("webhook-id", id), ("webhook-timestamp", String(seconds)), ("webhook-signature", "v1,\(signature)"),
        ]
    }
}
