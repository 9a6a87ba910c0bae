import CSpawn
import Glibc

/// Child processes, started without a copy of this one.
///
/// A child gets its own session, default signals, `/` as its folder, a fixed environment and no descriptor of ours but
/// the lock it is to keep: neither Ctrl-C nor a closed pipe of the caller reaches the server, and `PGDATA`, `PGPORT` and
/// the like of the caller's shell do not either.
enum Spawn {
    struct Outcome {
        let succeeded: Bool
        let output: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    private static let environment = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", "HOME=/"]
    /// The descriptor under which a child finds the lock it keeps.
    private static let lockDescriptor: Int32 = 3

    /// Starts a process that lives on by itself, with what it prints going to the file.
    static func detached(
        _ arguments: [String], output: String, keeping lock: borrowing FileLock
    ) throws(ClusterError) -> pid_t {
        unlink(output)
        let sink = open(output, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard sink >= 0 else { throw .from(errno, output) }
        defer { close(sink) }
        return try spawn(arguments, input: nil, output: sink, lock: lock.descriptor)
    }

    /// Runs a process to its end and returns what it printed.
    static func run(
        _ arguments: [String], input: String = "", keeping lock: borrowing FileLock
    ) throws(ClusterError) -> Outcome {
        try run(arguments, input: input, lock: lock.descriptor)
    }

    /// Runs a process to its end and returns what it printed.
    static func run(_ arguments: [String], input: String = "") throws(ClusterError) -> Outcome {
        try run(arguments, input: input, lock: nil)
    }

    /// True when a child of this process has ended. It is then no longer a zombie; asked again the answer is false.
    static func hasEnded(_ child: pid_t) -> Bool {
        var status: Int32 = 0
        return waitpid(child, &status, WNOHANG) == child
    }

    private static func run(_ arguments: [String], input: String, lock: Int32?) throws(ClusterError) -> Outcome {
        let (inputEnd, inputSource) = try makePipe()
        let bytes = Array(input.utf8)
        // What fits a pipe needs no second thread; the statements given to a server in single-user mode do.
        precondition(bytes.count <= 4_096)
        write(inputSource, bytes, bytes.count)
        close(inputSource)
        defer { close(inputEnd) }
        let (outputSource, outputEnd) = try makePipe()
        defer { close(outputSource) }
        let child: pid_t
        do {
            defer { close(outputEnd) }
            child = try spawn(arguments, input: inputEnd, output: outputEnd, lock: lock)
        }
        let printed = readAll(outputSource)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return Outcome(succeeded: status == 0, output: String(decoding: printed, as: UTF8.self))
    }

    private static func makePipe() throws(ClusterError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard nplus_pipe(&ends) == 0 else { throw .from(errno, "pipe") }
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ arguments: [String], input: Int32?, output: Int32, lock: Int32?
    ) throws(ClusterError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // Output first: 1 and 2 cannot be sources, but a caller whose 0 is closed may have got 0 as one of these.
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        if let lock { posix_spawn_file_actions_adddup2(&actions, lock, lockDescriptor) }
        nplus_spawn_isolate(&actions, lockDescriptor + (lock == nil ? 0 : 1), "/")

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        nplus_spawn_detach(&attributes)

        var child: pid_t = 0
        let problem = withCStrings(arguments) { argv in
            withCStrings(environment) { envp in
                posix_spawn(&child, arguments[0], &actions, &attributes, argv, envp)
            }
        }
        guard problem == 0 else { throw .from(problem, arguments[0]) }
        return child
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
