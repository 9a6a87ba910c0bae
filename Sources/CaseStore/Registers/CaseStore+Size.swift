import Mediation
import Postgres

extension CaseStore {
    /// How many rows the registers have brought in so far: disputes, screenings, stationings and receptions.
    package func registerSize() async throws(StoreError) -> Int {
        try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select (select count(*) from dispute where district = \(district.rawValue))
                    + (select count(*) from screening where district = \(district.rawValue))
                    + (select count(*) from stationing where district = \(district.rawValue))
                    + (select count(*) from reception where district = \(district.rawValue))
                """
            ).only(Int.self)
        }
    }
}
