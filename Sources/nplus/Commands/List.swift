import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// `nplus list`: the work list.
struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "待办：未结纠纷，按期限排列 / Open disputes, the most urgent first",
        discussion: """
            例 / Examples:
              nplus list
              nplus list --body TWN-120119100
              nplus list --due-by 2023-12-31 --output csv
            """)

    @OptionGroup var options: SessionOptions
    @Option(help: "承办单位，代码或名称 / Only what this body holds, by id or name")
    var body: String?
    @Option(help: "期限不晚于此日 / Only what is due by this day")
    var dueBy: String?
    @Option(help: "最多行数 / Rows at the most")
    var limit: Int = 50

    func run() async throws {
        guard limit > 0 else { throw ValidationError("--limit 应大于 0 / --limit must be positive") }
        let day = try dueBy.map(ParsedDay.read)
        if let remote = try options.remote {
            let listing = try await remote.list(self)
            return print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
        }
        try await Session.with(options) { session in
            let words = CaseWords(session)
            let holder = try body.map {
                try BodyReference.find($0, in: session.engine.directory, on: session.engine.now.day)
            }
            let page = try await session.store.workList(bodies: holder.map { [$0] }, dueBy: day, limit: limit)
            let rows = page.cases.map { dispute, due in
                Self.row(
                    code: dispute.code.description, due: due?.description,
                    isProvisional: session.engine.decider.nextDue(of: dispute)?.isProvisional == true,
                    title: dispute.title, type: dispute.type.rawValue, standing: words.standing(of: dispute),
                    holder: words.name(of: dispute.custody.body), registered: dispute.registered.day.description)
            }
            let listing = Self.listing(rows: rows, total: page.total)
            print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
        }
    }

    static func listing(rows: [[Value]], total: Int) -> Listing {
        Listing(
            columns: [
                .init("code", "编号"), .init("due", "期限"), .init("provisional", "暂定"), .init("title", "纠纷"),
                .init("type", "类型"), .init("state", "现状"), .init("body", "承办单位"), .init("registered", "登记"),
            ], rows: rows, notes: ["共 \(total) 件未结，列出 \(rows.count) 件 / \(total) open, \(rows.count) shown"])
    }

    static func row(
        code: String, due: String?, isProvisional: Bool, title: String, type: String, standing: String,
        holder: String, registered: String
    ) -> [Value] {
        [
            .text(code), .text(due), isProvisional ? .flag(true) : .missing, .text(title),
            .text(DisputeType(rawValue: type).title.zh), .text(standing), .text(holder),
            .text(String(registered.prefix(10))),
        ]
    }
}
