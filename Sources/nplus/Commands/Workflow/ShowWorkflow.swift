import ArgumentParser
import Workflow

extension WorkflowCommand {
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "显示流程的状态、步骤、期限和依据 / States, acts, clocks and articles of a procedure",
            discussion: "例 / Example: nplus workflow show judicial --on 2023-06-01")

        @Argument(help: "流程、流程@日期或文件 / A procedure, one on a day, or a file: people, judicial@2023-06-01, my.yaml")
        var workflow: String
        @Option(help: "在这一天施行的版本 / The version in force on this day. 默认最新 / Default: the latest")
        var on: String?

        func run() throws {
            print(WorkflowText(try WorkflowReference.load(workflow, on: on)).text)
        }
    }
}
