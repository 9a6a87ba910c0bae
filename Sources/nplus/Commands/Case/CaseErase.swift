import ArgumentParser
import CaseStore
import Engine
import Mediation

/// `nplus case erase`: takes out who a party is, and leaves the history whole.
struct CaseErase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "删除一名当事人的个人信息，事件链不受影响 / Erase a party's personal data; the chain of events stays whole",
        discussion: """
            删除不可恢复（备份除外）。事件中只有加盐的承诺值，删除后仍可校验。
            It cannot be undone, except from a backup. Events hold only a salted
            commitment, and verify as before.

            例 / Example: nplus case erase 230417-7K2QD --party 2 --yes
            """)

    @OptionGroup var options: SessionOptions
    @OptionGroup var reference: CaseReference
    @Option(help: "当事人序号 / The party's number")
    var party: Int
    @Flag(help: "不再询问 / Do not ask")
    var yes = false

    func run() async throws {
        try await Session.with(options) { session in
            let dispute = try await reference.find(in: session).dispute
            guard dispute.parties.contains(where: { $0.number == party }) else {
                throw Failure(
                    zh: "该纠纷没有第 \(party) 方当事人（1 至 \(dispute.parties.count)）",
                    en: "the dispute has no party \(party) (1 to \(dispute.parties.count))")
            }
            if !yes {
                print(
                    "将永久删除 \(dispute.code) 第 \(party) 方的个人信息，输入 yes 继续 / Type yes to erase the data of party \(party):",
                    terminator: " ")
                guard readLine() == "yes" else { throw ExitCode.failure }
            }
            let erased = try await session.store.erase(party: party, of: dispute.id, at: session.engine.now)
            print(
                erased
                    ? "已删除 / erased: \(dispute.code) 第 \(party) 方 / party \(party)"
                    : "此前已删除 / was erased before: \(dispute.code) 第 \(party) 方 / party \(party)")
        }
    }
}
