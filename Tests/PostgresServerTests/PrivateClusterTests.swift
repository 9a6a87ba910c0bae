import Foundation
import Testing

@testable import PostgresServer

@Suite("A private cluster")
struct PrivateClusterTests {
    @Test("is made, started, found running, and stopped")
    func lifeCycle() throws {
        try withScratchFolder { folder in
            let cluster = scratchCluster(folder)
            #expect(try cluster.status() == .absent)
            var notes: [StartNote] = []
            let url = try cluster.start { notes.append($0) }
            #expect(notes.first == .creating(folder + "/postgres/data"))
            let status = try cluster.status()
            guard case .running(_, url) = status else {
                Issue.record("\(status)")
                return
            }
            #expect(try query(url, "select current_database() || ' ' || current_user") == "nplus nplus")
            #expect(try cluster.start { Issue.record("started twice: \($0)") } == url)
            #expect(try cluster.status() == status)
            #expect(try cluster.stop())
            #expect(try cluster.status() == .stopped)
            #expect(try cluster.stop() == false)
        }
    }

    @Test("is durable, listens on no port, and keeps rows out of its log")
    func settings() throws {
        try withScratchFolder { folder in
            let url = try PrivateCluster(folder: folder).start()
            for (name, value) in [
                ("listen_addresses", ""), ("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on"),
                ("jit", "off"), ("log_error_verbosity", "terse"), ("data_checksums", "on"), ("server_encoding", "UTF8"),
            ] {
                #expect(try query(url, "select current_setting('\(name)')") == value, "\(name)")
            }
        }
    }

    @Test("obeys the administrator's own settings")
    func localSettings() throws {
        try withScratchFolder { folder in
            let cluster = scratchCluster(folder)
            try cluster.start()
            try cluster.stop()
            try writeFile(cluster.layout.localSettings, "max_connections = 17\n", mode: 0o644)
            #expect(try query(cluster.start(), "show max_connections") == "17")
        }
    }

    @Test("is started once when several programs start it together")
    func together() async throws {
        let folder = "/tmp/nplus-scratch-\(UUID().uuidString.prefix(8))"
        let urls = try await withThrowingTaskGroup(of: ConnectionURL.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await onThread { try scratchCluster(folder).start() }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(urls).count == 1)
        #expect(try scratchCluster(folder).stop())
        _ = try Spawn.run(["/bin/rm", "-rf", "--", folder])
    }

    @Test("lets in root and its owner, and nobody else even when its folders are opened")
    func access() throws {
        try withScratchFolder { folder in
            let cluster = scratchCluster(folder)
            let url = try cluster.start()
            let sockets = cluster.layout.sockets
            var about = stat()
            #expect(stat(sockets, &about) == 0 && about.st_mode & 0o777 == 0o700)
            guard geteuid() == 0 else { return skipped("to become another user one must be root") }
            let psql = try cluster.program("psql")
            let stranger = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
            #expect(try !Spawn.run(stranger + [psql, "-XAtqc", "select 1", url.description]).succeeded)
            chmod(sockets, 0o755)
            chmod(SocketFolder.socket(in: sockets), 0o777)
            let outcome = try Spawn.run(stranger + [psql, "-XAtqc", "select 1", url.description])
            #expect(!outcome.succeeded && outcome.output.contains("Peer authentication failed"), "\(outcome.output)")
        }
    }

    @Test("does not run as root")
    func unprivileged() throws {
        try withScratchFolder { folder in
            let cluster = scratchCluster(folder)
            try cluster.start()
            guard case .running(let pid, _) = try cluster.status() else { return }
            var about = stat()
            #expect(stat("/proc/\(pid)", &about) == 0 && about.st_uid != 0)
        }
    }

    @Test(
        "takes a folder whose path is too long or too odd for a socket",
        arguments: [
            String(repeating: "很长", count: 20), "a, b and \"c'\\",
        ])
    func oddPath(name: String) throws {
        try withScratchFolder { folder in
            let cluster = scratchCluster(folder + "/" + name)
            #expect(!SocketFolder.isSuitable(cluster.layout.sockets))
            let url = try cluster.start()
            #expect(try query(url, "select 1") == "1")
            #expect(try cluster.url(database: "nplus") == url)
            try cluster.stop()
            rmdir(SocketFolder.path(for: cluster.layout))
        }
    }
}
