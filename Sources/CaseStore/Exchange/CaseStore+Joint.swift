import Canonical
import LegalTime
package import Mediation
import Postgres

/// Joint mediations on both sides.
extension CaseStore {
    /// The districts asked into joint mediations that we lead, the earliest dispute first.
    ///
    /// - Parameters:
    ///   - id: Only of this dispute.
    ///   - partner: Only this district.
    package func jointPartners(
        of id: CaseID? = nil, partner: DistrictCode? = nil
    ) async throws(StoreError) -> [JointPartner] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select document::text from joint_partner
                where district = \(district.rawValue) and (\(id?.postgres)::uuid is null or case_id = \(id?.postgres))
                    and (\(partner?.rawValue)::int4 is null or partner = \(partner?.rawValue))
                order by case_id, partner
                """
            ).decode(String.self)
        }
        return try rows.map { row throws(StoreError) in try CanonicalJSON.decode(JointPartner.self, from: row) }
    }

    /// Our help in joint mediations that others lead, the latest invitation first.
    package func assistances(
        lead: DistrictCode? = nil, about: CaseID? = nil
    ) async throws(StoreError) -> [Assistance] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select document::text from assistance
                where district = \(district.rawValue) and (\(lead?.rawValue)::int4 is null or lead = \(lead?.rawValue))
                    and (\(about?.postgres)::uuid is null or about = \(about?.postgres))
                order by about desc
                """
            ).decode(String.self)
        }
        return try rows.map { row throws(StoreError) in try CanonicalJSON.decode(Assistance.self, from: row) }
    }

    /// The next number of a series of help; who takes it meanwhile is told by the unique index.
    package func nextAssistance(series: String, year: Int) async throws(StoreError) -> DossierNumber {
        let next = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select coalesce(max(sequence), 0) + 1 from assistance
                where district = \(district.rawValue) and series = \(series) and year = \(Int32(year))
                """
            ).only(Int32.self)
        }
        return DossierNumber(year: year, series: series, sequence: Int(next))
    }

    /// Takes back what was handed over for a time that is over.
    package func erase(_ assistances: [Assistance]) async throws(StoreError) {
        for assistance in assistances {
            do {
                try await client.withTransaction { (connection) throws(PostgresError) in
                    try await write(.assistance(assistance), connection)
                }
            } catch {
                throw error.postgresError.map(StoreError.init) ?? StoreError(.database, "\(error)")
            }
        }
    }

    func write(_ change: JointChange, _ connection: PostgresConnection) async throws(PostgresError) {
        switch change {
        case .none: return
        case .partner(let joint):
            _ = try await connection.execute(
                """
                insert into joint_partner (district, case_id, partner, state, document)
                values (\(district.rawValue), \(joint.about.postgres), \(joint.partner.rawValue),
                    \(joint.state.rawValue), \(CanonicalJSON.encode(joint))::text::jsonb)
                on conflict (district, case_id, partner) do update set state = excluded.state, document = excluded.document
                """)
        case .assistance(let help):
            _ = try await connection.execute(
                """
                insert into assistance (district, lead, about, state, series, year, sequence, answered_on, document)
                values (\(district.rawValue), \(help.lead.rawValue), \(help.about.postgres), \(help.state.rawValue),
                    \(help.number?.series), \(help.number.map { Int32($0.year) }),
                    \(help.number.map { Int32($0.sequence) }), \(help.answered?.day.postgres),
                    \(CanonicalJSON.encode(help))::text::jsonb)
                on conflict (district, lead, about) do update set state = excluded.state, series = excluded.series,
                    year = excluded.year, sequence = excluded.sequence, answered_on = excluded.answered_on,
                    document = excluded.document
                """)
        }
    }
}
