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

    /// What the tables per dimension show, so far as it is counted by the dimension.
    private static let columns: [Indicator] = [
        .registered, .accepted, .concluded, .succeeded, .successOfAccepted, .successOfConcluded, .written, .oral,
        .performed, .confirmed, .amount, .meanDays, .medianDays, .overdue, .openAtStart, .openAtEnd, .screenings,
        .stationed, .receptions, .centreResolved,
    ]

    /// Everything, as sections of one report.
    func report(by dimensions: [Dimension], withParagraph: Bool) async throws -> Report {
        let total = try await table(nil)
        var sections = [Report.Section("summary", summary(total))]
        for dimension in dimensions {
            sections.append(Report.Section(dimension.rawValue, listing(try await table(dimension))))
        }
        if withParagraph { sections.append(Report.Section("paragraph", paragraph: paragraph(total))) }
        let mark = total.isSynthetic ? "【\(FigureTable.syntheticMark)】" : ""
        return Report(title: "\(mark)\(period.title.zh)调解统计 / Mediation in \(period.title.en)", sections: sections)
    }

    /// The paragraph of a bureau's yearly account.
    func paragraph() async throws -> String { paragraph(try await table(nil)) }

    private func paragraph(_ figures: FigureTable) -> String {
        BureauParagraph(
            place: session.engine.directory.homeDistrict?.name ?? "", figures: figures,
            recorded: asOf ?? session.engine.now
        ).whole
    }

    private func table(_ dimension: Dimension?) async throws -> FigureTable {
        let query = FigureQuery(period, by: dimension, filter: filter, asOf: asOf)
        guard period.first <= (asOf ?? session.engine.now).day else { return .withoutData(query) }
        do {
            return try await session.store.figures(query, directory: session.engine.directory)
        } catch {
            throw Failure(EngineError.store(error))
        }
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

    private func listing(_ table: FigureTable) -> Listing {
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
                [.text(row.key), .text(name(of: row.key ?? "", in: dimension))] + cells(row)
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

    private func name(of key: String, in dimension: Dimension?) -> String {
        switch dimension {
        case .office: session.engine.directory.officeName(key)
        case .body: session.engine.directory.name(of: BodyID(key))
        case .bodyKind: BodyKind(rawValue: key)?.title.zh ?? key
        case .track: session.engine.decider.library.versions(of: key).last?.title.zh ?? key
        case .type: DisputeType(rawValue: key).title.zh
        case .source: DisputeSource(rawValue: key)?.title.zh ?? key
        case .outcome: Outcome(rawValue: key)?.title.zh ?? key
        case nil: key
        }
    }
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
