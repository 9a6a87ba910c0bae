import ArgumentParser
import CaseStore
import Engine
import Mediation
import Tabular
import Workflow

/// `nplus case`: what is stored of the disputes, against their events; published cases, played.
struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "核对案件的存储与事件链；演示真实案例 / What is stored of the disputes; published cases, played",
        discussion: """
            例 / Examples:
              nplus case rebuild --check
              nplus case rebuild 230417-7K2QD
              nplus case play 09-minors-assault
              nplus case erase 230417-7K2QD --party 2
            """,
        subcommands: [Rebuild.self, Play.self, CaseErase.self])
}

extension CaseCommand {
    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rebuild",
            abstract: "按事件重建案件 / Rebuild disputes from their events",
            discussion: """
                事件是唯一依据：案件内容、承办、待办、期限都由事件推出。--check 只核对；不带时把不符的按事件重写。
                事件本身有改动的，不重写，只报告。不指明纠纷时核对全部。
                Everything stored of a dispute follows from its events: content, holder, work list, clocks.
                --check only compares; without it what differs is written anew. Where the events themselves
                were altered nothing is written. Without a number all disputes are gone through.

                退出码 / Exit code: 0 全部相符 all agree, 3 有不符的 some do not

                例 / Examples:
                  nplus case rebuild --check
                  nplus case rebuild 230417-7K2QD
                """)

        @OptionGroup var options: SessionOptions
        @Argument(help: "纠纷编号，可多个 / Numbers of disputes. 默认全部 / Default: all")
        var numbers: [String] = []
        @Flag(help: "只核对，不改动 / Compare only, change nothing")
        var check = false

        func run() async throws {
            try await Session.with(options) { session in
                var rows: [[Value]] = []
                var count = 0
                try await forEachPage(session) { ids in
                    count += ids.count
                    let faults = try await session.store.faults(of: ids)
                    for id in ids where faults[id] != nil {
                        rows.append(try await row(id, faults[id] ?? [], session))
                    }
                }
                if numbers.isEmpty { rows += try await rest(session) }
                let listing = Listing(
                    columns: [.init("id", "标识"), .init("faults", "不符之处"), .init("rebuilt", "已按事件重写")], rows: rows,
                    notes: ["核对 \(count) 件，不符 \(rows.count) 件 / \(count) compared, \(rows.count) differ"])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
                if !rows.isEmpty { throw ExitCode(ExitStatus.unfinished.rawValue) }
            }
        }

        /// What every other table holds that does not follow from the events, and the sums of the figures.
        private func rest(_ session: Session) async throws -> [[Value]] {
            let report: RebuildReport
            do {
                report = check ? try await session.engine.rebuild(repairs: false) : try await repaired(session)
            } catch let error as EngineError {
                throw Failure(error)
            }
            let rows = report.differences.map { difference -> [Value] in
                let side = difference.side == .stored ? "多出 / stored" : "缺少 / missing"
                return [
                    .text(difference.id.description), .text("\(difference.table)，\(side)：\(difference.row)"),
                    .flag(!check),
                ]
            }
            return rows + report.sums.map { [.text("—"), .text("report_rollup：\($0)"), .flag(!check)] }
        }

        /// Numbers and past holders are closed to the role that works on cases.
        private func repaired(_ session: Session) async throws -> RebuildReport {
            try await Session.withOwner(try options.place) { owner in
                let store = CaseStore(client: owner, district: session.store.district)
                return try await Engine(store: store, decider: session.engine.decider).rebuild(repairs: true)
            }
        }

        private func row(_ id: CaseID, _ faults: [CaseFault], _ session: Session) async throws -> [Value] {
            let isRebuilt = check ? false : try await session.store.rebuild(id)
            return [
                .text(id.description), .text(faults.map(\.title.description).joined(separator: "；")), .flag(isRebuilt),
            ]
        }

        private func forEachPage(_ session: Session, _ body: ([CaseID]) async throws -> Void) async throws {
            guard numbers.isEmpty else {
                var ids: [CaseID] = []
                for number in numbers { ids.append(try await CaseReference.find(number, in: session).dispute.id) }
                return try await body(ids)
            }
            _ = try await session.store.forEachPage(body)
        }
    }
}
