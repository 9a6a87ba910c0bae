import Statechart

/// What can be said of a condition before the domain has answered its predicates.
enum Truth: Hashable {
    case yes
    case no
    case unknown

    static prefix func ! (value: Truth) -> Truth {
        switch value {
        case .yes: .no
        case .no: .yes
        case .unknown: .unknown
        }
    }
}

/// Evaluates conditions in a run, with the predicates either answered or open.
struct GuardEvaluation {
    let workflow: Workflow
    let snapshot: Snapshot
    /// The member the act is about; without one, conditions on it are open when predicates are, and fail otherwise.
    let member: Int?
    /// Whether the predicates are still to be asked.
    let isOpen: Bool

    func truth(of condition: GuardExpression) -> Truth {
        switch condition {
        case .fact(let name) where isOpen && workflow.fact(name)?.isTransient == true,
            .isOne(_, let name) where isOpen && workflow.fact(name)?.isTransient == true:
            return .unknown
        case .not(let inner): return !truth(of: inner)
        case .and(let parts):
            let truths = parts.map(truth)
            return truths.contains(.no) ? .no : truths.contains(.unknown) ? .unknown : .yes
        case .or(let parts):
            let truths = parts.map(truth)
            return truths.contains(.yes) ? .yes : truths.contains(.unknown) ? .unknown : .no
        default:
            let condition = condition.chartGuard(workflow.facts)
            return workflow.chart.holds(condition, in: snapshot, member: member) ? .yes : .no
        }
    }

    /// The smallest parts for which the condition is not yet true: the failing parts of a conjunction, a whole
    /// alternative, a single test.
    func lacking(_ condition: GuardExpression) -> [GuardExpression] {
        guard truth(of: condition) == .no else { return [] }
        if case .and(let parts) = condition { return parts.flatMap(lacking) }
        return [condition]
    }

    /// The predicates on which the condition depends.
    func openPredicates(_ condition: GuardExpression) -> [String] {
        guard truth(of: condition) == .unknown else { return [] }
        switch condition {
        case .fact(let name), .isOne(_, let name):
            if case .asks(let predicate) = workflow.fact(name)?.domain { return [predicate] }
            return []
        case .not(let inner): return openPredicates(inner)
        case .and(let parts), .or(let parts): return parts.flatMap(openPredicates)
        default: return []
        }
    }
}
