import ArgumentParser
import CaseStore
import Engine
import Foundation
import LegalTime
import Mediation
import Workflow

/// Which rules a command looks at: those in force, or a file that is to become them.
struct RoutingRulesSource: ParsableArguments {
    @Option(
        help: ArgumentHelp("规则文件，默认为现行规则 / File of rules. Default: those in force", valueName: "file"))
    var rules: String?
    @Option(help: ArgumentHelp("以此日的情形为准，默认今天 / As of this day. Default: today", valueName: "day"))
    var on: String?

    func day(in session: Session) throws -> Day {
        try on.map(ParsedDay.read) ?? session.engine.now.day
    }

    /// - Parameter day: The day on which the rules in force are meant.
    func load(on day: Day) throws -> RoutingRules {
        try rules.map(Self.read) ?? Self.inForce(on: day)
    }

    /// The rules of this installation on a day.
    static func inForce(on day: Day) throws -> RoutingRules {
        guard let inForce = try Shipped.routing().inForce(on: day) else {
            throw Failure(
                zh: "\(day) 没有生效的分流规则，请用 --rules 指明文件",
                en: "no routing rules are in force on \(day); name a file with --rules")
        }
        return inForce
    }

    private static func read(_ path: String) throws -> RoutingRules {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(zh: "不能读取规则文件「\(path)」", en: "the file of rules '\(path)' cannot be read")
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw Failure(zh: "规则文件「\(path)」不是 UTF-8", en: "the file of rules '\(path)' is not UTF-8")
        }
        return try RoutingFile.load(
            text, file: path, vocabulary: .mediation(tracks: try Shipped.library().trackIDs))
    }
}

extension Session {
    /// The rules over the directory and the present load of each body.
    func router(_ rules: RoutingRules) async throws -> Router {
        Router(rules: rules, directory: engine.directory, load: try await store.openDisputes())
    }
}
