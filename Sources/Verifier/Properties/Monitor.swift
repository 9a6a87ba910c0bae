import Workflow

/// A small automaton that reads the steps of a history and sees the first that breaks a safety property.
///
/// Its state is 0 while its scope is closed, else one more than what it remembers of the open scope.
struct Monitor {
    private enum Rule {
        case never(Conditions.Judgement)
        case precedes(first: Conditions.Judgement, then: Conditions.Judgement)
        case atMost(Int, Conditions.Judgement)
    }

    private enum Scope {
        case whole
        case before(Conditions.Judgement)
        case after(Conditions.Judgement)
        case between(Conditions.Judgement, Conditions.Judgement)
    }

    private let rule: Rule
    private let scope: Scope
    /// What has to happen at least once for the property to say anything.
    private let occasion: Conditions.Judgement?

    /// Nil for a property that is not one of safety.
    init?(_ property: PropertyDeclaration, _ conditions: Conditions) {
        switch property.form {
        case .never(let bad):
            rule = .never(conditions.judgement(of: bad))
            occasion = nil
        case .always(let good):
            rule = .never(conditions.judgement(of: .not(good)))
            occasion = nil
        case .whenever(let asked, let good):
            rule = .never(conditions.judgement(of: .and([asked, .not(good)])))
            occasion = conditions.judgement(of: asked)
        case .precedes(let first, let then):
            rule = .precedes(first: conditions.judgement(of: first), then: conditions.judgement(of: then))
            occasion = conditions.judgement(of: then)
        case .atMost(let most, let counted):
            rule = .atMost(most, conditions.judgement(of: counted))
            occasion = conditions.judgement(of: counted)
        case .leadsTo, .possible, .reachable: return nil
        }
        switch property.scope {
        case .whole: scope = .whole
        case .before(let end): scope = .before(conditions.judgement(of: end))
        case .after(let start): scope = .after(conditions.judgement(of: start))
        case .between(let start, let end):
            scope = .between(conditions.judgement(of: start), conditions.judgement(of: end))
        }
    }

    var initial: Int {
        switch scope {
        case .whole, .before: 1
        case .after, .between: 0
        }
    }

    var stateCount: Int {
        switch rule {
        case .never: 2
        case .precedes: 3
        case .atMost(let most, _): most + 2
        }
    }

    /// The state after a step; nil when the step breaks the property. Tells too whether the step was an occasion.
    func next(_ state: Int, label: Int, target: Int) -> (state: Int?, isOccasion: Bool) {
        let open = opened(state, label, target)
        guard open > 0 else { return (0, false) }
        let isOccasion = occasion?.holds(label: label, target: target) ?? true
        switch rule {
        case .never(let bad):
            return (bad.holds(label: label, target: target) ? nil : 1, isOccasion)
        case .precedes(let first, let then):
            let seen = open == 2 || first.holds(label: label, target: target)
            return (!seen && then.holds(label: label, target: target) ? nil : seen ? 2 : 1, isOccasion)
        case .atMost(let most, let counted):
            guard counted.holds(label: label, target: target) else { return (open, isOccasion) }
            return (open > most ? nil : open + 1, isOccasion)
        }
    }

    /// The state as the scope has it when the step is taken.
    private func opened(_ state: Int, _ label: Int, _ target: Int) -> Int {
        switch scope {
        case .whole: return state
        case .before(let end): return state > 0 && end.holds(label: label, target: target) ? 0 : state
        case .after(let start): return state == 0 && start.holds(label: label, target: target) ? 1 : state
        case .between(let start, let end):
            if end.holds(label: label, target: target) { return 0 }
            return state == 0 && start.holds(label: label, target: target) ? 1 : state
        }
    }
}
