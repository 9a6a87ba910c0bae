import LegalTime
import Mediation

/// Proves to an outsider that one event stands in the signed history, without showing any other.
package struct InclusionProof: Sendable {
    package let root: AuditRoot
    package let key: VerifyingKey
    package let event: AuditVerifier.Event
    package let path: [MerkleTree.Step]

    package init(root: AuditRoot, key: VerifyingKey, event: AuditVerifier.Event, path: [MerkleTree.Step]) {
        self.root = root
        self.key = key
        self.event = event
        self.path = path
    }

    /// Whether the event's bytes lead along the path to the root, and the root is signed by the key.
    package var holds: Bool {
        guard let algorithm = HashAlgorithm(rawValue: event.algorithm), event.recorded.day == root.day else {
            return false
        }
        let hash = EventChain(district: root.district, id: event.id, algorithm: algorithm)
            .hash(
                previous: event.previous, sequence: event.sequence, recorded: event.recorded, content: event.content)
        let leaf = AuditLeaf(id: event.id, sequence: event.sequence, hash: hash)
        return hash == event.hash
            && MerkleTree.root(of: leaf.bytes, path, algorithm: root.hashAlgorithm) == root.root
            && key.name == root.key && key.verifies(root.signature, of: root.message)
    }
}
