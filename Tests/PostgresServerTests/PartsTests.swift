import Foundation
import Testing

@testable import PostgresServer

@Suite("The parts of a private cluster")
struct PartsTests {
    @Test(
        "The pid file tells number, socket folder and phase",
        arguments: [
            ("41\n/d\n1700000000\n5432\n/run/x\n\n  1 2\nready   \n", ServerProcess.Phase.ready, "/run/x"),
            ("41\n/d\n1700000000\n5432\n/run/x\n\n  1 2\nstandby \n", .ready, "/run/x"),
            ("41\n/d\n1700000000\n5432\n/run/x\n\n  1 2\nstarting\n", .starting, "/run/x"),
            ("41\n/d\n1700000000\n5432\n/run/x\n\n  1 2\nstopping\n", .stopping, "/run/x"),
            ("41\n/d\n1700000000\n", .starting, ""),
        ])
    func pidFile(text: String, phase: ServerProcess.Phase, sockets: String) {
        #expect(ServerProcess.parse(text) == ServerProcess(pid: 41, socketFolder: sockets, phase: phase))
    }

    @Test("A pid file without a number tells nothing", arguments: ["", "\n", "x\n", "0\n", "-5\n", "99999999999\n"])
    func brokenPidFile(text: String) {
        #expect(ServerProcess.parse(text) == nil)
    }

    @Test("A URL escapes what would end its parts")
    func url() {
        let url = ConnectionURL(socketFolder: "/a b/&c=%/区", database: "x/y?", user: "n")
        #expect(
            url.description == "postgresql:///x%2Fy%3F?host=%2Fa%20b%2F%26c%3D%25%2F%E5%8C%BA&port=5432&user=n")
    }

    @Test("The data folder is the named one, or one that the server can reach")
    func defaultFolder() {
        #expect(PrivateCluster.defaultFolder(environment: ["NPLUS_DATA": "/srv/n", "HOME": "/h"]) == "/srv/n")
        guard geteuid() != 0 else {
            #expect(PrivateCluster.defaultFolder(environment: ["HOME": "/root"]) == "/var/lib/nplus")
            return
        }
        #expect(PrivateCluster.defaultFolder(environment: ["XDG_DATA_HOME": "/x", "HOME": "/h"]) == "/x/nplus")
        #expect(PrivateCluster.defaultFolder(environment: ["HOME": "/h"]) == "/h/.local/share/nplus")
    }

    @Test("A path is absolute also where nothing is yet")
    func paths() {
        #expect(absolutePath("/nonexistent/a/b/") == "/nonexistent/a/b")
        #expect(absolutePath("/") == "/")
        #expect(absolutePath("a/b") == FileManager.default.currentDirectoryPath + "/a/b")
    }

    @Test("The short socket folder is the same in every run and another for every cluster")
    func shortSocketFolder() {
        let long = String(repeating: "x", count: 100)
        let path = SocketFolder.path(for: ClusterLayout(folder: "/\(long)"), caller: 1000)
        #expect(path == SocketFolder.path(for: ClusterLayout(folder: "/\(long)"), caller: 1000))
        #expect(path != SocketFolder.path(for: ClusterLayout(folder: "/y\(long)"), caller: 1000))
        #expect(path.hasPrefix("/tmp/nplus-1000-") && SocketFolder.isSuitable(path))
        #expect(SocketFolder.path(for: ClusterLayout(folder: "/\(long)"), caller: 0).hasPrefix("/run/nplus-"))
    }

    @Test("Of several servers the newest comes first, and one folder counts once")
    func installations() throws {
        try withScratchFolder { folder in
            for version in [15, 17, 16] {
                let bin = "\(folder)/\(version)/bin"
                _ = try Spawn.run(["/bin/mkdir", "-p", bin])
                for program in ["initdb", "postgres"] {
                    try writeFile(
                        "\(bin)/\(program)", "#!/bin/sh\necho 'postgres (PostgreSQL) \(version).3 (Debian)'\n",
                        mode: 0o755)
                }
            }
            let found = try Installation.all(
                environment: ["PATH": "\(folder)/17/bin:relative"], places: ["\(folder)/*/bin"])
            #expect(found.map(\.major) == [17, 16, 15])
        }
    }

    @Test(
        "Every message is Chinese first and English below it",
        arguments: [
            ClusterError.notInstalled, .noServerProgram("/p"),
            .otherVersion(data: "/p", needs: 14, installed: [15, 16]),
            .readOnly("/p"), .forbidden("/p"), .full("/p"), .otherOwner(path: "/p", owner: "li"), .notAFolder("/p"),
            .notACluster("/p"), .unreachable("/p", user: "postgres"), .unsafeSocketFolder("/p", user: "li"),
            .busy("/p"),
            .inUse("/p"), .namelessUser(1234), .noServerUser, .creationFailed(["initdb: x"], data: "/p"),
            .startFailed(["FATAL: x"], folder: "/p"), .startTimedOut([], folder: "/p"),
            .stopTimedOut(pid: 7, folder: "/p"), .system(path: "/p", code: 5),
        ])
    func messages(error: ClusterError) {
        let lines = error.description.split(separator: "\n")
        let isChinese = { (line: Substring) in line.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
        #expect(lines.count >= 2 && isChinese(lines[0]) && !isChinese(lines[1]))
    }
}
