import ArgumentParser
import Workflow

/// The daemon: wiring only. What it answers is in the library `API`; what it does is in `Engine`.
///
/// **Read in this order**: `Configuration/DaemonConfiguration` (what can be set), `Serve` (the start),
/// `Server/Responder` (a request on its way to `API`).
@main
struct NPlusD: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nplusd",
        abstract: "N+调解的服务进程：HTTP 接口 / The daemon of N+ Mediation: the interface over HTTP",
        discussion: """
            设置：命令行选项 > 环境变量 > 配置文件（默认 \(DaemonConfiguration.defaultFile)，可以没有）
            Settings: options > environment > configuration file (may be missing).

            例 / Examples:
              nplusd
              nplusd serve --port 8421 --folder /var/lib/nplus
              nplusd config check --config /etc/nplus/nplusd.yaml
            """,
        subcommands: [Serve.self, Config.self], defaultSubcommand: Serve.self)
}

/// The options that every command takes: each setting by its option.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("配置文件 / Configuration file", valueName: "path"), completion: .file())
    var config: String?
    @Option(help: ArgumentHelp("监听地址 / Address to listen on", valueName: "host"))
    var host: String?
    @Option(help: ArgumentHelp("监听端口 / Port to listen on", valueName: "port"))
    var port: String?
    @Option(
        help: ArgumentHelp("私有数据库的数据目录 / Data folder of the private database", valueName: "path"),
        completion: .directory)
    var folder: String?
    @Option(help: ArgumentHelp("区县代码 / Code of the district", valueName: "code"))
    var district: String?
    @Option(help: ArgumentHelp("日志级别 / Log level", valueName: "level"))
    var logLevel: String?

    /// What was written on the command line, by the name of the setting.
    var written: [String: String] {
        let all = [
            "listen.host": host, "listen.port": port, "data.folder": folder, "district": district,
            "log.level": logLevel,
        ]
        return all.compactMapValues { $0 }
    }

    func resolved() throws -> DaemonConfiguration.Resolved {
        do {
            return try DaemonConfiguration.resolve(options: written, file: config)
        } catch {
            throw ConfigurationFailure(error)
        }
    }
}

extension NPlusD {
    struct Config: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "config", abstract: "检查配置 / Check the configuration", subcommands: [Check.self])

        struct Check: ParsableCommand {
            static let configuration = CommandConfiguration(
                commandName: "check",
                abstract: "检查并列出生效的设置及其来源 / Check, and list the settings in force and where each comes from",
                discussion: "例 / Example: nplusd config check --config /etc/nplus/nplusd.yaml")

            @OptionGroup var options: ConfigurationOptions

            func run() throws {
                print(try options.resolved().listing, terminator: "")
            }
        }
    }
}
