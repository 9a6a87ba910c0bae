import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension ReportCommand {
    /// `nplus report resolution`: reconsideration cases, resolved in two readings.
    struct Resolution: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "resolution",
            abstract: "行政复议实质化解率的两种口径，各列案件 / Substantive resolution of reconsideration, in its two readings",
            discussion: """
                口径一：调解、和解结案数除以审结数。口径二：审结后未进入诉讼、信访的件数除以审结数。案前化解另计。
                (a) closed by mediation or settlement, of all closed; (b) closed and not followed by a suit or a
                petition, of all closed. What was resolved before acceptance is counted apart.

                例 / Examples:
                  nplus report resolution --year 2026
                  nplus report resolution --year 2026 --until 2027-03-31
                """)

        @OptionGroup var options: SessionOptions
        @Option(help: "年份 / The year in which the cases were closed")
        var year: Int
        @Option(help: "后续诉讼、信访计至何日 / What followed counts up to this day. 默认今天 / Default: today")
        var until: String?

        func run() async throws {
            let period = try ReportCommand.period(String(year))
            try await Session.with(options) { session in
                let cutOff = try until.map(ParsedDay.read) ?? session.engine.now.day
                var cases: [(dispute: Dispute, history: [CaseEvent])] = []
                let ids = try await session.store.cases(ofTrack: "reconsideration", endedIn: period.days)
                for (id, loaded) in try await session.store.load(ids).sorted(by: { $0.key < $1.key }) {
                    cases.append((loaded.dispute, try await session.store.history(of: id).map(\.event)))
                }
                let found = SubstantiveResolution(cases, in: period.days, until: cutOff)
                print(
                    listing(found, cutOff).rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }

        private func listing(_ found: SubstantiveResolution, _ cutOff: Day) -> Listing {
            func row(_ title: String, _ rate: SubstantiveResolution.Rate?, _ cases: [CaseCode]) -> [Value] {
                [
                    .text(title), rate.map { .integer($0.part) } ?? .missing,
                    rate.map { .integer($0.whole) } ?? .missing,
                    rate.map { .decimal($0.perMille, places: 1) } ?? .missing,
                    .text(cases.map(\.description).joined(separator: "、")),
                ]
            }
            let followed = Set(found.followed)
            return Listing(
                title: "行政复议实质化解率 / Substantive resolution",
                columns: [
                    .init("reading", "口径"), .init("part", "件数", .right), .init("whole", "审结", .right),
                    .init("percent", "%", .right), .init("cases", "案件"),
                ],
                rows: [
                    row("一：调解、和解结案", found.bySettlement, found.settled),
                    row("二：结案后未诉讼、未信访", found.byQuiet, found.closed.filter { !followed.contains($0) }),
                ],
                notes: [
                    "案前化解另计 \(found.beforeAcceptance.count) 件；后续计至 \(cutOff)；法律没有统一定义，请写明所用口径 / no rule defines the rate: say which reading is meant"
                ])
        }
    }
}
