import ArgumentParser
import Engine
import Mediation
import Verifier
import Workflow

extension WorkflowCommand {
    struct Mutate: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "mutate",
            abstract: "逐项削弱流程，看性质能否发现 / Weaken procedures bit by bit, see what notices",
            discussion: """
                对有法律依据的每个条件、行为人、事实、登记、文书、通知和期限逐一去掉或放宽，再次验证。
                输出 docs/mutation.md 的内容；有未被发现的改动即以 1 退出。
                Leaves out or weakens, one at a time, whatever rests on a rule of law, and verifies
                again. Prints what docs/mutation.md holds; exits with 1 if a change goes unnoticed.

                例 / Examples:
                  nplus workflow mutate
                  nplus workflow mutate people
                """)

        @Argument(help: "流程 / Procedures")
        var workflows: [String] = []

        func run() throws {
            let calendar = try Shipped.calendar()
            var score = MutationScore()
            for workflow in try Procedures.chosen(workflows) {
                guard var mutator = Mutator(workflow) else { continue }
                let trial = MutationTrial(
                    workflow, scenarios: Procedures.scenarios(of: workflow), calendar: calendar, rules: .mediation)
                score.add(
                    try mutator.all().filter(\.citesLaw).map { ($0, try trial.fate(of: $0)) }, of: workflow)
            }
            print(score.page, terminator: "")
            if !score.survivors.isEmpty { throw ExitCode(1) }
        }
    }
}
