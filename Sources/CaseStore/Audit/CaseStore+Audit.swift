package import LegalTime
package import Mediation
import Postgres

extension CaseStore {
    /// The signed roots, the earliest first.
    package func auditRoots() async throws(StoreError) -> [AuditRoot] {
        let statement = Statement(Self.rootsText, district.rawValue)
        return try await run(
            StoreQuery(statement: statement) { [district] rows in
                try rows.decode((PostgresDate, Int32, [UInt8], [UInt8], String, String, [UInt8]).self).map {
                    day, events, root, previous, algorithm, key, signature in
                    guard let algorithm = HashAlgorithm(rawValue: algorithm) else {
                        throw StoreError(.corrupt, "a root by the unknown algorithm \(algorithm)")
                    }
                    return AuditRoot(
                        district: district, day: Day(day), events: Int(events), root: root, previous: previous,
                        hashAlgorithm: algorithm, key: key, signature: signature)
                }
            })
    }

    /// The public keys that roots were signed with.
    package func auditKeys() async throws(StoreError) -> [VerifyingKey] {
        let statement = Statement(
            "select public_key from audit_key where district = $1 order by since", district.rawValue)
        return try await run(
            StoreQuery(statement: statement) { try $0.decode([UInt8].self).map { VerifyingKey(bytes: $0) } })
    }

    /// Signs the root of every day that is over, has events and has no root yet.
    ///
    /// - Returns: The roots made now.
    package func sign(daysBefore today: Day, with key: SigningKey, at: Instant) async throws(StoreError) -> [AuditRoot]
    {
        let known = try await auditRoots()
        var previous = known.last?.root ?? AuditRoot.first
        var made: [AuditRoot] = []
        for day in try await unsignedDays(after: known.last?.day, before: today) {
            let leaves = try await leaves(of: day)
            let root = AuditRoot(
                district: district, day: day, tree: MerkleTree(leaves: leaves.map(\.bytes)), events: leaves.count,
                previous: previous, signing: key)
            try await keep(root, key.verifying, at)
            previous = root.root
            made.append(root)
        }
        return made
    }

    /// The events that were recorded on a day, as leaves of its tree.
    package func leaves(of day: Day) async throws(StoreError) -> [AuditLeaf] {
        let statement = Statement(
            Self.leavesText, district.rawValue, Instant(day).postgres, Instant(day.adding(days: 1)).postgres)
        return try await run(
            StoreQuery(statement: statement) { rows in
                try rows.decode((PostgresUUID, Int32, [UInt8]).self).map {
                    AuditLeaf(id: CaseID($0.0), sequence: Int($0.1), hash: $0.2)
                }
            })
    }

    /// Reads the whole history piece by piece.
    package func auditEvents(_ body: (AuditVerifier.Event) -> Void) async throws(StoreError) {
        var last: (PostgresUUID, Int32) = (PostgresUUID(high: 0, low: 0), 0)
        while true {
            let statement = Statement(Self.eventsText, district.rawValue, last.0, last.1)
            let rows = try await storing { () async throws(PostgresError) in
                try await client.query(statement)
                    .decode((PostgresUUID, Int32, PostgresTimestamp, String, [UInt8], String, [UInt8]).self)
            }
            guard let end = rows.last else { return }
            for (id, sequence, recorded, content, previous, algorithm, hash) in rows {
                body(
                    AuditVerifier.Event(
                        id: CaseID(id), sequence: Int(sequence), recorded: Instant(recorded), content: content,
                        previous: previous, algorithm: algorithm, hash: hash))
            }
            last = (end.0, end.1)
        }
    }

    /// What the rows of the disputes say their last events are.
    package func auditHeads() async throws(StoreError) -> [CaseID: AuditVerifier.Head] {
        let statement = Statement("select id, revision, head from dispute where district = $1", district.rawValue)
        return try await run(
            StoreQuery(statement: statement) { rows in
                var heads: [CaseID: AuditVerifier.Head] = [:]
                for (id, revision, head) in try rows.decode((PostgresUUID, Int32, [UInt8]).self) {
                    heads[CaseID(id)] = AuditVerifier.Head(revision: Int(revision), hash: head)
                }
                return heads
            })
    }

    private func unsignedDays(after last: Day?, before today: Day) async throws(StoreError) -> [Day] {
        let statement = Statement(
            Self.daysText, district.rawValue, last.map { Instant($0.adding(days: 1)).postgres },
            Instant(today).postgres)
        return try await run(
            StoreQuery(statement: statement) { rows in try rows.decode(PostgresDate.self).map { Day($0) } })
    }

    private func keep(_ root: AuditRoot, _ key: VerifyingKey, _ at: Instant) async throws(StoreError) {
        let statement = Statement(
            Self.keepText, district.rawValue, root.day.postgres, Int32(root.events), root.root, root.previous,
            root.hashAlgorithm.rawValue, root.key, root.signature, at.postgres, SigningKey.algorithm, key.bytes)
        _ = try await storing { () async throws(PostgresError) in try await client.execute(statement) }
    }

    private static let rootsText: SQL = """
        select day, events, root, previous, algorithm, key, signature from audit_root where district = $1 order by day
        """
    private static let daysText: SQL = """
        select distinct (recorded_at at time zone interval '8 hours')::date as day from event
        where district = $1 and recorded_at < $3 and ($2::timestamptz is null or recorded_at >= $2)
        order by day
        """
    private static let leavesText: SQL = """
        select case_id, sequence, hash from event
        where district = $1 and recorded_at >= $2 and recorded_at < $3 order by case_id, sequence
        """
    private static let eventsText: SQL = """
        select case_id, sequence, recorded_at, content, previous, algorithm, hash from event
        where district = $1 and (case_id, sequence) > ($2, $3) order by case_id, sequence limit 2000
        """
    private static let keepText: SQL = """
        with known as (
            insert into audit_key (district, name, algorithm, public_key, since) values ($1, $7, $10, $11, $9)
            on conflict do nothing
        )
        insert into audit_root (district, day, events, root, previous, algorithm, key, signature, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """
}
