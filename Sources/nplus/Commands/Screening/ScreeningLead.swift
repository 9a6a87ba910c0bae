import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Register
import Tabular
import Workflow

extension ScreeningCommand {
    struct Lead: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lead",
            abstract: "把排查的发现登记为线索 / Make a lead of a finding",
            discussion: """
                可能与已登记的纠纷相同的，先列出供判断：是同一件用 attach，确是另一件加 --new。
                What is likely on file already is shown first: attach it, or say --new.

                例 / Example:
                  nplus screening lead ZP-17 --type 邻里 --title 排水沟 --applicant 样例甲 --respondent 样例乙
                """)

        @OptionGroup var options: SessionOptions
        @Argument(help: "排查编号 / Number of the return")
        var number: String
        @Option(help: "纠纷类型 / Type of dispute")
        var type: String
        @Option(help: "简要情况 / Brief")
        var title: String
        @Option(help: "一方，可多次 / One side, may be repeated")
        var applicant: [String]
        @Option(help: "另一方，可多次 / The other side, may be repeated")
        var respondent: [String]
        @Option(help: "电话，可多次：序号=电话 / Telephone, may be repeated: number=telephone")
        var phone: [String] = []
        @Flag(help: "确是另一件 / It is another matter")
        var new = false
        @Option(help: "时间，默认现在 / When. Default: now")
        var at: String?

        func run() async throws {
            guard let type = DisputeType(type) else {
                throw ValidationError("没有纠纷类型「\(type)」 / unknown type '\(type)'")
            }
            try await Session.with(options) { session in
                let engine = session.engine
                let instant = try at.map(ParsedDay.instant) ?? engine.now
                let persons = try Persons(applicant + respondent, phones: phone, identities: [], on: instant.day)
                    .particulars
                if !new { try await refuseLikely(persons, type, on: instant.day, session) }
                let count = applicant.count
                let parties = persons.indices.map { index in
                    Party(
                        number: index + 1, side: index < count ? 1 : 2,
                        role: index < count ? .applicant : .respondent, kind: .person, commitment: "")
                }
                let registration = Record.Registration(
                    title: title, type: type, source: .ownInitiative, place: "", parties: parties, claims: [],
                    body: BodyID(""))
                let receipt = try await ScreeningCommand.telling {
                    try await ScreeningDesk(engine).lead(
                        of: number, registration, persons, actor: Account.name, at: instant)
                }
                print(
                    try await StepAnswer(receipt, session).rendered(
                        as: options.output, note: "已登记线索 / The lead is registered\n"), terminator: "")
            }
        }

        private func refuseLikely(
            _ persons: [Particulars], _ type: DisputeType, on day: Day, _ session: Session
        ) async throws {
            let found = try await LikelyDisputes(session.engine).find(persons, .init(type: type, place: nil, day: day))
            guard let first = found.first else { return }
            let list = found.prefix(3).map { "\($0.dispute.code) \($0.dispute.title)" }.joined(separator: "；")
            throw Failure(
                zh: "可能已登记：\(list)", en: "likely on file: \(list)",
                remedy: Bilingual(
                    zh: "是同一件：nplus screening attach \(number) \(first.dispute.code)；另一件：加 --new",
                    en: "the same: nplus screening attach \(number) \(first.dispute.code); another: --new"),
                status: .refused)
        }
    }

    struct Attach: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "attach",
            abstract: "发现属于已登记的纠纷，挂为又一来源 / A finding is of a dispute on file: one more door of it",
            discussion: "例 / Example: nplus screening attach ZP-17 230417-7K2QD")

        @OptionGroup var options: SessionOptions
        @Argument(help: "排查编号 / Number of the return")
        var number: String
        @Argument(help: "纠纷编号 / The dispute")
        var dispute: String
        @Option(name: .customLong("as"), help: "身份 / Role")
        var role: String = "clerk"
        @Option(help: "时间，默认现在 / When. Default: now")
        var at: String?

        func run() async throws {
            let role = try Actor.role(role)
            try await Session.with(options) { session in
                let found = try await CaseReference.find(dispute, in: session).dispute
                let instant = try at.map(ParsedDay.instant) ?? session.engine.now
                try await ScreeningCommand.telling {
                    try await ScreeningDesk(session.engine).attach(
                        number, to: found, actor: Account.name, role: role, at: instant)
                }
                print("已挂到 \(found.code) / attached to \(found.code)")
            }
        }
    }

    struct Findings: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "findings",
            abstract: "发现的去向：线索、预防、纠纷及现状 / What became of the findings: lead, prevented, dispute, and where it stands",
            discussion: "例 / Example: nplus screening findings --from 2023-05-01 --until 2023-05-31 --output csv")

        @OptionGroup var options: SessionOptions
        @Option(help: "起 / First day")
        var from: String
        @Option(help: "止，默认今天 / Last day. Default: today")
        var until: String?

        func run() async throws {
            try await Session.with(options) { session in
                let first = try ParsedDay.read(from)
                let last = try until.map(ParsedDay.read) ?? session.engine.now.day
                let words = CaseWords(session)
                let returns = try await session.store.findings(from: first, to: last)
                let findings = try await ScreeningDesk(session.engine).findings(of: returns)
                let linked = Dictionary(grouping: findings, by: \.from.number)
                // A return that counts, with findings that nobody made a lead of, stands there without one.
                let rows: [[Value]] = returns.flatMap { from -> [[Value]] in
                    let head: [Value] = [
                        .text(from.number), .text(from.day.description), .text(words.name(of: from.body)),
                        .integer(from.found),
                    ]
                    let own = linked[from.number] ?? []
                    var rows: [[Value]] = own.map { finding in
                        head + [
                            .text(finding.fate.title.zh), .text(finding.dispute.code.description),
                            .text(finding.dispute.title), .text(words.standing(of: finding.dispute)),
                        ]
                    }
                    let rest = from.found - from.prevented - own.count
                    if rest > 0 { rows.append(head + [.text("\(rest) 件未登记线索"), .missing, .missing, .missing]) }
                    return rows
                }
                let listing = Listing(
                    columns: [
                        .init("number", "排查编号"), .init("day", "日期"), .init("body", "单位"), .init("found", "发现", .right),
                        .init("fate", "去向"), .init("code", "一案一码"), .init("title", "纠纷"), .init("standing", "现状"),
                    ], rows: rows)
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }
    }
}
