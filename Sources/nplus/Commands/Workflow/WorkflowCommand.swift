import ArgumentParser

/// `nplus workflow`: the procedures, as files.
struct WorkflowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "流程：列表、内容、情景测试 / The procedures: list, show, test",
        discussion: """
            不需要数据库。
            Needs no database.

            例 / Examples:
              nplus workflow list
              nplus workflow show people
              nplus workflow test
              nplus workflow test my.yaml my.scenarios.yaml
            """,
        subcommands: [
            List.self,
            Show.self,
            Test.self,
            RunSCXML.self,
            Verify.self,
            Mutate.self,
            Coverage.self,
        ])
}
