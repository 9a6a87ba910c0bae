import LegalTime
import Mediation

/// Makes the routine inspections of a year: as many as wanted, spread evenly over all villages and weeks.
struct SampleScreenings {
    private let total: Int
    private let found: Double
    private let prevented: Double
    private let bodies: [Body]
    private let seed: UInt64
    private let first: Day

    init(
        _ parameters: SampleParameters, _ territory: SampleTerritory, seed: UInt64, from first: Day
    ) throws(SampleParameterError) {
        total = try parameters.count("总量", "排查")
        found = try parameters.number("排查", "发现率")
        prevented = try parameters.number("排查", "预防率")
        bodies = territory.towns.flatMap { $0.villages.isEmpty ? [$0.committee] : $0.villages }
        self.seed = seed
        self.first = first
    }

    func rows() -> [ScreeningRow] {
        var chance = SeededGenerator(seed: seed, stream: "screenings")
        let length = Day.isLeap(year: first.year) ? 366 : 365
        var rows: [ScreeningRow] = []
        rows.reserveCapacity(total)
        for index in 0..<total {
            let place = index % bodies.count
            // The rounds of a body divide the year; within its turn a body is free.
            let rounds = total / bodies.count + (place < total % bodies.count ? 1 : 0)
            let turn = Double(index / bodies.count) + chance.unit()
            var row = ScreeningRow()
            row.nature = .sample
            row.day = first.adding(days: min(length - 1, Int(turn / Double(rounds) * Double(length))))
            row.body = bodies[place].shortName.isEmpty ? bodies[place].name : bodies[place].shortName
            if chance.chance(found) {
                row.found = 1
                if chance.chance(prevented) { row.prevented = 1 }
            }
            rows.append(row)
        }
        rows.sort { ($0.day, $0.body) < ($1.day, $1.body) }
        for index in rows.indices {
            rows[index].number = "PC\(SampleNumber.digits(first.year % 100, 2))-\(SampleNumber.digits(index + 1, 5))"
        }
        return rows
    }
}

enum SampleNumber {
    /// A number with leading zeros.
    static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
