import Canonical
package import LegalTime
package import Mediation
import Postgres

/// A person of a dispute by number, with the particulars.
package struct KeyedPerson: Sendable {
    package let id: CaseID
    package let party: Int
    package let particulars: Particulars
}

/// Finding a dispute that is on file already by who its parties are.
extension CaseStore {
    /// The district's secret for a purpose, made when it is first asked for.
    package func secret(for purpose: String, random: () -> UInt64) async throws(StoreError) -> [UInt8] {
        let fresh = (0..<4).flatMap { _ in withUnsafeBytes(of: random()) { Array($0) } }
        return try await storing { () throws(PostgresError) in
            _ = try await client.execute(
                """
                insert into district_key (district, purpose, key) values (\(district.rawValue), \(purpose), \(fresh))
                on conflict do nothing
                """)
            return try await client.query(
                "select key from district_key where district = \(district.rawValue) and purpose = \(purpose)"
            ).only([UInt8].self)
        }
    }

    /// Persons whose keys have not been made yet.
    package func unkeyed(limit: Int) async throws(StoreError) -> [KeyedPerson] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select case_id, party, particulars::text from person
                where district = \(district.rawValue) and likeness is null and particulars is not null
                limit \(Int64(limit))
                """
            ).decode((PostgresUUID, Int32, String).self)
        }
        return try rows.map { row throws(StoreError) in
            KeyedPerson(
                id: CaseID(row.0), party: Int(row.1),
                particulars: try CanonicalJSON.decode(Particulars.self, from: row.2))
        }
    }

    /// Stores keys, all in one statement. Persons whose data went meanwhile get none, and those that another program is storing keys of are
    /// left to it.
    ///
    /// - Returns: How many persons got theirs.
    package func save(keys: [(person: KeyedPerson, keys: [[UInt8]])]) async throws(StoreError) -> Int {
        let (ids, parties) = (keys.map(\.person.id.postgres), keys.map { Int32($0.person.party) })
        // Arrays of arrays have to be of one length, so each person's keys are one text.
        let texts = keys.map { $0.keys.map(\.hexadecimal).joined(separator: ",") }
        return try await storing { () throws(PostgresError) in
            try await client.execute(
                """
                with wanted as (
                    select p.district, p.case_id, p.party, w.keys
                    from unnest(\(ids)::uuid[], \(parties)::int4[], \(texts)::text[]) as w (case_id, party, keys)
                    join person p on p.district = \(district.rawValue) and p.case_id = w.case_id and p.party = w.party
                    where p.likeness is null and p.particulars is not null
                    for update of p skip locked
                )
                update person p set likeness = array(
                    select decode(k, 'hex') from unnest(string_to_array(w.keys, ',')) with ordinality as k (k, place)
                    order by place)
                from wanted w
                where p.district = w.district and p.case_id = w.case_id and p.party = w.party
                """)
        }
    }

    /// Who on file has one of some keys: the dispute, the party, and the keys it shares.
    package func persons(
        with keys: [[UInt8]]
    ) async throws(StoreError) -> [(id: CaseID, party: Int, keys: [[UInt8]])] {
        guard !keys.isEmpty else { return [] }
        return try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select case_id, party, array(select k from unnest(likeness) k where k = any(\(keys)))
                from person
                where district = \(district.rawValue) and likeness && \(keys) and particulars is not null
                order by case_id, party
                """
            ).decode((PostgresUUID, Int32, [[UInt8]]).self)
        }.map { (CaseID($0.0), Int($0.1), $0.2) }
    }

    /// Bodies that made a screening return within some days.
    package func screened(from first: Day, to last: Day) async throws(StoreError) -> Set<BodyID> {
        Set(
            try await storing { () throws(PostgresError) in
                try await client.query(
                    """
                    select distinct body from screening
                    where district = \(district.rawValue) and day between \(first.postgres) and \(last.postgres)
                    """
                ).decode(String.self)
            }.map { BodyID($0) })
    }
}
