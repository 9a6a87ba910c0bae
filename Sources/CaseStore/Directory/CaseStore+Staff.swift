package import LegalTime
package import Mediation
import Postgres

/// The part of the directory that tells of people's duty, training and conflicts.
extension CaseStore {
    func insert(_ rows: [Roster]) -> Statement {
        Statement(
            """
            insert into roster (district, id, person, synthetic, profession, centre, manner, weekdays, valid_from, valid_to,
                source, verified, note)
            select $1, r.* from unnest($2::text[], $3::text[], $4::bool[], $5::text[], $6::text[], $7::text[], $8::int2[],
                $9::date[], $10::date[], $11::text[], $12::bool[], $13::text[]) r
            """,
            district.rawValue, rows.map(\.id), rows.map(\.person), rows.map(\.isSynthetic),
            rows.map(\.profession.rawValue), rows.map(\.centre.rawValue), rows.map(\.manner.rawValue),
            rows.map(\.bits), rows.map { $0.validity.from?.postgres }, rows.map { $0.validity.to?.postgres },
            rows.map(\.provenance.source), rows.map(\.provenance.isVerified), rows.map(\.provenance.note))
    }

    func insert(_ rows: [Training]) -> Statement {
        Statement(
            """
            insert into training (district, mediator, day, hours, subject, organiser, source, verified, note)
            select $1, r.* from unnest($2::text[], $3::date[], $4::int4[], $5::text[], $6::text[], $7::text[], $8::bool[],
                $9::text[]) r
            """,
            district.rawValue, rows.map(\.mediator), rows.map(\.day.postgres), rows.map { Int32($0.hours) },
            rows.map(\.subject), rows.map(\.organiser), rows.map(\.provenance.source),
            rows.map(\.provenance.isVerified), rows.map(\.provenance.note))
    }

    func insert(_ rows: [MediatorConflict]) -> Statement {
        Statement(
            """
            insert into mediator_conflict (district, mediator, party, reason, valid_from, valid_to, source, verified, note)
            select $1, r.* from unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::date[], $7::text[], $8::bool[],
                $9::text[]) r
            """,
            district.rawValue, rows.map(\.mediator), rows.map(\.party), rows.map(\.reason),
            rows.map { $0.validity.from?.postgres }, rows.map { $0.validity.to?.postgres },
            rows.map(\.provenance.source), rows.map(\.provenance.isVerified), rows.map(\.provenance.note))
    }

    func rosters() async throws(StoreError) -> [Roster] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select id, person, synthetic, profession, centre, manner, weekdays::int4, valid_from, valid_to, source, verified,
                    note
                from roster where district = \(district.rawValue) order by id, valid_from nulls first
                """
            ).decode(
                (
                    String, String, Bool, String, String, String, Int32, PostgresDate?, PostgresDate?, String, Bool,
                    String
                ).self)
        }
        return try rows.map { row throws(StoreError) in
            guard let profession = Roster.Profession(rawValue: row.3), let manner = Roster.Manner(rawValue: row.5)
            else {
                throw StoreError(.corrupt, "roster \(row.0): \(row.3), \(row.5)")
            }
            let origin = RowOrigin(row.7, row.8, row.9, row.10, row.11)
            let weekdays = Weekday.allCases.filter { row.6 & (1 << Int32($0.rawValue - 1)) != 0 }
            return Roster(
                id: row.0, person: row.1, isSynthetic: row.2, profession: profession, centre: BodyID(row.4),
                manner: manner, weekdays: Set(weekdays), validity: origin.validity, provenance: origin.provenance)
        }
    }

    func trainings() async throws(StoreError) -> [Training] {
        try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select mediator, day, hours, subject, organiser, source, verified, note
                from training where district = \(district.rawValue) order by mediator, day, subject
                """
            ).decode((String, PostgresDate, Int32, String, String, String, Bool, String).self)
        }.map { row in
            Training(
                mediator: row.0, day: Day(row.1), hours: Int(row.2), subject: row.3, organiser: row.4,
                provenance: Provenance(source: row.5, isVerified: row.6, note: row.7))
        }
    }

    func conflicts() async throws(StoreError) -> [MediatorConflict] {
        try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select mediator, party, reason, valid_from, valid_to, source, verified, note
                from mediator_conflict where district = \(district.rawValue) order by mediator, party, valid_from nulls first
                """
            ).decode((String, String, String, PostgresDate?, PostgresDate?, String, Bool, String).self)
        }.map { row in
            let origin = RowOrigin(row.3, row.4, row.5, row.6, row.7)
            return MediatorConflict(
                mediator: row.0, party: row.1, reason: row.2, validity: origin.validity, provenance: origin.provenance)
        }
    }

    /// Who was at which centre on a day, as the register of stationings has it.
    package func stationed(on day: Day) async throws(StoreError) -> [(centre: BodyID, person: String)] {
        try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select distinct centre, person from stationing
                where district = \(district.rawValue) and day = \(day.postgres) order by centre, person
                """
            ).decode((String, String).self)
        }.map { (BodyID($0.0), $0.1) }
    }
}

extension Roster {
    fileprivate var bits: Int16 { weekdays.reduce(0) { $0 | 1 << Int16($1.rawValue - 1) } }
}
