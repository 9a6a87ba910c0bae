import Foundation

/// The model checker SPIN, with the C compiler that it needs.
struct Spin: Sendable {
    struct Answer {
        /// Without the one before the start.
        let stateCount: Int
        /// The numbers of the properties that do not hold.
        let broken: [Int]
    }

    init() throws {
        for tool in ["spin", "gcc"] {
            guard try Self.shell("command -v \(tool)").status == 0 else {
                throw Failure(
                    zh: "没有 \(tool)，请安装：apt-get install spin gcc", en: "there is no \(tool); apt-get install spin gcc")
            }
        }
    }

    /// Goes through every state of a model.
    func search(_ model: String) throws -> Answer {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "spin-\(UUID().uuidString)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }
        try model.write(to: folder.appending(path: "model.pml"), atomically: true, encoding: .utf8)
        let commands = [
            "spin -a model.pml", "gcc -O1 -w -DSAFETY -DNOREDUCE -DVECTORSZ=4096 -DMEMLIM=4000 -o pan pan.c",
            "./pan -E -n -m2000000 -w22",
        ]
        var output = ""
        for command in commands {
            let answer = try Self.shell(command, in: folder)
            output = answer.output
            guard answer.status == 0 else { throw failure("\(command)\n\(output.prefix(2000))") }
        }
        let lines = output.split(separator: "\n")
        guard let stored = lines.first(where: { $0.contains("states, stored") }),
            let number = stored.split(separator: " ").compactMap({ Int($0) }).first,
            !output.contains("max search depth too small"), output.contains("errors: 0")
        else { throw failure(output) }
        let broken = lines.compactMap { $0.hasPrefix("broken ") ? Int($0.dropFirst("broken ".count)) : nil }
        return Answer(stateCount: number - 1, broken: broken)
    }

    private func failure(_ output: String) -> Failure {
        Failure(zh: "SPIN 没有完成：\(output)", en: "SPIN did not finish")
    }

    private static func shell(_ command: String, in folder: URL? = nil) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "(\(command)) 2>&1"]
        if let folder { process.currentDirectoryURL = folder }
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }
}
