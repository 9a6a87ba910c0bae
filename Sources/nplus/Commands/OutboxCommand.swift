import ArgumentParser
import CaseStore
import Engine
import Foundation
import LegalTime
import Mediation
import Tabular
import Workflow

/// `nplus outbox`: messages that leave the house.
struct OutboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "待发消息：查看、发送、重发 / Messages that leave: see, deliver, try again",
        discussion: """
            每一步需要告知的消息随该步一并保存，至少送达一次，同一纠纷依次送达。
            What a step has to tell is stored with the step, and delivered at least once, in order
            within a dispute.

            例 / Examples:
              nplus outbox list
              nplus outbox deliver --into /var/spool/nplus
              nplus outbox retry --all
            """,
        subcommands: [List.self, Deliver.self, Retry.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出待发或已放弃的消息 / What waits, or was given up",
            discussion: "例 / Example: nplus outbox list --dead")

        @OptionGroup var options: SessionOptions
        @Flag(help: "只列已放弃的 / Only what was given up")
        var dead = false
        @Option(help: "最多行数 / Rows at the most")
        var limit: Int = 50

        func run() async throws {
            guard limit > 0 else { throw ValidationError("--limit 应大于 0 / --limit must be positive") }
            try await Session.with(options) { session in
                let entries = try await session.store.outboxEntries(dead: dead, limit: limit)
                let counts = try await session.store.outboxCounts()
                let listing = Listing(
                    columns: [
                        .init("id", "消息"), .init("topic", "主题"), .init("occurred", "发生"), .init("attempts", "次数"),
                        .init("next", dead ? "放弃" : "下次"), .init("error", "原因"),
                    ],
                    rows: entries.map { entry in
                        [
                            .text(entry.message.id.description), .text(entry.message.topic),
                            .text(entry.message.occurred.description), .integer(entry.message.attempts),
                            .text((entry.deadAt ?? entry.notBefore).description), .text(entry.lastError),
                        ]
                    },
                    notes: [
                        "待发 \(counts.waiting) 条，已放弃 \(counts.dead) 条 / \(counts.waiting) wait, \(counts.dead) were given up"
                    ])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }
    }

    struct Deliver: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "deliver", abstract: "把待发消息写入文件夹 / Deliver into a folder",
            discussion: """
                每条消息一个文件（CloudEvents 格式），文件名随消息不变，重复送达时覆盖同名文件。
                A file a message, in the CloudEvents format; its name stays, so a message that comes
                again replaces itself.

                例 / Example: nplus outbox deliver --into /var/spool/nplus
                """)

        @OptionGroup var options: SessionOptions
        @Option(help: "已有的文件夹 / A folder that exists")
        var into: String

        func run() async throws {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: into, isDirectory: &isFolder), isFolder.boolValue else {
                throw Failure(
                    zh: "没有文件夹「\(into)」", en: "there is no folder '\(into)'",
                    remedy: Bilingual(zh: "请先建立", en: "make it first"), status: .usage)
            }
            try await Session.with(options) { session in
                let round = try await OutboxWorker(engine: session.engine, delivery: SpoolFolder(into)).round()
                print(
                    "已送达 \(round.delivered) 条，未送达 \(round.failed) 条 / \(round.delivered) delivered, \(round.failed) failed"
                )
                if round.failed > 0 { throw ExitCode(ExitStatus.unfinished.rawValue) }
            }
        }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "retry", abstract: "重发已放弃的消息 / Have messages tried again that were given up",
            discussion: """
                例 / Examples:
                  nplus outbox retry 018bcfe5-…/4/0
                  nplus outbox retry --all
                """)

        @OptionGroup var options: SessionOptions
        @Argument(help: "消息，见 outbox list --dead / Messages, as outbox list --dead names them")
        var messages: [String] = []
        @Flag(help: "全部 / All of them")
        var all = false

        func run() async throws {
            guard all != !messages.isEmpty else {
                throw ValidationError("请写明消息，或加 --all / name the messages, or add --all")
            }
            let ids = try messages.map { text in
                guard let id = OutboxMessage.ID(text) else {
                    throw ValidationError("「\(text)」不是消息的编号 / is no message's id")
                }
                return id
            }
            try await Session.with(options) { session in
                let count = try await session.store.revive(all ? nil : ids)
                guard all || count == Set(ids).count else {
                    throw Failure(
                        zh: "\(count) 条将重发；其余未找到或未被放弃",
                        en: "\(count) will be tried again; the others were not given up",
                        status: .unfinished)
                }
                print("\(count) 条将重发 / \(count) will be tried again")
            }
        }
    }
}
