import Canonical
package import LegalTime
package import Mediation
import Postgres

/// What routing asks of the tables.
extension CaseStore {
    /// Disputes that are not closed, by the body that holds them.
    package func openDisputes() async throws(StoreError) -> [BodyID: Int] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.loadText, district.rawValue)).decode((String, Int64).self)
        }
        return Dictionary(rows.map { (BodyID($0.0), Int($0.1)) }) { first, _ in first }
    }

    /// The disputes registered on some days as they came in, in the order of their registration.
    package func arrivals(
        _ days: DayRange
    ) async throws(StoreError) -> [(code: CaseCode, day: Day, registration: Record.Registration)] {
        let (first, end) = (Instant(days.first).postgres, Instant(days.last.adding(days: 1)).postgres)
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(Statement(Self.arrivalsText, district.rawValue, first, end))
                .decode((PostgresUUID, String).self)
        }
        var arrivals: [(code: CaseCode, day: Day, registration: Record.Registration)] = []
        for (id, content) in rows {
            let event = try CanonicalJSON.decode(CaseEvent.self, from: content)
            guard case .registration(let registration)? = event.records.first else { continue }
            let day = event.occurred.day
            arrivals.append((CaseCode(id: CaseID(id), registered: day), day, registration))
        }
        return arrivals
    }

    /// Disputes in which a proceeding of a track came to its end on some days, accepted or not.
    package func cases(ofTrack track: String, endedIn days: DayRange) async throws(StoreError) -> [CaseID] {
        let (first, last) = (days.first.postgres, days.last.postgres)
        return try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select distinct case_id from report_entry
                where district = \(district.rawValue) and measure = any(\(Measure.endings)) and track = \(track)
                    and day between \(first) and \(last)
                """
            ).decode(PostgresUUID.self)
        }.map { CaseID($0) }
    }

    private static let loadText: SQL = "select body, count(*) from work_item where district = $1 group by body"
    private static let arrivalsText: SQL = """
        select case_id, content from event
        where district = $1 and sequence = 1 and occurred_at >= $2 and occurred_at < $3
        order by occurred_at, case_id
        """
}

extension Measure {
    fileprivate static let endings: [Int16] = [Measure.concluded, .turnedAway].map(\.rawValue)
}
