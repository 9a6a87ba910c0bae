import Foundation
import Testing

@Suite("nplus db")
struct DatabaseCommandTests {
    @Test("starts, shows and stops a database that outlives the command", arguments: [nil, "nobody"])
    func lifeCycle(user: String?) throws {
        try withProgram(as: user) { program in
            #expect(try program.run("db", "status").code == 3)
            let start = try program.run("db", "start")
            #expect(start.code == 0, "\(start.output)")
            let url = try program.run("db", "url").output
            #expect(start.output.contains(url))
            #expect(try program.run("db", "status").code == 0)
            #expect(try program.run("db", "stop").code == 0)
            #expect(try program.run("db", "status").code == 3)
        }
    }

    @Test("starts again after kill -9 of the server")
    func killedServer() throws {
        try withProgram(as: nil) { program in
            #expect(try program.run("db", "start").code == 0)
            kill(try #require(program.serverPid), SIGKILL)
            let again = try program.run("db", "start")
            #expect(again.code == 0, "\(again.output)")
            #expect(try program.run("db", "status").code == 0)
        }
    }

    @Test("starts after kill -9 of a program that was making the database")
    func killedProgram() throws {
        try withProgram(as: nil) { program in
            let first = try program.launch("db", "start")
            while !FileManager.default.fileExists(atPath: program.folder + "/postgres/data.new/PG_VERSION") {
                try #require(first.isRunning)
                usleep(1_000)
            }
            kill(first.processIdentifier, SIGKILL)
            first.waitUntilExit()
            let second = try program.run("db", "start")
            #expect(second.code == 0, "\(second.output)")
            #expect(try program.run("db", "status").code == 0)
        }
    }

    @Test("leaves a database of yours alone")
    func external() throws {
        try withProgram(as: nil) { program in
            var program = program
            program.environment["NPLUS_DATABASE_URL"] = "postgresql://db.example/n"
            program.environment["NPLUS_DATA"] = program.folder
            program.namesFolder = false
            for command in ["start", "stop", "status"] {
                let outcome = try program.run("db", command)
                #expect(outcome.output.contains("NPLUS_DATABASE_URL"), "\(command)")
            }
            let url = try program.run("db", "url").output
            #expect(url == "postgresql://db.example/n")
            #expect(!FileManager.default.fileExists(atPath: program.folder + "/postgres"))
        }
    }

    @Test("says in Chinese and English what is wrong")
    func message() throws {
        try withProgram(as: nil) { program in
            var program = program
            program.environment["NPLUS_POSTGRES_BIN"] = "/nonexistent"
            let outcome = try program.run("db", "start")
            #expect(outcome.code == 1)
            #expect(outcome.output.contains("请改正") && outcome.output.contains("Correct or unset"))
        }
    }
}

/// The built program with a data folder for one test, run as a certain user.
private struct Program {
    let path: String
    let folder: String
    let user: String?
    var environment = ["PATH": "/usr/bin:/bin"]
    var namesFolder = true

    var serverPid: pid_t? {
        let text = try? String(contentsOfFile: folder + "/postgres/data/postmaster.pid", encoding: .utf8)
        return text?.split(separator: "\n").first.flatMap { pid_t($0) }
    }

    func launch(_ arguments: String..., output: FileHandle = .nullDevice) throws -> Process {
        try launch(arguments, output: output)
    }

    /// Runs it to its end; the output is that of both streams, which shows also that nothing of it stays open.
    func run(_ arguments: String...) throws -> (code: Int32, output: String) {
        let pipe = Pipe()
        let process = try launch(arguments, output: pipe.fileHandleForWriting)
        try pipe.fileHandleForWriting.close()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (
            process.terminationStatus,
            String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        )
    }

    private func launch(_ arguments: [String], output: FileHandle) throws -> Process {
        var command = [path] + arguments + (namesFolder ? ["--folder", folder] : [])
        if let user {
            command = ["/usr/bin/setpriv", "--reuid=\(user)", "--regid=nogroup", "--clear-groups", "--"] + command
        }
        let process = Process()
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: "/")
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        return process
    }
}

/// Gives the closure the program in a place that every user can reach, and ends what it leaves running.
private func withProgram(as user: String?, _ body: (Program) throws -> Void) throws {
    let files = FileManager.default
    let place = "/tmp/nplus-scratch-\(UUID().uuidString.prefix(8))"
    try files.createDirectory(
        atPath: place, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    defer { try? files.removeItem(atPath: place) }
    let built = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "nplus")
    let program = Program(path: place + "/nplus", folder: place + "/data", user: user)
    try files.copyItem(atPath: built.path, toPath: program.path)
    try files.createDirectory(
        atPath: program.folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    if user != nil {
        guard geteuid() == 0 else { return print("skipped: to become another user one must be root") }
        chown(program.folder, 65534, 65534)
        guard try program.run("--help").code == 0 else {
            return print("skipped: another user cannot reach the Swift libraries here")
        }
    }
    defer {
        if let pid = program.serverPid {
            kill(pid, SIGQUIT)
            while files.fileExists(atPath: "/proc/\(pid)/exe") { usleep(20_000) }
        }
    }
    try body(program)
}
