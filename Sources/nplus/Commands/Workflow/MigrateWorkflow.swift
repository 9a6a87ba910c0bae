import ArgumentParser
import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension WorkflowCommand {
    /// `nplus workflow migrate`: moves live cases to another version of a procedure.
    struct MigrateCases: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "migrate",
            abstract: "把在办案件移到新版本：先看计划，确认后执行，可撤回 / Move live cases to a new version: plan, confirm, revert",
            discussion: """
                需要数据库。--plan 只列出计划和校验码：可移动、移动后期限变动、须由人处理、须留在原版本，不改动任何数据。
                确认后每案一个事务；中断后以同一校验码再次执行即可继续，不会重复移动。
                Needs the database. --plan only lists what would become of each case, with a hash: moves, moves with a
                changed deadline, needs a person, stays. Confirming runs one transaction a case; after an interruption
                the same hash goes on, and nothing moves twice.
                不带选项时列出已确认的计划。
                Without options it lists the plans confirmed so far.

                例 / Examples:
                  nplus workflow migrate --plan judicial@2024-12-31 judicial@2025-01-01
                  nplus workflow migrate judicial@2024-12-31 judicial@2025-01-01 --confirm 0123456789abcdef
                  nplus workflow migrate --revert 0123456789abcdef
                """)

        @OptionGroup var options: SessionOptions
        @Flag(help: "只列出计划 / Only list the plan")
        var plan = false
        @Argument(help: "原版本和新版本 / The version now and the version to move to: judicial@2024-12-31")
        var versions: [String] = []
        @Option(help: "确认计划的校验码并执行 / Hash of the plan that is confirmed")
        var confirm: String?
        @Option(help: "撤回已执行的计划 / Hash of the plan to take back")
        var revert: String?

        func validate() throws {
            let needsVersions = plan || confirm != nil
            guard versions.count == (needsVersions ? 2 : 0) else {
                throw ValidationError("请给出原版本和新版本 / name the version now and the one to move to")
            }
            guard [plan, confirm != nil, revert != nil].count(where: { $0 }) <= 1 else {
                throw ValidationError("--plan、--confirm、--revert 只能用一个 / use one of --plan, --confirm, --revert")
            }
        }

        func run() async throws {
            try await Session.with(options) { session in
                do throws(VersionError) {
                    if let confirm {
                        let (from, to) = try named()
                        let outcome = try await session.engine.move(
                            from: from, to: to, confirming: confirm, by: Account.name)
                        tell(outcome, zh: "移动", en: "moved")
                    } else if let revert {
                        tell(try await session.engine.revertMove(revert, by: Account.name), zh: "撤回", en: "taken back")
                    } else if plan {
                        let (from, to) = try named()
                        show(try await session.engine.planMove(from: from, to: to), session)
                    } else {
                        try await list(session)
                    }
                } catch {
                    throw Failure(
                        zh: error.message.zh, en: error.message.en,
                        remedy: Bilingual(zh: "请用 --plan 重新查看计划", en: "look at the plan again, with --plan"))
                }
            }
        }

        private func named() throws(VersionError) -> (WorkflowVersion, WorkflowVersion) {
            var found: [WorkflowVersion] = []
            for name in versions {
                do {
                    found.append(try WorkflowReference.load(name).version)
                } catch {
                    throw .unknownName("\(error)")
                }
            }
            return (found[0], found[1])
        }

        // MARK: Output

        private func show(_ plan: VersionPlan, _ session: Session) {
            let listing = listing(plan, session)
            guard options.output == .table else {
                print(
                    Report(sections: [.init("items", listing), .init("hash", paragraph: plan.hash)])
                        .rendered(as: options.output), terminator: "")
                return
            }
            print(listing.rendered(as: .table, width: Terminal.width(.output)))
            let counts = VersionMoveItem.Kind.allCases.map { kind in
                "\(Self.title(kind)) \(plan.items(kind).count)"
            }
            print(counts.joined(separator: "，"))
            print(
                "确认 / To confirm: nplus workflow migrate \(plan.from) \(plan.to) --confirm \(plan.hash)")
        }

        private func listing(_ plan: VersionPlan, _ session: Session) -> Listing {
            let workflow = session.engine.decider.library.workflow(plan.from)
            return Listing(
                title: "\(plan.from) → \(plan.to)",
                columns: [
                    .init("code", "编号"), .init("body", "承办单位"), .init("state", "现状"), .init("class", "处理"),
                    .init("deadlines", "期限变动"), .init("why", "原因"),
                ],
                rows: plan.items.map { item in
                    let deadlines = item.deadlines.map { change in
                        let title = workflow?.clock(change.clock)?.title.zh ?? change.clock
                        return
                            "\(title) \(change.from.map(\.description) ?? "无") → \(change.to.map(\.description) ?? "无")"
                    }
                    let why = item.reasons + item.deadlines.map(\.why)
                    return [
                        .text(item.code), .text(session.engine.directory.name(of: item.body)),
                        .text(item.states.map { workflow?.title(ofState: $0).zh ?? $0 }.joined(separator: "，")),
                        .text(Self.title(item.kind).zh), .text(deadlines.joined(separator: "；")),
                        .text(why.map(\.zh).joined(separator: "；")),
                    ]
                })
        }

        private static func title(_ kind: VersionMoveItem.Kind) -> Bilingual {
            switch kind {
            case .moves: Bilingual(zh: "移动", en: "moves")
            case .movesWithDeadline: Bilingual(zh: "移动，期限变动", en: "moves with a changed deadline")
            case .needsPerson: Bilingual(zh: "须由人处理", en: "needs a person")
            case .stays: Bilingual(zh: "留在原版本", en: "stays")
            }
        }

        private func tell(_ outcome: VersionOutcome, zh: String, en: String) {
            print(
                "已\(zh) \(outcome.moved) 件，此前已\(zh) \(outcome.before) 件，未动 \(outcome.left.count) 件"
                    + " / \(outcome.moved) \(en), \(outcome.before) before, \(outcome.left.count) left alone")
            for (code, why) in outcome.left { print("  \(code)：\(why)") }
        }

        private func list(_ session: Session) async throws(VersionError) {
            let plans: [ConfirmedVersionPlan]
            do {
                plans = try await session.store.versionPlans()
            } catch {
                throw .engine(.store(error))
            }
            let listing = Listing(
                columns: [
                    .init("plan", "校验码"), .init("from", "原版本"), .init("to", "新版本"), .init("cases", "件数", .right),
                    .init("confirmedBy", "确认人"), .init("confirmedAt", "确认时间"), .init("finished", "已完成"),
                    .init("reverted", "已撤回"),
                ],
                rows: plans.map { plan in
                    [
                        .text(plan.plan), .text(plan.from.description), .text(plan.to.description),
                        .integer(plan.items.count), .text(plan.confirmedBy), .text(plan.confirmedAt.description),
                        .flag(plan.finishedAt != nil), .flag(plan.revertedAt != nil),
                    ]
                })
            print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
        }
    }
}
