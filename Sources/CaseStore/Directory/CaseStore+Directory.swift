import LegalTime
package import Mediation
package import Postgres

extension CaseStore {
    /// The districts whose directories a database holds.
    package static func districts(in client: PostgresClient) async throws(StoreError) -> [DistrictCode] {
        try await storing { () throws(PostgresError) in
            try await client.query("select distinct district from division order by district").decode(Int32.self)
        }.map { DistrictCode(rawValue: $0) }
    }

    /// Replaces the whole directory in one transaction: it is small, and its files are its master.
    package func save(_ directory: Directory) async throws(StoreError) {
        do {
            try await client.withTransaction { connection in
                for table in Self.clearing {
                    _ = try await connection.execute(Statement(table, district.rawValue))
                }
                _ = try await connection.execute(insert(directory.divisions))
                _ = try await connection.execute(insert(directory.bodies))
                _ = try await connection.execute(insert(directory.coverage))
                _ = try await connection.execute(insert(directory.mediators))
                _ = try await connection.execute(insert(directory.advisers))
                _ = try await connection.execute(insert(directory.rosters))
                _ = try await connection.execute(insert(directory.trainings))
                _ = try await connection.execute(insert(directory.conflicts))
            }
        } catch {
            throw error.postgresError.map(StoreError.init) ?? StoreError(.database, "\(error)")
        }
    }

    /// Reads the whole directory; empty where none was loaded yet.
    package func directory() async throws(StoreError) -> Directory {
        Directory(
            divisions: try await divisions(), bodies: try await bodies(), coverage: try await coverage(),
            mediators: try await mediators(), advisers: try await advisers(),
            rosters: try await rosters(), trainings: try await trainings(), conflicts: try await conflicts())
    }

    private static let clearing: [SQL] = [
        "delete from division where district = $1", "delete from body where district = $1",
        "delete from coverage where district = $1", "delete from mediator where district = $1",
        "delete from adviser where district = $1", "delete from roster where district = $1",
        "delete from training where district = $1", "delete from mediator_conflict where district = $1",
    ]
}

/// What every row of the directory has: its days and its source.
struct RowOrigin {
    let validity: Validity
    let provenance: Provenance

    init(_ from: PostgresDate?, _ to: PostgresDate?, _ source: String, _ verified: Bool, _ note: String) {
        validity = Validity(from: from.map { Day($0) }, to: to.map { Day($0) }) ?? .always
        provenance = Provenance(source: source, isVerified: verified, note: note)
    }
}

extension CaseStore {
    private func insert(_ rows: [Division]) -> Statement {
        Statement(
            """
            insert into division (district, code, name, kind, valid_from, valid_to, successor, villages, communities,
                source, verified, note)
            select $1, r.* from unnest($2::text[], $3::text[], $4::text[], $5::date[], $6::date[], $7::text[], $8::int4[],
                $9::int4[], $10::text[], $11::bool[], $12::text[]) r
            """,
            district.rawValue, rows.map(\.code.description), rows.map(\.name), rows.map(\.kind.rawValue),
            rows.map { $0.validity.from?.postgres }, rows.map { $0.validity.to?.postgres },
            rows.map { $0.successor?.description }, rows.map { $0.villages.map(Int32.init) },
            rows.map { $0.communities.map(Int32.init) }, rows.map(\.provenance.source),
            rows.map(\.provenance.isVerified), rows.map(\.provenance.note))
    }

    private func insert(_ rows: [Body]) -> Statement {
        Statement(
            """
            insert into body (district, id, kind, name, short_name, division, parent, guiding_office, paired_tribunal,
                subjects, valid_from, valid_to, successor, source, verified, note, capacity)
            select $1, r.id, r.kind, r.name, r.short_name, r.division, r.parent, r.guiding_office, r.paired_tribunal,
                string_to_array(r.subjects, E'\\x1F'), r.valid_from, r.valid_to, r.successor, r.source, r.verified, r.note,
                r.capacity
            from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                $10::text[], $11::date[], $12::date[], $13::text[], $14::text[], $15::bool[], $16::text[], $17::int4[])
                r (id, kind, name, short_name, division, parent, guiding_office, paired_tribunal, subjects, valid_from,
                valid_to, successor, source, verified, note, capacity)
            """,
            district.rawValue, rows.map(\.id.rawValue), rows.map(\.kind.rawValue), rows.map(\.name),
            rows.map(\.shortName), rows.map(\.division.description), rows.map { $0.parent?.rawValue },
            rows.map { $0.guidingOffice?.rawValue }, rows.map { $0.pairedTribunal?.rawValue },
            rows.map { $0.subjects.joined(separator: "\u{1F}") }, rows.map { $0.validity.from?.postgres },
            rows.map { $0.validity.to?.postgres }, rows.map { $0.successor?.rawValue },
            rows.map(\.provenance.source), rows.map(\.provenance.isVerified), rows.map(\.provenance.note),
            rows.map { $0.capacity.map(Int32.init) })
    }

