import ArgumentParser
import CaseStore
import Engine
import Foundation
import LegalTime
import Mediation
import Tabular
import Workflow

/// `nplus timers`: clocks that have run out.
struct TimersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timers",
        abstract: "到期的期限：查看、办理 / Clocks that have run out: see them, let them run out",
        discussion: """
            nplusd 运行时期限到期自动办理；没有 nplusd 时可定时执行 nplus timers run。
            The daemon does this by itself; where none runs, have nplus timers run called from
            time to time.

            例 / Examples:
              nplus timers list
              nplus timers run
            """,
        subcommands: [List.self, Fire.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出已到期尚未办理的期限 / Clocks that have run out and wait",
            discussion: "例 / Example: nplus timers list --limit 20")

        @OptionGroup var options: SessionOptions
        @Option(help: "最多行数 / Rows at the most")
        var limit: Int = 50

        func run() async throws {
            guard limit > 0 else { throw ValidationError("--limit 应大于 0 / --limit must be positive") }
            try await Session.with(options) { session in
                let now = session.engine.now
                let clocks = try await session.store.dueClocks(by: now, limit: limit)
                let counts = try await session.store.clocks(at: now)
                let codes = try await session.store.load(Array(Set(clocks.map(\.id)))).mapValues(\.dispute.code)
                let next = counts.next.map { "\($0)" }
                let listing = Listing(
                    columns: [
                        .init("due", "到期"), .init("code", "编号"), .init("proceeding", "程序"), .init("clock", "期限"),
                    ],
                    rows: clocks.map { clock in
                        [
                            .text(clock.due.description), .text(codes[clock.id]?.description),
                            .integer(clock.proceeding), .text(clock.name),
                        ]
                    },
                    notes: [
                        "共 \(counts.due) 项到期；下一项 \(next ?? "无") / \(counts.due) have run out; the next at \(next ?? "none")"
                    ])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }
    }

    struct Fire: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "run", abstract: "办理全部到期的期限 / Let everything run out that is due",
            discussion: """
                可重复执行，每项期限只到期一次。
                It may be run again and beside others: each clock runs out once.

                例 / Example: nplus timers run
                """)

        @OptionGroup var options: SessionOptions

        func run() async throws {
            try await Session.with(options) { session in
                let worker = TimerWorker(holder: "nplus \(ProcessInfo.processInfo.processIdentifier)")
                let round = try await worker.round(on: session.engine)
                await worker.stop(on: session.engine)
                guard !round.isElsewhere else {
                    print("另一程序正在办理到期的期限，无需重复 / another program is at it already")
                    return
                }
                print("\(round.fired) 件纠纷的期限到期已办理 / clocks of \(round.fired) disputes have run out")
                guard !round.failed.isEmpty else { return }
                for (id, message) in round.failed.sorted(by: { $0.key < $1.key }) {
                    Terminal.write("✘ \(id)：\(message.zh) / \(message.en)\n", to: .error)
                }
                throw ExitCode(ExitStatus.unfinished.rawValue)
            }
        }
    }
}
