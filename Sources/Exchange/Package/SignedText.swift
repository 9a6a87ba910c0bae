import Canonical
internal import CaseStore
internal import FoundationEssentials

/// A text as it lies in a file: its bytes, and a signature over exactly these.
package struct SignedText: Sendable {
    /// A file beyond this size is none of ours.
    package static let mostBytes = 16 << 20

    package let body: String
    package let algorithm: String
    /// Fingerprint of the key.
    package let key: String
    package let signature: [UInt8]

    private struct File: Codable {
        let algorithm: String
        let body: String
        let key: String
        let signature: String
    }

    /// - Parameter purpose: Format and version of the body, such as `nplus-exchange/1`: a signature for one is none for another.
    package init(_ body: String, purpose: String, key: ExchangeKey) {
        self.body = body
        algorithm = ExchangeKey.algorithm
        self.key = key.verifying.fingerprint
        signature = key.sign(Self.signed(body, purpose, ExchangeKey.algorithm))
    }

    package var bytes: [UInt8] {
        let file = File(algorithm: algorithm, body: body, key: key, signature: Data(signature).base64EncodedString())
        return Array((CanonicalJSON.encode(file) + "\n").utf8)
    }

    /// Reads a file. Says nothing yet about who signed it.
    package init(bytes: [UInt8]) throws(ExchangeError) {
        guard bytes.count <= Self.mostBytes else { throw .malformed("\(bytes.count) B") }
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: Data(bytes))
        } catch {
            throw .malformed("JSON")
        }
        guard let signature = Data(base64Encoded: file.signature) else { throw .malformed("signature") }
        guard file.algorithm == ExchangeKey.algorithm else {
            throw .malformed("algorithm \(file.algorithm.prefix(20))")
        }
        body = file.body
        algorithm = file.algorithm
        key = file.key
        self.signature = [UInt8](signature)
    }

    package func check(_ signer: ExchangePublicKey, purpose: String) throws(ExchangeError) {
        guard signer.fingerprint == key else { throw .otherKey(String(key.prefix(19))) }
        guard signer.verify(signature, of: Self.signed(body, purpose, algorithm)) else { throw .forged }
    }

    private static func signed(_ body: String, _ purpose: String, _ algorithm: String) -> [UInt8] {
        Array("\(purpose)/\(algorithm)\n\(body)".utf8)
    }
}
