import ChartTestSupport
import LegalTime
import Testing

@testable import Workflow

/// The check cuts regions; here every combination of values is tried one by one, on rules made up at random.
@Suite("What routing rules do together")
struct RoutingCheckTests {
    private static let sizes = [3, 4, 2, 5]

    private static let facts = sizes.enumerated().map { index, size in
        RoutingFact(
            name: "f\(index)", title: .init("f\(index)"), source: "s", values: (0..<size).map { "v\($0)" }, bounds: nil,
            titles: (0..<size).map { .init("v\($0)") })
    }

    private static func condition(_ depth: Int, _ random: inout SeededGenerator) -> GuardExpression {
        switch depth == 0 ? 0 : Int.random(in: 0..<5, using: &random) {
        case 1: return .not(condition(depth - 1, &random))
        case 2: return .and((0..<2).map { _ in condition(depth - 1, &random) })
        case 3: return .or((0..<2).map { _ in condition(depth - 1, &random) })
        default:
            let fact = facts.randomElement(using: &random) ?? facts[0]
            let values = fact.values.filter { _ in Bool.random(using: &random) }
            return .isOne(of: values, fact: fact.name)
        }
    }

    private static func rules(_ random: inout SeededGenerator) throws -> RoutingRules {
        let rules = (0..<Int.random(in: 1...6, using: &random)).map { index in
            RoutingRule(
                id: "r\(index)", title: .init("r\(index)"), condition: condition(3, &random),
                decision: .to([["town", "centre"].randomElement(using: &random) ?? "town"]), track: nil, law: nil,
                line: 1)
        }
        let day = try #require(Day("2023-01-01"))
        return RoutingRules(
            id: "random", title: .init("random"), from: day, until: nil, facts: facts, rules: rules, sourceHash: 0,
            conditions: rules.map { RoutingCondition($0.condition, facts: facts) })
    }

    private static var combinations: [[String]] {
        facts.reduce([[]]) { found, fact in found.flatMap { head in fact.values.map { head + [$0] } } }
    }

    private static func holds(_ condition: GuardExpression, _ values: [String]) -> Bool {
        switch condition {
        case .constant(let value): return value
        case .isOne(let allowed, let name):
            let index = facts.firstIndex { $0.name == name } ?? 0
            return allowed.contains(values[index])
        case .not(let inner): return !holds(inner, values)
        case .and(let parts): return parts.allSatisfy { holds($0, values) }
        case .or(let parts): return parts.contains { holds($0, values) }
        default: return false
        }
    }

    @Test("Gaps, dead rules and overlaps are exactly those of all combinations", arguments: 0..<200)
    func againstEveryCombination(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let rules = try Self.rules(&random)
        let check = RoutingCheck(rules)
        let winners = Self.combinations.map { values in
            rules.rules.firstIndex { Self.holds($0.condition, values) }
        }
        #expect(check.combinations == Self.combinations.count, "seed \(seed)")
        #expect(check.gaps.reduce(0) { $0 + $1.size } == winners.count { $0 == nil }, "seed \(seed)")
        #expect(Set(check.dead) == Set(rules.rules.indices).subtracting(winners.compactMap(\.self)), "seed \(seed)")
        for part in check.parts {
            let example = part.region.example(of: rules.facts)
            #expect(rules.rule(for: example)?.id == part.rule.map { rules.rules[$0].id }, "seed \(seed)")
        }
        let overlapping = Set(check.overlaps.map { [$0.first, $0.second] })
        for first in rules.rules.indices {
            for second in rules.rules.indices where first < second {
                let both = Self.combinations.contains { values in
                    Self.holds(rules.rules[first].condition, values)
                        && Self.holds(rules.rules[second].condition, values)
                }
                let differ = rules.rules[first].decision != rules.rules[second].decision
                #expect(overlapping.contains([first, second]) == (both && differ), "seed \(seed)")
            }
        }
    }
}
