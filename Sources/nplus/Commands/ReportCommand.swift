import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// `nplus report`: numbers that open to their cases.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "统计：年、季、月报，任意时段；每个数字都能打开 / Figures that open to their cases",
        discussion: """
            例 / Examples:
              nplus report annual --year 2023
              nplus report period 2023-Q2 --by type
              nplus report period 2023-01-01..2023-06-30 --filter office=SFS-120119100 --output csv
              nplus report open 2023/succeeded/office=SFS-120119100
              nplus report paragraph --year 2023
              nplus report indicators
            """,
        subcommands: [Annual.self, InPeriod.self, Open.self, Paragraph.self, Indicators.self])
}

/// How a report is split and narrowed.
struct ReportOptions: ParsableArguments {
    @Option(help: "分组，可多次 / Split by, may be repeated: \(Dimension.allCases.map(\.rawValue).joined(separator: ", "))")
    var by: [String] = []
    @Option(help: "筛选，可多次 / Narrow to, may be repeated: type=neighbour")
    var filter: [String] = []
    @Option(help: "按此时已录入的数据 / As known at this time")
    var asOf: String?

    func dimensions(or usual: [Dimension]) throws -> [Dimension] {
        guard !by.isEmpty else { return usual }
        return try by.map { name in
            guard let dimension = Dimension(rawValue: name) else {
                throw ValidationError(
                    "没有维度「\(name)」/ there is no dimension '\(name)'; one of \(Dimension.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            return dimension
        }
    }

    /// Read as the address of a figure is, so that both know the same words.
    func narrowed(_ period: Period, _ session: Session) throws -> Filter {
        let text = (["\(period)", Indicator.accepted.rawValue] + filter).joined(separator: "/")
        do throws(ReferenceError) {
            let filter = try FigureReference(parsing: text).filter
            try filter.check(directory: session.engine.directory, tracks: session.engine.decider.library.ids)
            return filter
        } catch {
            throw Failure(error)
        }
    }

    func instant() throws -> Instant? { try asOf.map(ParsedDay.instant) }
}

extension Failure {
    init(_ error: ReferenceError) {
        self.init(zh: error.message.zh, en: error.message.en, remedy: error.remedy, status: .usage)
    }
}

extension ReportCommand {
    static func period(_ text: String) throws -> Period {
        guard let period = Period(text) else { throw Failure(ReferenceError.period(text)) }
        return period
    }

    struct Annual: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "annual", abstract: "年报：各司法所、各类别的表，两个成功率，一段文字 / The year",
            discussion: "例 / Example: nplus report annual --year 2023")

        @OptionGroup var options: SessionOptions
        @Option(help: "年份 / The year")
        var year: Int
        @OptionGroup var report: ReportOptions

        func run() async throws {
            let period = try ReportCommand.period(String(year))
            try await Session.with(options) { session in
                let filter = try report.narrowed(period, session)
                let text = ReportText(session, period, filter: filter, asOf: try report.instant())
                let whole = try await text.report(
                    by: try report.dimensions(or: [.office, .track]), withParagraph: filter.isEmpty)
                print(whole.rendered(as: options.output, width: nil), terminator: "")
            }
        }
    }

    struct InPeriod: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "period", abstract: "任意时段：2023、2023-Q2、2023-05、起..止 / Any period",
            discussion: "例 / Example: nplus report period 2023-05 --by type --by source")

        @OptionGroup var options: SessionOptions
        @Argument(help: "时段 / 2023, 2023-Q2, 2023-05, 2023-01-01..2023-06-30")
        var period: String
        @OptionGroup var report: ReportOptions

        func run() async throws {
            let period = try ReportCommand.period(period)
            try await Session.with(options) { session in
                let text = ReportText(
                    session, period, filter: try report.narrowed(period, session), asOf: try report.instant())
                let whole = try await text.report(by: try report.dimensions(or: []), withParagraph: false)
                print(whole.rendered(as: options.output, width: nil), terminator: "")
            }
        }
    }

    struct Open: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open", abstract: "打开一个数字：恰好是所计的案件 / Exactly the cases that a number counts",
            discussion: """
                例 / Examples:
                  nplus report open 2023/succeeded/office=SFS-120119100
                  nplus report open 2023/performanceRate/part=numerator --limit 500
                """)

        @OptionGroup var options: SessionOptions
        @Argument(help: "数字的地址 / Address of the number")
        var reference: String
        @Option(help: "最多行数 / Rows at the most")
        var limit: Int = 50

        func run() async throws {
            let parsed: FigureReference
            do throws(ReferenceError) {
                parsed = try FigureReference(parsing: reference)
            } catch {
                throw Failure(error)
            }
            try await Session.with(options) { session in
                let found = try await cases(of: parsed, session)
                let listing = Listing(
                    title: "\(parsed.period.title.zh) \(parsed.indicator.title.description)",
                    columns: [
                        .init("number", "编号"), .init("day", "日期"), .init("title", "内容"), .init("body", "单位"),
                        .init("why", "计入 / Counted as"),
                    ],
                    rows: found.rows.map { row in
                        [
                            .text(row.number), .text(row.day?.description), .text(row.title),
                            .text(session.engine.directory.name(of: BodyID(row.body))), .text(row.why),
                        ]
                    },
                    notes: [
                        "共 \(found.total)，列出 \(found.rows.count) / \(found.total) counted, \(found.rows.count) shown",
                        "口径 / Definition: \(parsed.indicator.definition.text.zh)",
                    ])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }

        private func cases(of reference: FigureReference, _ session: Session) async throws -> FigureCases {
            switch reference.indicator.rule {
            case .directory(let rule):
                let rows = rule.rows(of: session.engine.directory, in: reference.period)
                    .filter { session.engine.directory.passes(reference.filter, body: $0.body, on: $0.day) }
                return FigureCases(
                    rows: rows.prefix(limit).map {
                        FigureCase(number: $0.id, title: $0.name, day: nil, body: $0.body.rawValue, why: "\(rule)")
                    }, total: rows.count)
            case .register(let rule):
                return try await session.store.rows(of: rule, reference.period, limit: limit)
            default:
                return try await session.store.cases(of: reference, limit: limit)
            }
        }
    }

    struct Paragraph: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "paragraph", abstract: "年度工作报告中的一段，每个数字带脚注 / The bureau's paragraph, with footnotes",
            discussion: "例 / Example: nplus report paragraph --year 2023")

        @OptionGroup var options: SessionOptions
        @Option(help: "年份 / The year")
        var year: Int

        func run() async throws {
            let period = try ReportCommand.period(String(year))
            try await Session.with(options) { session in
                let figures = try await ReportText(session, period).table(nil)
                print(
                    BureauParagraph(
                        place: session.engine.directory.homeDistrict?.name ?? "", figures: figures,
                        recorded: session.engine.now
                    ).whole)
            }
        }
    }

    struct Indicators: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "indicators", abstract: "指标目录及口径 / The indicators and their definitions",
            discussion: "例 / Example: nplus report indicators > docs/indicators.md")

        func run() {
            print(IndicatorCatalogue.markdown, terminator: "")
        }
    }
}
