import Foundation
import Testing

@testable import PostgresServer

@Suite("A private cluster recovers")
struct RecoveryTests {
    @Test("from a killed server, with everything that was committed")
    func killedServer() throws {
        try withScratchFolder { folder in
            let cluster = PrivateCluster(folder: folder)
            let url = try cluster.start()
            _ = try query(url, "create table letter as select 'kept'::text as body")
            let server = try #require(ServerProcess.running(on: cluster.layout.data))
            // Nobody collects the killed process: it stays a zombie, and to kill(pid, 0) it is still there.
            kill(server.pid, SIGKILL)
            waitUntil { ServerProcess.running(on: cluster.layout.data) == nil }
            #expect(kill(server.pid, 0) == 0)
            #expect(try cluster.status() == .stopped)
            #expect(try query(cluster.start(), "select body from letter") == "kept")
            _ = Spawn.hasEnded(server.pid)
        }
    }

    @Test("from a pid file that is stale, empty or broken", arguments: ["999999999", "", "half a n", "-1\n/\n"])
    func stalePidFile(content: String) throws {
        try withStoppedCluster { cluster in
            try writeFile(cluster.layout.pidFile, content + "\n", mode: 0o644)
            #expect(try cluster.status() == .stopped)
            #expect(try query(cluster.start(), "select 1") == "1")
        }
    }

    @Test("from a pid file whose number another program of the same user has now")
    func reusedPid() throws {
        try withStoppedCluster { cluster in
            let user = try ServerUser.forData(cluster.layout.data)
            let other = try start(user.command(["/bin/sleep", "600"]), in: cluster.layout.folder)
            defer { end(other) }
            try leavePidFile(of: other, in: cluster)
            #expect(try cluster.status() == .stopped)
            #expect(try query(cluster.start(), "select 1") == "1")
            #expect(kill(other, 0) == 0)
        }
    }

    @Test("from a pid file whose number another PostgreSQL has now, and leaves that one alone")
    func pidOfAnotherServer() throws {
        try withStoppedCluster { cluster in
            try withScratchFolder { folder in
                let other = scratchCluster(folder)
                let url = try other.start()
                let pid = try #require(ServerProcess.running(on: other.layout.data)).pid
                try leavePidFile(of: pid, in: cluster)
                #expect(try cluster.stop() == false)
                #expect(try query(cluster.start(), "select 1") == "1")
                #expect(try other.status() == .running(pid: pid, url))
            }
        }
    }

    @Test("from the loss of its socket")
    func lostSocket() throws {
        try withScratchFolder { folder in
            let cluster = scratchCluster(folder)
            try cluster.start()
            let server = try #require(ServerProcess.running(on: cluster.layout.data))
            unlink(SocketFolder.socket(in: cluster.layout.sockets))
            #expect(try cluster.status() == .unreachable(pid: server.pid))
            #expect(try query(cluster.start(), "select 1") == "1")
        }
    }

    @Test("from a making that was cut off")
    func unfinished() throws {
        try withScratchFolder { folder in
            let cluster = scratchCluster(folder)
            try cluster.layout.prepare()
            try makeFolder(cluster.layout.unfinishedData, mode: 0o700)
            try writeFile(cluster.layout.unfinishedData + "/PG_VERSION", "15\n", mode: 0o600)
            #expect(try cluster.status() == .absent)
            #expect(try query(cluster.start(), "select 1") == "1")
            #expect(kind(of: cluster.layout.unfinishedData) == .missing)
        }
    }

    @Test("from the death of a program in the middle of a start: the next waits for what that one began")
    func killedStarter() throws {
        try withScratchFolder { folder in
            let cluster = scratchCluster(folder)
            try cluster.layout.prepare()
            // What a killed program leaves: its initdb, which goes on and has the lock.
            let child = try FileLock.hold(cluster.layout.startLock, within: .zero, orThrow: .busy("")) {
                (lock) throws(ClusterError) in
                try Spawn.detached(["/bin/sleep", "600"], output: folder + "/output", keeping: lock)
            }
            var impatient = cluster.options
            impatient.startLimit = .milliseconds(50)
            #expect(throws: ClusterError.busy(cluster.layout.root)) {
                try PrivateCluster(folder: folder, options: impatient).start()
            }
            end(child)
            #expect(try query(cluster.start(), "select 1") == "1")
        }
    }
}

/// A cluster that has run once.
private func withStoppedCluster(_ body: (PrivateCluster) throws -> Void) throws {
    try withScratchFolder { folder in
        let cluster = scratchCluster(folder)
        try cluster.start()
        try cluster.stop()
        try body(cluster)
    }
}

private func start(_ command: [String], in folder: String) throws -> pid_t {
    try FileLock.hold(folder + "/unused.lock", within: .zero, orThrow: .busy("")) { (lock) throws(ClusterError) in
        try Spawn.detached(command, output: folder + "/output", keeping: lock)
    }
}

private func end(_ child: pid_t) {
    kill(child, SIGKILL)
    waitUntil { Spawn.hasEnded(child) }
}

/// The pid file that a server with this number would have left if it had been killed.
private func leavePidFile(of pid: pid_t, in cluster: PrivateCluster) throws {
    let lines = ["\(pid)", cluster.layout.data, "1700000000", "5432", cluster.layout.sockets, "", "0 0", "ready   "]
    try writeFile(cluster.layout.pidFile, lines.joined(separator: "\n") + "\n", mode: 0o644)
    let user = try ServerUser.forData(cluster.layout.data)
    if user.isOther { chown(cluster.layout.pidFile, user.uid, user.gid) }
}
