import LegalTime
import Mediation
import Postgres

extension CaseStore {
    /// Adds entries, each number once, in one statement and one commit; the answers are in the order given.
    ///
    /// Numbers must not be repeated within one call.
    package func add(_ entries: [Screening]) async throws(StoreError) -> [SideEntryOutcome] {
        try await add(
            entries, to: "screening", body: "body",
            [
                ("place", "text", entries.map(\.place)), ("found", "int4", entries.map { Int32($0.found) }),
                ("prevented", "int4", entries.map { Int32($0.prevented) }), ("note", "text", entries.map(\.note)),
            ])
    }

    /// Adds entries, as ``add(_:)-(Array<Screening>)`` does.
    package func add(_ entries: [Stationing]) async throws(StoreError) -> [SideEntryOutcome] {
        try await add(
            entries, to: "stationing", body: "centre",
            [("person", "text", entries.map(\.person)), ("profession", "text", entries.map(\.profession))])
    }

    /// Adds entries, as ``add(_:)-(Array<Screening>)`` does.
    package func add(_ entries: [Reception]) async throws(StoreError) -> [SideEntryOutcome] {
        try await add(
            entries, to: "reception", body: "centre",
            [
                ("people", "int4", entries.map { Int32($0.people) }), ("matter", "text", entries.map(\.matter)),
                ("result", "text", entries.map(\.result.rawValue)),
                ("register_number", "text", entries.map(\.registerNumber)),
            ])
    }

    private typealias Column = (name: String, type: String, values: any PostgresEncodable)

    /// - Parameters:
    ///   - table: Of the register.
    ///   - body: The name of its column for the body.
    ///   - own: The columns that only this register has.
    private func add(
        _ entries: [some SideEntry], to table: String, body: String, _ own: [Column]
    ) async throws(StoreError) -> [SideEntryOutcome] {
        guard !entries.isEmpty else { return [] }
        let heads = entries.map(\.head)
        let columns: [Column] =
            [
                ("number", "text", heads.map(\.number)), ("day", "date", heads.map(\.day.postgres)),
                (body, "text", heads.map(\.body.rawValue)), ("office", "text", heads.map(\.home.office)),
                ("body_kind", "text", heads.map(\.home.kind)),
                ("recorded_at", "timestamptz", heads.map(\.recorded.postgres)),
                ("synthetic", "bool", heads.map(\.isSynthetic)), ("fingerprint", "bytea", heads.map(\.fingerprint)),
            ] + own
        let names = columns.map(\.name).joined(separator: ", ")
        let arrays = columns.enumerated().map { "$\($0.offset + 2)::\($0.element.type)[]" }.joined(separator: ", ")
        let statement = Statement(
            SQL(
                trusted: """
                    with given as (
                        select * from unnest(\(arrays)) g (\(names))
                    ), added as (
                        insert into \(table) (district, \(names)) select $1, g.* from given g order by g.number
                        on conflict do nothing returning number
                    )
                    select g.number, a.number is not null, coalesce(s.fingerprint = g.fingerprint, false)
                    from given g left join added a using (number)
                    left join \(table) s on s.district = $1 and s.number = g.number
                    """),
            bindings: [district.rawValue] + columns.map(\.values))
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(statement).decode((String, Bool, Bool).self)
        }
        let found = Dictionary(rows.map { ($0.0, ($0.1, $0.2)) }, uniquingKeysWith: { first, _ in first })
        return heads.map { head in
            switch found[head.number] {
            case (true, _)?: .added
            case (false, true)?: .present
            default: .differs
            }
        }
    }
}
