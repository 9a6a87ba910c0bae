import Canonical
package import LegalTime
package import Mediation
import Postgres

/// A page of a work list, with the exact number of all that it could show.
package struct WorkListPage: Sendable {
    package let cases: [(dispute: Dispute, due: Day?)]
    package let total: Int
}

/// The last row of a page: the next one begins behind it.
package struct WorkListCursor: Hashable, Sendable {
    package let due: Day?
    package let id: CaseID

    package init(due: Day?, id: CaseID) {
        self.due = due
        self.id = id
    }
}

extension CaseStore {
    /// Disputes that are not closed, the earliest last day first.
    ///
    /// - Parameters:
    ///   - bodies: Only what these hold; nil for every body.
    ///   - after: Where the page before ended.
    package func workList(
        bodies: [BodyID]?, dueBy: Day?, after: WorkListCursor? = nil, limit: Int
    ) async throws(StoreError) -> WorkListPage {
        let holders = bodies?.map(\.rawValue)
        let page = Statement(
            Self.workListText, district.rawValue, holders, dueBy?.postgres, Int64(limit), after?.due?.postgres,
            after?.id.postgres)
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(page).decode((PostgresDate?, String).self)
        }
        let total = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.workListCount, district.rawValue, holders, dueBy?.postgres))
                .only(Int64.self)
        }
        var cases: [(dispute: Dispute, due: Day?)] = []
        for (due, document) in rows {
            cases.append((try CanonicalJSON.decode(Dispute.self, from: document), due.map { Day($0) }))
        }
        return WorkListPage(cases: cases, total: Int(total))
    }

    private static let workListText: SQL = """
        select w.due, d.document
        from (
            select case_id, due from work_item
            where district = $1 and ($2::text[] is null or body = any($2)) and ($3::date is null or due <= $3)
                and ($6::uuid is null or case when $5::date is null then due is null and case_id > $6
                    else due > $5 or due = $5 and case_id > $6 or due is null end)
            order by due nulls last, case_id limit $4) w
        join dispute d on d.district = $1 and d.id = w.case_id
        order by w.due nulls last, w.case_id
        """
    private static let workListCount: SQL = """
        select count(*) from work_item
        where district = $1 and ($2::text[] is null or body = any($2)) and ($3::date is null or due <= $3)
        """
}
