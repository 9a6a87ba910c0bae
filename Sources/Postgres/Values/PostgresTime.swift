/// An instant as `timestamptz` holds it.
///
/// PostgreSQL's `infinity` and `-infinity` are `Int64.max` and `Int64.min`.
package struct PostgresTimestamp: Hashable, Sendable, Comparable {
    package var microsecondsSinceUnixEpoch: Int64

    package init(microsecondsSinceUnixEpoch: Int64) {
        self.microsecondsSinceUnixEpoch = microsecondsSinceUnixEpoch
    }

    package static func < (left: PostgresTimestamp, right: PostgresTimestamp) -> Bool {
        left.microsecondsSinceUnixEpoch < right.microsecondsSinceUnixEpoch
    }
}

extension PostgresTimestamp: PostgresScalar {
    /// PostgreSQL counts from 2000-01-01T00:00:00Z.
    private static let epoch: Int64 = 946_684_800_000_000

    package static var postgresType: PostgresType { .timestamptz }
    package static var postgresArrayType: PostgresType { .timestamptzArray }

    package func encode(into buffer: inout PostgresBuffer) {
        let (value, overflow) = microsecondsSinceUnixEpoch.subtractingReportingOverflow(Self.epoch)
        // Only instants beyond what PostgreSQL can hold overflow: they are its -infinity.
        buffer.append(microsecondsSinceUnixEpoch == .max ? .max : overflow ? .min : value)
    }

    package static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> PostgresTimestamp {
        let bytes = try cell.nonNull()
        guard cell.type == .timestamptz else { throw .type }
        let value: Int64 = try PostgresReader.only(bytes)
        guard value != .max, value != .min else { return PostgresTimestamp(microsecondsSinceUnixEpoch: value) }
        let (sum, overflow) = value.addingReportingOverflow(epoch)
        guard !overflow else { throw .malformed("an instant beyond Int64") }
        return PostgresTimestamp(microsecondsSinceUnixEpoch: sum)
    }
}

/// A calendar day as `date` holds it.
///
/// PostgreSQL's `infinity` and `-infinity` are `Int32.max` and `Int32.min`.
package struct PostgresDate: Hashable, Sendable, Comparable {
    /// 0 is 1970-01-01.
    package var daysSinceUnixEpoch: Int32

    package init(daysSinceUnixEpoch: Int32) {
        self.daysSinceUnixEpoch = daysSinceUnixEpoch
    }

    package static func < (left: PostgresDate, right: PostgresDate) -> Bool {
        left.daysSinceUnixEpoch < right.daysSinceUnixEpoch
    }
}

extension PostgresDate: PostgresScalar {
    /// PostgreSQL counts from 2000-01-01.
    private static let epoch: Int32 = 10_957

    package static var postgresType: PostgresType { .date }
    package static var postgresArrayType: PostgresType { .dateArray }

    package func encode(into buffer: inout PostgresBuffer) {
        let (value, overflow) = daysSinceUnixEpoch.subtractingReportingOverflow(Self.epoch)
        buffer.append(daysSinceUnixEpoch == .max ? .max : overflow ? .min : value)
    }

    package static func decode(_ cell: PostgresCell) throws(DecodingFailure) -> PostgresDate {
        let bytes = try cell.nonNull()
        guard cell.type == .date else { throw .type }
        let value: Int32 = try PostgresReader.only(bytes)
        guard value != .max, value != .min else { return PostgresDate(daysSinceUnixEpoch: value) }
        let (sum, overflow) = value.addingReportingOverflow(epoch)
        guard !overflow else { throw .malformed("a day beyond Int32") }
        return PostgresDate(daysSinceUnixEpoch: sum)
    }
}
