import Foundation
import Testing

@testable import PostgresServer

@Suite("A private cluster refuses, and says what to do")
struct RefusalTests {
    @Test("a folder on a read-only file system")
    func readOnly() throws {
        try withMount(size: "200m") { folder, remount in
            let cluster = scratchCluster(folder)
            try remount("ro")
            #expect(throws: ClusterError.readOnly(folder + "/postgres")) { try cluster.start() }
            try remount("rw")
            try cluster.start()
            try cluster.stop()
            try remount("ro")
            #expect(throws: ClusterError.readOnly(folder + "/postgres")) { try cluster.start() }
            #expect(try cluster.status() == .stopped)
        }
    }

    @Test("a full disk, leaves nothing half made, and works once there is room")
    func full() throws {
        try withMount(size: "24m") { folder, remount in
            let cluster = scratchCluster(folder)
            #expect(throws: ClusterError.full(folder + "/postgres")) { try cluster.start() }
            #expect(try cluster.status() == .absent)
            #expect(kind(of: cluster.layout.unfinishedData) == .missing)
            try remount("size=200m")
            #expect(try query(cluster.start(), "select 1") == "1")
            try cluster.stop()
            _ = try Spawn.run(["/bin/dd", "if=/dev/zero", "of=\(folder)/filler", "bs=64k"])
            #expect(throws: ClusterError.full(cluster.layout.configuration)) { try cluster.start() }
            unlink(folder + "/filler")
            #expect(try query(cluster.start(), "select 1") == "1")
        }
    }

    @Test("data of a major version that is not installed, and does not touch them")
    func otherVersion() throws {
        try withScratchFolder { folder in
            let cluster = scratchCluster(folder)
            try cluster.layout.prepare()
            try makeFolder(cluster.layout.data, mode: 0o700)
            try writeFile(cluster.layout.data + "/PG_VERSION", "9\n", mode: 0o600)
            let installed = try Installation.all(environment: ProcessEnvironment.current).map(\.major)
            let expected = ClusterError.otherVersion(
                data: cluster.layout.data, needs: 9, installed: Set(installed).sorted(by: >))
            #expect(throws: expected) { try cluster.start() }
            #expect(contents(cluster.layout.data) == ["PG_VERSION"])
        }
    }

    @Test("a folder of another user")
    func otherOwner() throws {
        guard geteuid() == 0 else { return skipped("to give a folder away one must be root") }
        try withScratchFolder { folder in
            let cluster = scratchCluster(folder)
            try cluster.layout.prepare()
            chown(cluster.layout.root, 65534, 65534)
            let expected = ClusterError.otherOwner(path: cluster.layout.root, owner: userName(65534))
            #expect(throws: expected) { try cluster.start() }
            #expect(throws: expected) { try cluster.stop() }
        }
    }

    @Test("a file or foreign things in the place of its folders")
    func foreign() throws {
        try withScratchFolder { folder in
            try writeFile(folder + "/file", "", mode: 0o600)
            #expect(throws: ClusterError.notAFolder(folder + "/file/postgres")) {
                try scratchCluster(folder + "/file").start()
            }
            let cluster = scratchCluster(folder)
            try cluster.layout.prepare()
            try makeFolder(cluster.layout.data, mode: 0o700)
            try writeFile(cluster.layout.data + "/photo.jpg", "", mode: 0o600)
            #expect(throws: ClusterError.notACluster(cluster.layout.data)) { try cluster.start() }
        }
    }

    @Test("a folder that the server's user cannot pass through")
    func unreachable() throws {
        guard geteuid() == 0 else { return skipped("only root gives the server another user") }
        try withScratchFolder { folder in
            try makeFolder(folder + "/closed", mode: 0o700)
            let cluster = scratchCluster(folder + "/closed/inner")
            let user = try ServerUser.forData(cluster.layout.data).name
            #expect(throws: ClusterError.unreachable(folder + "/closed", user: user)) { try cluster.start() }
            chmod(folder + "/closed", 0o711)
            #expect(try query(cluster.start(), "select 1") == "1")
            try cluster.stop()
        }
    }

    @Test("a socket folder in a public place that is not its own", arguments: ["open", "link", "foreign"])
    func unsafeSocketFolder(fault: String) throws {
        try withScratchFolder { folder in
            let layout = ClusterLayout(folder: folder + "/" + String(repeating: "x", count: 90))
            let place = SocketFolder.path(for: layout)
            let user = try ServerUser.forData(layout.data)
            defer { _ = try? Spawn.run(["/bin/rm", "-rf", "--", place]) }
            switch fault {
            case "open":
                try makeFolder(place, mode: 0o755)
                chown(place, user.uid, user.gid)
            case "link":
                try makeFolder(folder + "/target", mode: 0o700)
                chown(folder + "/target", user.uid, user.gid)
                symlink(folder + "/target", place)
            default:
                guard geteuid() == 0 else { return skipped("to give a folder away one must be root") }
                try makeFolder(place, mode: 0o700)
                chown(place, user.uid + 1, user.gid)
            }
            #expect(throws: ClusterError.unsafeSocketFolder(place, user: user.name)) {
                try SocketFolder.prepare(for: layout, user: user)
            }
        }
    }

    @Test("a setting that the server does not take, with what the server said")
    func wrongSetting() throws {
        try withScratchFolder { folder in
            let cluster = scratchCluster(folder)
            try cluster.start()
            try cluster.stop()
            try writeFile(cluster.layout.localSettings, "max_connections = many\n", mode: 0o644)
            let error = try #require(throws: ClusterError.self) { try cluster.start() }
            guard case .startFailed(let lines, cluster.layout.log) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(lines.contains { $0.contains("max_connections") }, "\(lines)")
        }
    }

    @Test("data that processes it cannot see are working on")
    func inUse() throws {
        try withScratchFolder { folder in
            let cluster = scratchCluster(folder)
            try cluster.start()
            try cluster.stop()
            var impatient = cluster.options
            impatient.orphanLimit = .milliseconds(50)
            try FileLock.hold(cluster.layout.serverLock, within: .seconds(5), orThrow: .busy("")) {
                (_) throws(ClusterError) in
                _ = #expect(throws: ClusterError.inUse(cluster.layout.data)) {
                    try PrivateCluster(folder: folder, options: impatient).start()
                }
            }
        }
    }

    @Test("a machine without PostgreSQL, and a wrong NPLUS_POSTGRES_BIN")
    func missing() throws {
        #expect(throws: ClusterError.notInstalled) {
            try Installation.all(environment: ["PATH": "/nonexistent"], places: ["/nonexistent/*/bin"])
        }
        let cluster = PrivateCluster(folder: "/nonexistent", environment: ["NPLUS_POSTGRES_BIN": "/nonexistent"])
        #expect(throws: ClusterError.noServerProgram("/nonexistent")) { try cluster.program("psql") }
    }
}
