import Canonical
import LegalTime
package import Mediation
package import Postgres

/// What does not follow from the events of a dispute.
package struct RebuildDifference: Hashable, Sendable {
    package enum Side: String, Hashable, Sendable {
        /// It is stored, and the events do not give it.
        case stored
        /// The events give it, and it is not stored.
        case missing
    }

    package let id: CaseID
    package let table: String
    package let side: Side
    /// The row as JSON.
    package let row: String

    package init(id: CaseID, table: String, side: Side, row: String) {
        self.id = id
        self.table = table
        self.side = side
        self.row = row
    }
}

/// Recomputes from the events everything that is stored of disputes beside them.
///
/// The history is replayed change by change through the statement that wrote it, into empty tables of the same names that
/// only this session sees; what then differs from the stored rows is a fault of these. So whatever a later version writes
/// from events is checked without a word more.
package struct CaseRebuild: Sendable {
    /// What follows from events. The outbox does not: what was sent is gone from it.
    static let tables = [
        "dispute", "case_number", "custody", "custody_past", "work_item", "clock", "report_entry", "complaint",
        "subsidy",
    ]

    private let store: CaseStore
    private let connection: PostgresConnection
    /// Where the stored tables are; the replayed ones hide them.
    private let schema: String
    private let homes: @Sendable (Decision) -> [ReportEntry.Place: BodyHome]

    /// - Parameters:
    ///   - connection: One that nobody else uses, and that is closed afterwards.
    ///   - homes: Where the entries of a decision are counted.
    package init(
        store: CaseStore, connection: PostgresConnection,
        homes: @escaping @Sendable (Decision) -> [ReportEntry.Place: BodyHome]
    ) async throws(StoreError) {
        self.store = store
        self.connection = connection
        self.homes = homes
        do {
            schema = try await connection.query("select quote_ident(current_schema())").only(String.self)
            for table in Self.tables + ["event", "person", "outbox"] {
                try await connection.simple(
                    SQL(trusted: "create temporary table \(table) (like \(schema).\(table) including all)"))
            }
        } catch {
            throw StoreError(error)
        }
    }

    /// The next disputes after one, in the order of their ids: those with a row and those with a history.
    package func page(after last: CaseID?, limit: Int) async throws(StoreError) -> [CaseID] {
        let sql = SQL(
            trusted: """
                select id from (
                    (select id from \(schema).dispute where district = $1 and ($2::uuid is null or id > $2)
                        order by id limit $3)
                    union
                    (select case_id from \(schema).event
                        where district = $1 and sequence = 1 and ($2::uuid is null or case_id > $2)
                        order by case_id limit $3)) ids
                order by id limit $3
                """)
        return try await query(Statement(sql, store.district.rawValue, last?.postgres, Int64(limit))) { rows in
            try rows.decode(PostgresUUID.self).map { CaseID($0) }
        }
    }

    /// Compares some disputes with their histories.
    ///
    /// - Parameter repairs: Puts what the events give in the place of what is stored.
    package func check(_ ids: [CaseID], repairs: Bool) async throws(StoreError) -> [RebuildDifference] {
        try await replay(ids)
        var differences: [RebuildDifference] = []
        for table in Self.tables {
            let found = try await compare(table, ids)
            differences += found
            if repairs, !found.isEmpty { try await repair(table, Set(found.map(\.id))) }
        }
        do throws(PostgresError) {
            let names = (Self.tables + ["event", "person", "outbox"]).map { "pg_temp.\($0)" }.joined(separator: ", ")
            try await connection.simple(SQL(trusted: "truncate \(names)"))
        } catch {
            throw StoreError(error)
        }
        return differences
    }

    // MARK: Replaying

    private func replay(_ ids: [CaseID]) async throws(StoreError) {
        var changes = try await histories(of: ids).map { Replay(store.district, $0.key, $0.value) }
        // One change of each dispute at a time: a statement holds at most one.
        while !changes.isEmpty {
            var batch: [CaseChange] = []
            for index in changes.indices {
                if let change = changes[index].next(homes) { batch.append(change) }
            }
            changes.removeAll(where: \.isOver)
            for start in stride(from: 0, to: batch.count, by: 256) {
                let part = Array(batch[start..<min(start + 256, batch.count)])
                let statement = store.applying(part).statement
                do { _ = try await connection.query(statement) } catch { throw StoreError(error) }
            }
        }
    }

    private func histories(of ids: [CaseID]) async throws(StoreError) -> [CaseID: [RecordedEvent]] {
        let sql = SQL(
            trusted: """
                select case_id, recorded_at, content, previous, algorithm, hash, idempotency, request, transaction
                from \(schema).event where district = $1 and case_id = any($2) order by case_id, sequence
                """)
        return try await query(Statement(sql, store.district.rawValue, ids.map(\.postgres))) { rows in
            var histories: [CaseID: [RecordedEvent]] = [:]
            for row in try rows.decode(
                (PostgresUUID, PostgresTimestamp, String, [UInt8], String, [UInt8], String?, [UInt8]?, Int64).self)
            {
                guard let algorithm = HashAlgorithm(rawValue: row.4) else {
                    throw StoreError(.corrupt, "an event by the unknown algorithm \(row.4)")
                }
                let stored = StoredEvent(
                    event: try CanonicalJSON.decode(CaseEvent.self, from: row.2), recorded: Instant(row.1),
                    content: row.2, algorithm: algorithm, previous: row.3, hash: row.5)
                let key = row.6.flatMap { key in row.7.map { CaseChange.Idempotency(key: key, request: $0) } }
                histories[CaseID(row.0), default: []].append(
                    RecordedEvent(stored: stored, idempotency: key, transaction: row.8))
            }
            return histories
        }
    }

    // MARK: Comparing

    private func compare(_ table: String, _ ids: [CaseID]) async throws(StoreError) -> [RebuildDifference] {
        let key = table == "dispute" ? "id" : "case_id"
        let stored =
            "select \(key) as id, to_jsonb(t) - 'transaction' as r from \(schema).\(table) t where district = $1 and \(key) = any($2)"
        let replayed = "select \(key) as id, to_jsonb(t) - 'transaction' as r from pg_temp.\(table) t"
        let sql = SQL(
            trusted: """
                select id, true, r::text from (\(stored) except \(replayed)) a
                union all select id, false, r::text from (\(replayed) except \(stored)) b
                order by 1, 2, 3
                """)
        return try await query(Statement(sql, store.district.rawValue, ids.map(\.postgres))) { rows in
            try rows.decode((PostgresUUID, Bool, String).self).map {
                RebuildDifference(id: CaseID($0.0), table: table, side: $0.1 ? .stored : .missing, row: $0.2)
            }
        }
    }

    private func repair(_ table: String, _ ids: Set<CaseID>) async throws(StoreError) {
        let key = table == "dispute" ? "id" : "case_id"
        let clear = SQL(trusted: "delete from \(schema).\(table) where district = $1 and \(key) = any($2)")
        let put = SQL(
            trusted:
                "insert into \(schema).\(table) select * from pg_temp.\(table) where district = $1 and \(key) = any($2)"
        )
        let keys = ids.map(\.postgres)
        do {
            try await connection.withTransaction { connection in
                _ = try await connection.execute(Statement(clear, store.district.rawValue, keys))
                _ = try await connection.execute(Statement(put, store.district.rawValue, keys))
            }
        } catch {
            throw StoreError(.database, "\(table): \(error)")
        }
    }

    private func query<Value: Sendable>(
        _ statement: Statement, read: @escaping @Sendable (Rows) throws -> Value
    ) async throws(StoreError) -> Value {
        let rows = try await storing { () async throws(PostgresError) in try await connection.query(statement) }
        return try CaseStore.reading(rows, StoreQuery(statement: statement, read: read))
    }
}

