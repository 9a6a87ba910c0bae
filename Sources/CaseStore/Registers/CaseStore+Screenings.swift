package import LegalTime
package import Mediation
import Postgres

/// A screening of a key period (专项排查).
package struct Campaign: Hashable, Sendable {
    package let id: String
    package let name: String
    package let from: Day
    package let until: Day
    /// Divisions whose village committees have to return; empty for all.
    package let places: [DivisionCode]
    /// Types of disputes it looks for; empty for all.
    package let types: [DisputeType]

    package init(id: String, name: String, from: Day, until: Day, places: [DivisionCode], types: [DisputeType]) {
        self.id = id
        self.name = name
        self.from = from
        self.until = until
        self.places = places
        self.types = types
    }
}

/// A return as it stands in the register.
package struct ScreeningReturn: Hashable, Sendable {
    package let number: String
    package let day: Day
    package let body: BodyID
    package let place: String
    package let found: Int
    package let prevented: Int
    package let note: String
}

extension CaseStore {
    /// Enters a campaign, or changes one.
    package func save(_ campaign: Campaign) async throws(StoreError) {
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(
                """
                insert into campaign (district, id, name, starts, ends, places, types)
                values (\(district.rawValue), \(campaign.id), \(campaign.name), \(campaign.from.postgres),
                    \(campaign.until.postgres), \(campaign.places.map(\.description)),
                    \(campaign.types.map(\.rawValue)))
                on conflict (district, id) do update set name = excluded.name, starts = excluded.starts,
                    ends = excluded.ends, places = excluded.places, types = excluded.types
                """)
        }
    }

    /// The campaigns, the latest first.
    package func campaigns() async throws(StoreError) -> [Campaign] {
        try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select id, name, starts, ends, places, types from campaign
                where district = \(district.rawValue) order by starts desc, id
                """
            ).decode((String, String, PostgresDate, PostgresDate, [String], [String]).self)
        }.map { row in
            Campaign(
                id: row.0, name: row.1, from: Day(row.2), until: Day(row.3),
                places: row.4.compactMap { DivisionCode($0) }, types: row.5.map { DisputeType(rawValue: $0) })
        }
    }

    /// The return of a number.
    package func screening(_ number: String) async throws(StoreError) -> ScreeningReturn? {
        try await screenings(where: "number = $2", [number]).first
    }

    /// Returns that found something within some days, the earliest first.
    package func findings(from first: Day, to last: Day) async throws(StoreError) -> [ScreeningReturn] {
        try await screenings(where: "day between $2 and $3 and found > 0", [first.postgres, last.postgres])
    }

    private func screenings(
        where condition: String, _ values: [any PostgresEncodable]
    ) async throws(StoreError) -> [ScreeningReturn] {
        let statement = Statement(
            SQL(
                trusted: """
                    select number, day, body, place, found, prevented, note from screening
                    where district = $1 and \(condition) order by day, number
                    """),
            bindings: [district.rawValue] + values)
        return try await storing { () throws(PostgresError) in
            try await client.query(statement)
                .decode((String, PostgresDate, String, String, Int32, Int32, String).self)
        }.map { row in
            ScreeningReturn(
                number: row.0, day: Day(row.1), body: BodyID(row.2), place: row.3, found: Int(row.4),
                prevented: Int(row.5), note: row.6)
        }
    }

    /// Ties a finding of a return to the matter it became.
    package func link(_ number: String, to dispute: CaseID) async throws(StoreError) {
        _ = try await storing { () throws(PostgresError) in
            try await client.execute(
                """
                insert into screening_lead (district, number, case_id)
                values (\(district.rawValue), \(number), \(dispute.postgres)) on conflict do nothing
                """)
        }
    }

    /// The matters that the findings of some returns became, by return.
    package func leads(of numbers: [String]) async throws(StoreError) -> [String: [CaseID]] {
        let rows = try await storing { () throws(PostgresError) in
            try await client.query(
                """
                select number, case_id from screening_lead
                where district = \(district.rawValue) and number = any(\(numbers)) order by number, case_id
                """
            ).decode((String, PostgresUUID).self)
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map { CaseID($0.1) } }
    }
}
