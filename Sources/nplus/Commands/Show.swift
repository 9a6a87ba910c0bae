import ArgumentParser
import CaseStore
import Engine
import Mediation
import Tabular
import Workflow

/// `nplus show`: one dispute, whole.
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "查看一件纠纷：经过、期限、现在可以办理的步骤 / A dispute: timeline, clocks, what can be done now",
        discussion: """
            每次查看都校验事件链；校验不通过时退出码为 1。
            The chain of its events is verified each time; the exit code is 1 if it is broken.
            json 含全部内容，csv 为经过。
            json holds everything, csv the timeline.

            例 / Examples:
              nplus show 230417-7K2QD
              nplus show '（2023）渔阳人调字第12号'
              nplus show 230417-7K2QD --output json
              nplus show 230417-7K2QD --picture case.svg
            """)

    @OptionGroup var options: SessionOptions
    @OptionGroup var reference: CaseReference
    @Option(
        help: ArgumentHelp(
            "把案件所处的流程画成图，标出现在的状态和已走过的路 / Draw where the case stands and how it came there",
            valueName: "file"))
    var picture: String?

    func run() async throws {
        if let remote = try options.remote {
            guard picture == nil else {
                throw ValidationError("--picture 不能通过服务使用 / --picture does not work through a service")
            }
            let told = try await remote.show(reference.number)
            print(told.rendered(as: options.output), terminator: "")
            if !told.isIntact { throw Self.broken("") }
            return
        }
        try await Session.with(options) { session in
            let dispute = try await reference.find(in: session).dispute
            let history = try await session.store.history(of: dispute.id)
            if let picture {
                try CasePictures(dispute, history.map(\.event), session.engine.decider.library).write(to: picture)
                return
            }
            let report = CaseReport(
                dispute: dispute, history: history, persons: try await session.store.persons(of: dispute.id),
                now: session.engine.now, words: CaseWords(session))
            print(report.rendered(as: options.output), terminator: "")
            if let fault = EventChain.fault(in: history, district: session.store.district, id: dispute.id) {
                throw Self.broken("\(fault)")
            }
        }
    }

    private static func broken(_ fault: String) -> Failure {
        Failure(
            zh: "注意：事件链校验不通过\(fault.isEmpty ? "" : "（\(fault)）")，数据可能被改动",
            en:
                "warning: the event chain does not verify\(fault.isEmpty ? "" : " (\(fault))"); the data may have been altered",
            remedy: Bilingual(
                zh: "请保留现场，与备份核对，并报告管理员", en: "leave it as it is, compare with a backup, tell the administrator"))
    }
}
