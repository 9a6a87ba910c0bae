import ArgumentParser
import Engine
import LegalTime
import Tabular
import Workflow

extension WorkflowCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "列出全部流程及版本 / All procedures and their versions",
            discussion: "例 / Example: nplus workflow list --output json")

        @Option(help: ArgumentHelp("输出格式 / Output: table, json, csv", valueName: "format"))
        var output: OutputFormat = .table

        func run() throws {
            let listing = Listing(
                columns: [
                    .init("id", "流程"), .init("title", "名称"), .init("kind", "种类"), .init("from", "施行"),
                    .init("until", "废止"), .init("states", "状态数", .right), .init("acts", "步骤数", .right),
                ],
                rows: try Shipped.library().all.map { workflow in
                    [
                        .text(workflow.id), .text(workflow.title.description), .text(workflow.kind.rawValue),
                        .text(workflow.from.description), .text(workflow.until?.description),
                        .integer(workflow.states.count), .integer(workflow.acts.count),
                    ]
                })
            print(listing.rendered(as: output, width: Terminal.width(.output)), terminator: "")
        }
    }
}
