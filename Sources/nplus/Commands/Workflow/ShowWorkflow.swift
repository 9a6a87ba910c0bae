import ArgumentParser
import Engine
import LegalTime
import Workflow

extension WorkflowCommand {
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "显示流程的状态、步骤、期限和依据 / States, acts, clocks and articles of a procedure",
            discussion: "例 / Example: nplus workflow show judicial --on 2023-06-01")

        @Argument(help: "流程 / The procedure, such as people")
        var id: String
        @Option(help: "在这一天施行的版本 / The version in force on this day. 默认最新 / Default: the latest")
        var on: String?

        func run() throws {
            let library = try Shipped.library()
            let day = try on.map(ParsedDay.read)
            let found = day.map { library.inForce(id, on: $0) } ?? library.versions(of: id).last
            guard let workflow = found else {
                throw Failure(
                    zh: "没有流程「\(id)」\(on.map { "在 \($0) 施行" } ?? "")。现有：\(library.ids.joined(separator: "、"))",
                    en:
                        "no procedure '\(id)'\(on.map { " in force on \($0)" } ?? ""); there are \(library.ids.joined(separator: ", "))"
                )
            }
            print(WorkflowText(workflow).text)
        }
    }
}
