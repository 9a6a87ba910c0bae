import LegalTime
import Mediation
import Tabular
import Workflow

/// A routing decision in words: the rule, what it saw, the body, and why none of the others.
struct RoutingText {
    let decision: RoutingDecision
    let rules: RoutingRules
    let directory: Directory

    init(_ decision: RoutingDecision, rules: RoutingRules, directory: Directory) {
        self.decision = decision
        self.rules = rules
        self.directory = directory
    }

    private var rule: RoutingRule? { rules.rules.first { $0.id == decision.rule } }

    private var values: [String] { rules.facts.map { decision.inputs[$0.name] ?? "" } }

    func report(of code: String) -> Report {
        Report(
            title: "\(code) 分流说明 / Routing",
            sections: [
                Report.Section("decision", paragraph: summary), Report.Section("inputs", inputs),
                Report.Section("others", others),
            ])
    }

    /// Who gets it under which rule.
    private var summary: String {
        var lines: [String] = []
        if let rule {
            let words = rules.words(for: rule.condition)
            lines.append("规则 \(rule.id)（第 \(rule.line) 行）：\(rule.title) — \(words.zh) / \(words.en)")
            if let law = rule.law { lines.append("依据：\(law.text)（\(law.certainty.rawValue)）") }
        } else {
            lines.append("没有规则适用，由协调员裁量 / no rule applies, so the coordinator decides")
        }
        if let channel = decision.channel {
            lines.append("不属调解范围，应向：\(channel.zh) / not for mediation; the right channel: \(channel.en)")
        } else if let body = decision.body {
            lines.append("承办：\(directory.name(of: body))（\(body)）")
            if let track = decision.track { lines.append("程序：\(track)") }
        } else if rule != nil {
            lines.append("规则所指的组织均不能承办，由协调员裁量 / none of the bodies named can take it, so the coordinator decides")
        }
        return lines.joined(separator: "\n")
    }

    private var inputs: Listing {
        Listing(
            title: "规则所见 / What the rules saw", columns: [.init("fact", "事实"), .init("value", "取值")],
            rows: zip(rules.facts, values).map { [.text($0.title.zh), .text($0.title(of: $1).zh)] })
    }

    /// Bodies that were not ruled out by their kind, one by one; the rest by number.
    private var others: Listing {
        let near = decision.others.filter { ![.kind, .place].contains($0.obstacle) }
        let counts = RoutingObstacle.allCases.compactMap { obstacle -> String? in
            let count = decision.others.count { $0.obstacle == obstacle }
            return count == 0 ? nil : "\(obstacle.title.zh) \(count)"
        }
        return Listing(
            title: "其他组织 / The others",
            columns: [.init("body", "代码"), .init("name", "组织"), .init("obstacle", "原因")],
            rows: near.map {
                [.text($0.body.rawValue), .text(directory.name(of: $0.body)), .text($0.obstacle.title.zh)]
            },
            notes: ["合计：\(counts.joined(separator: "，"))；任一组织的原因：nplus route why-not"])
    }

    /// Why a body does not get it, and what would have to be different.
    func answer(why body: Body, missing: [(rule: RoutingRule, lacking: [GuardExpression])]) -> String {
        guard let obstacle = decision.obstacle(of: body.id) else {
            return "按规则正是由\(body.name)承办（规则 \(decision.rule ?? "")）/ by the rules it does go to \(body.id)"
        }
        var lines = ["\(body.name)：\(obstacle.title.zh) / \(obstacle.title.en)"]
        guard obstacle == .kind else { return lines[0] }
        if let rule { lines.append("适用的规则：\(rule.id)（\(rule.title)）") }
        if missing.isEmpty { lines.append("没有规则把纠纷分给此类组织 / no rule sends disputes to such bodies") }
        for (rule, lacking) in missing {
            let words = lacking.map { rules.words(for: $0) }
            if words.isEmpty {
                lines.append("规则 \(rule.id) 也成立，但排在后面 / rule \(rule.id) holds as well, but comes later")
            } else {
                lines.append("规则 \(rule.id) 会分给它，但须：\(words.map(\.zh).joined(separator: "，且"))")
                lines.append("    rule \(rule.id) would, if \(words.map(\.en).joined(separator: " and "))")
            }
        }
        return lines.joined(separator: "\n")
    }
}
