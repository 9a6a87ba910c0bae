import Canonical
package import LegalTime
package import Mediation
import Postgres

/// An event of the feed, with its dispute as it stands now.
package struct FeedEntry: Sendable {
    package let position: FeedPosition
    package let event: CaseEvent
    package let recorded: Instant
    package let dispute: Dispute
}

/// Some events of the feed.
package struct FeedPage: Sendable {
    package let entries: [FeedEntry]
    /// Where the next page begins.
    package let next: FeedPosition
    /// Whether there was nothing behind it when it was read.
    package let isLast: Bool
}

extension CaseStore {
    /// Where the feed ends now: everything that is committed later comes behind it.
    ///
    /// - Returns: The oldest transaction still running, and the first that has not begun.
    package func feedEnd() async throws(StoreError) -> (horizon: Int64, next: Int64) {
        let (horizon, next) = try await storing { () throws(PostgresError) in
            try await client.query(Self.feedEndText).only((Int64, Int64).self)
        }
        return (horizon, next)
    }

    /// Events behind a position, the earliest first.
    ///
    /// - Parameter span: How many transactions to go through at the most; a wider one crosses gaps faster.
    package func feed(after position: FeedPosition, span: Int64, limit: Int) async throws(StoreError) -> FeedPage {
        let horizon = try await feedEnd().horizon
        let (sum, isBeyond) = position.transaction.addingReportingOverflow(span)
        let end = isBeyond ? horizon : min(horizon, sum)
        guard end > position.transaction else { return FeedPage(entries: [], next: position, isLast: true) }
        let statement = Statement(
            Self.feedText, district.rawValue, position.transaction, position.id.postgres, Int32(position.sequence), end,
            Int64(limit))
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(statement)
                .decode((Int64, PostgresUUID, Int32, PostgresTimestamp, String, StoredJSON<Dispute>).self)
        }
        var entries: [FeedEntry] = []
        for (transaction, id, sequence, recorded, content, dispute) in rows {
            entries.append(
                FeedEntry(
                    position: FeedPosition(transaction: transaction, id: CaseID(id), sequence: Int(sequence)),
                    event: try CanonicalJSON.decode(CaseEvent.self, from: content), recorded: Instant(recorded),
                    dispute: dispute.value))
        }
        if entries.count == limit, let last = entries.last {
            return FeedPage(entries: entries, next: last.position, isLast: false)
        }
        return FeedPage(entries: entries, next: FeedPosition(before: end), isLast: end == horizon)
    }

    private static let feedEndText: Statement = """
        select pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint from pg_current_snapshot() s
        """
    private static let feedText: SQL = """
        select k.transaction, k.case_id, k.sequence, e.recorded_at, e.content, d.document
        from (
            select transaction, case_id, sequence from event
            where district = $1 and transaction >= $2 and transaction < $5
                and (transaction, case_id, sequence) > ($2, $3, $4)
            order by transaction, case_id, sequence limit $6) k
        join event e on e.district = $1 and e.case_id = k.case_id and e.sequence = k.sequence
        join dispute d on d.district = $1 and d.id = k.case_id
        order by k.transaction, k.case_id, k.sequence
        """
}
