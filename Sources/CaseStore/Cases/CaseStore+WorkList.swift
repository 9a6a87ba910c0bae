package import LegalTime
package import Mediation
import Postgres

/// A page of a work list, with the exact number of all that it could show.
package struct WorkListPage: Sendable {
    package let cases: [(dispute: Dispute, due: Day?)]
    package let total: Int
}

extension CaseStore {
    /// Disputes that are not closed, the earliest last day first.
    package func workList(body: BodyID?, dueBy: Day?, limit: Int) async throws(StoreError) -> WorkListPage {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                Statement(Self.workListText, district.rawValue, body?.rawValue, dueBy?.postgres, Int64(limit))
            ).decode((PostgresDate?, String).self)
        }
        let total = try await storing { () throws(PostgresError) in
            try await client.query(
                Statement(Self.workListCount, district.rawValue, body?.rawValue, dueBy?.postgres)
            ).only(Int64.self)
        }
        var cases: [(dispute: Dispute, due: Day?)] = []
        for (due, document) in rows {
            cases.append((try CanonicalJSON.decode(Dispute.self, from: document), due.map { Day($0) }))
        }
        return WorkListPage(cases: cases, total: Int(total))
    }

    private static let workListText: SQL = """
        select w.due, d.document::text
        from (
            select case_id, due from work_item
            where district = $1 and ($2::text is null or body = $2) and ($3::date is null or due <= $3)
            order by due nulls last, case_id limit $4) w
        join dispute d on d.district = $1 and d.id = w.case_id
        order by w.due nulls last, w.case_id
        """
    private static let workListCount: SQL = """
        select count(*) from work_item
        where district = $1 and ($2::text is null or body = $2) and ($3::date is null or due <= $3)
        """
}
