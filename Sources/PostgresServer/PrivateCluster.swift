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
        /// How long a stop waits for the server to write everything out and end.
        package var stopLimit: Duration = .seconds(120)

        package init() {}
    }

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
        let startLock = try FileLock.acquire(layout.startLock, within: options.startLimit, orThrow: .busy(layout.root))
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
        try settle()
        note(.starting)
        return try launch(installation, as: user, note: note)
    }

    /// Stops the server: open transactions are rolled back, everything committed is written out.
    /// - Returns: false if it was not running.
    @discardableResult
    package func stop() throws(ClusterError) -> Bool {
        guard layout.exists else { return false }
        try layout.checkOwner()
        let startLock = try FileLock.acquire(layout.startLock, within: options.startLimit, orThrow: .busy(layout.root))
        _ = startLock.descriptor  // Held to the end of this function.
        guard let server = ServerProcess.running(on: layout.data) else { return false }
        try end(server)
        return true
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

    private func installation(for major: Int?) throws(ClusterError) -> Installation {
        let all = try Installation.all(environment: environment)
        guard let major else { return all[0] }
        guard let match = all.first(where: { $0.major == major }) else {
            throw .otherVersion(data: layout.data, needs: major, installed: all.map(\.major))
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

    /// Brings whatever an earlier server left into the state "nothing runs here and no pid file stands in the way".
    private func settle() throws(ClusterError) {
        if let server = ServerProcess.running(on: layout.data) {
            // One that is starting will be ready or gone soon; one that is ready has lost its socket.
            let deadline = ContinuousClock.now + options.startLimit
            var current: ServerProcess? = server
            while let now = current, now.phase != .ready, ContinuousClock.now < deadline {
                pause(milliseconds: 50)
                current = ServerProcess.running(on: layout.data)
            }
            if let current, current.phase == .ready, current.accepts() { return }
            if let current { try end(current) }
        }
        // A killed server's children end by themselves within moments; a server in another container does not.
        guard FileLock.becomesFree(layout.serverLock, within: .seconds(20)) else { throw .inUse(layout.data) }
        // Nobody holds the lock that every server of ours holds, and no server of anyone's works here: the file is stale,
        // even if a new process has the number in it by now (in a container the same small numbers come back).
        unlink(layout.pidFile)
    }

    private func launch(
        _ installation: Installation, as user: ServerUser, note: (StartNote) -> Void
    ) throws(ClusterError) -> ConnectionURL {
        if let server = try reachableServer() { return server.url }
        let sockets = try SocketFolder.prepare(for: layout, user: user)
        try layout.makeServerFolder(layout.log, for: user)
        try Configuration(layout: layout, sockets: sockets, user: user, options: options).write()
        let serverLock = try FileLock.acquire(layout.serverLock, within: .seconds(5), orThrow: .inUse(layout.data))
        let log = ServerLog(layout: layout)
        let child = try Spawn.detached(
            user.command([
                installation.program("postgres"), "-D", layout.data, "-c", "config_file=\(layout.configuration)",
            ]),
            output: layout.startupLog, keeping: serverLock)

        let deadline = ContinuousClock.now + options.startLimit
        var told = false
        var patience = 5  // Looks, not time: a short recovery is not worth a line on the screen.
        while ContinuousClock.now < deadline {
            if Spawn.hasEnded(child) { throw failure(log) }
            if let server = ServerProcess.running(on: layout.data), server.pid == child {
                if server.phase == .ready, server.accepts() { return server.url }
                patience -= 1
                if patience == 0, !told {
                    told = true
                    note(.recovering)
                }
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
