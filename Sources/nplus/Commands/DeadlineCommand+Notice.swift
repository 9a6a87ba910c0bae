import ArgumentParser
import CaseStore
import Engine
import Foundation
import LegalTime
import Mediation
import Tabular
import Workflow

extension DeadlineCommand {
    struct LoadNotice: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "notice",
            abstract: "载入放假通知：先列出会变动的期限，核准后生效 / Load a holiday notice: list what it moves, then approve",
            discussion: """
                不带 --apply 时只列出清单和校验码，不改动任何数据。核准后重复执行不会重复改动；中断后可重新执行。
                Without --apply it only lists what would move, with a hash. Approving again changes nothing;
                what was cut off goes on.
                不给文件时列出已核准的通知。
                Without a file it lists the notices approved so far.

                例 / Examples:
                  nplus deadline notice 2027.yaml
                  nplus deadline notice 2027.yaml --apply 0123456789abcdef
                """)

        @OptionGroup var options: SessionOptions
        @Argument(help: "放假通知文件 / A file of notices, in the form of Workflows/calendars/china.yaml")
        var file: String?
        @Option(help: "核准清单的校验码 / Hash of the list that is approved")
        var apply: String?

        func run() async throws {
            guard let file else { return try await listApproved() }
            guard let content = try? String(contentsOfFile: file, encoding: .utf8) else {
                throw Failure(zh: "读不到 UTF-8 文件 \(file)", en: "cannot read \(file) as UTF-8 text")
            }
            let name = URL(filePath: file).lastPathComponent
            try await Session.with(options) { session in
                do throws(CalendarError) {
                    guard let apply else {
                        show(try await session.engine.plan(file: name, content: content), session)
                        return
                    }
                    let moved = try await session.engine.apply(
                        file: name, content: content, approval: apply, by: Account.name)
                    print(
                        moved.map { "已核准，调整了 \($0) 件纠纷的期限 / Approved; the limits of \($0) disputes were moved" }
                            ?? "此前已核准，未作改动 / Approved before; nothing was changed")
                } catch {
                    if case .file(let failure) = error { throw failure }
                    throw Failure(
                        zh: error.message.zh, en: error.message.en,
                        remedy: Bilingual(
                            zh: "请不带 --apply 重新查看清单", en: "look at the list again, without --apply"))
                }
            }
        }

        private func show(_ plan: CalendarPlan, _ session: Session) {
            let report = Report(sections: [
                .init("days", changedDays(plan)), .init("moves", moves(plan, session)),
                .init("hash", paragraph: plan.hash),
            ])
            guard options.output == .table else {
                print(report.rendered(as: options.output), terminator: "")
                return
            }
            print(changedDays(plan).rendered(as: .table))
            print(moves(plan, session).rendered(as: .table, width: Terminal.width(.output)))
            print("另有 \(plan.settled) 件的期限由暂定变为确定 / \(plan.settled) more are no longer provisional")
            print("核准 / To approve: nplus deadline notice \(plan.file) --apply \(plan.hash)")
        }

        private func changedDays(_ plan: CalendarPlan) -> Listing {
            Listing(
                columns: [.init("day", "日期"), .init("weekday", "星期"), .init("becomes", "变为"), .init("source", "依据")],
                rows: plan.days.map { day in
                    let ruling = plan.calendar.ruling(on: day)
                    let source: String? =
                        switch ruling.ground {
                        case .holiday(_, let source), .makeUpDay(_, let source): source.number
                        case .weekday, .weekend: nil
                        }
                    return [
                        .text(day.description), .text(DeadlineText.weekday(day)),
                        .text(ruling.isWorking ? "工作日" : "休息日"), .text(source),
                    ]
                },
                notes: ["\(plan.days.count) 天变动 / \(plan.days.count) days change"])
        }

        private func moves(_ plan: CalendarPlan, _ session: Session) -> Listing {
            Listing(
                columns: [
                    .init("code", "编号"), .init("body", "承办单位"), .init("clock", "期限"), .init("from", "原届满日"),
                    .init("to", "新届满日"), .init("days", "变动天数", .right),
                ],
                rows: plan.moves.map { move in
                    let workflow = session.engine.decider.library.workflow(
                        move.workflow.id, version: move.workflow.from)
                    return [
                        .text(move.code.description), .text(session.engine.directory.name(of: move.body)),
                        .text(workflow?.clock(move.clock.name)?.title.zh ?? move.clock.name),
                        .text(move.clock.from.description), .text(move.clock.to.description),
                        .integer(move.clock.from.distance(to: move.clock.to)),
                    ]
                },
                notes: ["\(plan.moves.count) 项期限变动 / \(plan.moves.count) time limits move"])
        }

        private func listApproved() async throws {
            try await Session.with(options) { session in
                let approved = try await session.store.approvedNotices()
                let listing = Listing(
                    columns: [
                        .init("version", "版本", .right), .init("file", "文件"), .init("plan", "校验码"),
                        .init("approvedBy", "核准人"), .init("approvedAt", "核准时间"), .init("finished", "已完成"),
                    ],
                    rows: approved.map { notice in
                        [
                            .integer(notice.version), .text(notice.file), .text(notice.plan), .text(notice.approvedBy),
                            .text(notice.approvedAt.description), .flag(notice.finishedAt != nil),
                        ]
                    },
                    notes: ["随程序的放假安排为 2021–2027 年 / the program brings 2021–2027"])
                print(listing.rendered(as: options.output, width: Terminal.width(.output)), terminator: "")
            }
        }
    }
}
