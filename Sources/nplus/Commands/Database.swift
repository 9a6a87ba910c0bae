import ArgumentParser
import Foundation
import PostgresServer

/// `nplus db`: the private PostgreSQL of this program.
struct Database: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db",
        abstract: "启动、停止、查看本机的私有数据库 / The private database: start, stop, look",
        discussion: """
            不设 NPLUS_DATABASE_URL 时，程序在数据目录里运行自己的 PostgreSQL，只用本机套接字，需要时自动启动。
            Without NPLUS_DATABASE_URL the program runs a PostgreSQL of its own in
            the data folder, over a Unix socket only, and starts it when needed.

            例 / Examples:
              nplus db start
              psql "$(nplus db url)"
              pg_dump "$(nplus db url)" > backup.sql
              nplus db stop --folder /srv/nplus
            """,
        subcommands: [Start.self, Stop.self, Status.self, Address.self])
}

/// Where a subcommand of `nplus db` finds the database.
struct DatabasePlace: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "数据目录 / The data folder. 默认 / Default: NPLUS_DATA, or /var/lib/nplus (root), or ~/.local/share/nplus",
            valueName: "path"),
        completion: .directory)
    var folder: String?

    /// The database that the user runs himself, if he names one.
    var external: ConnectionURL? {
        guard folder == nil, let url = ProcessEnvironment.current["NPLUS_DATABASE_URL"], !url.isEmpty else {
            return nil
        }
        return ConnectionURL(url)
    }

    var cluster: PrivateCluster { PrivateCluster(folder: folder ?? PrivateCluster.defaultFolder()) }

    /// The address of the database to work with, started if it is ours and does not run. What takes time is told on
    /// standard error.
    func connect() throws(ClusterError) -> ConnectionURL {
        if let external { return external }
        return try cluster.start { note in
            try? FileHandle.standardError.write(contentsOf: Data("\(note)\n".utf8))
        }
    }
}

extension Database {
    struct Start: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "start",
            abstract: "启动 / Start it",
            discussion: "例 / Example: nplus db start")

        @OptionGroup var place: DatabasePlace

        func run() throws {
            if place.external != nil { return print(usesYours) }
            let url = try place.connect()
            print("数据库正在运行 / The database runs: \(url)")
        }
    }

    struct Stop: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "stop",
            abstract: "停止 / Stop it",
            discussion: "例 / Example: nplus db stop")

        @OptionGroup var place: DatabasePlace

        func run() throws {
            if place.external != nil { return print(usesYours) }
            print(
                try place.cluster.stop()
                    ? "数据库已停止 / The database has stopped"
                    : "数据库没有运行 / The database was not running")
        }
    }

    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status",
            abstract: "查看；不在运行时退出码为 3 / Look; the exit code is 3 if it does not run",
            discussion: "例 / Example: nplus db status")

        @OptionGroup var place: DatabasePlace

        func run() throws {
            if place.external != nil { return print(usesYours) }
            let cluster = place.cluster
            let status = try cluster.status()
            print(describe(status, in: cluster.folder))
            guard case .running = status else { throw ExitCode(3) }
        }
    }

    struct Address: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "url",
            abstract: "打印连接地址，必要时先启动 / Print its address, starting it if needed",
            discussion: "例 / Example: psql \"$(nplus db url)\"")

        @OptionGroup var place: DatabasePlace

        func run() throws {
            print(try place.connect())
        }
    }
}

private let usesYours = """
    已设 NPLUS_DATABASE_URL，使用您的数据库，由您启动和停止。
    NPLUS_DATABASE_URL is set: your database is used; you start and stop it.
    """

private func describe(_ status: ClusterStatus, in folder: String) -> String {
    switch status {
    case .absent: "还没有数据库 / There is no database yet: \(folder)"
    case .stopped: "数据库没有运行 / The database does not run: \(folder)"
    case .starting(let pid): "数据库正在启动（进程 \(pid)）/ The database is starting (process \(pid)): \(folder)"
    case .stopping(let pid): "数据库正在停止（进程 \(pid)）/ The database is stopping (process \(pid)): \(folder)"
    case .running(let pid, let url): "数据库正在运行（进程 \(pid)）/ The database runs (process \(pid)): \(url)"
    case .unreachable(let pid):
        "数据库在运行（进程 \(pid)），但套接字丢失；nplus db start 可修复。/ "
            + "The database runs (process \(pid)) without its socket; nplus db start repairs it: \(folder)"
    }
}
