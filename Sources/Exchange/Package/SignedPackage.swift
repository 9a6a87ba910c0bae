import Canonical
internal import CaseStore
internal import FoundationEssentials
package import LegalTime
package import Mediation

/// What one installation carries to another in one file.
package struct ExchangePackage: Hashable, Sendable, Codable {
    package static let format = "nplus-exchange"
    package static let version = 1
    /// More than a year of joint mediations of a district; a file beyond it is no package of ours.
    package static let mostBytes = 16 << 20

    package let format: String
    package let version: Int
    package let from: DistrictCode
    package let to: DistrictCode
    package let made: Instant
    /// The last message of the other side that was taken or refused.
    package let acknowledged: Int64
    /// Those that were refused, and why.
    package let refusals: [Refused]
    /// In the order of their numbers, without gaps.
    package let messages: [Numbered]

    package struct Refused: Hashable, Sendable, Codable {
        package let sequence: Int64
        package let refusal: ExchangeRefusal
    }

    package struct Numbered: Hashable, Sendable, Codable {
        package let sequence: Int64
        package let at: Instant
        /// Canonical JSON of an ``ExchangeMessage``. A text, so that its bytes stay what they were.
        package let content: String

        package init(sequence: Int64, at: Instant, content: String) {
            self.sequence = sequence
            self.at = at
            self.content = content
        }
    }

    package init(
        from: DistrictCode, to: DistrictCode, made: Instant, acknowledged: Int64, refusals: [Refused],
        messages: [Numbered]
    ) {
        format = Self.format
        version = Self.version
        self.from = from
        self.to = to
        self.made = made
        self.acknowledged = acknowledged
        self.refusals = refusals
        self.messages = messages
    }
}

/// A package as it lies in a file: its bytes, and a signature over exactly these.
package struct SignedPackage: Sendable {
    /// Canonical JSON of an ``ExchangePackage``.
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

    package init(_ package: ExchangePackage, key: ExchangeKey) {
        body = CanonicalJSON.encode(package)
        algorithm = ExchangeKey.algorithm
        self.key = key.verifying.fingerprint
        signature = key.sign(Self.signed(body, ExchangeKey.algorithm))
    }

    package var bytes: [UInt8] {
        let file = File(
            algorithm: algorithm, body: body, key: key, signature: Data(signature).base64EncodedString())
        return Array((CanonicalJSON.encode(file) + "\n").utf8)
    }

    /// Reads a file. Says nothing yet about who signed it.
    package init(bytes: [UInt8]) throws(ExchangeError) {
        guard bytes.count <= ExchangePackage.mostBytes else { throw .malformed("\(bytes.count) B") }
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: Data(bytes))
        } catch {
            throw .malformed("JSON")
        }
        guard let signature = Data(base64Encoded: file.signature) else { throw .malformed("signature") }
        body = file.body
        algorithm = file.algorithm
        key = file.key
        self.signature = [UInt8](signature)
    }

    /// Opens it with the public key of whoever it says it is from.
    ///
    /// Nothing of the content is believed before its signature is checked, except the name of the sender, by which the key is found.
    package func opened(
        for district: DistrictCode, with keyOf: (DistrictCode) throws(ExchangeError) -> ExchangePublicKey
    ) throws(ExchangeError) -> ExchangePackage {
        guard algorithm == ExchangeKey.algorithm else { throw .malformed("algorithm \(algorithm.prefix(20))") }
        let package: ExchangePackage
        do {
            package = try JSONDecoder().decode(ExchangePackage.self, from: Data(body.utf8))
        } catch {
            throw .malformed("body")
        }
        guard package.format == ExchangePackage.format else { throw .malformed("format \(package.format.prefix(20))") }
        guard package.version == ExchangePackage.version else { throw .version(package.version) }
        let partner = try keyOf(package.from)
        guard partner.fingerprint == key else { throw .otherKey(String(key.prefix(19))) }
        guard partner.verify(signature, of: Self.signed(body, algorithm)) else { throw .forged }
        guard package.to == district else { throw .notForUs(package.to) }
        let numbers = package.messages.map(\.sequence)
        guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 + 1 == $1 }), numbers.first.map({ $0 > 0 }) ?? true,
            package.acknowledged >= 0
        else { throw .malformed("numbers") }
        return package
    }

    /// The signature covers what it is for, so that it cannot be taken for one of another kind.
    private static func signed(_ body: String, _ algorithm: String) -> [UInt8] {
        Array("\(ExchangePackage.format)/\(ExchangePackage.version)/\(algorithm)\n\(body)".utf8)
    }
}
