import Glibc

/// A private PostgreSQL cluster in a data folder: made when missing, started when needed, recovered after a kill.
///
/// The server listens on a Unix socket only. It is detached from the program that started it and runs until
/// ``stop()``; the next program finds it and uses it. Only the owner of the folder, root and the server's own user can
/// connect (socket folder of mode 0700, and peer authentication through a map of these names).
///
/// Every function here blocks its thread while it waits (the first start takes about two seconds, a later one a
/// fraction of one, none when the server runs already). From many-tasked code, call them on a thread of their own.
///
/// ```swift
/// let cluster = PrivateCluster(folder: PrivateCluster.defaultFolder())
/// let url = try cluster.start()        // postgresql:///nplus?host=%2Fvar%2Flib%2Fnplus%2Fpostgres%2Frun&…
/// ```
package struct PrivateCluster: Sendable {
    /// What the caller may choose about a cluster. The defaults are those of a small district server.
    package struct Options: Sendable {
        /// False only for data that may be lost: nothing is forced to the disk.
        package var isDurable = true
        /// Server settings that replace the generated ones, by name.
        package var settings: [String: String] = [:]
        /// How long a start waits for the server to accept connections. A recovery after a crash belongs to it.
        package var startLimit: Duration = .seconds(300)
        /// How long a start waits for processes that an earlier server left behind: a killed server's children end by
        /// themselves within moments; a server in another container does not.
        package var orphanLimit: Duration = .seconds(20)
        /// How long a stop waits for the server to write everything out and end.
        package var stopLimit: Duration = .seconds(120)

        package init() {}
    }

    /// The data folder, as an absolute path.
    package var folder: String { layout.folder }

    let layout: ClusterLayout
    let options: Options
    let environment: [String: String]

    /// - Parameters:
    ///   - folder: the data folder of the program; the cluster takes its sub-folder `postgres`.
    ///   - environment: where `NPLUS_POSTGRES_BIN` and `PATH` are looked up.
    package init(
        folder: String, options: Options = Options(), environment: [String: String] = ProcessEnvironment.current
    ) {
        layout = ClusterLayout(folder: folder)
        self.options = options
        self.environment = environment
    }

    /// Starts the server unless it runs already, and waits until it accepts connections.
    ///
    /// Programs that start it at the same time wait for each other; one does the work.
    /// - Parameter note: told of each step that takes a person's time.
    /// - Returns: the address of the database `nplus` as its owner.
    @discardableResult
    package func start(note: (StartNote) -> Void = { _ in }) throws(ClusterError) -> ConnectionURL {
        if let server = try reachableServer() { return server.url }
        try layout.prepare()
        return try FileLock.hold(layout.startLock, within: options.startLimit, orThrow: .busy(layout.root)) {
            (startLock) throws(ClusterError) in
            // Another program may have done it while this one waited for the lock.
            if let server = try reachableServer() { return server.url }
            let user = try ServerUser.forData(layout.data)
            try user.checkReach(layout.root)
            let version = try layout.dataVersion()
            let installation = try installation(for: version)
            if version == nil {
                note(.creating(layout.data))
                try Initialisation(layout: layout, installation: installation, user: user, isDurable: options.isDurable)
                    .run(holding: startLock)
            }
            if let url = try settle() { return url }
            note(.starting)
            return try launch(installation, as: user, note: note)
        }
    }

    /// Stops the server: open transactions are rolled back, everything committed is written out.
    /// - Returns: false if it was not running.
    @discardableResult
    package func stop() throws(ClusterError) -> Bool {
        guard layout.exists else { return false }
        try layout.checkOwner()
        return try FileLock.hold(layout.startLock, within: options.startLimit, orThrow: .busy(layout.root)) {
            (_) throws(ClusterError) in
            guard let server = ServerProcess.running(on: layout.data) else { return false }
            try end(server)
            return true
        }
    }

    /// What the cluster is doing now. Changes nothing.
    package func status() throws(ClusterError) -> ClusterStatus {
        guard layout.exists, try layout.dataVersion() != nil else { return .absent }
        guard let server = ServerProcess.running(on: layout.data) else { return .stopped }
        switch server.phase {
        case .ready:
            return server.accepts() ? .running(pid: server.pid, server.url) : .unreachable(pid: server.pid)
        case .starting: return .starting(pid: server.pid)
        case .stopping: return .stopping(pid: server.pid)
        }
    }

    /// The address of another database of the running server.
    package func url(database: String) throws(ClusterError) -> ConnectionURL? {
        try reachableServer().map { ConnectionURL(socketFolder: $0.socketFolder, database: database) }
    }

    /// The path of one of PostgreSQL's programs (`psql`, `pg_dump`) of the version that the data have.
    package func program(_ name: String) throws(ClusterError) -> String {
        try installation(for: layout.dataVersion()).program(name)
    }

    /// The path of one of PostgreSQL's programs for a database that the user runs himself.
    package static func clientProgram(
        _ name: String, environment: [String: String] = ProcessEnvironment.current
    ) throws(ClusterError) -> String {
        try Installation.clientProgram(name, environment: environment)
    }

    private func installation(for major: Int?) throws(ClusterError) -> Installation {
        let all = try Installation.all(environment: environment)
        guard let major else { return all[0] }
        guard let match = all.first(where: { $0.major == major }) else {
            // One version may be found in several places.
            let installed = Set(all.map(\.major)).sorted(by: >)
            throw .otherVersion(data: layout.data, needs: major, installed: installed)
        }
        return match
    }

    /// The running server, or nil if it has to be started.
    private func reachableServer() throws(ClusterError) -> ServerProcess? {
        guard layout.exists else { return nil }
        try layout.checkOwner()
        guard let server = ServerProcess.running(on: layout.data), server.phase == .ready, server.accepts() else {
            return nil
        }
        return server
    }

    /// Deals with a server that is there but not reachable: waits for one that is starting or stopping, and ends one that
    /// has lost its socket.
    /// - Returns: the address if it has become reachable, nil when no server is left.
    private func settle() throws(ClusterError) -> ConnectionURL? {
        let deadline = ContinuousClock.now + options.startLimit
        while let server = ServerProcess.running(on: layout.data) {
            if server.phase == .ready {
                if server.accepts() { return server.url }
                try end(server)
            } else {
                guard ContinuousClock.now < deadline else { throw .startTimedOut([], folder: layout.log) }
                pause(milliseconds: 50)
            }
        }
        return nil
    }

    private func launch(
        _ installation: Installation, as user: ServerUser, note: (StartNote) -> Void
    ) throws(ClusterError) -> ConnectionURL {
        let sockets = try SocketFolder.prepare(for: layout, user: user)
        try layout.makeServerFolder(layout.log, for: user)
        try Configuration(layout: layout, sockets: sockets, user: user, options: options).write()
        let log = ServerLog(layout: layout)
        let child = try FileLock.hold(layout.serverLock, within: options.orphanLimit, orThrow: .inUse(layout.data)) {
            (serverLock) throws(ClusterError) in
            // Nobody holds the lock that every server of ours holds, and no other server works on these data: what is
            // left is stale, also if another process has the number in it by now (in a container the same small numbers
            // come back) or nobody has collected the dead one yet. PostgreSQL itself would refuse to start.
            unlink(layout.pidFile)
            SocketFolder.clear(sockets)
            return try Spawn.detached(
                user.command([
                    installation.program("postgres"), "-D", layout.data, "-c", "config_file=\(layout.configuration)",
                ]),
                output: layout.startupLog, keeping: serverLock)
        }
        try waitUntilReady(child, log, note: note)
        guard let server = try reachableServer() else { throw failure(log) }
        return server.url
    }

    private func waitUntilReady(_ child: pid_t, _ log: ServerLog, note: (StartNote) -> Void) throws(ClusterError) {
        let deadline = ContinuousClock.now + options.startLimit
        // A short recovery is not worth a line on the screen.
        var tellAfter: ContinuousClock.Instant? = ContinuousClock.now + .seconds(2)
        while ContinuousClock.now < deadline {
            if Spawn.hasEnded(child) { throw failure(log) }
            if let server = ServerProcess.running(on: layout.data), server.pid == child, server.phase == .ready,
                server.accepts()
            {
                return
            }
            if let time = tellAfter, ContinuousClock.now > time {
                tellAfter = nil
                note(.recovering)
            }
            pause(milliseconds: 25)
        }
        throw .startTimedOut(log.newLines(), folder: layout.log)
    }

    private func failure(_ log: ServerLog) -> ClusterError {
        let lines = log.newLines()
        if isFull(layout.root) || lines.contains(where: { $0.contains("No space left on device") }) {
            return .full(layout.root)
        }
        return .startFailed(lines, folder: layout.log)
    }

    private func end(_ server: ServerProcess) throws(ClusterError) {
        guard kill(server.pid, SIGINT) == 0 || errno == ESRCH else {
            throw .otherOwner(path: layout.data, owner: ownerName(of: layout.data))
        }
        let deadline = ContinuousClock.now + options.stopLimit
        while ContinuousClock.now < deadline {
            _ = Spawn.hasEnded(server.pid)
            if ServerProcess.running(on: layout.data) == nil, !FileLock.isHeld(layout.serverLock) { return }
            pause(milliseconds: 25)
        }
        throw .stopTimedOut(pid: server.pid, folder: layout.log)
    }
}
