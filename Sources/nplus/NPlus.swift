import ArgumentParser

@main
struct NPlus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nplus",
        abstract: "N+调解：登记、流转、调解、统计 / Register disputes, route them, mediate, report",
        subcommands: [
            RegisterCommand.self, Route.self, ActCommand.self, Show.self, ListCommand.self, ReportCommand.self,
            DirectoryCommand.self,
            DeadlineCommand.self,
            ImportCommand.self, SampleCommand.self, WorkflowCommand.self, Run.self, Migrate.self, Database.self,
        ])
}
