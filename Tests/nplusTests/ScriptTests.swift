import Foundation
import Testing

/// What `script/run` and `script/test` say where something is missing. Each runs in a copy of the folder `script`, with a
/// made-up `swift` before the real one on PATH.
@Suite("The scripts")
struct ScriptTests {
    @Test(
        "a Swift that is too old, or does not run, is named with the place to get another", arguments: ["run", "test"])
    func oldSwift(script: String) throws {
        let old = try answer(of: script, swift: #"echo "Swift version 5.10.1 (swift-5.10.1-RELEASE)""#)
        #expect(old.code == 1)
        #expect(old.text.contains("需要 Swift 6.3 或更新") && old.text.contains("是 5.10"))
        #expect(old.text.contains("Swift 6.3 or later is needed") && old.text.contains("https://www.swift.org"))
        let broken = try answer(of: script, swift: "exit 127")
        #expect(broken.code == 1)
        #expect(broken.text.contains("无法运行的") && broken.text.contains("not able to run"))
    }

    @Test("a first build without a network says what could not be fetched", arguments: ["run", "test"])
    func noNetwork(script: String) throws {
        let offline = #"[ "$1" = build ] && exit 1; echo "Swift version 6.3 (swift-6.3-RELEASE)""#
        let answer = try answer(of: script, swift: offline)
        #expect(answer.code == 1)
        #expect(answer.text.contains("未能取得所依赖的 Swift 软件包") && answer.text.contains("could not be fetched"))
    }

    @Test("a build that fails for another reason is not blamed on the network")
    func brokenBuild() throws {
        let broken = """
            [ "$1" = build ] || { echo "Swift version 6.3 (swift-6.3-RELEASE)"; exit; }
            mkdir -p .build/checkouts/swift-argument-parser .build/checkouts/Yams; echo "error: no such module" >&2; exit 1
            """
        let answer = try answer(of: "run", swift: broken)
        #expect(answer.code == 1)
        #expect(answer.text.contains("no such module") && answer.text.contains("编译失败"))
    }

    @Test("a project that belongs to somebody else")
    func notWritable() throws {
        guard geteuid() == 0 else { return print("skipped: to become another user one must be root") }
        let answer = try answer(of: "run", swift: "exit 1", user: "nobody")
        #expect(answer.code == 1)
        #expect(answer.text.contains("不能写入") && answer.text.contains("is not writable"))
    }

    private func answer(of script: String, swift: String, user: String? = nil) throws -> (code: Int32, text: String) {
        let files = FileManager.default
        let place = URL(filePath: "/tmp/nplus-script-\(UUID().uuidString.prefix(8))")
        try files.createDirectory(
            at: place.appending(path: "bin"), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        defer { try? files.removeItem(at: place) }
        let scripts = URL(filePath: #filePath).appending(path: "../../../script").standardizedFileURL
        try files.copyItem(at: scripts, to: place.appending(path: "script"))
        let fake = place.appending(path: "bin/swift")
        try "#!/bin/sh\n\(swift)\n".write(to: fake, atomically: true, encoding: .utf8)
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fake.path)

        let process = Process()
        let command =
            user.map { ["/usr/bin/setpriv", "--reuid=\($0)", "--regid=nogroup", "--clear-groups", "--"] } ?? []
        let arguments = command + ["/bin/bash", place.appending(path: "script/\(script)").path]
        process.executableURL = URL(filePath: arguments[0])
        process.arguments = Array(arguments.dropFirst())
        process.environment = ["PATH": "\(place.path)/bin:/usr/bin:/bin", "HOME": place.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let text = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }
}
