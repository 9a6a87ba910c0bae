package import LegalTime
package import Mediation

/// Checks a whole history, from the database or from a dump of it: each event's own bytes, the chain of each dispute, the
/// roots of the days and their signatures. What it needs is given to it; it reads nothing itself.
package struct AuditVerifier: Sendable {
    /// An event as it was read.
    package struct Event: Sendable {
        package let id: CaseID
        package let sequence: Int
        package let recorded: Instant
        package let content: String
        package let previous: [UInt8]
        package let algorithm: String
        package let hash: [UInt8]

        package init(
            id: CaseID, sequence: Int, recorded: Instant, content: String, previous: [UInt8], algorithm: String,
            hash: [UInt8]
        ) {
            self.id = id
            self.sequence = sequence
            self.recorded = recorded
            self.content = content
            self.previous = previous
            self.algorithm = algorithm
            self.hash = hash
        }
    }

    /// The last event of a dispute as its row knows it.
    package struct Head: Hashable, Sendable {
        package let revision: Int
        package let hash: [UInt8]

        package init(revision: Int, hash: [UInt8]) {
            self.revision = revision
            self.hash = hash
        }
    }

    /// What does not fit, and where.
    package enum Fault: Hashable, Sendable {
        case chain(CaseID, ChainFault)
        /// The row of the dispute names another last event than the history has.
        case head(CaseID, stored: Int, found: Int)
        /// A dispute without history, or a history without its dispute.
        case noHistory(CaseID)
        case noDispute(CaseID)
        /// Events were added to, taken from or changed on a day whose root is signed.
        case root(Day, expected: Int, found: Int)
        /// The root of a day does not follow the one before it.
        case order(Day)
        case signature(Day)
        case unknownKey(Day, String)
        /// A day before the last signed one has events and no root.
        case unsigned(Day)
    }

    /// What is kept of an event once its bytes are checked.
    private struct Link: Sendable {
        let leaf: AuditLeaf
        let previous: [UInt8]
        let day: Day
    }

    private let district: DistrictCode
    private var links: [Link] = []
    private var altered: [Fault] = []

    package init(district: DistrictCode) {
        self.district = district
    }

    package var events: Int { links.count }

    /// Takes an event in, in any order, and checks its bytes.
    package mutating func add(_ event: Event) {
        links.append(
            Link(
                leaf: AuditLeaf(id: event.id, sequence: event.sequence, hash: event.hash), previous: event.previous,
                day: event.recorded.day))
        guard let algorithm = HashAlgorithm(rawValue: event.algorithm) else {
            altered.append(.chain(event.id, .unknownAlgorithm(at: event.sequence)))
            return
        }
        let chain = EventChain(district: district, id: event.id, algorithm: algorithm)
        let hash = chain.hash(
            previous: event.previous, sequence: event.sequence, recorded: event.recorded, content: event.content)
        if hash != event.hash { altered.append(.chain(event.id, .altered(at: event.sequence))) }
    }

    /// Everything that does not fit.
    package consuming func faults(
        heads: [CaseID: Head], roots: [AuditRoot], keys: [VerifyingKey]
    ) -> [Fault] {
        links.sort { $0.leaf < $1.leaf }
        return altered + chainFaults(heads) + rootFaults(roots, keys)
    }

    private func chainFaults(_ heads: [CaseID: Head]) -> [Fault] {
        var faults: [Fault] = []
        var missing = Set(heads.keys)
        var index = 0
        while index < links.count {
            let id = links[index].leaf.id
            var previous = EventChain.genesis
            var sequence = 0
            while index < links.count, links[index].leaf.id == id {
                let link = links[index]
                if link.leaf.sequence != sequence + 1 {
                    faults.append(.chain(id, .gap(at: sequence + 1)))
                } else if link.previous != previous {
                    faults.append(.chain(id, .broken(at: link.leaf.sequence)))
                }
                (previous, sequence) = (link.leaf.hash, link.leaf.sequence)
                index += 1
            }
            missing.remove(id)
            guard let head = heads[id] else {
                faults.append(.noDispute(id))
                continue
            }
            if head != Head(revision: sequence, hash: previous) {
                faults.append(.head(id, stored: head.revision, found: sequence))
            }
        }
        return faults + missing.sorted().map(Fault.noHistory)
    }

    private func rootFaults(_ roots: [AuditRoot], _ keys: [VerifyingKey]) -> [Fault] {
        var faults: [Fault] = []
        // Sorted by case and sequence already, and so within each day.
        var days = Dictionary(grouping: links, by: \.day)
        var previous = AuditRoot.first
        for root in roots.sorted(by: { $0.day < $1.day }) {
            let leaves = (days.removeValue(forKey: root.day) ?? []).map(\.leaf.bytes)
            if MerkleTree(leaves: leaves, algorithm: root.hashAlgorithm).root != root.root
                || leaves.count != root.events
            {
                faults.append(.root(root.day, expected: root.events, found: leaves.count))
            }
            if root.previous != previous { faults.append(.order(root.day)) }
            previous = root.root
            guard let key = keys.first(where: { $0.name == root.key }) else {
                faults.append(.unknownKey(root.day, root.key))
                continue
            }
            if !key.verifies(root.signature, of: root.message) { faults.append(.signature(root.day)) }
        }
        let last = roots.map(\.day).max()
        return faults + days.keys.filter { day in last.map { day < $0 } ?? false }.sorted().map(Fault.unsigned)
    }
}
