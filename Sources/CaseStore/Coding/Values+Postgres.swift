package import LegalTime
package import Mediation
package import Postgres

extension CaseID {
    package var postgres: PostgresUUID { PostgresUUID(high: high, low: low) }

    package init(_ uuid: PostgresUUID) {
        self.init(high: uuid.high, low: uuid.low)
    }
}

extension Instant {
    package var postgres: PostgresTimestamp { PostgresTimestamp(microsecondsSinceUnixEpoch: milliseconds * 1000) }

    package init(_ timestamp: PostgresTimestamp) {
        self.init(milliseconds: timestamp.microsecondsSinceUnixEpoch / 1000)
    }
}

extension Day {
    package var postgres: PostgresDate { PostgresDate(daysSinceUnixEpoch: number) }

    package init(_ date: PostgresDate) {
        self.init(number: date.daysSinceUnixEpoch)
    }
}
