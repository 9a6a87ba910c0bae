/// A set of possible disputes: for each fact, the values it may have there, as bits.
package struct RoutingRegion: Hashable, Sendable {
    var masks: [UInt64]

    /// Every possible dispute.
    init(of facts: [RoutingFact]) {
        masks = facts.map(\.everyValue)
    }

    /// The one dispute with these values.
    init(values: [String], of facts: [RoutingFact]) {
        masks = zip(facts, values).map { $0.mask(of: [$1]) }
    }

    /// The values each fact may have there, in the order of the facts.
    package func values(of facts: [RoutingFact]) -> [[String]] {
        zip(facts, masks).map { fact, mask in
            fact.values.indices.filter { mask & (1 << UInt64($0)) != 0 }.map { fact.values[$0] }
        }
    }

    /// One dispute out of the set: the first value of each fact.
    package func example(of facts: [RoutingFact]) -> [String] {
        values(of: facts).map { $0.first ?? "" }
    }

    /// How many combinations of values are in it.
    package var size: Int { masks.reduce(1) { $0 * $1.nonzeroBitCount } }
}

/// A condition over sets of values. For a region it is true everywhere, nowhere, or undecided.
indirect enum RoutingCondition: Hashable, Sendable {
    case constant(Bool)
    /// The fact has one of the values.
    case test(fact: Int, values: UInt64)
    case not(RoutingCondition)
    case all([RoutingCondition])
    case any([RoutingCondition])

    init(_ expression: GuardExpression, facts: [RoutingFact]) {
        switch expression {
        case .isOne(let values, let name):
            guard let index = facts.firstIndex(where: { $0.name == name }) else {
                self = .constant(false)
                return
            }
            self = .test(fact: index, values: facts[index].mask(of: values))
        case .not(let inner): self = .not(RoutingCondition(inner, facts: facts))
        case .and(let parts): self = .all(parts.map { RoutingCondition($0, facts: facts) })
        case .or(let parts): self = .any(parts.map { RoutingCondition($0, facts: facts) })
        case .constant(let value): self = .constant(value)
        // The facts of rules are enumerations without members, and rules know no states and no actors.
        case .fact, .compare, .members, .inState, .actor, .clock, .event, .record, .paper, .notice:
            self = .constant(false)
        }
    }

    func truth(in region: RoutingRegion) -> Truth {
        switch self {
        case .constant(let value): return value ? .yes : .no
        case .test(let fact, let values):
            let mask = region.masks[fact]
            if mask & values == 0 { return .no }
            return mask & ~values == 0 ? .yes : .unknown
        case .not(let inner): return !inner.truth(in: region)
        case .all(let parts):
            let truths = parts.map { $0.truth(in: region) }
            return truths.contains(.no) ? .no : truths.contains(.unknown) ? .unknown : .yes
        case .any(let parts):
            let truths = parts.map { $0.truth(in: region) }
            return truths.contains(.yes) ? .yes : truths.contains(.unknown) ? .unknown : .no
        }
    }

    /// A fact and a cut through its values that helps to decide the condition in a region where it is undecided.
    func cut(in region: RoutingRegion) -> (fact: Int, values: UInt64)? {
        switch self {
        case .constant: return nil
        case .test(let fact, let values): return truth(in: region) == .unknown ? (fact, values) : nil
        case .not(let inner): return inner.cut(in: region)
        case .all(let parts), .any(let parts): return parts.lazy.compactMap { $0.cut(in: region) }.first
        }
    }
}