private struct RecordedEvent: Sendable {
    let stored: StoredEvent
    let idempotency: CaseChange.Idempotency?
    let transaction: Int64
}

/// Gives the changes that a history was written by, one after the other.
private struct Replay {
    private let district: DistrictCode
    private let id: CaseID
    private var events: ArraySlice<RecordedEvent>
    private var dispute: Dispute?
    private var head = EventChain.genesis

    init(_ district: DistrictCode, _ id: CaseID, _ events: [RecordedEvent]) {
        self.district = district
        self.id = id
        self.events = events[...]
    }

    var isOver: Bool { events.isEmpty }

    /// The events that were written together make one change. Nil where they cannot be folded; the rest is given up then.
    mutating func next(_ homes: (Decision) -> [ReportEntry.Place: BodyHome]) -> CaseChange? {
        guard let first = events.first else { return nil }
        let group = Array(events.prefix { $0.transaction == first.transaction })
        let before = dispute
        var entries: [ReportEntry] = []
        for recorded in group {
            let event = recorded.stored.event
            let earlier = dispute
            guard event.sequence == (earlier?.revision ?? 0) + 1 else {
                events = []
                return nil
            }
            if earlier == nil {
                dispute = Dispute(id: id, district: district, first: event)
            } else {
                dispute?.apply(event)
            }
            entries += dispute?.entries(of: event, before: earlier) ?? []
        }
        guard let after = dispute else {
            events = []
            return nil
        }
        events = events.dropFirst(group.count)
        let decision = Decision(
            before: before, after: after, events: group.map(\.stored.event), entries: entries, notices: [])
        defer { head = group.last?.stored.hash ?? head }
        return CaseChange(
            decision: decision, head: head, recorded: first.stored.recorded,
            idempotency: group.compactMap(\.idempotency).last, persons: [], homes: homes(decision),
            stored: group.map(\.stored))
    }
}
