/// Which statements a connection has met and prepared, least recently used first out. Pure bookkeeping.
///
/// A statement is prepared when it comes the second time: one used once, as by the command line, costs one round trip
/// instead of two.
struct StatementCache {
    /// The same text with other parameter types is another statement.
    struct Key: Hashable {
        let sql: SQL
        let types: [PostgresType]
    }

    /// How to run a statement now.
    enum Plan: Equatable {
        /// First meeting: send the text.
        case unprepared
        /// Second meeting: prepare under this name, having first deallocated the other.
        case prepare(name: String, evicting: String?)
        case prepared(name: String)
    }

    private struct Entry {
        var name: String?
        var lastUse: UInt64
    }

    private let capacity: Int
    private var entries: [Key: Entry] = [:]
    private var clock: UInt64 = 0
    private var names: UInt64 = 0
    private var preparedCount = 0

    init(capacity: Int) {
        self.capacity = max(0, capacity)
    }

    mutating func plan(for key: Key) -> Plan {
        clock += 1
        guard capacity > 0 else { return .unprepared }
        guard let entry = entries[key] else {
            // Texts met only once are forgotten first and never crowd out prepared ones.
            if entries.count - preparedCount >= capacity { removeOldest(prepared: false) }
            entries[key] = Entry(name: nil, lastUse: clock)
            return .unprepared
        }
        entries[key]?.lastUse = clock
        if let name = entry.name { return .prepared(name: name) }
        let evicted = preparedCount >= capacity ? removeOldest(prepared: true) : nil
        names += 1
        return .prepare(name: "s\(names)", evicting: evicted)
    }

    /// The server has the statement under this name.
    mutating func didPrepare(_ key: Key, name: String) {
        if entries[key]?.name == nil { preparedCount += 1 }
        entries[key] = Entry(name: name, lastUse: clock)
    }

    /// The server does not have it, or not any more, or its plan no longer fits the tables.
    mutating func forget(_ key: Key) {
        if let entry = entries.removeValue(forKey: key), entry.name != nil { preparedCount -= 1 }
    }

    @discardableResult
    private mutating func removeOldest(prepared: Bool) -> String? {
        let candidates = entries.lazy.filter { ($0.value.name != nil) == prepared }
        guard let oldest = candidates.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return nil }
        forget(oldest.key)
        return oldest.value.name
    }
}
