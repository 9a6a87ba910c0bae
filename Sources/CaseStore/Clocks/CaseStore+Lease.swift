import Mediation
import Postgres

extension CaseStore {
    /// Takes a kind of work for a while, or prolongs it for whoever has it.
    ///
    /// A lease spares several programs the same work and nothing more: one that sleeps past its end and goes on does no harm,
    /// because what it does is written by compare-and-swap or under a key. The server's clock decides.
    ///
    /// - Returns: False while somebody else has it.
    package func takeLease(of work: String, holder: String, seconds: Int) async throws(StoreError) -> Bool {
        try await storing { () throws(PostgresError) in
            try await client.query(
                Statement(Self.takeText, district.rawValue, work, holder, Int32(seconds))
            ).count > 0
        }
    }

    /// Gives work back that is no longer done.
    package func endLease(of work: String, holder: String) async throws(StoreError) {
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(Statement(Self.endText, district.rawValue, work, holder))
        }
    }

    private static let takeText: SQL = """
        insert into lease as l (district, work, holder, until)
        values ($1, $2, $3, clock_timestamp() + $4 * interval '1 second')
        on conflict (district, work) do update set holder = excluded.holder, until = excluded.until
        where l.holder = excluded.holder or l.until < clock_timestamp()
        returning l.holder
        """
    private static let endText: SQL = "delete from lease where district = $1 and work = $2 and holder = $3"
}
