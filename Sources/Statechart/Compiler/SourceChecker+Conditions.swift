extension SourceChecker {
    mutating func check(_ condition: Guard, at path: SourcePath) {
        switch condition {
        case .constant:
            break
        case .all(let operands), .any(let operands):
            for (position, operand) in operands.enumerated() { check(operand, at: path.appending(.operand(position))) }
        case .not(let operand):
            check(operand, at: path.appending(.operand(0)))
        case .active(let state):
            if tree.indexByID[state].map({ tree.nodes[$0].kind.isHistory }) ?? true {
                report(path, .unknownState(state))
            }
        case .fact(let name, let comparison):
            check(comparison, of: name, scope: .single, at: path)
        case .members(_, let name, let comparison), .actingMember(let name, let comparison):
            check(comparison, of: name, scope: .each, at: path)
        }
    }

    private mutating func check(_ comparison: Comparison, of name: String, scope: FactScope, at path: SourcePath) {
        guard let fact = usable(name, scope: scope, at: path) else { return }
        switch comparison {
        case .equals(let value), .differs(let value):
            check(value, of: fact, at: path)
        case .isOne(let values):
            for value in values { check(value, of: fact, at: path) }
        case .atLeast, .atMost:
            checkCounter(fact, at: path)
        }
    }

    mutating func check(_ actions: [Action], at path: SourcePath) {
        for (position, action) in actions.enumerated() { check(action, at: path.appending(.action(position))) }
    }

    private mutating func check(_ action: Action, at path: SourcePath) {
        switch action {
        case .assign(let name, let value, let bearer):
            guard let fact = usable(name, scope: bearer.scope, at: path) else { return }
            check(value, of: fact, at: path)
        case .increment(let name, _, let bearer):
            guard let fact = usable(name, scope: bearer.scope, at: path) else { return }
            checkCounter(fact, at: path)
        case .raise(let event), .fail(let event):
            if !EventDescriptor.isEventName(event) { report(path, .malformedEvent(event)) }
        case .send(let send):
            if !EventDescriptor.isEventName(send.event) { report(path, .malformedEvent(send.event)) }
        case .cancel, .log, .effect:
            break
        case .conditional(let branches, let otherwise):
            for (position, branch) in branches.enumerated() {
                let place = path.appending(.branch(position))
                check(branch.condition, at: place.appending(.condition))
                check(branch.actions, at: place)
            }
            check(otherwise, at: path.appending(.otherwise))
        }
    }

    private mutating func usable(_ name: String, scope: FactScope, at path: SourcePath) -> FactDeclaration? {
        guard let fact = factsByName[name] else {
            report(path, .unknownFact(name))
            return nil
        }
        guard fact.scope == scope else {
            report(path, .wrongScope(fact: name, declared: fact.scope))
            return nil
        }
        return fact
    }

    private mutating func check(_ value: FactValue, of fact: FactDeclaration, at path: SourcePath) {
        if fact.domain.code(of: value) == nil { report(path, .valueNotInDomain(fact: fact.name, value: value)) }
    }

    private mutating func checkCounter(_ fact: FactDeclaration, at path: SourcePath) {
        if case .counter = fact.domain { return }
        report(path, .notCounter(fact: fact.name))
    }
}

extension Bearer {
    /// The scope of the facts that it bears.
    var scope: FactScope {
        switch self {
        case .chart: .single
        case .actingMember, .everyMember: .each
        }
    }
}
