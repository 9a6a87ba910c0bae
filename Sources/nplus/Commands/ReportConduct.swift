import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension ReportCommand {
    /// `nplus report subsidies`: what was paid for disputes.
    struct Subsidies: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "subsidies", abstract: "个案补贴清单，一案一次 / What was paid for disputes, once each",
            discussion: """
                补贴用 nplus act 编号 subsidise 登记：调解成功、履行完毕、卷宗齐全，一案一次。
                金额由各地办法规定，未核对的注明。
                Amounts are a rule of the place; those that nobody checked against it are marked.

                例 / Example: nplus report subsidies --year 2026
                """)

        @OptionGroup var options: SessionOptions
        @Option(help: "年份 / The year")
        var year: Int

        func run() async throws {
            let period = try ReportCommand.period(String(year))
            try await Session.with(options) { session in
                let rows = try await session.store.subsidies(in: period.days)
                let sum = rows.reduce(Money(fen: 0)) { $0 + $1.amount }
                let unchecked = rows.count { !$0.isVerified }
                let listing = Listing(
                    title: "\(year) 年个案补贴 / Subsidies of \(year)",
                    columns: [
                        .init("day", "日期"), .init("code", "编号"), .init("dossier", "卷宗"), .init("body", "调解单位"),
                        .init("mediator", "调解员"), .init("grade", "等级"), .init("amount", "金额（元）", .right),
                        .init("basis", "依据"), .init("verified", "已核对"),
                    ],
                    rows: rows.map { row in
                        [
                            .text(row.day.description), .text(row.code), .text(row.dossier),
                            .text(session.engine.directory.name(of: row.body)), .text(row.mediator),
                            .text(row.grade.title.zh), .decimal(Int(row.amount.fen), places: 2), .text(row.basis),
                            .flag(row.isVerified),
                        ]
                    },
                    notes: [
                        "共 \(rows.count) 件，\(sum) 元；金额未核对 \(unchecked) 件 / \(rows.count) disputes, \(sum) yuan, \(unchecked) amounts unchecked"
                    ])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }
    }

    /// `nplus report check`: what no figures can break.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "核对数字之间必然成立的关系 / Check what has to hold between the figures",
            discussion: """
                例如成功不多于审结，履行不多于成功，比率在零与一之间。不成立的列出，并以退出码 3 结束。
                Successes never exceed conclusions, performances never exceed successes, rates lie
                between zero and one. What does not hold is listed, and the exit code is 3.

                例 / Example: nplus report check 2023
                """)

        @OptionGroup var options: SessionOptions
        @Argument(help: "时段 / 2023, 2023-Q2, 2023-05, 2023-01-01..2023-06-30")
        var period: String

        func run() async throws {
            let period = try ReportCommand.period(period)
            try await Session.with(options) { session in
                let findings = try await FigureTheorem.findings(session, period)
                let listing = Listing(
                    title: "\(period.title.zh)数字核对 / What has to hold in \(period.title.en)",
                    columns: [
                        .init("theorem", "关系"), .init("left", "较小", .right), .init("right", "较大", .right),
                        .init("holds", "成立"),
                    ],
                    rows: findings.map { finding in
                        [
                            .text("\(finding.title.zh) / \(finding.title.en)"), .integer(finding.part),
                            .integer(finding.whole), .flag(finding.holds),
                        ]
                    })
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
                guard findings.allSatisfy(\.holds) else { throw ExitCode(ExitStatus.unfinished.rawValue) }
            }
        }
    }
}

extension FigureTheorem {
    /// Those of the period, and those of everything up to its end.
    fileprivate static func findings(_ session: Session, _ period: Period) async throws -> [FigureTheorem.Finding] {
        let end = period.last
        let directory = session.engine.directory
        let own = try await session.store.figures(FigureQuery(period), directory: directory)
        guard let start = Day("1990-01-01"), let days = DayRange(min(start, end), end) else {
            return inPeriod(own.total)
        }
        let all = try await session.store.figures(FigureQuery(Period(days)), directory: directory)
        return inPeriod(own.total) + overall(all.total)
    }
}
