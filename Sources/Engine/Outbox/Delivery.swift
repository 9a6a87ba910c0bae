import Canonical
package import CaseStore
import LegalTime
package import Mediation

/// A way out of the house.
package protocol Delivery: Sendable {
    /// Hands a message over, and returns when the other side has it for good. It may come again under the same id.
    func deliver(_ message: OutboxMessage, of district: DistrictCode) async throws(DeliveryFailure)
}

/// Why a message did not arrive.
package struct DeliveryFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    /// Trying again cannot help: the receiver will never take this message.
    package let isFinal: Bool

    package init(_ description: String, isFinal: Bool = false) {
        self.description = description
        self.isFinal = isFinal
    }
}

/// The envelope that messages travel in: CloudEvents 1.0, as JSON.
///
/// It holds no name of a party: whoever is told opens the dispute, with the sight that is theirs.
package struct CloudEvent: Codable, Hashable, Sendable {
    /// What a message says.
    package struct Content: Codable, Hashable, Sendable {
        /// The step that caused it.
        package let act: String
        /// The body that held the dispute after the step.
        package let body: String
        /// The dispute's number.
        package let code: String
    }

    package let specversion: String
    /// The message's id: the same at every attempt.
    package let id: String
    package let source: String
    package let type: String
    /// Legal time of the step, with its offset.
    package let time: String
    package let datacontenttype: String
    package let data: Content

    /// - Throws: When the stored body is not what the engine writes.
    package init(_ message: OutboxMessage, of district: DistrictCode) throws(StoreError) {
        specversion = "1.0"
        id = "\(message.id)"
        source = "/districts/\(district.rawValue)/disputes/\(message.id.dispute)"
        type = "nplus.\(message.topic)"
        time = message.occurred.description
        datacontenttype = "application/json"
        data = try CanonicalJSON.decode(Content.self, from: message.body)
    }

    package var json: String { CanonicalJSON.encode(self) }
}
