import Canonical
internal import FoundationEssentials
package import LegalTime
package import Mediation

/// What one installation carries to another in one file.
package struct ExchangePackage: Hashable, Sendable, Codable {
    package static let format = "nplus-exchange"
    package static let version = 1

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

/// A package as it lies in a file.
package struct SignedPackage: Sendable {
    private let text: SignedText
    private static let purpose = "\(ExchangePackage.format)/\(ExchangePackage.version)"

    /// Canonical JSON of an ``ExchangePackage``.
    package var body: String { text.body }
    /// Fingerprint of the key.
    package var key: String { text.key }
    package var bytes: [UInt8] { text.bytes }

    package init(_ package: ExchangePackage, key: ExchangeKey) {
        text = SignedText(CanonicalJSON.encode(package), purpose: Self.purpose, key: key)
    }

    /// Reads a file. Says nothing yet about who signed it.
    package init(bytes: [UInt8]) throws(ExchangeError) {
        text = try SignedText(bytes: bytes)
    }

    /// Opens it with the public key of whoever it says it is from.
    ///
    /// Nothing of the content is believed before its signature is checked, except the name of the sender, by which the key is found.
    package func opened(
        for district: DistrictCode, with keyOf: (DistrictCode) throws(ExchangeError) -> ExchangePublicKey
    ) throws(ExchangeError) -> ExchangePackage {
        let package: ExchangePackage
        do {
            package = try JSONDecoder().decode(ExchangePackage.self, from: Data(body.utf8))
        } catch {
            throw .malformed("body")
        }
        guard package.format == ExchangePackage.format else { throw .malformed("format \(package.format.prefix(20))") }
        guard package.version == ExchangePackage.version else { throw .version(package.version) }
        try text.check(try keyOf(package.from), purpose: Self.purpose)
        guard package.to == district else { throw .notForUs(package.to) }
        let numbers = package.messages.map(\.sequence)
        guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 + 1 == $1 }), numbers.first.map({ $0 > 0 }) ?? true,
            package.acknowledged >= 0
        else { throw .malformed("numbers") }
        return package
    }
}
