import ArgumentParser
import CaseStore
import Engine
import Foundation
import Mediation
import Postgres
import Tabular
import Workflow

/// How the program ends, for scripts. `docs/cli.md` lists the same.
enum ExitStatus: Int32 {
    case done = 0
    /// Not carried out: the database, a file, the machine.
    case failed = 1
    /// Refused by the procedure, or overtaken by somebody else. Nothing changed.
    case refused = 2
    /// Carried out, with something left to see to: rows refused, findings, a database that does not run.
    case unfinished = 3
    /// The command line is wrong (`EX_USAGE` of sysexits.h).
    case usage = 64
}

/// An error a person reads: what happened and what to do, Chinese first.
struct Failure: Error, CustomStringConvertible {
    let text: Bilingual
    let remedy: Bilingual?
    let status: ExitStatus

    init(zh: String, en: String, remedy: Bilingual? = nil, status: ExitStatus = .failed) {
        text = Bilingual(zh: zh, en: en)
        self.remedy = remedy
        self.status = status
    }

    init(_ error: EngineError) {
        let status: ExitStatus =
            switch error {
            case .refused, .notFound, .stale, .keyReused: .refused
            default: .failed
            }
        self.init(zh: error.message.zh, en: error.message.en, remedy: error.remedy, status: status)
    }

    init(_ error: FormError, remedy: Bilingual?) {
        self.init(zh: error.message.zh, en: error.message.en, remedy: remedy, status: .usage)
    }

    var description: String {
        func lines(_ text: String, _ remedy: String?) -> [String] { [text] + (remedy.map { ["  → \($0)"] } ?? []) }
        return (lines(text.zh, remedy?.zh) + lines(text.en, remedy?.en)).joined(separator: "\n")
    }
}

extension NPlus {
    static func main() async {
        var command: any ParsableCommand
        do {
            command = try parseAsRoot(ServerFirst.moved(Array(CommandLine.arguments.dropFirst())))
        } catch {
            end(with: error, of: nil)
        }
        do {
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            end(with: error, of: type(of: command))
        }
    }

    private static func end(with error: any Error, of command: (any ParsableCommand.Type)?) -> Never {
        if let status = error as? ExitCode { Foundation.exit(status.rawValue) }
        switch exitCode(for: error) {
        case .success: exit(withError: error)
        case .validationFailure:
            let usage = command.map { usageString(for: $0) } ?? Self.usage(of: error)
            Terminal.write("✘ \(UsageProblem(message(for: error)))\n\(usage)\n", to: .error)
            Foundation.exit(ExitStatus.usage.rawValue)
        default:
            let failure = failure(error)
            Terminal.write("✘ \(failure?.description ?? "\(error)")\n", to: .error)
            Foundation.exit((failure?.status ?? .failed).rawValue)
        }
    }

    private static func failure(_ error: any Error) -> Failure? {
        switch error {
        case let error as Failure: error
        case let error as EngineError: Failure(error)
        case let error as StoreError: Failure(.store(error))
        case let error as PostgresError: Failure(.store(StoreError(error)))
        default: nil
        }
    }

    /// The part of the parser's text below its first line: what the option means and how the command is written.
    private static func usage(of error: any Error) -> String {
        let lines = fullMessage(for: error).split(separator: "\n", omittingEmptySubsequences: false)
        let start = lines.firstIndex { $0.hasPrefix("Help:") || $0.hasPrefix("Usage:") || $0.hasPrefix("USAGE:") }
        return start.map { lines[$0...].joined(separator: "\n") } ?? ""
    }
}

/// What is wrong with a command line, in Chinese with the parser's own English below.
struct UsageProblem: CustomStringConvertible {
    let description: String

    init(_ message: String) {
        // Our own messages are in both languages already.
        guard !message.unicodeScalars.contains(where: { ("\u{4E00}"..."\u{9FFF}").contains($0) }) else {
            description = message
            return
        }
        let quoted = message.split(separator: "'", omittingEmptySubsequences: false)
        let first = quoted.count > 1 ? "\(quoted[1])" : ""
        let chinese: String? =
            if message.hasPrefix("Missing expected argument") {
                "缺少「\(first)」"
            } else if message.hasPrefix("Missing value for") {
                "「\(first)」后面缺少值"
            } else if message.hasPrefix("Missing one of") {
                "下列各项须写其一"
            } else if message.hasPrefix("Unknown option") {
                "没有选项「\(first)」" + (quoted.count > 3 ? "，是否指「\(quoted[3])」？" : "")
            } else if message.hasPrefix("Unexpected argument") || message.contains("unexpected arguments") {
                Self.unknownCommand() ?? "多余的内容「\(first)」"
            } else if message.hasPrefix("The value"), quoted.count > 3 {
                "「\(quoted[3])」的值「\(first)」无效"
            } else {
                nil
            }
        description = "\(chinese ?? "命令的写法有误")\n  \(message)"
    }

    /// For a word where a command should stand: the one that was probably meant, or where all of them are listed.
    private static func unknownCommand() -> String? {
        var group: any ParsableCommand.Type = NPlus.self
        var path = ["nplus"]
        for word in CommandLine.arguments.dropFirst() {
            let commands = group.configuration.subcommands
            guard !commands.isEmpty, !word.hasPrefix("-") else { return nil }
            if let next = commands.first(where: { $0.configuration.commandName == word }) {
                group = next
                path.append(word)
                continue
            }
            let whole = path.joined(separator: " ")
            let meant = Spelling.nearest(to: word, among: commands.compactMap { $0.configuration.commandName })
            return "没有命令「\(whole) \(word)」，" + (meant.map { "是否指 \(whole) \($0)？" } ?? "全部命令见 \(whole) --help")
        }
        return nil
    }
}
