import Canonical
package import LegalTime
package import Mediation

/// An event as it is stored: its bytes and its place in the hash chain of its dispute.
package struct StoredEvent: Sendable {
    package let event: CaseEvent
    package let recorded: Instant
    /// Canonical JSON of the event: sorted keys, no spaces. Kept byte for byte, because the hash covers it.
    package let content: String
    package let algorithm: HashAlgorithm
    package let previous: [UInt8]
    package let hash: [UInt8]
}

/// Links the events of one dispute: each hash covers the one before it.
package struct EventChain: Sendable {
    package let district: DistrictCode
    package let id: CaseID
    package let algorithm: HashAlgorithm
    package private(set) var head: [UInt8]

    /// The head before the first event.
    package static let genesis = [UInt8](repeating: 0, count: 32)

    package init(
        district: DistrictCode, id: CaseID, head: [UInt8] = EventChain.genesis, algorithm: HashAlgorithm = .sha256
    ) {
        self.district = district
        self.id = id
        self.head = head
        self.algorithm = algorithm
    }

    /// Links the next event.
    package mutating func append(_ event: CaseEvent, recorded: Instant) -> StoredEvent {
        let content = CanonicalJSON.encode(event)
        let previous = head
        head = hash(previous: previous, sequence: event.sequence, recorded: recorded, content: content)
        return StoredEvent(
            event: event, recorded: recorded, content: content, algorithm: algorithm, previous: previous, hash: head)
    }

    /// The hash that an event with this content must have.
    package func hash(previous: [UInt8], sequence: Int, recorded: Instant, content: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(previous.count + 32 + content.utf8.count)
        bytes += previous
        append(UInt32(bitPattern: district.rawValue), to: &bytes)
        append(id.high, to: &bytes)
        append(id.low, to: &bytes)
        append(UInt32(truncatingIfNeeded: sequence), to: &bytes)
        append(UInt64(bitPattern: recorded.milliseconds), to: &bytes)
        bytes += content.utf8
        return algorithm.digest(bytes)
    }

    private func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
