import API
import ArgumentParser
import CaseStore
import Engine
import Mediation
import Postgres
import PostgresServer

extension NPlusD {
    /// Whether this program was built with the web server, by the trait `Daemon`.
    static var hasServer: Bool {
        #if Daemon
            true
        #else
            false
        #endif
    }
}

/// `nplusd serve`: answers requests until it is told to stop.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "启动服务 / Serve",
        discussion: """
            SIGTERM 或 Ctrl-C 使其停止：不再接受新的请求，办完正在办理的。
            SIGTERM or Ctrl-C stops it: what is under way is finished, nothing new is taken.

            例 / Examples:
              nplusd serve
              NPLUS_DATABASE_URL=postgresql://nplus@db/nplus nplusd serve --host 0.0.0.0
            """)

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        let configuration = try options.resolved().configuration
        #if Daemon
            try await Server(configuration).run()
        #else
            throw StartFailure(
                zh: "此程序编译时未包含网络服务（端口 \(configuration.port)）。请用 swift build --traits Daemon 编译，或运行 script/serve",
                en:
                    "this program was built without the web server; build it with swift build --traits Daemon, or run script/serve"
            )
        #endif
    }
}
