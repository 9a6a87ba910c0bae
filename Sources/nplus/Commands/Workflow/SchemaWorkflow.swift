import ArgumentParser
import Mediation
import Workflow

extension WorkflowCommand {
    /// `nplus workflow schema`: JSON Schema for editors.
    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "schema", abstract: "编辑器用的 JSON Schema / JSON Schema of the files, for editors",
            discussion: """
                例 / Examples:
                  nplus workflow schema workflow --out docs/schema/workflow.schema.json
                  nplus workflow schema scenarios
                """)

        @Argument(help: "哪种文件 / Which files: workflow, scenarios")
        var file: FileSchema.File = .workflow
        @Option(help: "写入文件，默认标准输出 / Write to a file. Default: standard output")
        var out: String?

        func run() throws {
            try WrittenText(text: FileSchema(file, vocabulary: .mediation).json).write(to: out)
        }
    }
}

extension FileSchema.File: ExpressibleByArgument {}
