import Glibc
import Postgres

/// A throw-away PostgreSQL for one test run: in a short folder under /tmp, on a Unix socket only, without fsync, gone at
/// exit.
enum TemporaryCluster {
    /// The folder of the running cluster; started once, by whoever asks first.
    private static let folder: Result<String, ClusterError> = Result { () throws(ClusterError) in try start() }

    struct ClusterError: Error, CustomStringConvertible {
        let description: String
    }

    /// A connection string for the cluster.
    static func url() throws -> String {
        "host=\(try folder.get())/s user=postgres dbname=postgres"
    }

    /// A client, closed when the closure ends.
    static func withClient<Value: Sendable>(
        connections: Int = 4,
        configure: (inout PostgresConfiguration) -> Void = { _ in },
        _ body: (PostgresClient) async throws -> Value
    ) async throws -> Value {
        var configuration = PostgresConfiguration(url: try url())
        configuration.maximumConnections = connections
        configure(&configuration)
        let client = PostgresClient(configuration)
        do {
            let value = try await body(client)
            await client.close()
            return value
        } catch {
            await client.close()
            throw error
        }
    }

    private static func start() throws(ClusterError) -> String {
        let folder = "/tmp/npt\(getpid())"
        try run("/bin/mkdir", ["-p", "\(folder)/s"])
        if getuid() == 0 { try run("/bin/chown", ["-R", "postgres:postgres", folder]) }
        try runUnprivileged(
            "initdb", ["-D", "\(folder)/d", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale", "-N"])
        let options = "-k \(folder)/s -c listen_addresses= -c fsync=off -c max_connections=60"
        try runUnprivileged("pg_ctl", ["-D", "\(folder)/d", "-o", options, "-l", "\(folder)/log", "-w", "start"])
        runningFolder = folder
        atexit { TemporaryCluster.stop() }
        return folder
    }

    /// Set once, before `atexit` is told; `atexit` handlers run on one thread.
    private nonisolated(unsafe) static var runningFolder = ""

    private static func stop() {
        try? runUnprivileged("pg_ctl", ["-D", "\(runningFolder)/d", "-m", "immediate", "stop"])
        try? run("/bin/rm", ["-rf", runningFolder])
    }

    /// The server refuses to run as root.
    private static func runUnprivileged(_ program: String, _ arguments: [String]) throws(ClusterError) {
        let path = "/usr/lib/postgresql/15/bin/\(program)"
        if getuid() == 0 {
            let identity = ["--reuid=postgres", "--regid=postgres", "--init-groups"]
            try run("/usr/bin/setpriv", identity + [path] + arguments)
        } else {
            try run(path, arguments)
        }
    }

    /// Not Foundation's `Process`, which waits until the server too, a grandchild, has closed what it inherited.
    private static func run(_ path: String, _ arguments: [String]) throws(ClusterError) {
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        for descriptor in 0...2 as ClosedRange<Int32> {
            posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_RDWR, 0)
        }
        var child = pid_t()
        guard posix_spawn(&child, path, &files, nil, words, environ) == 0 else {
            throw ClusterError(description: "cannot start \(path)")
        }
        var status: Int32 = -1
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        guard status == 0 else {
            throw ClusterError(description: "\(path) \(arguments.joined(separator: " ")): status \(status)")
        }
    }
}