    private func insert(_ rows: [Coverage]) -> Statement {
        Statement(
            """
            insert into coverage (district, body, division, subjects, amount_from, amount_below, valid_from, valid_to, source,
                verified, note)
            select $1, r.body, r.division, string_to_array(r.subjects, E'\\x1F'), r.amount_from, r.amount_below, r.valid_from,
                r.valid_to, r.source, r.verified, r.note
            from unnest($2::text[], $3::text[], $4::text[], $5::int8[], $6::int8[], $7::date[], $8::date[], $9::text[],
                $10::bool[], $11::text[])
                r (body, division, subjects, amount_from, amount_below, valid_from, valid_to, source, verified, note)
            """,
            district.rawValue, rows.map(\.body.rawValue), rows.map(\.division.description),
            rows.map { $0.subjects.joined(separator: "\u{1F}") }, rows.map { $0.amounts.from?.fen },
            rows.map { $0.amounts.below?.fen }, rows.map { $0.validity.from?.postgres },
            rows.map { $0.validity.to?.postgres }, rows.map(\.provenance.source),
            rows.map(\.provenance.isVerified), rows.map(\.provenance.note))
    }

    private func insert(_ rows: [Adviser]) -> Statement {
        Statement(
            """
            insert into adviser (district, id, name, synthetic, kind, division, firm, valid_from, valid_to, source, verified,
                note)
            select $1, r.* from unnest($2::text[], $3::text[], $4::bool[], $5::text[], $6::text[], $7::text[], $8::date[],
                $9::date[], $10::text[], $11::bool[], $12::text[]) r
            """,
            district.rawValue, rows.map(\.id), rows.map(\.name), rows.map(\.isSynthetic), rows.map(\.kind.rawValue),
            rows.map(\.division.description), rows.map(\.firm), rows.map { $0.validity.from?.postgres },
            rows.map { $0.validity.to?.postgres }, rows.map(\.provenance.source),
            rows.map(\.provenance.isVerified), rows.map(\.provenance.note))
    }

    private func insert(_ rows: [Mediator]) -> Statement {
        Statement(
            """
            insert into mediator (district, id, name, synthetic, body, full_time, level, qualification, valid_from,
                valid_to, source, verified, note)
            select $1, r.* from unnest($2::text[], $3::text[], $4::bool[], $5::text[], $6::bool[], $7::text[], $8::text[],
                $9::date[], $10::date[], $11::text[], $12::bool[], $13::text[]) r
            """,
            district.rawValue, rows.map(\.id), rows.map(\.name), rows.map(\.isSynthetic), rows.map(\.body.rawValue),
            rows.map(\.isFullTime), rows.map(\.level), rows.map(\.qualification),
            rows.map { $0.validity.from?.postgres }, rows.map { $0.validity.to?.postgres },
            rows.map(\.provenance.source), rows.map(\.provenance.isVerified), rows.map(\.provenance.note))
    }
}

