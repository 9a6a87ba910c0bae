import ArgumentParser
import Mediation
import Promela
import Tabular
import Verifier
import Workflow

extension WorkflowCommand {
    /// `nplus workflow spin`: a second opinion on what the verifier finds.
    struct SecondOpinion: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "spin", abstract: "用 SPIN 复核验证结果 / A second opinion on the proofs, by SPIN",
            discussion: """
                把流程写成 Promela 模型，用 SPIN 遍历，与 verify 的结果逐项对照：状态数、各项安全性质，
                以及削弱后的流程的各项性质。有一处不同即以 1 退出。需要 spin 和 gcc。
                Writes procedures as Promela models, has SPIN go through them and compares with verify:
                the number of states, the verdict on each property of safety, and the verdicts on weakened
                copies. Exits with 1 at any difference. Needs spin and gcc.

                例 / Example: nplus workflow spin confirmation --mutants 10
                """)

        @Argument(help: "流程或流程文件 / Procedures or workflow files")
        var workflows: [String] = []
        @Option(help: "当事人数 / How many parties")
        var parties = 1
        @Option(help: "每个流程取多少个削弱的副本 / How many weakened copies of each")
        var mutants = 0

        func validate() throws {
            guard (1...6).contains(parties), mutants >= 0 else {
                throw ValidationError("当事人数须为 1 至 6 / between 1 and 6 parties")
            }
        }

        func run() async throws {
            let spin = try Spin()
            let (parties, mutants) = (parties, mutants)
            var differing = 0
            try await SideBySide.work(on: try Procedures.chosen(workflows)) { workflow in
                try Comparison(workflow, members: workflow.memberRole == nil ? 0 : parties, mutants: mutants, spin)
            } then: { comparison in
                Terminal.write(comparison.lines.joined(separator: "\n") + "\n", to: .output)
                if !comparison.differences.isEmpty { differing += 1 }
            }
            if differing > 0 { throw ExitCode(1) }
        }
    }
}

/// What SPIN and the verifier say about one workflow and weakened copies of it.
private struct Comparison: Sendable {
    private let workflow: Workflow
    private let states: (ours: Int, spin: Int)
    private var checked = 0
    private var leftOut = 0
    private var broken: [Int] = []
    private(set) var differences: [String] = []

    init(_ workflow: Workflow, members: Int, mutants: Int, _ spin: Spin) throws {
        self.workflow = workflow
        let plain = try spin.search(try PromelaModel(workflow, members: members, checksProperties: false).text)
        let graph = try Exploration(workflow, options: .init(members: members, foldsMembers: false))
        states = (graph.stateCount, plain.stateCount)
        if states.ours != states.spin { differences.append("\(workflow.version)") }
        try compare(workflow, graph, "\(workflow.version)", spin)
        guard mutants > 0, var mutator = Mutator(workflow) else { return }
        let all = try mutator.all().filter { $0.citesLaw && $0.kind != .length }
        for mutant in all.spread(mutants) {
            let file = WorkflowFile.read(mutant.text, file: workflow.id, vocabulary: workflow.vocabulary)
            guard let changed = file.workflow else { continue }
            let graph = try Exploration(changed, options: .init(members: members, foldsMembers: false))
            try compare(changed, graph, "\(workflow.version) \(mutant.name)", spin)
        }
    }

    private mutating func compare(_ workflow: Workflow, _ graph: Exploration, _ name: String, _ spin: Spin) throws {
        let model = try PromelaModel(workflow, members: graph.options.members, checksProperties: true)
        let theirs = Set(try spin.search(model.text).broken.map { model.checked[$0] })
        let check = PropertyCheck(graph)
        let ours = workflow.properties.filter { property in
            guard model.checked.contains(property.id), case .broken = check.verdict(on: property) else { return false }
            return true
        }
        checked = model.checked.count
        leftOut = model.leftOut.count
        broken.append(ours.count)
        for id in theirs.symmetricDifference(ours.map(\.id)).sorted() { differences.append("\(name): \(id)") }
    }

    var lines: [String] {
        let copies = broken.dropFirst()
        let sign = differences.isEmpty ? "✓" : "✗"
        return [
            "\(sign) \(workflow.version) \(workflow.title)",
            "  状态：本程序 \(states.ours)，SPIN \(states.spin) / states: ours \(states.ours), SPIN \(states.spin)",
            "  性质 \(checked) 项双方判断，\(leftOut) 项只有本程序判断 / "
                + "\(checked) properties judged by both, \(leftOut) by us alone",
            "  削弱的副本 \(copies.count) 个，双方都判不成立的 \(copies.count(where: { $0 > 0 })) 个 / "
                + "\(copies.count) weakened copies, \(copies.count(where: { $0 > 0 })) found broken",
        ] + differences.map { "  ✗ 判断不同 / they differ: \($0)" }
    }
}

extension Array {
    /// So many of them, evenly from the whole.
    fileprivate func spread(_ wanted: Int) -> [Element] {
        count <= wanted ? self : (0..<wanted).map { self[$0 * count / wanted] }
    }
}
