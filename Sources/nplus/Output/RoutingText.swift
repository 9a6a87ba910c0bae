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

    var rule: RoutingRule? { rules.rules.first { $0.id == decision.rule } }

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
    var summary: String {
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

    /// How many rules that lack something are shown: those nearest to holding.
    private static let mostRules = 3

    /// Why a body does not get it, and what would have to be different.
    func answer(why body: Body, _ refusal: RoutingRefusal?) -> String {
        guard let refusal else {
            return "按规则正是由\(body.name)承办（规则 \(decision.rule ?? "")）/ by the rules it does go to \(body.id)"
        }
        var lines = ["\(body.name)：\(refusal.obstacle.title.zh) / \(refusal.obstacle.title.en)"]
        guard refusal.obstacle == .kind else { return lines[0] }
        if let rule { lines.append("适用的规则：\(rule.id)（\(rule.title)）") }
        if let further = refusal.further {
            lines.append("即使规则指向此类组织，仍有：\(further.title.zh) / and even then: \(further.title.en)")
        }
        if refusal.rules.isEmpty { lines.append("没有规则把纠纷分给此类组织 / no rule sends disputes to such bodies") }
        for missing in refusal.rules.prefix(Self.mostRules) { lines += self.lines(for: missing) }
        let more = refusal.rules.count - Self.mostRules
        if more > 0 { lines.append("另有 \(more) 条规则指向此类组织，所差更多 / \(more) more rules name such bodies and lack more") }
        return lines.joined(separator: "\n")
    }

    private func lines(for missing: RoutingRefusal.Missing) -> [String] {
        let id = missing.rule.id
        guard !missing.lacking.isEmpty else {
            return ["规则 \(id) 也成立，但排在后面 / rule \(id) holds as well, but comes later"]
        }
        let words = missing.lacking.map { rules.words(for: $0) }
        return [
            "规则 \(id) 会分给此类组织，但须：\(words.map(\.zh).joined(separator: "，且"))",
            "    rule \(id) would send it there, if \(words.map(\.en).joined(separator: " and "))",
        ]
    }
}
