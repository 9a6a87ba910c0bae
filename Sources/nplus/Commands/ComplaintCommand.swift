import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// `nplus complaint`: what was complained of, and which mediations need another mediator for it.
struct ComplaintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "complaint",
        abstract: "投诉：待答复的、已查实的、须换调解员的案件 / Complaints, and the cases that need another mediator",
        discussion: """
            投诉随时可以登记：nplus act 编号 fileComplaint --as party --party 1 …
            A complaint can be put on record at any time: nplus act CODE fileComplaint --as party --party 1 …

            例 / Examples:
              nplus complaint list --open
              nplus complaint stopped
            """,
        subcommands: [List.self, Stopped.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "投诉清单，最近的在前 / Complaints, the latest first",
            discussion: "例 / Example: nplus complaint list --open")

        @OptionGroup var options: SessionOptions
        @Flag(help: "只列未答复的 / Only those without an answer")
        var open = false

        func run() async throws {
            try await Session.with(options) { session in
                let directory = session.engine.directory
                let rows = try await session.store.complaints(isOpen: open)
                let listing = Listing(
                    columns: [
                        .init("code", "编号"), .init("number", "投诉", .right), .init("filed", "日期"),
                        .init("about", "被投诉单位"), .init("mediator", "调解员"), .init("ground", "事由"),
                        .init("receiver", "答复单位"), .init("due", "期限"), .init("answered", "答复"),
                        .init("confirmed", "查实"), .init("lifted", "解除限制"),
                    ],
                    rows: rows.map { row in
                        [
                            .text(row.code), .integer(row.number), .text(row.filed.description),
                            .text(directory.name(of: row.body)), .text(row.mediator), .text(row.ground.title.zh),
                            .text(directory.name(of: row.receiver)), .text(row.due?.description),
                            .text(row.answered?.description), row.confirmed.map { .flag($0) } ?? .missing,
                            .text(row.lifted?.description),
                        ]
                    },
                    notes: ["共 \(rows.count) 件 / \(rows.count) in all"])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }
    }

    struct Stopped: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stopped",
            abstract: "投诉查实后须另行指定调解员的在办案件 / Mediations that need another mediator",
            discussion: "例 / Example: nplus complaint stopped")

        @OptionGroup var options: SessionOptions

        func run() async throws {
            try await Session.with(options) { session in
                let directory = session.engine.directory
                let day = session.engine.now.day
                let sanctions = try await session.store.sanctions()
                let names = sanctions.flatMap { sanction in
                    [sanction.mediator] + directory.mediators.filter { $0.id == sanction.mediator }.map(\.name)
                }
                var rows: [[Value]] = []
                for dispute in try await session.store.openCases(mediatedBy: names) {
                    for proceeding in dispute.proceedings where proceeding.isOpen {
                        for who in proceeding.mediators {
                            let standing = sanctions.first {
                                directory.isSame(who, at: proceeding.bodies, as: $0, on: day)
                            }
                            guard let standing else { continue }
                            rows.append([
                                .text(dispute.code.description), .text(dispute.title),
                                .text(directory.name(of: proceeding.body)), .text(who),
                                .text("\(standing.code) 投诉 \(standing.complaint)"),
                            ])
                        }
                    }
                }
                let listing = Listing(
                    columns: [
                        .init("code", "编号"), .init("title", "纠纷"), .init("body", "调解单位"), .init("mediator", "调解员"),
                        .init("complaint", "查实的投诉"),
                    ],
                    rows: rows, notes: ["共 \(rows.count) 件须另行指定 / \(rows.count) need another mediator"])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }
    }
}
