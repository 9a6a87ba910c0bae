package import LegalTime
package import Mediation

/// An event as it was read back, with everything needed to check its place in the chain.
package struct HistoryRow: Sendable {
    package let event: CaseEvent
    package let recorded: Instant
    package let content: String
    package let previous: [UInt8]
    package let algorithm: String
    package let hash: [UInt8]

    package init(
        event: CaseEvent, recorded: Instant, content: String, previous: [UInt8], algorithm: String, hash: [UInt8]
    ) {
        self.event = event
        self.recorded = recorded
        self.content = content
        self.previous = previous
        self.algorithm = algorithm
        self.hash = hash
    }
}

/// What is wrong with a stored history.
package enum ChainFault: Hashable, Sendable {
    /// The events are not numbered 1, 2, 3 …
    case gap(at: Int)
    /// The hash of the event before is not the one this event was linked to.
    case broken(at: Int)
    /// The event's own bytes do not give its hash.
    case altered(at: Int)
    /// The hash algorithm is not one this program knows.
    case unknownAlgorithm(at: Int)
}

extension EventChain {
    /// Checks a whole history; the first fault found, or nil.
    package static func fault(in history: [HistoryRow], district: DistrictCode, id: CaseID) -> ChainFault? {
        var previous = genesis
        for (index, row) in history.enumerated() {
            let sequence = index + 1
            guard row.event.sequence == sequence else { return .gap(at: sequence) }
            guard row.previous == previous else { return .broken(at: sequence) }
            guard let algorithm = HashAlgorithm(rawValue: row.algorithm) else { return .unknownAlgorithm(at: sequence) }
            let chain = EventChain(district: district, id: id, algorithm: algorithm)
            let hash = chain.hash(
                previous: previous, sequence: sequence, recorded: row.recorded, content: row.content)
            guard hash == row.hash else { return .altered(at: sequence) }
            previous = row.hash
        }
        return nil
    }
}
