import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// The report of a period: a summary whose figures open, a table per dimension, and the bureau's paragraph.
struct ReportText {
    let session: Session
    let period: Period
    let filter: Filter
    let asOf: Instant?

    init(_ session: Session, _ period: Period, filter: Filter = Filter(), asOf: Instant? = nil) {
        self.session = session
        self.period = period
        self.filter = filter
        self.asOf = asOf
    }

    /// What the tables per dimension show.
    private static let columns: [Indicator] = [
        .accepted, .concluded, .succeeded, .successOfAccepted, .successOfConcluded, .written, .oral, .performed,
        .confirmed, .amount, .meanDays, .medianDays, .overdue, .openAtStart, .openAtEnd,
    ]

    /// Everything, as sections of one report.
    func report(by dimensions: [Dimension], withParagraph: Bool) async throws -> Report {
        let total = try await table(nil)
        var sections = [Report.Section("summary", summary(total))]
        for dimension in dimensions {
            sections.append(Report.Section(dimension.rawValue, listing(try await table(dimension))))
        }
        if withParagraph {
            let paragraph = BureauParagraph(
                place: session.engine.directory.homeDistrict?.name ?? "", figures: total,
                recorded: asOf ?? session.engine.now)
            sections.append(Report.Section("paragraph", paragraph: paragraph.whole))
        }
        let mark = total.isSynthetic ? "【\(FigureTable.syntheticMark)】" : ""
        return Report(title: "\(mark)\(period.title.zh)调解统计 / Mediation in \(period.title.en)", sections: sections)
    }

    func table(_ dimension: Dimension?) async throws -> FigureTable {
        do {
            return try await session.store.figures(
                FigureQuery(period, by: dimension, filter: filter, asOf: asOf), directory: session.engine.directory)
        } catch {
            throw Failure(EngineError.store(error))
        }
    }

    private func summary(_ table: FigureTable) -> Listing {
        Listing(
            columns: [
                .init("indicator", "指标"), .init("value", "数字", .right), .init("unit", "单位"),
                .init("open", "打开 / Opens with"),
            ],
            rows: Indicator.allCases.compactMap { indicator in
                guard filter.isEmpty || indicator.dimensions.count > 3 else { return nil }
                return [
                    .text(indicator.title.description), .text(table[indicator].text), .text(indicator.unit.title.zh),
                    .text(table.reference(indicator).map { "nplus report open \($0)" }),
                ]
            })
    }

    private func listing(_ table: FigureTable) -> Listing {
        let shown = Self.columns.filter { indicator in
            table.query.dimension.map { indicator.dimensions.contains($0) } ?? true
        }
        func cells(_ row: FigureTable.Row) -> [Value] { shown.map { .text(row[$0].text) } }
        let dimension = table.query.dimension
        return Listing(
            title: dimension.map { "按\($0.title.zh) / By \($0.title.en.lowercased())" },
            columns: [.init("key", "代码"), .init("name", dimension?.title.zh ?? "")]
                + shown.map { .init($0.rawValue, $0.title.zh, .right) },
            rows: table.rows.map { row in
                [.text(row.key), .text(name(of: row.key ?? "", in: dimension))] + cells(row)
            },
            total: [.text("合计"), .text("")] + cells(table.total),
            notes: [
                "打开其中一个数字 / Open one of these: nplus report open \(period)/succeeded/\(dimension?.rawValue ?? "office")=…"
            ])
    }

    private func name(of key: String, in dimension: Dimension?) -> String {
        switch dimension {
        case .office, .body: session.engine.directory.name(of: BodyID(key))
        case .bodyKind: BodyKind(rawValue: key)?.title.zh ?? key
        case .track: session.engine.decider.library.versions(of: key).last?.title.zh ?? key
        case .type: DisputeType(rawValue: key).title.zh
        case .source: DisputeSource(rawValue: key)?.title.zh ?? key
        case .outcome: Outcome(rawValue: key)?.title.zh ?? key
        case nil: key
        }
    }
}
