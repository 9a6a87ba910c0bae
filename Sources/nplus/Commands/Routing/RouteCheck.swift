import ArgumentParser
import Engine
import LegalTime
import Mediation
import Workflow

extension Route {
    /// `nplus route check`: what the rules do together.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check",
            abstract: "检查分流规则：空白、失效、交叉 / Gaps, dead rules and overlaps",
            discussion: """
                逐一考察所有可能的纠纷；空白和失效规则为错误，交叉由规则先后决定，仅供核对。
                Every possible dispute is looked at. A gap or a dead rule is an error; where two rules
                overlap the first decides, and the overlap is shown to be looked over.

                例 / Examples:
                  nplus route check
                  nplus route check --rules new-rules.yaml
                """)

        @OptionGroup var source: RoutingRulesSource
        @Flag(help: "列出规则交叉 / List the overlaps as well")
        var overlaps = false

        func run() throws {
            let rules = try source.load(on: source.on.map(ParsedDay.read) ?? Environment.live.now().day)
            let check = RoutingCheck(rules)
            print("\(rules.title)（\(rules.id)），自 \(rules.from) 起施行")
            print(
                "\(rules.rules.count) 条规则，\(check.combinations) 种可能的纠纷 / \(rules.rules.count) rules, \(check.combinations) possible disputes"
            )
            for gap in check.gaps { say("空白", "no rule for", gap, rules) }
            for index in check.dead {
                let rule = rules.rules[index]
                print("✘ 第 \(rule.line) 行 \(rule.id)（\(rule.title)）：前面的规则已全部覆盖，不会用到")
                print(
                    "    line \(rule.line) \(rule.id): the rules before it cover all its disputes, so it never decides")
            }
            if overlaps { listOverlaps(check, rules) }
            guard check.gaps.isEmpty, check.dead.isEmpty else { throw ExitCode.failure }
            let more = overlaps ? "" : "（--overlaps 列出）"
            print(
                "✔ 没有空白，没有失效规则；\(check.overlaps.count) 处交叉由先后决定\(more) / no gap, no dead rule; \(check.overlaps.count) overlaps"
            )
        }

        private func say(_ zh: String, _ en: String, _ region: RoutingRegion, _ rules: RoutingRules) {
            let words = rules.words(forValues: region.example(of: rules.facts))
            print("✘ \(zh)（\(region.size) 种），例如：\(words.zh)")
            print("    \(en) \(region.size) of them, such as: \(words.en)")
        }

        private func listOverlaps(_ check: RoutingCheck, _ rules: RoutingRules) {
            for overlap in check.overlaps {
                let (first, second) = (rules.rules[overlap.first], rules.rules[overlap.second])
                let words = rules.words(forValues: overlap.region.example(of: rules.facts))
                print("· \(first.id) 先于 \(second.id)，例如：\(words.zh)")
                print("    \(first.id) comes before \(second.id), such as: \(words.en)")
            }
        }
    }
}
