import LegalTime
import Mediation
import Postgres

extension CaseStore {
    /// Adds entries, each number once, in one statement and one commit; the answers are in the order given.
    ///
    /// Numbers must not be repeated within one call.
    package func add(_ entries: [Screening]) async throws(StoreError) -> [SideEntryOutcome] {
        try await outcomes(
            of: entries,
            Statement(
                """
                with given as (
                    select * from unnest($2::text[], $3::date[], $4::text[], $5::text[], $6::int4[], $7::int4[], $8::text[],
                        $9::bytea[]) g (number, day, place, body, found, prevented, note, fingerprint)
                ), added as (
                    insert into screening (district, number, day, place, body, found, prevented, note, fingerprint)
                    select $1, g.* from given g order by g.number on conflict do nothing returning number
                )
                select g.number, a.number is not null, coalesce(s.fingerprint = g.fingerprint, false)
                from given g left join added a using (number)
                left join screening s on s.district = $1 and s.number = g.number
                """,
                district.rawValue, entries.map(\.number), entries.map(\.day.postgres), entries.map(\.place),
                entries.map(\.body.rawValue), entries.map { Int32($0.found) }, entries.map { Int32($0.prevented) },
                entries.map(\.note), entries.map(\.fingerprint)))
    }

    /// Adds entries, as ``add(_:)-(Array<Screening>)`` does.
    package func add(_ entries: [Stationing]) async throws(StoreError) -> [SideEntryOutcome] {
        try await outcomes(
            of: entries,
            Statement(
                """
                with given as (
                    select * from unnest($2::text[], $3::date[], $4::text[], $5::text[], $6::text[], $7::bytea[])
                        g (number, day, centre, person, profession, fingerprint)
                ), added as (
                    insert into stationing (district, number, day, centre, person, profession, fingerprint)
                    select $1, g.* from given g order by g.number on conflict do nothing returning number
                )
                select g.number, a.number is not null, coalesce(s.fingerprint = g.fingerprint, false)
                from given g left join added a using (number)
                left join stationing s on s.district = $1 and s.number = g.number
                """,
                district.rawValue, entries.map(\.number), entries.map(\.day.postgres), entries.map(\.centre.rawValue),
                entries.map(\.person), entries.map(\.profession), entries.map(\.fingerprint)))
    }

    /// Adds entries, as ``add(_:)-(Array<Screening>)`` does.
    package func add(_ entries: [Reception]) async throws(StoreError) -> [SideEntryOutcome] {
        try await outcomes(
            of: entries,
            Statement(
                """
                with given as (
                    select * from unnest($2::text[], $3::date[], $4::text[], $5::int4[], $6::text[], $7::text[], $8::text[],
                        $9::bytea[]) g (number, day, centre, people, matter, result, register_number, fingerprint)
                ), added as (
                    insert into reception (district, number, day, centre, people, matter, result, register_number,
                        fingerprint)
                    select $1, g.* from given g order by g.number on conflict do nothing returning number
                )
                select g.number, a.number is not null, coalesce(s.fingerprint = g.fingerprint, false)
                from given g left join added a using (number)
                left join reception s on s.district = $1 and s.number = g.number
                """,
                district.rawValue, entries.map(\.number), entries.map(\.day.postgres), entries.map(\.centre.rawValue),
                entries.map { Int32($0.people) }, entries.map(\.matter), entries.map(\.result.rawValue),
                entries.map(\.registerNumber), entries.map(\.fingerprint)))
    }

    private func outcomes(
        of entries: [some SideEntry], _ statement: Statement
    ) async throws(StoreError) -> [SideEntryOutcome] {
        guard !entries.isEmpty else { return [] }
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(statement).decode((String, Bool, Bool).self)
        }
        let found = Dictionary(rows.map { ($0.0, ($0.1, $0.2)) }, uniquingKeysWith: { first, _ in first })
        return entries.map { entry in
            switch found[entry.number] {
            case (true, _)?: .added
            case (false, true)?: .present
            default: .differs
            }
        }
    }
}
