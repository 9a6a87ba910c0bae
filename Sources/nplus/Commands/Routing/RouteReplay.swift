import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension Route {
    /// `nplus route replay`: which disputes of the past would go elsewhere under other rules.
    struct Replay: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "replay",
            abstract: "用新规则重放往年纠纷，列出去向有变的 / Past disputes under new rules, and which would go elsewhere",
            discussion: """
                以登记时的情形重新分流；不改动任何数据。
                Each dispute is routed again as it stood when it came in. Nothing is changed.

                例 / Example:
                  nplus route replay --year 2023 --rules new-rules.yaml
                """)

        @OptionGroup var options: SessionOptions
        @OptionGroup var source: RoutingRulesSource
        @Option(help: "年份 / The year whose disputes are replayed")
        var year: Int
        @Option(help: "最多列出 / Moves listed at the most")
        var limit: Int = 50

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit 应大于 0 / --limit must be positive") }
            guard source.rules != nil else {
                throw ValidationError("请用 --rules 指明新规则文件 / name the file of the new rules with --rules")
            }
        }

        func run() async throws {
            guard let period = Period(year: year) else {
                throw ValidationError("没有 \(year) 年 / there is no year \(year)")
            }
            try await Session.with(options) { session in
                let changed = try source.load(on: period.last)
                let present = try RoutingRulesSource.inForce(on: period.last)
                let subjects = try await session.store.arrivals(period.days).map {
                    RoutingReplay.Subject(
                        code: $0.code.description, day: $0.day, subject: RoutingSubject(arriving: $0.registration))
                }
                let directory = session.engine.directory
                let replay = RoutingReplay(
                    subjects, from: Router(rules: present, directory: directory),
                    to: Router(rules: changed, directory: directory))
                print(
                    listing(replay, directory).rendered(as: options.output, width: Terminal.width(.output)),
                    terminator: "")
            }
        }

        private func listing(_ replay: RoutingReplay, _ directory: Directory) -> Listing {
            func place(_ decision: RoutingDecision) -> String {
                decision.body.map(directory.name(of:)) ?? decision.channel?.zh ?? "无可承办组织"
            }
            let shown = replay.moves.prefix(limit)
            return Listing(
                columns: [
                    .init("code", "编号"), .init("day", "登记"), .init("before", "现行规则"), .init("beforeRule", "规则"),
                    .init("after", "新规则"), .init("afterRule", "规则"),
                ],
                rows: shown.map { move in
                    [
                        .text(move.code), .text(move.day.description), .text(place(move.before)),
                        .text(move.before.rule), .text(place(move.after)), .text(move.after.rule),
                    ]
                },
                notes: [
                    "\(replay.disputes) 件中 \(replay.moves.count) 件去向有变，列出 \(shown.count) 件 / of \(replay.disputes) disputes \(replay.moves.count) would go elsewhere, \(shown.count) shown"
                ])
        }
    }
}
