import LegalTime
import Workflow

/// A workflow in words: what stands where, who does what, under which article.
struct WorkflowText {
    let workflow: Workflow

    init(_ workflow: Workflow) {
        self.workflow = workflow
    }

    var text: String {
        let head =
            "\(workflow.title)（\(workflow.id)），自 \(workflow.from) 起施行"
            + (workflow.until.map { "，至 \($0)" } ?? "")
        return ([head, "", "期限 / Clocks"] + clocks + ["", "状态与步骤 / States and acts"] + states).joined(separator: "\n")
    }

    private var clocks: [String] {
        guard !workflow.clocks.isEmpty else { return ["  （无）"] }
        return workflow.clocks.map { clock in
            "  \(clock.title)（\(clock.name)）：\(clock.length.length) \(clock.length.unit.rawValue)" + cited(clock.law)
        }
    }

    private var states: [String] {
        workflow.states.flatMap { state -> [String] in
            let indent = String(repeating: "  ", count: depth(of: state) + 1)
            var mark = ""
            if let outcome = state.outcome { mark = "，结果 \(outcome)" }
            if !state.clocks.isEmpty { mark += "，期限 \(state.clocks.joined(separator: "、"))" }
            let acts = workflow.transitions.filter { $0.source == state.id && $0.event != nil }.map { transition in
                indent + "  → " + act(transition)
            }
            return ["\(indent)\(state.title)（\(state.id)）\(mark)"] + acts
        }
    }

    private func act(_ transition: TransitionDeclaration) -> String {
        let event = transition.event ?? ""
        let title = transition.title.map { "\($0)（\(event)）" } ?? event
        let to = transition.targets.isEmpty ? "" : "，转入 \(transition.targets.joined(separator: "、"))"
        let by =
            transition.by.isEmpty
            ? "" : "，由\(transition.by.map { workflow.vocabulary.title(ofRole: $0).zh }.joined(separator: "、"))"
        let when = transition.whenText.map { "，条件：\($0)" } ?? ""
        let records =
            transition.records.isEmpty
            ? "" : "，登记：\(transition.records.map { workflow.vocabulary.title(ofRecord: $0).zh }.joined(separator: "、"))"
        return title + by + to + when + records + cited(transition.law)
    }

    private func cited(_ law: Citation?) -> String {
        guard let law else { return "" }
        let mark =
            switch law.certainty {
            case .verified: ""
            case .secondary: "，转引"
            case .unverified: "，未核实"
            case .local: "，服务标准"
            }
        return "［\(law.text)\(mark)］"
    }

    private func depth(of state: StateDeclaration) -> Int {
        var depth = 0
        var parent = state.parent
        while let id = parent {
            depth += 1
            parent = workflow.state(id)?.parent
        }
        return depth
    }
}
