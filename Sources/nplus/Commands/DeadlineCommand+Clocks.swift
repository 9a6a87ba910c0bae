import ArgumentParser
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension DeadlineCommand {
    struct Clocks: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "clocks",
            abstract: "列出四十项法定期限及其所在流程 / The forty statutory limits and where each runs",
            discussion: """
                不需要数据库。
                Needs no database.

                例 / Examples:
                  nplus deadline clocks
                  nplus deadline compute --clock C06 --from 2026-01-05
                """)

        @Option(help: ArgumentHelp("输出格式 / Output: table, json, csv", valueName: "format"))
        var output: OutputFormat = .table

        func run() throws {
            let library = try Shipped.library()
            let listing = Listing(
                columns: [
                    .init("id", "编号"), .init("title", "期限"), .init("length", "长度"), .init("home", "所在流程"),
                    .init("law", "依据"), .init("certainty", "核实"),
                ],
                rows: StatutoryClock.all.map { clock in
                    [
                        .text(clock.id), .text(clock.title.zh), .text(Self.length(of: clock, library)),
                        .text(clock.homes.map(Self.text).joined(separator: "、")), .text(clock.law.text),
                        .text(Self.text(clock.law.certainty)),
                    ]
                })
            print(listing.rendered(as: output), terminator: "")
        }

        private static func length(of clock: StatutoryClock, _ library: WorkflowLibrary) -> String {
            var lengths: [String] = []
            for term in clock.terms(in: library).map(DeadlineText.text) where !lengths.contains(term) {
                lengths.append(term)
            }
            let text = lengths.joined(separator: "、")
            return clock.isKnown ? text : "未知，暂按 \(text)"
        }

        private static func text(_ home: StatutoryClock.Home) -> String {
            switch home {
            case .workflow(let id, let clock): "\(id).\(clock)"
            case .onRequest: "deadline compute"
            case .directory: "directory check"
            }
        }

        private static func text(_ certainty: Certainty) -> String {
            switch certainty {
            case .verified: "已核实"
            case .secondary: "转引"
            case .unverified: "未核实"
            case .local: "服务标准"
            }
        }
    }
}
