import Foundation

/// The program that these tests drive.
enum BuiltProgram {
    /// The one that the variable `NPLUS_TESTED` names, such as a release build, which is what people run and starts ten times as
    /// fast; otherwise the one built with the tests.
    static let url: URL = {
        if let named = ProcessInfo.processInfo.environment["NPLUS_TESTED"] { return URL(filePath: named) }
        return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "nplus")
    }()

    static func run(_ arguments: [String]) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
