import LegalTime
import Verifier
import Workflow

/// What the verifier found about a workflow, with one verification for each number of parties.
struct VerificationText {
    let workflow: Workflow
    let verifications: [Verification]
    let calendar: WorkingCalendar

    init(_ workflow: Workflow, _ verifications: [Verification], _ calendar: WorkingCalendar) {
        self.workflow = workflow
        self.verifications = verifications
        self.calendar = calendar
    }

    var holds: Bool { verifications.allSatisfy(\.holds) }

    var text: String {
        (["\(holds ? "✓" : "✗") \(workflow.version) \(workflow.title)"] + figures + broken + findings)
            .joined(separator: "\n")
    }

    private var figures: [String] {
        let sizes = verifications.map { verification in
            let graph = verification.exploration
            let parties =
                graph.options.members == 0
                ? Bilingual("")
                : Bilingual(zh: "\(graph.options.members) 名当事人：", en: "\(graph.options.members) parties: ")
            return "  \(parties.zh)\(graph.stateCount) 个状态，\(graph.configurationCount) 种位置，\(graph.edges.count) 步 / "
                + "\(parties.en)\(graph.stateCount) states, \(graph.configurationCount) configurations, "
                + "\(graph.edges.count) steps"
        }
        let proved = workflow.properties.count(where: { verdict(on: $0.id) == .proved })
        return sizes + [
            "  性质 \(workflow.properties.count) 项，成立 \(proved) 项 / "
                + "\(workflow.properties.count) properties, \(proved) proved"
        ]
    }

    /// The first verdict that is not a proof, if there is one.
    private func verdict(on id: String) -> Verdict {
        verifications.lazy.compactMap { verification in
            verification.properties.first { $0.property.id == id }?.verdict
        }.first { $0 != .proved } ?? .proved
    }

    private var broken: [String] {
        workflow.properties.flatMap { property -> [String] in
            let head = "  ✗ \(property.id)（第 \(property.line) 行 / line \(property.line)）\(property.law?.text ?? "")"
            switch verdict(on: property.id) {
            case .proved: return []
            case .vacuous: return [head + "：所指情形从不出现，什么也没有保证 / what it speaks of never happens, so it protects nothing"]
            case .broken(let shown):
                let graph = verifications.first { verification in
                    verification.properties.contains { $0.property.id == property.id && $0.verdict == .broken(shown) }
                }
                let name = Bilingual(zh: "反例：\(property.id)", en: "Counter-example to \(property.id)")
                return [head + "：不成立 / broken"] + (graph.map { history(shown, $0.exploration, name) } ?? [])
            }
        }
    }

    private var findings: [String] {
        var seen: Set<String> = []
        return verifications.flatMap { verification in
            verification.findings.flatMap { finding -> [String] in
                let message = finding.message(in: workflow)
                guard seen.insert(message.en).inserted else { return [] }
                return ["  ✗ \(message.zh) / \(message.en)"]
                    + (finding.counterexample.map { history($0, verification.exploration, message) } ?? [])
            }
        }
    }

    private func history(_ shown: Counterexample, _ graph: Exploration, _ name: Bilingual) -> [String] {
        guard let history = CaseHistory(shown, of: graph, calendar: calendar) else {
            let steps = shown.steps.map { graph.labels[$0.label].happening.event }
            return ["    （期限的先后与日历不符 / the calendar does not allow this order）\(steps.joined(separator: " → "))"]
        }
        return history.lines.map { "    " + $0 } + ["    ---"]
            + history.scenario(named: name).split(separator: "\n").map { "    " + $0 }
    }
}
