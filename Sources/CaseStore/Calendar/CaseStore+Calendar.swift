import Canonical
package import LegalTime
package import Mediation
import Postgres

/// A file of holiday notices that the district approved.
package struct ApprovedNotice: Hashable, Sendable {
    /// The district's calendar after it, counted from 1.
    package let version: Int
    package let file: String
    package let content: String
    /// Hash of the list of moved deadlines that was approved.
    package let plan: String
    package let approvedBy: String
    package let approvedAt: Instant
    /// When every deadline of the list stood at its new day; nil while that is under way or was cut off.
    package let finishedAt: Instant?
}

extension CaseStore {
    /// The approved files of notices, the earliest first.
    package func approvedNotices() async throws(StoreError) -> [ApprovedNotice] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.noticesText, district.rawValue))
                .decode((Int32, String, String, String, String, PostgresTimestamp, PostgresTimestamp?).self)
        }
        return rows.map { version, file, content, plan, by, at, finished in
            ApprovedNotice(
                version: Int(version), file: file, content: content, plan: plan, approvedBy: by,
                approvedAt: Instant(at),
                finishedAt: finished.map { Instant($0) })
        }
    }

    /// Keeps an approved file. Doing it again under the same plan changes nothing.
    package func approve(
        file: String, content: String, plan: String, by: String, at: Instant
    ) async throws(StoreError) {
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(
                Statement(Self.approveText, district.rawValue, file, content, plan, by, at.postgres))
        }
    }

    /// Notes that every deadline of a plan stands at its new day.
    package func finish(plan: String, at: Instant) async throws(StoreError) {
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(Statement(Self.finishText, district.rawValue, plan, at.postgres))
        }
    }

    /// Disputes that are not closed, in the order of their ids: a page after the last one seen.
    package func liveCases(after last: CaseID?, limit: Int) async throws(StoreError) -> [Dispute] {
        let documents = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.liveText, district.rawValue, last?.postgres, Int64(limit)))
                .decode(String.self)
        }
        var cases: [Dispute] = []
        for document in documents { cases.append(try CanonicalJSON.decode(Dispute.self, from: document)) }
        return cases
    }

    private static let noticesText: SQL = """
        select version, file, content, plan, approved_by, approved_at, finished_at from calendar_notice
        where district = $1 order by version
        """
    private static let approveText: SQL = """
        insert into calendar_notice (district, version, file, content, plan, approved_by, approved_at)
        select $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6 from calendar_notice where district = $1
        on conflict (district, plan) do nothing
        """
    private static let finishText: SQL = """
        update calendar_notice set finished_at = $3 where district = $1 and plan = $2 and finished_at is null
        """
    private static let liveText: SQL = """
        select d.document
        from (
            select case_id from work_item where district = $1 and ($2::uuid is null or case_id > $2)
            order by case_id limit $3) w
        join dispute d on d.district = $1 and d.id = w.case_id
        order by d.id
        """
}
