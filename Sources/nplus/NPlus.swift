import ArgumentParser

@main
struct NPlus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "nplus", subcommands: [Database.self])
}
