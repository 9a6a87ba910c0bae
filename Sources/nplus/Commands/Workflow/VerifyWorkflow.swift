import ArgumentParser
import Engine
import Foundation
import LegalTime
import Mediation
import Verifier
import Workflow

extension WorkflowCommand {
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "逐一验证流程的全部可能，证明性质 / Try every possible history, prove the properties",
            discussion: """
                不给参数时验证随程序的全部流程；可给出流程名或流程文件。有一项不成立即以 1 退出，并给出最短的反例：
                先是带日期的办案经过，再是可由 nplus workflow test 运行的情景。
                Without arguments all shipped procedures; else ids or files. Exits with 1 if anything
                fails, with a shortest counter-example: a dated case history, and a scenario that
                nplus workflow test plays.

                例 / Examples:
                  nplus workflow verify
                  nplus workflow verify people my.yaml
                """)

        @Argument(help: "流程或流程文件 / Procedures or workflow files")
        var workflows: [String] = []
        @Option(help: "当事人数，可多次给出 / How many parties, may be repeated")
        var parties: [Int] = [2, 3]

        func validate() throws {
            guard parties.allSatisfy({ (1...6).contains($0) }) else {
                throw ValidationError("当事人数须为 1 至 6 / between 1 and 6 parties")
            }
        }

        func run() throws {
            let calendar = try Shipped.calendar()
            var failed = 0
            let chosen = try Procedures.chosen(workflows)
            for workflow in chosen {
                let counts = workflow.memberRole == nil ? [0] : parties
                let verifications = try counts.map {
                    try Verification(
                        workflow, options: .init(members: $0, foldsMembers: false), rules: .mediation)
                }
                let text = VerificationText(workflow, verifications, calendar)
                print(text.text)
                if !text.holds { failed += 1 }
            }
            if workflows.isEmpty, try !composed(chosen) { failed += 1 }
            print("\(chosen.count) 个流程，\(failed) 个不成立 / \(chosen.count) procedures, \(failed) failed")
            if failed > 0 { throw ExitCode(1) }
        }

        /// The pipeline with each track inside it.
        private func composed(_ workflows: [Workflow]) throws -> Bool {
            func graph(_ workflow: Workflow) throws -> Exploration {
                let members = workflow.memberRole == nil ? 0 : parties.min() ?? 2
                return try Exploration(workflow, options: .init(members: members, dropsDeadFacts: true))
            }
            var fits = true
            let tracks = workflows.filter { $0.kind == .track }
            let graphs = try Dictionary(tracks.map { ($0.id, try graph($0)) }, uniquingKeysWith: { _, last in last })
            for pipeline in try workflows.filter({ $0.kind == .pipeline }).map(graph) {
                var unreached = Set(pipeline.workflow.states.map(\.id))
                let byName = pipeline.workflow.states.compactMap(\.invoke)
                for track in tracks where !byName.contains(.workflow(id: track.id)) {
                    let composition = Composition(
                        pipeline, track: try graph(track), named: graphs, isRest: { $0 == "closed" }, rules: .mediation)
                    fits = fits && composition.findings.isEmpty
                    unreached.formIntersection(composition.unreached)
                    print(
                        "\(composition.findings.isEmpty ? "✓" : "✗") \(composition.pipeline.version) + \(track.version)："
                            + "\(composition.stateCount) 个状态，\(composition.stepCount) 步 / "
                            + "\(composition.stateCount) states, \(composition.stepCount) steps")
                    for finding in composition.findings { print("  ✗ \(finding.message.zh) / \(finding.message.en)") }
                }
                for state in unreached.sorted() {
                    fits = false
                    print("  ✗ 任何类别的调解都不能到达“\(state)” / no track leads to “\(state)”")
                }
            }
            return fits
        }
    }
}
