import ArgumentParser

/// `nplus workflow`: the procedures, as files.
struct WorkflowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow",
        abstract: "流程：列表、内容、图、检查、比较、情景测试 / The procedures: list, show, draw, check, compare, test",
        discussion: """
            除 migrate 外不需要数据库。
            Needs no database, except migrate.

            例 / Examples:
              nplus workflow list
              nplus workflow show people
              nplus workflow picture people --out people.svg
              nplus workflow check my.yaml
              nplus workflow diff judicial@2024-06-01 judicial
              nplus workflow test
              nplus workflow test my.yaml my.scenarios.yaml
            """,
        subcommands: [
            List.self,
            Show.self,
            DrawPicture.self,
            Check.self,
            Diff.self,
            Test.self,
            Export.self,
            Pages.self,
            Schema.self,
            MigrateCases.self,
            RunSCXML.self,
            Verify.self,
            SecondOpinion.self,
            Mutate.self,
            Coverage.self,
        ])
}
