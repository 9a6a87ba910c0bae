/// What routing rules do together, found by cutting the space of possible disputes wherever a condition is undecided.
///
/// The cuts follow the conditions, so the result is exact and every combination of values lies in exactly one region.
package struct RoutingCheck: Sendable {
    /// The disputes that a rule decides; no rule where none does.
    package struct Part: Sendable {
        /// Position in the rules.
        package let rule: Int?
        package let region: RoutingRegion
    }

    /// Two rules that both hold for some disputes and decide differently: the order of the file settles it.
    package struct Overlap: Sendable {
        package let first: Int
        package let second: Int
        package let region: RoutingRegion
    }

    /// Every possible dispute, by the rule that decides it.
    package let parts: [Part]
    /// Positions of rules that decide no dispute.
    package let dead: [Int]
    package let overlaps: [Overlap]

    /// What no rule covers.
    package var gaps: [RoutingRegion] { parts.filter { $0.rule == nil }.map(\.region) }

    /// How many combinations of values there are.
    package var combinations: Int { parts.reduce(0) { $0 + $1.region.size } }

    package init(_ rules: RoutingRules) {
        var parts: [Part] = []
        Self.cut(RoutingRegion(of: rules.facts), rules.conditions, from: 0, into: &parts)
        self.parts = parts
        let alive = Set(parts.compactMap(\.rule))
        dead = rules.rules.indices.filter { !alive.contains($0) }
        var overlaps: [Overlap] = []
        for first in rules.rules.indices {
            for second in rules.rules.indices.dropFirst(first + 1)
            where rules.rules[first].decision != rules.rules[second].decision {
                let both = RoutingCondition.all([rules.conditions[first], rules.conditions[second]])
                if let region = Self.witness(of: both, in: RoutingRegion(of: rules.facts)) {
                    overlaps.append(Overlap(first: first, second: second, region: region))
                }
            }
        }
        self.overlaps = overlaps
    }

    private static func cut(
        _ region: RoutingRegion, _ conditions: [RoutingCondition], from start: Int, into parts: inout [Part]
    ) {
        for rule in conditions.indices.dropFirst(start) {
            switch conditions[rule].truth(in: region) {
            case .no: continue
            case .yes:
                parts.append(Part(rule: rule, region: region))
                return
            case .unknown:
                for half in halves(of: region, by: conditions[rule]) {
                    cut(half, conditions, from: rule, into: &parts)
                }
                return
            }
        }
        parts.append(Part(rule: nil, region: region))
    }

    /// A region in which the condition holds everywhere; nil when it holds nowhere.
    private static func witness(of condition: RoutingCondition, in region: RoutingRegion) -> RoutingRegion? {
        switch condition.truth(in: region) {
        case .yes: region
        case .no: nil
        case .unknown: halves(of: region, by: condition).lazy.compactMap { witness(of: condition, in: $0) }.first
        }
    }

    private static func halves(of region: RoutingRegion, by condition: RoutingCondition) -> [RoutingRegion] {
        guard let (fact, values) = condition.cut(in: region) else { return [] }
        var inside = region
        var outside = region
        inside.masks[fact] &= values
        outside.masks[fact] &= ~values
        return [inside, outside]
    }
}
