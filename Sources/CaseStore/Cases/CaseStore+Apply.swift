import Mediation
package import Postgres

extension CaseStore {
    /// Writes changes of different cases in one statement and one commit; each has its own answer, in the order given.
    ///
    /// - Throws: when nothing at all was written. A number that was taken meanwhile fails the whole statement
    ///   (`numberTaken`); write the changes one by one then.
    package func apply(
        _ changes: [CaseChange], on connection: isolated PostgresConnection
    ) throws(StoreError) -> [ApplyOutcome] {
        guard !changes.isEmpty else { return [] }
        return try run(applying(changes), on: connection)
    }

    package func apply(_ changes: [CaseChange]) async throws(StoreError) -> [ApplyOutcome] {
        changes.isEmpty ? [] : try await run(applying(changes))
    }

    /// As ``apply(_:on:)``, but writes nothing and gives nil where one of those that must stand was overtaken.
    package func applyTogether(
        _ changes: [(change: CaseChange, mustStand: Bool)], on connection: isolated PostgresConnection
    ) throws(StoreError) -> [ApplyOutcome]? {
        let query = applying(changes.map(\.change))
        do throws(PostgresError) {
            let done = try connection.wait(transaction: {
                () throws(PostgresError) -> (value: Set<PostgresUUID>, stands: Bool) in
                let ids: [PostgresUUID] = try connection.wait(for: query.statement).decode(PostgresUUID.self)
                let applied = Set(ids)
                let stands = changes.allSatisfy { change in
                    !change.mustStand || applied.contains(change.change.decision.after.id.postgres)
                }
                return (applied, stands)
            })
            return done.stands ? Self.outcomes(of: changes.map(\.change), done.value) : nil
        } catch {
            throw StoreError(error)
        }
    }

    func applying(_ changes: [CaseChange]) -> StoreQuery<[ApplyOutcome]> {
        var rows = ApplyRows(district: district)
        // Rows are locked in the order of their keys, so two batches cannot lock each other out.
        let ids = changes.map(\.decision.after.id)
        for position in ids.indices.sorted(by: { ids[$0] < ids[$1] }) { rows.add(changes[position]) }
        return StoreQuery(statement: rows.statement) { rows in
            let applied: [PostgresUUID] = try rows.decode(PostgresUUID.self)
            return Self.outcomes(of: changes, Set(applied))
        }
    }

    private static func outcomes(of changes: [CaseChange], _ applied: Set<PostgresUUID>) -> [ApplyOutcome] {
        changes.map { change in
            let after = change.decision.after
            return applied.contains(after.id.postgres)
                ? .applied(revision: after.revision, head: change.newHead) : .stale
        }
    }
}
