import Workflow

extension GuardExpression {
    /// The conditions that are weaker than this one by one part, with the part that is gone; nil for none left.
    var weakenings: [(condition: GuardExpression?, gone: GuardExpression)] {
        [(nil, self)] + inner(weaker: true).map { ($0, $1) }
    }

    /// One part changed inside, so that the whole is weaker (or stronger, below a `not`).
    private func inner(weaker: Bool) -> [(GuardExpression, gone: GuardExpression)] {
        switch self {
        case .not(let condition):
            return condition.inner(weaker: !weaker).map { (.not($0), $1) }
        case .and(let parts):
            return Self.changed(parts, dropping: weaker, { .and($0) }, weaker: weaker)
        case .or(let parts):
            return Self.changed(parts, dropping: !weaker, { .or($0) }, weaker: weaker)
        default: return []
        }
    }

    /// A conjunction gets weaker without one of its parts, a disjunction stronger.
    private static func changed(
        _ parts: [GuardExpression], dropping: Bool, _ join: ([GuardExpression]) -> GuardExpression, weaker: Bool
    ) -> [(GuardExpression, gone: GuardExpression)] {
        var changed: [(GuardExpression, gone: GuardExpression)] = []
        for index in parts.indices {
            if dropping {
                var rest = parts
                let gone = rest.remove(at: index)
                changed.append((rest.count == 1 ? rest[0] : join(rest), gone))
            }
            for (part, gone) in parts[index].inner(weaker: weaker) {
                var rest = parts
                rest[index] = part
                changed.append((join(rest), gone))
            }
        }
        return changed
    }
}
