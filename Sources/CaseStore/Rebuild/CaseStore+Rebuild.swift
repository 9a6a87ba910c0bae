import Canonical
import LegalTime
package import Mediation
import Postgres

extension CaseStore {
    /// The ids of disputes above one, ascending: for going through all of them page by page.
    package func caseIDs(after id: CaseID?, limit: Int) async throws(StoreError) -> [CaseID] {
        let first = (id ?? CaseID(high: 0, low: 0)).postgres
        return try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select id from dispute where district = \(district.rawValue) and id > \(first) order by id limit \(Int64(limit))
                """
            ).decode(PostgresUUID.self)
        }.map { CaseID($0) }
    }

    /// Goes through all disputes, a hundred at a time.
    ///
    /// - Returns: How many there are.
    package func forEachPage(_ body: ([CaseID]) async throws -> Void) async throws -> Int {
        var last: CaseID?
        var count = 0
        while true {
            let ids = try await caseIDs(after: last, limit: 100)
            guard let next = ids.last else { return count }
            last = next
            count += ids.count
            try await body(ids)
        }
    }

    /// Compares what is stored of some disputes with their events. Those without a fault are missing in the answer.
    package func faults(of ids: [CaseID]) async throws(StoreError) -> [CaseID: [CaseFault]] {
        var found: [CaseID: [CaseFault]] = [:]
        for stored in try await stored(ids) {
            let faults = stored.faults(in: district)
            if !faults.isEmpty { found[stored.id] = faults }
        }
        return found
    }

    /// Writes what is stored of a dispute anew from its events. Nothing is written where the events have a fault.
    ///
    /// - Returns: false where the events have a fault, or the dispute moved on meanwhile.
    package func rebuild(_ id: CaseID) async throws(StoreError) -> Bool {
        guard let stored = try await stored([id]).first else { return false }
        guard stored.faults(in: district).allSatisfy(\.isRepairable), let dispute = stored.folded(in: district) else {
            return false
        }
        let head = stored.history.last?.hash ?? EventChain.genesis
        do {
            return try await client.withTransaction { (connection) throws(PostgresError) in
                let updated = try await connection.execute(
                    """
                    update dispute set revision = \(Int32(dispute.revision)), head = \(head),
                        document = \(CanonicalJSON.encode(dispute))
                    where district = \(district.rawValue) and id = \(id.postgres) and revision = \(Int32(stored.revision))
                        and not exists (select from event where district = \(district.rawValue) and case_id = \(id.postgres)
                            and sequence > \(Int32(dispute.revision)))
                    """)
                guard updated == 1 else { return false }
                for statement in restoring(dispute) { _ = try await connection.execute(statement) }
                return true
            }
        } catch {
            throw error.postgresError.map(StoreError.init) ?? StoreError(.database, "\(error)")
        }
    }

    /// The statements that put the rows beside a dispute right.
    private func restoring(_ dispute: Dispute) -> [Statement] {
        let key = (district.rawValue, dispute.id.postgres)
        var statements: [Statement] = [
            """
            insert into custody (district, case_id, body, since)
            values (\(key.0), \(key.1), \(dispute.custody.body.rawValue), \(dispute.custody.since.postgres))
            on conflict (district, case_id) do update set body = excluded.body, since = excluded.since
            """,
            "delete from work_item where district = \(key.0) and case_id = \(key.1)",
            "delete from clock where district = \(key.0) and case_id = \(key.1)",
        ]
        if let item = WorkItem(dispute) {
            statements.append(
                """
                insert into work_item (district, case_id, body, due, registered)
                values (\(key.0), \(key.1), \(item.body), \(item.due?.postgres), \(item.registered.postgres))
                """)
        }
        for (clock, due) in dispute.runningClocks {
            statements.append(
                """
                insert into clock (district, case_id, proceeding, name, due_at, revision)
                values (\(key.0), \(key.1), \(Int32(clock.proceeding)), \(clock.name),
                    \(Instant(due.adding(days: 1)).postgres), \(Int32(dispute.revision)))
                """)
        }
        return statements
    }

    private func stored(_ ids: [CaseID]) async throws(StoreError) -> [StoredCase] {
        let keys = ids.map(\.postgres)
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select d.id, d.revision, d.head, d.document, c.body, c.since, w.body, w.due, w.registered
                from dispute d
                left join custody c on c.district = d.district and c.case_id = d.id
                left join work_item w on w.district = d.district and w.case_id = d.id
                where d.district = \(district.rawValue) and d.id = any(\(keys)) order by d.id
                """
            ).decode(
                (
                    PostgresUUID, Int32, [UInt8], String, String?, PostgresTimestamp?, String?, PostgresDate?,
                    PostgresDate?
                ).self)
        }
        let clocks = try await clocks(of: keys)
        var cases: [StoredCase] = []
        for row in rows {
            let id = CaseID(row.0)
            var custody: Custody?
            if let body = row.4, let since = row.5 { custody = Custody(body: BodyID(body), since: Instant(since)) }
            var item: WorkItem?
            if let body = row.6, let registered = row.8 {
                item = WorkItem(body: body, due: row.7.map { Day($0) }, registered: Day(registered))
            }
            cases.append(
                StoredCase(
                    id: id, revision: Int(row.1), head: row.2,
                    document: try? CanonicalJSON.decode(Dispute.self, from: row.3),
                    custody: custody, workItem: item, clocks: clocks[id] ?? [:], history: try await history(of: id)))
        }
        return cases
    }

    private func clocks(of keys: [PostgresUUID]) async throws(StoreError) -> [CaseID: [Dispute.ClockKey: Instant]] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select case_id, proceeding, name, due_at from clock
                where district = \(district.rawValue) and case_id = any(\(keys))
                """
            ).decode((PostgresUUID, Int32, String, PostgresTimestamp).self)
        }
        var clocks: [CaseID: [Dispute.ClockKey: Instant]] = [:]
        for (id, proceeding, name, due) in rows {
            clocks[CaseID(id), default: [:]][.init(proceeding: Int(proceeding), name: name)] = Instant(due)
        }
        return clocks
    }
}
