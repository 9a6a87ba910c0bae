import Workflow

/// A small automaton that reads the steps of a history and sees the first that breaks a safety property.
///
/// Its state is 0 while its scope is closed, else one more than what it remembers of the open scope. What the property asks
/// about a step is decided beforehand, as ``Answers``.
struct Monitor {
    /// What holds of a step, of all that the property asks.
    struct Answers: OptionSet {
        let rawValue: UInt8

        /// What must not be, must come second or is counted.
        static let watched = Answers(rawValue: 1)
        /// What must come first.
        static let first = Answers(rawValue: 2)
        /// What has to happen at least once for the property to say anything.
        static let occasion = Answers(rawValue: 4)
        static let opens = Answers(rawValue: 8)
        static let closes = Answers(rawValue: 16)
    }

    private enum Rule {
        case never, precedes
        case atMost(Int)
    }

    private enum Scope { case whole, before, after, between }

    private let rule: Rule
    private let scope: Scope
    private let questions: [(answer: Answers, judgement: Conditions.Judgement)]

    /// Nil for a property that is not one of safety.
    init?(_ property: PropertyDeclaration, _ conditions: Conditions) {
        var asked: [(Answers, GuardExpression)]
        switch property.form {
        case .never(let bad):
            rule = .never
            asked = [(.watched, bad), (.occasion, .constant(true))]
        case .always(let good):
            rule = .never
            asked = [(.watched, .not(good)), (.occasion, .constant(true))]
        case .whenever(let occasion, let good):
            rule = .never
            asked = [(.watched, .and([occasion, .not(good)])), (.occasion, occasion)]
        case .precedes(let first, let then):
            rule = .precedes
            asked = [(.first, first), ([.watched, .occasion], then)]
        case .atMost(let most, let counted):
            rule = .atMost(most)
            asked = [([.watched, .occasion], counted)]
        case .leadsTo, .possible, .reachable: return nil
        }
        switch property.scope {
        case .whole: scope = .whole
        case .before(let end):
            scope = .before
            asked.append((.closes, end))
        case .after(let start):
            scope = .after
            asked.append((.opens, start))
        case .between(let start, let end):
            scope = .between
            asked += [(.opens, start), (.closes, end)]
        }
        questions = asked.map { ($0, conditions.judgement(of: $1)) }
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
        case .atMost(let most): most + 2
        }
    }

    func answers(on edges: [Exploration.Edge]) -> [Answers] {
        var answers = [Answers](repeating: [], count: edges.count)
        for (answer, judgement) in questions {
            for index in edges.indices where judgement.holds(edges[index]) { answers[index].formUnion(answer) }
        }
        return answers
    }

    /// The state after a step; nil when the step breaks the property. Tells too whether the step was an occasion.
    func next(_ state: Int, _ step: Answers) -> (state: Int?, isOccasion: Bool) {
        let open = opened(state, step)
        guard open > 0 else { return (0, false) }
        let isOccasion = step.contains(.occasion)
        let isWatched = step.contains(.watched)
        switch rule {
        case .never:
            return (isWatched ? nil : 1, isOccasion)
        case .precedes:
            let seen = open == 2 || step.contains(.first)
            return (!seen && isWatched ? nil : seen ? 2 : 1, isOccasion)
        case .atMost(let most):
            guard isWatched else { return (open, isOccasion) }
            return (open > most ? nil : open + 1, isOccasion)
        }
    }

    /// The state as the scope has it when the step is taken.
    private func opened(_ state: Int, _ step: Answers) -> Int {
        switch scope {
        case .whole: return state
        case .before: return step.contains(.closes) ? 0 : state
        case .after: return state == 0 && step.contains(.opens) ? 1 : state
        case .between:
            if step.contains(.closes) { return 0 }
            return state == 0 && step.contains(.opens) ? 1 : state
        }
    }
}