extension CaseStore {
    private func divisions() async throws(StoreError) -> [Division] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select code, name, kind, valid_from, valid_to, successor, villages, communities, source, verified, note
                from division where district = \(district.rawValue) order by code, valid_from nulls first
                """
            ).decode(
                (
                    String, String, String, PostgresDate?, PostgresDate?, String?, Int32?, Int32?, String, Bool, String
                ).self)
        }
        return try rows.map { row throws(StoreError) in
            guard let code = DivisionCode(row.0), let kind = DivisionKind(rawValue: row.2) else {
                throw StoreError(.corrupt, "division \(row.0) of kind \(row.2)")
            }
            let origin = RowOrigin(row.3, row.4, row.8, row.9, row.10)
            return Division(
                code: code, name: row.1, kind: kind, validity: origin.validity,
                successor: row.5.flatMap { DivisionCode($0) }, villages: row.6.map { Int($0) },
                communities: row.7.map { Int($0) }, provenance: origin.provenance)
        }
    }

    private func bodies() async throws(StoreError) -> [Body] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select id, kind, name, short_name, division, parent, guiding_office, paired_tribunal, subjects,
                    valid_from, valid_to, successor, source, verified, note, capacity
                from body where district = \(district.rawValue) order by id, valid_from nulls first
                """
            ).decode(
                (
                    String, String, String, String, String, String?, String?, String?, [String], PostgresDate?,
                    PostgresDate?, String?, String, Bool, String, Int32?
                ).self)
        }
        return try rows.map { row throws(StoreError) in
            guard let kind = BodyKind(rawValue: row.1), let division = DivisionCode(row.4) else {
                throw StoreError(.corrupt, "body \(row.0) of kind \(row.1) in \(row.4)")
            }
            let origin = RowOrigin(row.9, row.10, row.12, row.13, row.14)
            return Body(
                id: BodyID(row.0), kind: kind, name: row.2, shortName: row.3, division: division,
                parent: row.5.map { BodyID($0) }, guidingOffice: row.6.map { BodyID($0) },
                pairedTribunal: row.7.map { BodyID($0) }, subjects: row.8,
                capacity: row.15.map { Int($0) }, validity: origin.validity,
                successor: row.11.map { BodyID($0) }, provenance: origin.provenance)
        }
    }

    private func coverage() async throws(StoreError) -> [Coverage] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select body, division, subjects, amount_from, amount_below, valid_from, valid_to, source, verified, note
                from coverage where district = \(district.rawValue) order by body, division, valid_from nulls first
                """
            ).decode(
                (String, String, [String], Int64?, Int64?, PostgresDate?, PostgresDate?, String, Bool, String).self)
        }
        return try rows.map { row throws(StoreError) in
            let amounts = AmountBand(from: row.3.map { Money(fen: $0) }, below: row.4.map { Money(fen: $0) })
            guard let division = DivisionCode(row.1), let amounts else {
                throw StoreError(.corrupt, "coverage of \(row.1)")
            }
            let origin = RowOrigin(row.5, row.6, row.7, row.8, row.9)
            return Coverage(
                body: BodyID(row.0), division: division, subjects: row.2, amounts: amounts, validity: origin.validity,
                provenance: origin.provenance)
        }
    }

    private func advisers() async throws(StoreError) -> [Adviser] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select id, name, synthetic, kind, division, firm, valid_from, valid_to, source, verified, note
                from adviser where district = \(district.rawValue) order by id, valid_from nulls first
                """
            ).decode(
                (
                    String, String, Bool, String, String, String, PostgresDate?, PostgresDate?, String, Bool, String
                ).self)
        }
        return try rows.map { row throws(StoreError) in
            guard let kind = Adviser.Kind(rawValue: row.3), let division = DivisionCode(row.4) else {
                throw StoreError(.corrupt, "adviser \(row.0) of kind \(row.3) in \(row.4)")
            }
            let origin = RowOrigin(row.6, row.7, row.8, row.9, row.10)
            return Adviser(
                id: row.0, name: row.1, isSynthetic: row.2, kind: kind, division: division, firm: row.5,
                validity: origin.validity, provenance: origin.provenance)
        }
    }

    private func mediators() async throws(StoreError) -> [Mediator] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select id, name, synthetic, body, full_time, level, qualification, valid_from, valid_to, source,
                    verified, note
                from mediator where district = \(district.rawValue) order by id, valid_from nulls first
                """
            ).decode(
                (
                    String, String, Bool, String, Bool, String, String, PostgresDate?, PostgresDate?, String, Bool,
                    String
                ).self)
        }
        return rows.map { row in
            let origin = RowOrigin(row.7, row.8, row.9, row.10, row.11)
            return Mediator(
                id: row.0, name: row.1, isSynthetic: row.2, body: BodyID(row.3), isFullTime: row.4, level: row.5,
                qualification: row.6, validity: origin.validity, provenance: origin.provenance)
        }
    }
}
