import ArgumentParser

@main
struct NPlus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nplus",
        abstract: "N+调解：登记、流转、调解、统计 / Register disputes, route them, mediate, report",
        discussion: """
            例 / Examples:
              nplus run --deploy deploy/jizhou
              nplus list --limit 10
              nplus help act

            退出码 / Exit codes:
              0  完成 / done
              1  未能完成：数据库、文件、系统 / failed: database, file, machine
              2  流程不允许，或已被他人更新，未作改动 / refused by the procedure or overtaken, nothing changed
              3  已完成，有待处理的事项 / done, with something left to see to
              64 命令写错 / the command line is wrong

            补全 / Completions: nplus --generate-completion-script bash|zsh|fish
            """,
        version: "0.1.0",
        subcommands: [
            RegisterCommand.self, Route.self, ActCommand.self, Show.self, ListCommand.self, ReportCommand.self,
            CaseCommand.self, AuditCommand.self, BenchCommand.self, AccessCommand.self,
            ComplaintCommand.self,
            DoorCommand.self, ScreeningCommand.self, ConfirmationCommand.self, ExchangeCommand.self, OutboxCommand.self,
            TimersCommand.self,
            DirectoryCommand.self, SessionCommand.self,
            DeadlineCommand.self,
            ImportCommand.self, SampleCommand.self, WorkflowCommand.self, Run.self, Migrate.self, Database.self,
            BackupCommand.self, RestoreCommand.self,
        ])
}
