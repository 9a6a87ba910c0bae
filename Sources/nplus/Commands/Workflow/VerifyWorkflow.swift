import ArgumentParser
import Engine
import Foundation
import LegalTime
import Mediation
import Tabular
import Verifier
import Workflow

extension WorkflowCommand {
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "逐一验证流程的全部可能，证明性质 / Try every possible history, prove the properties",
            discussion: """
                不给参数时验证随程序的全部流程；可给出流程名或流程文件。有一项不成立即以 1 退出，并给出最短的反例：
                先是带日期的办案经过，再是可由 nplus workflow test 运行的情景。
                前景相同的状态合为一个；--full 逐一遍历。
                Without arguments all shipped procedures; else ids or files. Exits with 1 if anything
                fails, with a shortest counter-example: a dated case history, and a scenario that
                nplus workflow test plays. States of the same future are taken for one; --full
                goes through each of them.

                例 / Examples:
                  nplus workflow verify
                  nplus workflow verify people my.yaml
                """)

        @Argument(help: "流程或流程文件 / Procedures or workflow files")
        var workflows: [String] = []
        @Option(help: "当事人数，可多次给出 / How many parties, may be repeated")
        var parties: [Int] = [2, 3]
        @Flag(help: "不合并状态 / Take no state for another")
        var full = false

        func validate() throws {
            guard parties.allSatisfy({ (1...6).contains($0) }) else {
                throw ValidationError("当事人数须为 1 至 6 / between 1 and 6 parties")
            }
        }

        func run() async throws {
            let calendar = try Shipped.calendar()
            let chosen = try Procedures.chosen(workflows)
            let (parties, full) = (parties, full)
            var failed = 0
            try await SideBySide.work(on: chosen) { workflow in
                let counts = workflow.memberRole == nil ? [0] : parties
                let verifications = try counts.map { try Self.verification(of: workflow, members: $0, full: full) }
                return VerificationText(workflow, verifications, calendar)
            } then: { text in
                Terminal.write(text.text + "\n", to: .output)
                if !text.holds { failed += 1 }
            }
            if workflows.isEmpty, try await !composed(chosen) { failed += 1 }
            Terminal.write(
                "\(chosen.count) 个流程，\(failed) 个不成立 / \(chosen.count) procedures, \(failed) failed\n", to: .output)
            if failed > 0 { throw ExitCode(1) }
        }

        private static func verification(
            of workflow: Workflow, members: Int, full: Bool
        ) throws -> Verification {
            full
                ? try Verification(
                    workflow, options: .init(members: members, foldsMembers: false), rules: .mediation)
                : try Verification.reduced(workflow, members: members, rules: .mediation)
        }

        /// The pipeline with each track inside it.
        private func composed(_ workflows: [Workflow]) async throws -> Bool {
            let least = parties.min() ?? 2
            var graphs: [Exploration] = []
            try await SideBySide.work(on: workflows) { workflow in
                let members = workflow.memberRole == nil ? 0 : least
                return try Exploration(workflow, options: .init(members: members, dropsDeadFacts: true))
            } then: {
                graphs.append($0)
            }
            let tracks = graphs.filter { $0.workflow.kind == .track }
            let named = Dictionary(tracks.map { ($0.workflow.id, $0) }, uniquingKeysWith: { _, last in last })
            var fits = true
            for pipeline in graphs.filter({ $0.workflow.kind == .pipeline }) {
                var unreached = Set(pipeline.workflow.states.map(\.id))
                let byName = pipeline.workflow.states.compactMap(\.invoke)
                let invoked = tracks.filter { !byName.contains(.workflow(id: $0.workflow.id)) }
                try await SideBySide.work(on: invoked) { track in
                    Composition(
                        pipeline, track: track, named: named, isRest: { $0 == "closed" }, rules: .mediation)
                } then: { composition in
                    fits = fits && composition.findings.isEmpty
                    unreached.formIntersection(composition.unreached)
                    tell(composition)
                }
                for state in unreached.sorted() {
                    fits = false
                    Terminal.write(
                        "  ✗ 任何类别的调解都不能到达“\(state)” / no track leads to “\(state)”\n", to: .output)
                }
            }
            return fits
        }

        private func tell(_ composition: Composition) {
            Terminal.write(
                "\(composition.findings.isEmpty ? "✓" : "✗") \(composition.pipeline.version) + \(composition.track.version)："
                    + "\(composition.stateCount) 个状态，\(composition.stepCount) 步 / "
                    + "\(composition.stateCount) states, \(composition.stepCount) steps\n", to: .output)
            for finding in composition.findings {
                Terminal.write("  ✗ \(finding.message.zh) / \(finding.message.en)\n", to: .output)
            }
        }
    }
}
