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
              nplus report subsidies --year 2026
              nplus report check 2023
              nplus report indicators
            """,
        subcommands: [
            Annual.self, InPeriod.self, Open.self, Paragraph.self, Indicators.self, Resolution.self,
            Subsidies.self, Check.self,
        ])
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
        var dimensions: [Dimension] = []
        for name in by {
            guard let dimension = Dimension(rawValue: name) else {
                throw Failure(ReferenceError.unknownDimension(name))
            }
            if !dimensions.contains(dimension) { dimensions.append(dimension) }
        }
        return dimensions
    }

    /// Reads the filter where the service checks it.
    func unchecked() throws -> Filter {
        do throws(ReferenceError) {
            return try Filter(parsing: filter)
        } catch {
            throw Failure(error)
        }
    }

    /// Reads the filter in the words of a figure's address.
    func narrowed(_ session: Session) throws -> Filter {
        do throws(ReferenceError) {
            let filter = try Filter(parsing: filter)
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
            if let remote = try options.remote {
                return try await tell(
                    ReportText(remote, period, filter: try report.unchecked(), asOf: try report.instant()))
            }
            try await Session.with(options) { session in
                try await tell(
                    ReportText(session, period, filter: try report.narrowed(session), asOf: try report.instant()))
            }
        }

        private func tell(_ text: ReportText) async throws {
            let whole = try await text.report(
                by: try report.dimensions(or: [.office, .track]), withParagraph: text.filter.isEmpty)
            print(whole.rendered(as: options.output, width: nil), terminator: "")
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
            if let remote = try options.remote {
                return try await tell(
                    ReportText(remote, period, filter: try report.unchecked(), asOf: try report.instant()))
            }
            try await Session.with(options) { session in
                try await tell(
                    ReportText(session, period, filter: try report.narrowed(session), asOf: try report.instant()))
            }
        }

        private func tell(_ text: ReportText) async throws {
            let whole = try await text.report(by: try report.dimensions(or: []), withParagraph: false)
            print(whole.rendered(as: options.output, width: nil), terminator: "")
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

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit 须为正整数 / --limit must be 1 or more") }
        }

        func run() async throws {
            let parsed: FigureReference
            do throws(ReferenceError) {
                parsed = try FigureReference(parsing: reference)
            } catch {
                throw Failure(error)
            }
            if let remote = try options.remote {
                let (found, names) = try await remote.cases(of: parsed, limit: limit)
                return tell(FigureCasesText(reference: parsed, found: found, bodyName: { names[$0] ?? $0 }))
            }
            try await Session.with(options) { session in
                let directory = session.engine.directory
                let found: FigureCases
                do throws(ReferenceError) {
                    try parsed.filter.check(directory: directory, tracks: session.engine.decider.library.ids)
                } catch {
                    throw Failure(error)
                }
                do throws(StoreError) {
                    found = try await session.store.cases(of: parsed, directory: directory, limit: limit)
                } catch {
                    throw Failure(EngineError.store(error))
                }
                tell(
                    FigureCasesText(
                        reference: parsed, found: found, bodyName: { directory.name(of: BodyID($0)) }))
            }
        }

        private func tell(_ text: FigureCasesText) {
            print(text.listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
        }
    }

    struct Paragraph: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "paragraph", abstract: "年度工作报告中的一段，每个数字带脚注 / The bureau's paragraph, with footnotes",
            discussion: "例 / Example: nplus report paragraph --year 2023")

        @OptionGroup var options: SessionOptions
        @Option(help: "年份 / The year")
        var year: Int
        @Option(help: "按此时已录入的数据 / As known at this time")
        var asOf: String?

        func run() async throws {
            let period = try ReportCommand.period(String(year))
            if let remote = try options.remote {
                return print(try await ReportText(remote, period, asOf: try asOf.map(ParsedDay.instant)).paragraph())
            }
            try await Session.with(options) { session in
                print(try await ReportText(session, period, asOf: try asOf.map(ParsedDay.instant)).paragraph())
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
