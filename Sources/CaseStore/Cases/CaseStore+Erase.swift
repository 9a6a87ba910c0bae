package import LegalTime
package import Mediation
import Postgres

extension CaseStore {
    /// Takes out who a party is. The salt goes too, so that nobody can try names against the commitment in the history.
    ///
    /// - Returns: False where it was erased before, or the party has no particulars.
    package func erase(party: Int, of id: CaseID, at: Instant) async throws(StoreError) -> Bool {
        let statement = Statement(Self.eraseText, district.rawValue, id.postgres, Int32(party), at.postgres)
        return try await storing { () async throws(PostgresError) in try await client.execute(statement) } > 0
    }

    private static let eraseText: SQL = """
        update person set particulars = null, salt = '', erased_at = $4, likeness = null
        where district = $1 and case_id = $2 and party = $3 and particulars is not null
        """
}
