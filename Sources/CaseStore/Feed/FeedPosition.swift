package import Mediation

/// A place in the feed of all events of a district: behind this event, or before every event of a transaction.
///
/// Events are in the order of the transactions that wrote them, and within one of disputes and sequences. A transaction may
/// commit after a later one, so only what is below every running transaction is read: nothing can come before it any more.
package struct FeedPosition: Hashable, Sendable, CustomStringConvertible {
    package let transaction: Int64
    package let id: CaseID
    package let sequence: Int

    package init(transaction: Int64, id: CaseID, sequence: Int) {
        self.transaction = transaction
        self.id = id
        self.sequence = sequence
    }

    /// Before every event of a transaction.
    package init(before transaction: Int64) {
        self.init(transaction: transaction, id: CaseID(high: 0, low: 0), sequence: 0)
    }

    /// Reads what ``description`` wrote.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, let transaction = Int64(first) else { return nil }
        if parts.count == 1 {
            self.init(before: transaction)
            return
        }
        guard parts.count == 3, let id = CaseID(String(parts[1])), let sequence = Int32(parts[2]), sequence >= 0 else {
            return nil
        }
        self.init(transaction: transaction, id: id, sequence: Int(sequence))
    }

    package var description: String {
        self == FeedPosition(before: transaction) ? "\(transaction)" : "\(transaction).\(id).\(sequence)"
    }
}
