/// Where a chart stands: active states, histories and facts. A small value, cheap to compare and to hash; what it means
/// only its ``Chart`` can tell (``Chart/names(of:)``, ``Chart/isActive(_:in:)``, ``Chart/value(of:member:in:)``).
///
/// It is never stored as it is: ``NamedSnapshot`` is its lasting form.
package struct Snapshot: Hashable, Sendable {
    /// Tells the snapshots of different charts apart.
    let fingerprint: UInt32

    /// Whether events are still accepted: started, and not in a final state of the top level.
    package internal(set) var isRunning: Bool

    /// Whether it ended in a final state of the top level.
    package internal(set) var isDone: Bool

    /// How many members facts of scope ``FactScope/each`` are kept for: 0 … 255.
    package var memberCount: Int { Int(members) }
    var members: UInt8

    /// The active states, with all their ancestors.
    var configuration: BitSet

    /// One byte a fact: the single facts, then those of each member.
    var facts: WordVector

    /// For each history state what it remembers; empty if never recorded.
    var history: [BitSet]
}
