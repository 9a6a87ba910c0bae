package import LegalTime
import Mediation
import Postgres

/// Attempts of parties to sign in: each is counted before it is looked at, so that many at the same time are as slow as one after the
/// other.
extension CaseStore {
    /// Counts an attempt on each of the subjects.
    ///
    /// - Parameters:
    ///   - subjects: Keyed hashes of what is tried out.
    ///   - limit: From so many on, further ones do not put off the end of the waiting.
    ///   - forgetting: How long after the last attempt they are forgotten, in seconds.
    /// - Returns: How many attempts there were on the one with the most, this one among them.
    package func countAttempt(
        on subjects: [[UInt8]], at instant: Instant, limit: Int, forgetting seconds: Int
    ) async throws(StoreError) -> Int {
        // In one order, so that two attempts on the same subjects do not wait for each other.
        let ordered = subjects.sorted { $0.lexicographicallyPrecedes($1) }
        let statement = Statement(
            Self.countText, district.rawValue, ordered, instant.postgres, instant.adding(seconds: -seconds).postgres,
            Int32(limit))
        let count: Int32 = try await storing { () throws(PostgresError) in
            try await client.query(statement).only(Int32.self)
        }
        return Int(count)
    }

    /// An attempt that succeeded makes good those before it.
    package func forgetAttempts(on subjects: [[UInt8]]) async throws(StoreError) {
        try await storing { () throws(PostgresError) in
            _ = try await client.execute(
                "delete from sign_in_attempt where district = \(district.rawValue) and subject = any(\(subjects)::bytea[])"
            )
        }
    }

    private static let countText: SQL = """
        with forgotten as (
            delete from sign_in_attempt where district = $1 and last_at < $4 and subject <> all($2::bytea[])),
        counted as (
            insert into sign_in_attempt (district, subject, failed, last_at)
            select $1, subject, 1, $3 from unnest($2::bytea[]) with ordinality as s (subject, place) order by place
            on conflict (district, subject) do update set
                failed = case when sign_in_attempt.last_at < $4 then 1 else sign_in_attempt.failed + 1 end,
                last_at = case
                    when sign_in_attempt.last_at >= $4 and sign_in_attempt.failed > $5 then sign_in_attempt.last_at
                    else $3 end
            returning failed)
        select max(failed) from counted
        """
}
