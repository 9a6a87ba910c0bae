import ArgumentParser
import Foundation
import Testing

@testable import nplus

/// Every command and subcommand, with the help that it gives.
@Suite("Help")
struct HelpTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Help")

    @Test("the help of every command is the one on file")
    func snapshots() throws {
        if ProcessInfo.processInfo.environment["NPLUS_RENEW"] != nil {
            try? FileManager.default.removeItem(at: Self.folder)
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: false)
            for command in Self.commands { try command.help.write(to: command.file, atomically: true, encoding: .utf8) }
        }
        let advice = "Where the change is meant, renew the files with script/renew and review them."
        for command in Self.commands {
            let file = try? String(contentsOf: command.file, encoding: .utf8)
            #expect(command.help == file, "The help of \(command.name) has changed. \(advice)")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(
            Set(files) == Set(Self.commands.map(\.file.lastPathComponent)),
            "There is a file without a command. \(advice)")
    }

    @Test("every command has a name of its own, an abstract in Chinese and English, and an example that names it")
    func examples() {
        for command in Self.commands {
            let configuration = command.type.configuration
            #expect(configuration.commandName != nil, "\(command.name)")
            #expect(
                configuration.abstract.contains("/ ") && hasChinese(configuration.abstract),
                "\(command.name): \(configuration.abstract)")
            let example = configuration.discussion.range(of: "例 / Example").map {
                configuration.discussion[$0.upperBound...]
            }
            #expect(example?.contains(command.name) == true, "\(command.name) has no example in its help")
        }
    }

    @Test("every option and argument says what it is, in Chinese and English")
    func options() throws {
        for command in Self.commands {
            // Lines of the lists below ARGUMENTS and OPTIONS; those that the parser adds are English.
            let lines = command.help.split(separator: "\n")
            for (index, line) in lines.enumerated() where line.hasPrefix("  -") || line.hasPrefix("  <") {
                guard !line.contains("--help"), !line.contains("--version") else { continue }
                let whole = lines[index...].prefix(2).joined(separator: " ")
                #expect(hasChinese(whole), "\(command.name): \(line)")
            }
        }
    }

    @Test("the README names every command")
    func readme() throws {
        let file = Self.folder.appending(path: "../../../README.md").standardizedFileURL
        let text = try String(contentsOf: file, encoding: .utf8)
        for command in Self.commands where command.name.split(separator: " ").count == 2 {
            #expect(text.contains("`\(command.name) ") || text.contains("`\(command.name)`"), "\(command.name)")
        }
    }

    @Test("completions are made for bash, zsh and fish, and the shells that are here can read them")
    func completions() throws {
        for (shell, check) in [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])] {
            let script = NPlus.completionScript(for: CompletionShell(rawValue: shell) ?? .bash)
            for word in ["nplus", "register", "report", "due-by"] {
                #expect(script.contains(word), "\(shell): \(word)")
            }
            guard FileManager.default.isExecutableFile(atPath: "/usr/bin/\(shell)") else { continue }
            let file = FileManager.default.temporaryDirectory.appending(path: "nplus-\(UUID().uuidString)")
            try script.write(to: file, atomically: true, encoding: .utf8)
            defer { try? FileManager.default.removeItem(at: file) }
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/\(shell)")
            process.arguments = check + [file.path]
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(shell) cannot read its completions")
        }
    }

    private struct Command {
        /// As it is typed: `nplus route accept`.
        let name: String
        let type: any ParsableCommand.Type

        var file: URL { HelpTests.folder.appending(path: name.replacing(" ", with: "-") + ".txt") }
        var help: String { NPlus.helpMessage(for: type, columns: 100) + "\n" }
    }

    private static var commands: [Command] { tree(NPlus.self, below: "") }

    private static func tree(_ type: any ParsableCommand.Type, below parent: String) -> [Command] {
        let name = parent + (type.configuration.commandName ?? "\(type)")
        return [Command(name: name, type: type)]
            + type.configuration.subcommands.flatMap { tree($0, below: name + " ") }
    }

    private func hasChinese(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) }
    }
}
