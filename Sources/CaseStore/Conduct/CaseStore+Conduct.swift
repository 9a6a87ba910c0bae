import Canonical
package import LegalTime
package import Mediation
package import Postgres

/// A complaint as the list of complaints shows it.
package struct ComplaintRow: Hashable, Sendable {
    package let id: CaseID
    package let number: Int
    package let code: String
    package let receiver: BodyID
    package let body: BodyID
    package let mediator: String?
    package let ground: Complaint.Ground
    package let filed: Day
    package let due: Day?
    package let answered: Day?
    package let confirmed: Bool?
    package let lifted: Day?
}

/// What was paid for a dispute, as the list of subsidies shows it.
package struct SubsidyRow: Hashable, Sendable {
    package let code: String
    package let dossier: String?
    package let mediator: String
    package let body: BodyID
    package let grade: Subsidy.Grade
    package let amount: Money
    package let basis: String
    package let isVerified: Bool
    package let day: Day
}

extension CaseStore {
    /// The confirmed complaints that stop a mediator.
    package func sanctions() async throws(StoreError) -> [Sanction] { try await run(sanctionsQuery) }

    package func sanctions(on connection: isolated PostgresConnection) throws(StoreError) -> [Sanction] {
        try run(sanctionsQuery, on: connection)
    }

    private var sanctionsQuery: StoreQuery<[Sanction]> {
        StoreQuery(statement: Statement(Self.sanctionsText, district.rawValue)) { rows in
            try rows.decode((String, String, String, Int32).self).map {
                Sanction(mediator: $0.0, body: BodyID($0.1), code: $0.2, complaint: Int($0.3))
            }
        }
    }

    /// Complaints, the latest first.
    ///
    /// - Parameter isOpen: Only those without an answer.
    package func complaints(isOpen: Bool) async throws(StoreError) -> [ComplaintRow] {
        let statement = Statement(Self.complaintsText, district.rawValue, isOpen)
        return try await run(
            StoreQuery(statement: statement) { rows in
                try rows.decode(
                    (
                        PostgresUUID, Int32, String, String, String, String?, String, PostgresDate, PostgresDate?,
                        PostgresDate?, Bool?, PostgresDate?
                    ).self
                ).map { row in
                    ComplaintRow(
                        id: CaseID(row.0), number: Int(row.1), code: row.2, receiver: BodyID(row.3),
                        body: BodyID(row.4), mediator: row.5, ground: Complaint.Ground(rawValue: row.6) ?? .other,
                        filed: Day(row.7), due: row.8.map { Day($0) }, answered: row.9.map { Day($0) },
                        confirmed: row.10, lifted: row.11.map { Day($0) })
                }
            })
    }

    /// Open disputes with a mediation under way by somebody of these names or ids.
    package func openCases(mediatedBy names: [String]) async throws(StoreError) -> [Dispute] {
        guard !names.isEmpty else { return [] }
        return try await run(
            StoreQuery(statement: Statement(Self.mediatedText, district.rawValue, names)) { rows in
                try rows.decode(String.self).map { try CanonicalJSON.decode(Dispute.self, from: $0) }
            })
    }

    /// What was paid for disputes in some days, in the order of days.
    package func subsidies(in days: DayRange) async throws(StoreError) -> [SubsidyRow] {
        let statement = Statement(Self.subsidiesText, district.rawValue, days.first.postgres, days.last.postgres)
        return try await run(
            StoreQuery(statement: statement) { rows in
                try rows.decode(
                    (String, String?, String, String, String, Int64, String, Bool, PostgresDate).self
                ).map { row in
                    SubsidyRow(
                        code: row.0, dossier: row.1, mediator: row.2, body: BodyID(row.3),
                        grade: Subsidy.Grade(rawValue: row.4) ?? .ordinary, amount: Money(fen: row.5), basis: row.6,
                        isVerified: row.7, day: Day(row.8))
                }
            })
    }

    /// Names of the persons of some cases, by their keys.
    package func names(
        of ids: [CaseID], on connection: isolated PostgresConnection
    ) throws(StoreError) -> [CaseID: [Int: String]] {
        let query = StoreQuery(statement: Statement(Self.namesText, district.rawValue, ids.map(\.postgres))) { rows in
            var names: [CaseID: [Int: String]] = [:]
            for (id, key, text) in try rows.decode((PostgresUUID, Int32, String).self) {
                let name = try CanonicalJSON.decode(Particulars.self, from: text).name
                names[CaseID(id), default: [:]][Int(key)] = name
            }
            return names
        }
        return try run(query, on: connection)
    }

    private static let sanctionsText: SQL = """
        select mediator, body, code, number from complaint
        where district = $1 and confirmed and lifted is null and mediator is not null order by mediator, case_id, number
        """
    private static let complaintsText: SQL = """
        select case_id, number, code, receiver, body, mediator, ground, filed, due, answered, confirmed, lifted
        from complaint where district = $1 and (answered is null or not $2) order by filed desc, code, number
        """
    private static let mediatedText: SQL = """
        select d.document from work_item w
        join dispute d on d.district = w.district and d.id = w.case_id
        where w.district = $1 and exists (
            select from json_array_elements(d.document::json -> 'proceedings') p
            where p -> 'concluded' is null and (p -> 'mediators')::jsonb ?| $2::text[])
        order by w.case_id
        """
    private static let subsidiesText: SQL = """
        select code, dossier, mediator, body, grade, amount, basis, verified, day from subsidy
        where district = $1 and day between $2 and $3 order by day, code
        """
    private static let namesText: SQL = """
        select p.case_id, p.party, p.particulars::text
        from (select $1::int4 as district, id from unnest($2::uuid[]) as a (id) offset 0) a
        join person p on p.district = a.district and p.case_id = a.id
        where p.particulars is not null
        """
}
