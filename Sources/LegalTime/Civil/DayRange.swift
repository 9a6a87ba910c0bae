/// An unbroken run of days, both ends included.
package struct DayRange: Hashable, Sendable, Codable, CustomStringConvertible {
    package let first: Day
    package let last: Day

    /// Nil when the last day is before the first.
    package init?(_ first: Day, _ last: Day) {
        guard first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// One day.
    package init(_ day: Day) {
        first = day
        last = day
    }

    package var count: Int { first.distance(to: last) + 1 }
    package var days: ClosedRange<Day> { first...last }
    package func contains(_ day: Day) -> Bool { first <= day && day <= last }

    /// `2023-04-17..2023-04-20`.
    package var description: String { "\(first)..\(last)" }

    private enum CodingKeys: String, CodingKey { case first, last }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let first = try container.decode(Day.self, forKey: .first)
        let last = try container.decode(Day.self, forKey: .last)
        guard let range = DayRange(first, last) else {
            throw DecodingError.dataCorruptedError(
                forKey: .last, in: container,
                debugDescription: "止日早于起日 / the last day \(last) is before the first day \(first)")
        }
        self = range
    }
}
