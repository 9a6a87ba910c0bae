/// The length of a time limit: thirty days, five working days, six months, two years.
package struct Term: Hashable, Sendable, Codable {
    /// 1…36,600.
    package let length: Int
    package let unit: Unit

    package enum Unit: String, Hashable, Sendable, Codable, CaseIterable {
        /// Every day counts. If the last one is a rest day, the term ends on the next working day.
        case day
        /// Rest days do not count.
        case workingDay
        /// Ends on the corresponding day of a later month, or on that month's last day (Civil Code Art 202).
        case month
        case year

        /// Whether rest days are left out of the count.
        package var skipsRestDays: Bool { self == .workingDay }
    }

    /// A hundred years of days: no time limit of law is longer, and day arithmetic stays far from overflow.
    package static let lengths = 1...36_600

    /// Nil when the length lies outside `lengths`.
    package init?(_ length: Int, _ unit: Unit) {
        guard Term.lengths.contains(length) else { return nil }
        self.init(unchecked: length, unit)
    }

    private init(unchecked length: Int, _ unit: Unit) {
        self.length = length
        self.unit = unit
    }

    /// For lengths written in code; anything outside `lengths` is a programming error.
    package static func days(_ length: Int) -> Term { literal(length, .day) }
    package static func workingDays(_ length: Int) -> Term { literal(length, .workingDay) }
    package static func months(_ length: Int) -> Term { literal(length, .month) }
    package static func years(_ length: Int) -> Term { literal(length, .year) }

    private static func literal(_ length: Int, _ unit: Unit) -> Term {
        precondition(lengths.contains(length), "a term is 1…36,600 long")
        return Term(unchecked: length, unit)
    }

    /// How many days have to be counted from a start: the length itself, or the days up to the corresponding day.
    func count(from start: Day) -> Int {
        switch unit {
        case .day, .workingDay: length
        case .month: start.distance(to: start.adding(months: length))
        case .year: start.distance(to: start.adding(years: length))
        }
    }

    private enum CodingKeys: String, CodingKey { case length, unit }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let length = try container.decode(Int.self, forKey: .length)
        guard let term = Term(length, try container.decode(Unit.self, forKey: .unit)) else {
            throw DecodingError.dataCorruptedError(
                forKey: .length, in: container,
                debugDescription: "期限长度须为 1–36600 / the length of a term must be 1–36600")
        }
        self = term
    }
}
