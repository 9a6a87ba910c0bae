package import LegalTime
package import Mediation

/// The signed root over every event that was recorded on one day.
///
/// The roots of a district form a chain: each signs the one before it, so that no day can be taken out.
package struct AuditRoot: Hashable, Sendable {
    package let district: DistrictCode
    /// The day on which the events were recorded, in Shanghai.
    package let day: Day
    package let events: Int
    package let root: [UInt8]
    /// The root of the last day before that has one; zeroes before the first.
    package let previous: [UInt8]
    package let hashAlgorithm: HashAlgorithm
    /// The name of the key that signed it.
    package let key: String
    package let signature: [UInt8]

    package init(
        district: DistrictCode, day: Day, events: Int, root: [UInt8], previous: [UInt8], hashAlgorithm: HashAlgorithm,
        key: String, signature: [UInt8]
    ) {
        self.district = district
        self.day = day
        self.events = events
        self.root = root
        self.previous = previous
        self.hashAlgorithm = hashAlgorithm
        self.key = key
        self.signature = signature
    }

    /// Signs a root.
    package init(
        district: DistrictCode, day: Day, tree: MerkleTree, events: Int, previous: [UInt8], signing key: SigningKey
    ) {
        let unsigned = AuditRoot(
            district: district, day: day, events: events, root: tree.root, previous: previous,
            hashAlgorithm: tree.algorithm, key: key.verifying.name, signature: [])
        self.init(
            district: district, day: day, events: events, root: tree.root, previous: previous,
            hashAlgorithm: tree.algorithm, key: key.verifying.name, signature: key.sign(unsigned.message))
    }

    /// What the signature covers.
    package var message: [UInt8] {
        let head = "nplus audit root 1\n\(district)\n\(day)\n\(events)\n\(hashAlgorithm.rawValue)\n"
        return Array((head + "\(root.hexadecimal)\n\(previous.hexadecimal)\n\(key)\n").utf8)
    }

    package static let first = [UInt8](repeating: 0, count: 32)
}

/// What the tree holds of one event: its place and its hash, which covers its content and all before it.
package struct AuditLeaf: Hashable, Sendable, Comparable {
    package let id: CaseID
    package let sequence: Int
    package let hash: [UInt8]

    package init(id: CaseID, sequence: Int, hash: [UInt8]) {
        self.id = id
        self.sequence = sequence
        self.hash = hash
    }

    package var bytes: [UInt8] {
        id.bytes + withUnsafeBytes(of: UInt32(truncatingIfNeeded: sequence).bigEndian) { Array($0) } + hash
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.id, left.sequence) < (right.id, right.sequence)
    }
}
