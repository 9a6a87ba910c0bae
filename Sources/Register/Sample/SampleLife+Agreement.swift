import LegalTime
import Mediation
import Workflow

extension SampleLife {
    /// What the agreement says and what becomes of it.
    mutating func settle(_ rates: SampleRates, _ chance: inout SeededGenerator) throws(SampleParameterError) {
        guard let agreed = row.agreed else { return }
        let type = row.type.title.zh
        let onlyWritten = try rates.share("须书面", type)
        let mustBeWritten = route.level == .court || onlyWritten > 0
        let oral = mustBeWritten ? 0 : try rates.share("口头", route.level.rawValue)
        row.form = chance.chance(oral) ? .oral : .written
        row.terms = chance.pick(try rates.phrases("协议", type))
        if chance.chance(try rates.share("金额", "有金额")) {
            let mean = try rates.share("金额", "均值")
            let yuan = chance.logNormal(mean: mean, spread: try rates.share("金额", "离散"))
            // Nobody settles on odd sums.
            let step: Int64 = yuan < 1000 ? 50 : yuan < 20_000 ? 100 : 1000
            let amount = max(step, Int64(yuan / Double(step)) * step)
            row.amount = Money(yuan: amount)
            row.claimed = Money(yuan: amount + amount * Int64(chance.below(6)) / 10 / step * step)
        }
        if chance.chance(try rates.share("履行", "当日")) {
            row.due = agreed
            row.performance = .performed
            row.performed = agreed
        } else {
            row.due = agreed.adding(days: chance.pick([7, 15, 30, 60, 90]))
            try perform(from: agreed, rates, &chance)
        }
        if row.performed != agreed { try confirm(from: agreed, rates, &chance) }
        try close(rates, &chance)
    }

    private mutating func perform(
        from agreed: Day, _ rates: SampleRates, _ chance: inout SeededGenerator
    ) throws(SampleParameterError) {
        guard let due = row.due else { return }
        if chance.chance(try rates.share("履行", "不履行")) {
            row.performed = due.adding(days: 1 + chance.below(10))
            row.performance = .notPerformed
        } else if let amount = row.amount, chance.chance(try rates.share("履行", "部分")) {
            row.performed = due
            row.performance = .partly
            row.paid = Money(yuan: amount.fen / 200)
        } else {
            row.performed = agreed.adding(days: chance.within(1...max(1, agreed.distance(to: due))))
            row.performance = .performed
        }
    }

    /// All parties ask a court to confirm a written agreement, within thirty days.
    private mutating func confirm(
        from agreed: Day, _ rates: SampleRates, _ chance: inout SeededGenerator
    ) throws(SampleParameterError) {
        guard row.form == .written, let court = route.town.tribunal,
            chance.chance(try rates.share("司法确认", "比例"))
        else { return }
        row.filed = agreed.adding(days: 1 + chance.below(25))
        row.court = court.name
        row.ruling = chance.pick(rates.rulings)
        row.ruled = row.filed?.adding(days: row.ruling == .notAccepted ? 2 : 4 + chance.below(10))
        if row.ruling != .withdrawn {
            row.rulingNumber = "样例（\(agreed.year)）诉前调确\(chance.within(1...999))号"
        }
    }

    private mutating func close(_ rates: SampleRates, _ chance: inout SeededGenerator) throws(SampleParameterError) {
        guard let performed = row.performed else { return }
        if chance.chance(try rates.share("回访", "比例")) {
            row.visited = performed.adding(days: 1 + chance.below(20))
            row.visit = row.performance == .notPerformed ? .notSatisfied : chance.pick(rates.visits)
        }
        let free = max(performed, row.ruled ?? performed)
        switch row.performance {
        case .performed: row.closed = free.adding(days: chance.below(6))
        case .notPerformed where chance.chance(try rates.share("起诉", "不履行后")):
            row.sued = free.adding(days: 5 + chance.below(30))
        default: break
        }
    }
}
