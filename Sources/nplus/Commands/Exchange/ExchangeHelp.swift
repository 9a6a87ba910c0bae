import ArgumentParser
import CaseStore
import Engine
import Exchange
import LegalTime
import Mediation
import Tabular
import Workflow

extension ExchangeCommand {
    /// `nplus exchange helped`: joint mediations that others lead.
    struct Help: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "helped",
            abstract: "协办的联合调解 / Joint mediations that other districts lead",
            discussion: "例 / Example: nplus exchange helped")

        @OptionGroup var options: SessionOptions

        func run() async throws {
            try await ExchangeCommand.with(options) { session, exchange in
                let words = CaseWords(session)
                let listing = Listing(
                    columns: [
                        .init("code", "牵头方编号"), .init("lead", "牵头组织"), .init("state", "现状"), .init("title", "纠纷"),
                        .init("task", "请我方"), .init("until", "查阅至"), .init("body", "协办单位"), .init("number", "协办编号"),
                        .init("agreement", "协议文本"), .init("outcome", "结果"),
                    ],
                    rows: try await exchange.assistances().map { help in
                        [
                            .text(help.code), .text("\(help.leadBody)（\(help.lead)）"), .text(help.state.title.zh),
                            .text(help.shared?.title ?? "（查阅期限已过）"), .text(help.shared?.task),
                            .text(help.sightUntil.description), .text(help.body.map(words.name(of:))),
                            .text(help.number?.description), .text(help.shared?.agreement?.terms),
                            .text(help.outcome.flatMap { Outcome(rawValue: $0)?.title.zh }),
                        ]
                    })
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }
    }

    /// Which joint mediation, and for which body.
    struct HelpTarget: ParsableArguments {
        @OptionGroup var options: SessionOptions
        @Argument(help: "牵头方的纠纷编号 / The lead's code of the dispute")
        var code: String
        @Option(help: "协办单位，代码或名称 / Our body, by id or name")
        var body: String

        func run(_ help: Exchange.Help) async throws {
            try await ExchangeCommand.with(options) { session, exchange in
                let id = try BodyReference.find(body, in: session.engine.directory, on: session.engine.now.day)
                guard let found = try await exchange.assistances().first(where: { $0.code == code.uppercased() }) else {
                    throw Failure(
                        zh: "没有编号为「\(code)」的协办事项", en: "no joint mediation has the code '\(code)'",
                        remedy: Bilingual(zh: "请用 nplus exchange helped 查看", en: "see nplus exchange helped"),
                        status: .refused)
                }
                let done = try await exchange.help(help, in: found, body: id)
                let number = done.number.map { "，编号 \($0)" } ?? ""
                print(
                    "\(done.code)：\(done.state.title.zh)\(number)；请导出：nplus exchange export \(done.lead) 文件 --key 密钥\n\(done.state.title.en); now export to \(done.lead)"
                )
            }
        }
    }

    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "answer",
            abstract: "书面答复邀请：接受（编号）或不接受 / Answer an invitation in writing: accept, with our number, or decline",
            discussion: """
                例 / Examples:
                  nplus exchange answer 260302-7K2QD --body TWN-130229100 --by 样例经办人
                  nplus exchange answer 260302-7K2QD --body TWN-130229100 --by 样例经办人 --decline 与本地无关
                """)

        @OptionGroup var target: HelpTarget
        @Option(help: "经办人 / Who answers")
        var by: String
        @Option(help: "不接受的理由 / Declines, for this reason")
        var decline: String?

        func run() async throws {
            try await target.run(decline.map { .decline(by: by, reason: $0) } ?? .accept(by: by))
        }
    }

    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sign",
            abstract: "签署牵头方送来的协议文本 / Sign and seal the agreement that the lead sent",
            discussion: "例 / Example: nplus exchange sign 260302-7K2QD --body TWN-130229100 --mediator 样例调解员")

        @OptionGroup var target: HelpTarget
        @Option(help: "调解员 / The mediator who signs")
        var mediator: String

        func run() async throws { try await target.run(.sign(mediator: mediator)) }
    }

    struct Leave: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "leave",
            abstract: "退出联合调解 / Leave a joint mediation",
            discussion: "例 / Example: nplus exchange leave 260302-7K2QD --body TWN-130229100 --reason 当事人已迁出")

        @OptionGroup var target: HelpTarget
        @Option(help: "理由 / Reason")
        var reason: String

        func run() async throws { try await target.run(.leave(reason: reason)) }
    }
}
