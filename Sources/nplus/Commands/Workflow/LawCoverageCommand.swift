import ArgumentParser
import Engine
import Mediation
import Verifier
import Workflow

extension WorkflowCommand {
    struct Coverage: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "coverage", abstract: "法律要求与保证方式对照 / What the law demands, and what holds it",
            discussion: """
                输出 docs/law-coverage.md 的内容。
                Prints what docs/law-coverage.md holds.

                例 / Example: nplus workflow coverage > docs/law-coverage.md
                """)

        func run() throws {
            print(LawCoverage(Invariant.all.map(\.demand), workflows: try Shipped.library().all).page, terminator: "")
        }
    }
}

extension Invariant {
    /// The demand with its holders in words, as the page of law coverage tells them.
    var demand: LawCoverage.Demand {
        var held: [String] = []
        var judged: [String] = []
        var gaps: [String] = []
        for holder in holders {
            switch holder {
            case .constraint(let name): held.append("database: `\(name)`")
            case .test(let name): held.append("test: “\(name)”")
            case .reportCheck(let name): held.append("report check: “\(name)”")
            case .access(let name): held.append("access rule: “\(name)”")
            case .person(let what): judged.append("\(what.en)")
            case .open(let reason): gaps.append("\(reason.en)")
            }
        }
        return LawCoverage.Demand(id: id, title: title, basis: basis, holders: held, judged: judged, gaps: gaps)
    }
}
