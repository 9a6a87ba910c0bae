import ArgumentParser
import Engine
import Mediation
import Tabular
import Verifier
import Workflow

extension WorkflowCommand {
    struct Mutate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "mutate",
            abstract: "逐项削弱流程，看性质能否发现 / Weaken procedures bit by bit, see what notices",
            discussion: """
                对有法律依据的每个条件、行为人、事实、登记、文书、通知和期限逐一去掉或放宽，再次验证。
                输出 docs/mutation.md 的内容；有未被发现又无理由的改动即以 1 退出。
                每个流程完成后先在标准错误输出结果。
                Leaves out or weakens, one at a time, whatever rests on a rule of law, and verifies
                again. Prints what docs/mutation.md holds; exits with 1 if a change goes unnoticed for no
                known reason. Each procedure is told on standard error as soon as it is done.

                例 / Examples:
                  nplus workflow mutate
                  nplus workflow mutate people
                """)

        @Argument(help: "流程 / Procedures")
        var workflows: [String] = []

        func run() async throws {
            let score = try await Self.score(of: workflows)
            print(score.page, terminator: "")
            if !score.unexplained.isEmpty { throw ExitCode(1) }
            guard workflows.isEmpty, !score.idleReasons.isEmpty else { return }
            let names = score.idleReasons.joined(separator: "；")
            throw Failure(
                zh: "说明过理由的改动已被发现，请删去理由：\(names)", en: "noticed now, so the reason is no longer needed: \(names)")
        }

        static func score(of names: [String]) async throws -> MutationScore {
            let calendar = try Shipped.calendar()
            var score = MutationScore(explained: SurvivingMutant.reasons)
            for workflow in try Procedures.chosen(names) {
                guard var mutator = Mutator(workflow) else { continue }
                let trial = MutationTrial(
                    workflow, scenarios: Procedures.scenarios(of: workflow, among: names), calendar: calendar,
                    rules: .mediation)
                var fates: [(mutant: Mutant, fate: MutationTrial.Fate)] = []
                try await SideBySide.work(on: try mutator.all().filter(\.citesLaw)) { mutant in
                    (mutant, try trial.fate(of: mutant))
                } then: {
                    fates.append($0)
                }
                score.add(fates, of: workflow)
                // The page comes at the end of hours; what survives is told as it is found.
                let survivors = score.survivors.filter { $0.workflow == workflow.version }.map(\.mutant.name)
                Terminal.write(
                    ([
                        "\(workflow.version)：\(fates.count) 项，\(survivors.count) 项未被发现 / mutants, survivors"
                    ] + survivors.map { "  \($0)" }).joined(separator: "\n") + "\n", to: .error)
            }
            return score
        }
    }
}
