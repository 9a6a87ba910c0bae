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
            例 / Examples:
              nplus show 230417-7K2QD
              nplus show '（2023）渔阳人调字第12号'
              nplus show 230417-7K2QD --output json
            """)

    @OptionGroup var options: SessionOptions
    @OptionGroup var reference: CaseReference

    func run() async throws {
        try await Session.with(options) { session in
            let found = try await reference.find(in: session)
            if options.output == .json {
                print(CanonicalJSON.encode(found.dispute))
                return
            }
            let history = try await session.store.history(of: found.dispute.id)
            let persons = try await session.store.persons(of: found.dispute.id)
            print(CaseText(found.dispute, session).whole(history, persons, now: session.engine.now))
            let fault = EventChain.fault(in: history, district: session.store.district, id: found.dispute.id)
            if let fault {
                throw Failure(
                    zh: "注意：事件链校验不通过（\(fault)），数据可能被改动",
                    en: "warning: the event chain does not verify (\(fault)); the data may have been altered")
            }
        }
    }
}
