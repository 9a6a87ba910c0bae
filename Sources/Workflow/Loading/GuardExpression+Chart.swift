package import Statechart

extension GuardExpression {
    /// The condition in the chart's terms.
    package func chartGuard(_ facts: [DeclaredFact]) -> Guard {
        switch self {
        case .constant(let value): .constant(value)
        case .fact(let name): .fact(name, .equals(true))
        case .isOne(let values, let name): .fact(name, Self.isOne(of: values, name, facts))
        case .compare(let name, let comparison, let number): Self.compare(name, comparison, number, facts)
        case .members(.all, let name, let value): .members(.every, name, Self.isOne(of: [value], name, facts))
        case .members(.any, let name, let value): .members(.some, name, Self.isOne(of: [value], name, facts))
        case .members(.none, let name, let value): .members(.none, name, Self.isOne(of: [value], name, facts))
        case .members(.mine, let name, let value): .actingMember(name, Self.isOne(of: [value], name, facts))
        case .inState(let id): .active(state: id)
        case .actor(let roles): .fact(ActingRole.fact, .isOne(of: roles.map { .symbol($0) }))
        // Only properties ask these.
        case .clock, .event, .record, .paper, .notice: .constant(false)
        case .not(let inner): .not(inner.chartGuard(facts))
        case .and(let parts): .all(parts.map { $0.chartGuard(facts) })
        case .or(let parts): .any(parts.map { $0.chartGuard(facts) })
        }
    }

    private static func isOne(of values: [String], _ name: String, _ facts: [DeclaredFact]) -> Statechart.Comparison {
        let fact = facts.first { $0.name == name }
        let found = values.map { fact?.chartValue($0) ?? .symbol($0) }
        return found.count == 1 ? .equals(found[0]) : .isOne(of: found)
    }

    private static func compare(
        _ name: String, _ comparison: Comparison, _ number: Int, _ facts: [DeclaredFact]
    ) -> Guard {
        guard let fact = facts.first(where: { $0.name == name }), case .counter(let most) = fact.domain else {
            return .constant(false)
        }
        return switch comparison {
        case .equal: .fact(name, .equals(.number(number)))
        case .notEqual: .fact(name, .differs(.number(number)))
        case .greaterOrEqual: .fact(name, .atLeast(number))
        case .lessOrEqual: .fact(name, .atMost(number))
        // Nothing lies beyond either end of a counter.
        case .greater: number < most ? .fact(name, .atLeast(number + 1)) : .constant(false)
        case .less: number > 0 ? .fact(name, .atMost(number - 1)) : .constant(false)
        }
    }
}
