import Foundation

/// The built program with a data folder for one test, run as a certain user.
struct Program {
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
func withProgram(as user: String?, _ body: (Program) throws -> Void) throws {
    let files = FileManager.default
    let place = "/tmp/nplus-scratch-\(UUID().uuidString.prefix(8))"
    try files.createDirectory(
        atPath: place, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
    defer { try? files.removeItem(atPath: place) }
    let program = Program(path: place + "/nplus", folder: place + "/data", user: user)
    try files.copyItem(atPath: BuiltProgram.url.path, toPath: program.path)
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
