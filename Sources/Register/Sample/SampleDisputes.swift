import LegalTime
import Mediation
import Workflow

/// Makes the disputes of a year, those carried in from the year before included, and their ways from body to body.
struct SampleDisputes {
    private(set) var rows: [DisputeRow] = []
    private(set) var referrals: [ReferralRow] = []

    private let parameters: SampleParameters
    private let rates: SampleRates
    private let territory: SampleTerritory
    private let calendar: SampleCalendar
    private let first: Day
    private let last: Day
    private let total: Int
    private let carriedIn: Int
    private var chance: SeededGenerator
    private var people: SamplePeople
    private let roster: SampleRoster

    init(
        _ parameters: SampleParameters, _ territory: SampleTerritory, _ roster: SampleRoster, seed: UInt64,
        from first: Day, to last: Day
    ) throws(SampleParameterError) {
        self.parameters = parameters
        rates = try SampleRates(parameters)
        self.territory = territory
        self.first = first
        self.last = last
        calendar = try SampleCalendar(parameters, from: first, to: last)
        total = try parameters.count("总量", "纠纷")
        carriedIn = try parameters.count("总量", "上年结转")
        chance = SeededGenerator(seed: seed, stream: "disputes")
        people = try SamplePeople(parameters, seed: seed)
        self.roster = roster
    }

    mutating func generate() throws(SampleParameterError) {
        var lives: [SampleLife] = []
        var tries = 0
        while lives.count < carriedIn {
            tries += 1
            guard tries <= 1000 + carriedIn * 1000 else {
                throw parameters.unreachable(
                    "总量", "上年结转", zh: "按现有时长，没有跨年的纠纷可供结转，请加大“时长”或改为 0",
                    en: "with these durations no dispute lasts into the year; lengthen them, or carry in none")
            }
            let day = first.adding(days: -chance.within(1...30))
            let life = try self.life(registered: day)
            // Carried in means that it was not over when the year began.
            if let end = life.row.agreed ?? life.row.mediation.ended, end >= first { lives.append(life) }
        }
        for _ in 0..<total { lives.append(try life(registered: calendar.pick(&chance))) }
        lives.sort { $0.row.registered < $1.row.registered }
        for index in lives.indices {
            lives[index].number("样\(lives[index].row.registered.year)-\(SampleNumber.digits(index + 1, 5))")
            lives[index].cut(after: last)
        }
        SampleDossiers.number(&lives)
        rows = lives.map(\.row)
        referrals = lives.flatMap(\.referrals)
    }

    private mutating func life(registered day: Day) throws(SampleParameterError) -> SampleLife {
        let route = try SampleRoute(rates, territory, on: day, &chance)
        var life = SampleLife(route: route, registered: day)
        try describe(&life, on: day)
        try life.travel(rates, roster, &chance)
        try life.mediate(rates, roster, &chance)
        if life.row.result == .succeeded { try life.settle(rates, &chance) }
        return life
    }

    /// Parties, brief and claim.
    private mutating func describe(_ life: inout SampleLife, on day: Day) throws(SampleParameterError) {
        let type = life.row.type.title.zh
        let many = try rates.share("当事人", "多人")
        func crowd(_ mark: String, mayBeOrganisation: Bool, _ people: inout SamplePeople, _ isMany: Bool) -> PartyCells
        {
            PartyCells((0..<(isMany ? 2 : 1)).map { _ in people.party(mark, mayBeOrganisation: mayBeOrganisation) })
        }
        life.row.applicants = crowd("甲", mayBeOrganisation: false, &people, chance.chance(many))
        life.row.respondents = crowd("乙", mayBeOrganisation: true, &people, chance.chance(many))
        life.row.brief = chance.pick(try rates.phrases("简况", type))
        life.row.claim = chance.pick(try rates.phrases("诉求", type))
        life.row.place = life.route.town.name
    }
}
