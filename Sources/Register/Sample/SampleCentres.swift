import LegalTime
import Mediation
import Workflow

/// Makes the rosters and the receptions of the centres of a year.
struct SampleCentres {
    private let parameters: SampleParameters
    private let centres: [(String, Double)]
    private let calendar: SampleCalendar
    private let seed: UInt64
    private let year: Int

    init(
        _ parameters: SampleParameters, _ territory: SampleTerritory, seed: UInt64, from first: Day, to last: Day
    ) throws(SampleParameterError) {
        self.parameters = parameters
        self.seed = seed
        year = first.year
        calendar = try SampleCalendar(parameters, from: first, to: last)
        let towns = territory.towns.compactMap { town in town.centre.map { ($0.name, town.weight) } }
        let share = try parameters.number("中心", "区级占比")
        let sum = towns.reduce(0) { $0 + $1.1 }
        let district = territory.centre.map { [($0.name, sum * share / max(0.01, 1 - share))] } ?? []
        centres = district + towns
        guard !centres.isEmpty else {
            throw SampleParameterError(sheet: "名录", row: nil, zh: "没有任何矛调中心", en: "the directory has no centre")
        }
    }

    func stationings() throws(SampleParameterError) -> [StationingRow] {
        var chance = SeededGenerator(seed: seed, stream: "stationings")
        let professions = try parameters.weights("进驻类别")
        let persons = try parameters.count("中心", "每中心人数")
        var rows: [StationingRow] = []
        for _ in 0..<(try parameters.count("总量", "进驻人次")) {
            var row = StationingRow()
            row.nature = .sample
            row.day = calendar.pick(&chance)
            row.centre = chance.pick(centres)
            row.profession = chance.pick(professions)
            row.person = "样例\(row.profession)\(SampleNumber.digits(chance.within(1...persons), 2))"
            rows.append(row)
        }
        rows.sort { ($0.day, $0.centre, $0.person) < ($1.day, $1.centre, $1.person) }
        for index in rows.indices {
            rows[index].number = "JZ\(SampleNumber.digits(year % 100, 2))-\(SampleNumber.digits(index + 1, 4))"
        }
        return rows
    }

    /// Receptions whose visitors add up to the wanted number, as many of them resolved as wanted; each dispute that a centre
    /// sent on has its own.
    func receptions(for disputes: [DisputeRow], year: Int) throws(SampleParameterError) -> [ReceptionRow] {
        var chance = SeededGenerator(seed: seed, stream: "receptions")
        let names = Set(centres.map(\.0))
        var rows: [ReceptionRow] = []
        for dispute in disputes where dispute.registered.year == year {
            guard let sender = dispute.sender, names.contains(sender) else { continue }
            var row = try reception(on: dispute.registered, in: sender, about: dispute.type.title.zh, &chance)
            row.result = .transferred
            row.registerNumber = dispute.number
            rows.append(row)
        }
        let visitors = try parameters.count("总量", "接待人次")
        var sum = rows.reduce(0) { $0 + $1.people }
        guard sum <= visitors else {
            throw parameters.unreachable(
                "总量", "接待人次", zh: "由中心移送的纠纷已有接待 \(sum) 人次，请加大本项或减少“中心移送”",
                en:
                    "the disputes that centres send on bring \(sum) visitors already; raise this, or let centres send less"
            )
        }
        let types = try parameters.weights("类型")
        while sum < visitors {
            var row = try reception(
                on: calendar.pick(&chance), in: chance.pick(centres), about: chance.pick(types), &chance)
            row.people = min(row.people, visitors - sum)
            sum += row.people
            rows.append(row)
        }
        try settle(&rows, &chance)
        rows.sort { ($0.day, $0.centre, $0.matter) < ($1.day, $1.centre, $1.matter) }
        for index in rows.indices {
            rows[index].number = "JD\(SampleNumber.digits(year % 100, 2))-\(SampleNumber.digits(index + 1, 4))"
        }
        return rows
    }

    private func reception(
        on day: Day, in centre: String, about type: String, _ chance: inout SeededGenerator
    ) throws(SampleParameterError) -> ReceptionRow {
        var row = ReceptionRow()
        row.nature = .sample
        row.day = day
        row.centre = centre
        row.people = Int(chance.pick(try parameters.weights("接待人数"))) ?? 1
        row.matter = chance.pick(try parameters.phrases("来访事项", type))
        row.result = chance.chance(try parameters.number("中心", "转办率")) ? .transferred : .answered
        return row
    }

    private func settle(_ rows: inout [ReceptionRow], _ chance: inout SeededGenerator) throws(SampleParameterError) {
        var free = rows.indices.filter { rows[$0].registerNumber == nil }
        let resolved = try parameters.count("总量", "中心化解")
        guard resolved <= free.count else {
            throw parameters.unreachable(
                "总量", "中心化解", zh: "可化解的接待只有 \(free.count) 批，请减少本项或加大“接待人次”",
                en: "there are only \(free.count) receptions that can be resolved; lower this, or raise the visitors")
        }
        for _ in 0..<resolved {
            let place = chance.below(free.count)
            rows[free[place]].result = .resolved
            free.swapAt(place, free.count - 1)
            free.removeLast()
        }
    }
}
