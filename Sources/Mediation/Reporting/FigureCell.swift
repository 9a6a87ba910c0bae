/// Entries that no indicator tells apart, counted together: what figures are added up from.
///
/// Cells are additive: those of two sets of entries, put together, are the cells of the union. So a figure can be added up from
/// entries, from stored sums of them, or from both.
package struct FigureCell: Hashable, Sendable {
    package let measure: Measure
    /// Whether the entries lie before the period; these only matter for what was open at its start.
    package let isBefore: Bool
    package let outcome: String?
    package let form: String?
    /// From acceptance to the end, where the measure is a conclusion.
    package let days: Int?
    /// Whether the agreement that the entries follow took effect in the period.
    package let isOfAgreementInPeriod: Bool
    package let count: Int
    /// Fen.
    package let amount: Int64

    package init(
        measure: Measure, isBefore: Bool, outcome: String?, form: String?, days: Int?, isOfAgreementInPeriod: Bool,
        count: Int, amount: Int64
    ) {
        self.measure = measure
        self.isBefore = isBefore
        self.outcome = outcome
        self.form = form
        self.days = days
        self.isOfAgreementInPeriod = isOfAgreementInPeriod
        self.count = count
        self.amount = amount
    }
}

extension EntryRule {
    package func counts(_ cell: FigureCell) -> Bool {
        cell.measure == measure && !cell.isBefore
            && (outcomes.map { outcomes in outcomes.contains { $0.rawValue == cell.outcome } } ?? true)
            && (form.map { $0.rawValue == cell.form } ?? true)
            && (!ofAgreementsInPeriod || cell.isOfAgreementInPeriod)
    }
}

extension Sequence<FigureCell> {
    /// The figure that these cells make; nil for an indicator that is not made of entries.
    package func value(of indicator: Indicator) -> FigureValue? {
        switch indicator.rule {
        case .count(let set): return .count(count(set))
        case .amount(let rule):
            return .money(Money(fen: reduce(0) { $0 + (rule.counts($1) ? $1.amount : 0) }))
        case .meanDays(let rule):
            let counted = filter(rule.counts)
            let number = counted.reduce(0) { $0 + $1.count }
            guard number > 0 else { return .noData }
            let days = counted.reduce(0) { $0 + $1.count * ($1.days ?? 0) }
            return .days(hundredths: FigureValue.hundredths(days, number))
        case .medianDays(let rule):
            return median(filter(rule.counts)).map { .days(hundredths: $0 * 100) } ?? .noData
        case .rate(let part, let whole): return .rate(count(part), of: count(whole))
        case .register, .directory: return nil
        }
    }

    private func count(_ set: CountedSet) -> Int {
        switch set {
        case .entries(let rule): return reduce(0) { $0 + (rule.counts($1) ? $1.count : 0) }
        case .stock(let stock):
            return reduce(0) { sum, cell in
                let sign = cell.measure == .accepted ? 1 : cell.measure == .concluded ? -1 : 0
                let counts =
                    switch stock {
                    case .atStart: cell.isBefore
                    case .atEnd: true
                    case .inHand: cell.isBefore || cell.measure == .accepted
                    }
                return counts ? sum + sign * cell.count : sum
            }
        }
    }

    /// The value at the middle of the ordered days, the lower of two (`percentile_disc(0.5)` of SQL).
    private func median(_ cells: [FigureCell]) -> Int? {
        let number = cells.reduce(0) { $0 + $1.count }
        var passed = 0
        for cell in cells.sorted(by: { ($0.days ?? 0) < ($1.days ?? 0) }) {
            passed += cell.count
            if passed * 2 >= number { return cell.days }
        }
        return nil
    }
}
