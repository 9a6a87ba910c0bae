package import LegalTime
package import Mediation

/// What an outside system, or the adapter beside it, sends in one file.
///
/// Its items stand each for itself: they may come twice, late and in any order. One that is no item does not keep the others out.
package struct OutsidePackage: Decodable, Sendable {
    package static let format = "nplus-outside"
    package static let version = 1
    package static var purpose: String { "\(format)/\(version)" }
    static let mostItems = 20_000

    let format: String
    let version: Int
    /// The system by its name, and the district it sends to.
    let from: String
    let to: String
    let made: Instant
    let items: [Item]?
    let answers: [Answer]?

    /// The fields of a matter by the names of the sender; nil where it is none.
    struct Item: Decodable, Sendable {
        let fields: [String: String]?

        init(from decoder: any Decoder) {
            let scalars = try? [String: Scalar](from: decoder)
            fields = scalars?.compactMapValues(\.text)
        }
    }

    /// What it says to a message of ours; nil where it is no answer.
    struct Answer: Decodable, Sendable {
        let content: Content?

        struct Content: Decodable, Sendable {
            let sequence: Int64
            let taken: Bool
            let field: String?
            let reason: String?
        }

        init(from decoder: any Decoder) {
            content = try? Content(from: decoder)
        }
    }

    /// A text, or a number or truth value as a text; nil for `null`.
    private struct Scalar: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                text = nil
            } else if let string = try? container.decode(String.self) {
                text = string
            } else if let whole = try? container.decode(Int64.self) {
                text = String(whole)
            } else if let truth = try? container.decode(Bool.self) {
                text = String(truth)
            } else {
                text = String(try container.decode(Double.self))
            }
        }
    }
}

/// What an outside system is told in one file.
package struct OutsideNews: Hashable, Sendable, Codable {
    package let format: String
    package let version: Int
    package let from: String
    package let to: String
    package let made: Instant
    package let messages: [Message]

    package struct Message: Hashable, Sendable, Codable {
        package let sequence: Int64
        package let at: Instant
        package let kind: String
        /// Canonical JSON: the fields of a report in the receiver's words, or an ``OutsideReceipt``.
        package let content: String
    }

    init(from: String, to: String, made: Instant, messages: [Message]) {
        format = OutsidePackage.format
        version = OutsidePackage.version
        self.from = from
        self.to = to
        self.made = made
        self.messages = messages
    }
}

/// What became of an item.
package struct OutsideReceipt: Hashable, Sendable, Codable {
    package let number: String
    /// Its place in the package it came with, from 1.
    package let line: Int
    /// `registered`, `attached`, `held`, `refused`.
    package let state: String
    /// The one code of the dispute it became, or belongs to.
    package let code: String?
    package let faults: [OutsideFault]
}
