extension GuardExpression {
    /// The condition as a file writes it, with no more brackets than it needs. Reading it gives the condition again.
    package var text: String {
        switch self {
        case .constant(let value): "\(value)"
        case .fact(let name): name
        case .isOne(let values, let name):
            values.count == 1 ? "\(name) = \(values[0])" : "\(name) in [\(values.joined(separator: ", "))]"
        case .compare(let name, let comparison, let number): "\(name) \(comparison.rawValue) \(number)"
        case .members(let quantifier, let name, let value): "\(name).\(quantifier.rawValue)(\(value))"
        case .inState(let id): "in(\(id))"
        case .actor(let roles): "by(\(roles.joined(separator: ", ")))"
        case .clock(let name, let test): "\(test.rawValue)(\(name))"
        case .event(let events): "on(\(events.joined(separator: ", ")))"
        case .record(let name): "record(\(name))"
        case .paper(let name): "paper(\(name))"
        case .notice(let role): "told(\(role))"
        case .not(.isOne(let values, let name)) where values.count == 1: "\(name) != \(values[0])"
        case .not(let inner): "not \(inner.isJoined ? "(\(inner.text))" : inner.text)"
        // A conjunction of none holds, a disjunction of none does not.
        case .and(let parts) where parts.isEmpty: "true"
        case .or(let parts) where parts.isEmpty: "false"
        case .and(let parts): parts.map { $0.isJoined ? "(\($0.text))" : $0.text }.joined(separator: " and ")
        case .or(let parts):
            parts.map { part in
                if case .or = part { "(\(part.text))" } else { part.text }
            }.joined(separator: " or ")
        }
    }

    /// Whether `not` or `and` around it needs brackets.
    private var isJoined: Bool {
        switch self {
        case .and, .or: true
        default: false
        }
    }
}
