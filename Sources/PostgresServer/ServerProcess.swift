import Glibc

/// The running server of a data folder, as its `postmaster.pid` and `/proc` tell.
struct ServerProcess: Sendable, Equatable {
    enum Phase: Sendable, Equatable {
        /// Recovery included; clients are answered 57P03, "the database system is starting up".
        case starting
        case ready
        case stopping
    }

    let pid: pid_t
    let socketFolder: String
    let phase: Phase

    var url: ConnectionURL { ConnectionURL(socketFolder: socketFolder, database: PrivateCluster.database) }

    func accepts() -> Bool { SocketFolder.accepts(socketFolder) }

    /// The server that works on the folder now, or nil: no pid file, an empty one, one of a process that has ended (also
    /// when nobody has collected it yet), or one whose number has gone to another program since.
    static func running(on data: String) -> ServerProcess? {
        guard let text = readFile(data + "/postmaster.pid"), let server = parse(text), isServer(server.pid, on: data)
        else { return nil }
        return server
    }

    /// Reads the lines of `postmaster.pid`: pid, data folder, start time, port, socket folder, address, memory key, phase.
    static func parse(_ text: String) -> ServerProcess? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, let pid = pid_t(first), pid > 0 else { return nil }
        let word = lines.count > 7 ? lines[7].prefix { $0 != " " } : ""
        let phase: Phase =
            switch word {
            case "ready", "standby": .ready
            case "stopping": .stopping
            default: .starting
            }
        return ServerProcess(pid: pid, socketFolder: lines.count > 4 ? String(lines[4]) : "", phase: phase)
    }

    private static func isServer(_ pid: pid_t, on data: String) -> Bool {
        // The state follows the name, which is in brackets and may hold brackets itself.
        guard let about = readFile("/proc/\(pid)/stat"), let bracket = about.lastIndex(of: ")"),
            let state = about[bracket...].dropFirst(2).first, state != "Z", state != "X"
        else { return false }
        // The command line, unlike exe and cwd, shows another user's process also to a root without the right to trace.
        // Of a server's processes only the first keeps it: its children write "postgres: …" over theirs.
        let arguments = (readFile("/proc/\(pid)/cmdline") ?? "").split(separator: "\0").map(String.init)
        guard let program = arguments.first, program == "postgres" || program.hasSuffix("/postgres") else {
            return false
        }
        if let flag = arguments.firstIndex(of: "-D"), flag + 1 < arguments.count,
            arguments[flag + 1].hasPrefix("/"), absolutePath(arguments[flag + 1]) == data
        {
            return true
        }
        return linkTarget("/proc/\(pid)/cwd") == data
    }

    private static func linkTarget(_ link: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(link, &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
    }
}
