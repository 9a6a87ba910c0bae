import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// The report of a period: a summary whose figures open, a table per dimension, and the bureau's paragraph.
struct ReportText {
    let source: any ReportSource
    let period: Period
    let filter: Filter
    let asOf: Instant?

    init(_ source: any ReportSource, _ period: Period, filter: Filter = Filter(), asOf: Instant? = nil) {
        self.source = source
        self.period = period
        self.filter = filter
        self.asOf = asOf
    }

    /// What the tables per dimension show, so far as it is counted by the dimension.
    private static let columns: [Indicator] = [
        .registered, .accepted, .concluded, .succeeded, .successOfAccepted, .successOfConcluded, .written, .oral,
        .performed, .confirmed, .amount, .meanDays, .medianDays, .overdue, .openAtStart, .openAtEnd, .screenings,
        .stationed, .receptions, .centreResolved,
    ]

    /// Everything, as sections of one report.
    func report(by dimensions: [Dimension], withParagraph: Bool) async throws -> Report {
        let whole = try await figures(nil)
        let total = whole.table
        var sections = [Report.Section("summary", summary(total))]
        for dimension in dimensions {
            sections.append(Report.Section(dimension.rawValue, listing(try await figures(dimension))))
        }
        if withParagraph { sections.append(Report.Section("paragraph", paragraph: paragraph(whole))) }
        let mark = total.isSynthetic ? "【\(FigureTable.syntheticMark)】" : ""
        return Report(title: "\(mark)\(period.title.zh)调解统计 / Mediation in \(period.title.en)", sections: sections)
    }

    /// The paragraph of a bureau's yearly account.
    func paragraph() async throws -> String { paragraph(try await figures(nil)) }

    private func paragraph(_ figures: ReportFigures) -> String {
        BureauParagraph(place: figures.district, figures: figures.table, recorded: figures.recorded).whole
    }

    private func figures(_ dimension: Dimension?) async throws -> ReportFigures {
        try await source.figures(FigureQuery(period, by: dimension, filter: filter, asOf: asOf))
    }

    private func summary(_ table: FigureTable) -> Listing {
        Listing(
            columns: [
                .init("indicator", "指标"), .init("title", "名称"), .init("value", "数字", .right), .init("unit", "单位"),
                .init("open", "打开 / Opens with"),
            ] + nature(table),
            rows: Indicator.allCases.compactMap { indicator in
                guard let reference = table.reference(indicator) else { return nil }
                return [
                    .text(indicator.rawValue), .text(indicator.title.zh), Value(table[indicator]),
                    .text(indicator.unit.title.zh), .text("nplus report open \(reference)"),
                ] + natureValue(table)
            })
    }

    private func listing(_ figures: ReportFigures) -> Listing {
        let table = figures.table
        let dimension = table.query.dimension
        let shown = Self.columns.filter { indicator in
            table.query.dimensions.allSatisfy(indicator.dimensions.contains)
        }
        func cells(_ row: FigureTable.Row) -> [Value] { shown.map { Value(row[$0]) } + natureValue(table) }
        let rows = table.rows.filter { row in shown.contains { !row[$0].isNothing } }
        var example: FigureReference?
        if let row = rows.first { example = table.reference(.succeeded, in: row) }
        return Listing(
            title: dimension.map { "按\($0.title.zh) / By \($0.title.en.lowercased())" },
            columns: [.init("key", "代码"), .init("name", dimension?.title.zh ?? "")]
                + shown.map { .init($0.rawValue, $0.title.zh, .right) } + nature(table),
            rows: rows.map { row in
                [.text(row.key), .text(figures.name(row.key ?? ""))] + cells(row)
            },
            total: [.text("合计"), .text("")] + cells(table.total),
            notes: example.map {
                ["打开其中一个数字，例如 / Each of these opens, for instance: nplus report open \($0)"]
            } ?? ["无数据 / no data"])
    }

    /// Files that leave the house say in every row that they are made up; a table says it in its title.
    private func nature(_ table: FigureTable) -> [Listing.Column] {
        table.isSynthetic ? [.init("nature", "数据性质")] : []
    }

    private func natureValue(_ table: FigureTable) -> [Value] { table.isSynthetic ? [.text("样例")] : [] }

}

extension Value {
    /// A figure as each output format writes it: no data in words, as nothing, as null.
    init(_ figure: FigureValue) {
        self =
            switch figure {
            case .count(let count): .integer(count)
            case .money(let money): .decimal(Int(money.fen), places: 2)
            case .rate(let part, let whole): .share(part, of: whole)
            case .days(let hundredths): .decimal(hundredths, places: 2)
            case .noData: .noData
            }
    }
}
