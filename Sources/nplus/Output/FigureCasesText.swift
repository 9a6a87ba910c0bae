import CaseStore
import LegalTime
import Mediation
import Tabular
import Workflow

/// What a figure opens to: the cases counted, what each adds, and that they add up to the figure.
struct FigureCasesText {
    let reference: FigureReference
    let found: FigureCases
    /// What a body is called.
    let bodyName: (String) -> String

    var listing: Listing {
        let isSynthetic = found.rows.contains(where: \.isSynthetic)
        let mark = isSynthetic ? "【\(FigureTable.syntheticMark)】" : ""
        return Listing(
            title: "\(mark)\(reference.period.title.zh) \(reference.indicator.title.description)",
            columns: [
                .init("number", "编号"), .init("day", "日期"), .init("title", "内容"), .init("body", "单位"),
                .init("counts", counted, .right),
            ] + (isSynthetic ? [.init("nature", "数据性质")] : []),
            rows: found.rows.map { row in
                [
                    .text(row.number), .text(row.day?.description), .text(row.title),
                    .text(bodyName(row.body)), value(row.weight),
                ] + (isSynthetic ? [row.isSynthetic ? .text("样例") : .missing] : [])
            },
            notes: notes)
    }

    private var notes: [String] {
        var notes = [
            "共 \(found.total) 条，列出 \(found.rows.count) 条，\(counted)合计 \(value(found.sum).cell)"
                + " / \(found.total) in all, \(found.rows.count) shown, adding up to \(value(found.sum).cell)"
        ]
        if found.rows.count < found.total {
            notes.append("全部列出 / All of them: nplus report open \(reference) --limit \(found.total)")
        }
        if reference.indicator.isRate {
            var other = reference
            other.part = reference.part == .numerator ? .denominator : .numerator
            notes.append(
                "这是\(reference.part == .numerator ? "分子" : "分母")，另一部分 / the other part: nplus report open \(other)")
        }
        return notes + ["口径 / Definition: \(reference.indicator.definition.text.zh)"]
    }

    /// What a row adds to the figure.
    private var counted: String {
        switch reference.indicator.unit {
        case .yuan: "元"
        case .days: "天"
        case .personTime: "人次"
        default: "计数"
        }
    }

    private func value(_ weight: Int) -> Value {
        reference.indicator.unit == .yuan ? .decimal(weight, places: 2) : .integer(weight)
    }
}
