package import LegalTime
package import Mediation
import Postgres

/// A clock of a dispute whose last day is over and that nothing has acted upon yet.
package struct DueClock: Hashable, Sendable {
    package let id: CaseID
    package let proceeding: Int
    package let name: String
    /// The moment after its last day.
    package let due: Instant
    /// The revision that set it.
    package let revision: Int
}

extension CaseStore {
    /// A page of the clocks that have run out, the earliest first.
    ///
    /// - Parameter last: Where the page before ended.
    package func dueClocks(
        by instant: Instant, after last: DueClock? = nil, limit: Int
    ) async throws(StoreError) -> [DueClock] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                Statement(
                    Self.dueText, district.rawValue, instant.postgres, (last?.due ?? Self.beginning).postgres,
                    (last?.id ?? CaseID(high: 0, low: 0)).postgres, Int32(last?.proceeding ?? 0), last?.name ?? "",
                    Int64(limit))
            ).decode((PostgresUUID, Int32, String, PostgresTimestamp, Int32).self)
        }
        return rows.map { id, proceeding, name, due, revision in
            DueClock(
                id: CaseID(id), proceeding: Int(proceeding), name: name, due: Instant(due), revision: Int(revision))
        }
    }

    /// How many clocks have run out, and when the next of the others will.
    package func clocks(at instant: Instant) async throws(StoreError) -> (due: Int, next: Instant?) {
        let (due, next) = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.countText, district.rawValue, instant.postgres))
                .only((Int64, PostgresTimestamp?).self)
        }
        return (Int(due), next.map { Instant($0) })
    }

    /// Before every clock.
    private static let beginning = Instant(milliseconds: 0)

    /// Where the page before ended is a bound of the index, whatever plan is kept: a million clocks may be due at one moment, and
    /// no page may go through those of the pages before.
    private static let dueText: SQL = """
        select case_id, proceeding, name, due_at, revision from clock
        where district = $1 and due_at <= $2 and (due_at, case_id, proceeding, name) > ($3, $4, $5, $6)
        order by due_at, case_id, proceeding, name limit $7
        """
    private static let countText: SQL = """
        select (select count(*) from clock where district = $1 and due_at <= $2),
            (select min(due_at) from clock where district = $1 and due_at > $2)
        """
}
