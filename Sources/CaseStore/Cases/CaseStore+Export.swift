package import LegalTime
package import Mediation
import Postgres

/// A dispute of an export.
package struct ExportRow: Sendable {
    package let dispute: Dispute
    /// Whether it is on a work list, which every dispute that is not closed is.
    package let isOpen: Bool
    package let due: Day?
}

extension CaseStore {
    /// Goes on through all disputes in the order of their ids, a bounded number at a time however few of them are wanted.
    ///
    /// - Parameter bodies: Only disputes whose documents name one of these, which are all in which they have a part, and perhaps
    ///   others; nil for all.
    /// - Returns: The disputes, and the last id that was gone through; nil behind the last dispute.
    package func exportPage(
        after id: CaseID?, naming bodies: Set<BodyID>?
    ) async throws(StoreError) -> (rows: [ExportRow], last: CaseID)? {
        let first = (id ?? CaseID(high: 0, low: 0)).postgres
        let statement = Statement(Self.exportText, district.rawValue, first, bodies?.map(\.rawValue))
        let page = try await storing { () throws(PostgresError) in
            try await client.query(statement).decode((PostgresUUID, StoredJSON<Dispute>?, Bool, PostgresDate?).self)
        }
        guard let end = page.last else { return nil }
        var rows: [ExportRow] = []
        for (_, document, isOpen, due) in page {
            guard let document else { continue }
            rows.append(ExportRow(dispute: document.value, isOpen: isOpen, due: due.map { Day($0) }))
        }
        return (rows, CaseID(end.0))
    }

    private static let exportText: SQL = """
        select d.id, case when $3::text[] is null or exists (
                select from unnest($3) as b (name) where position(to_json(b.name)::text in d.document::text) > 0)
            then d.document end, w.case_id is not null, w.due
        from (select district, id, document from dispute where district = $1 and id > $2 order by id limit 1000) d
        left join work_item w on w.district = d.district and w.case_id = d.id
        order by d.id
        """
}
