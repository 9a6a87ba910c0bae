import Mediation
import Postgres

extension CaseStore {
    /// Writes changes of different cases in one statement and one commit; each has its own answer, in the order given.
    ///
    /// - Throws: when nothing at all was written. A number that was taken meanwhile fails the whole statement
    ///   (`numberTaken`); write the changes one by one then.
    package func apply(_ changes: [CaseChange]) async throws(StoreError) -> [ApplyOutcome] {
        guard !changes.isEmpty else { return [] }
        var rows = ApplyRows()
        // Rows are locked in the order of their keys, so two batches cannot lock each other out.
        for change in changes.sorted(by: { $0.decision.after.id < $1.decision.after.id }) {
            rows.add(change, district: district)
        }
        let statement = rows.statement
        let applied = Set(
            try await storing { () async throws(PostgresError) -> [PostgresUUID] in
                try await client.query(statement).decode(PostgresUUID.self)
            })
        return changes.map { change in
            let id = change.decision.after.id
            guard applied.contains(id.postgres), let outcome = rows.outcomes[id] else { return .stale }
            return outcome
        }
    }
}
