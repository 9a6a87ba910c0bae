import Statechart
import Workflow

/// Conditions as Promela expressions.
extension ModelLayout {
    /// What is not left to the variables of the model while an expression is written.
    struct Instance {
        var role: String?
        var member: Int?
        /// Predicates answered with yes; nil leaves them to the variables.
        var answers: Set<FactIndex>?
        /// Whether role and member are those given, and not the variables.
        var isFixed = false
    }

    func text(of condition: Guard, _ instance: Instance = Instance()) -> String {
        switch condition {
        case .constant(let value): return "\(value)"
        case .all(let operands): return joined(operands, " && ", instance, empty: "true")
        case .any(let operands): return joined(operands, " || ", instance, empty: "false")
        case .not(let operand): return "!(\(text(of: operand, instance)))"
        case .active(let state): return chart.state(state).map { isIn($0.rawValue) } ?? "false"
        case .fact(let name, let comparison):
            guard let fact = chart.fact(name) else { return "false" }
            if isRole(fact), instance.isFixed {
                let value = FactValue.symbol(instance.role ?? nobody)
                return "\(comparison.holds(for: value))"
            }
            if isAsked(fact), let answers = instance.answers {
                return "\(comparison.holds(for: .boolean(answers.contains(fact))))"
            }
            return test(variable(fact), comparison, fact)
        case .members(let quantifier, let name, let comparison):
            guard let fact = chart.fact(name) else { return "false" }
            let tests = (0..<members).map { test(variable(fact, member: $0), comparison, fact) }
            switch quantifier {
            case .every: return tests.isEmpty ? "true" : "(\(tests.joined(separator: " && ")))"
            case .some: return tests.isEmpty ? "false" : "(\(tests.joined(separator: " || ")))"
            case .none: return tests.isEmpty ? "true" : "!(\(tests.joined(separator: " || ")))"
            }
        case .actingMember(let name, let comparison):
            guard let fact = chart.fact(name) else { return "false" }
            if instance.isFixed {
                return instance.member.map { test(variable(fact, member: $0), comparison, fact) } ?? "false"
            }
            let tests = (0..<members).map {
                "(who == \($0 + 1) && \(test(variable(fact, member: $0), comparison, fact)))"
            }
            return tests.isEmpty ? "false" : "(\(tests.joined(separator: " || ")))"
        }
    }

    private var nobody: String {
        for (index, fact) in chart.facts.enumerated() where isRole(FactIndex(index)) { return fact.initial.description }
        return ""
    }

    private func joined(_ operands: [Guard], _ separator: String, _ instance: Instance, empty: String) -> String {
        operands.isEmpty
            ? empty : "(" + operands.map { text(of: $0, instance) }.joined(separator: separator) + ")"
    }

    private func test(_ variable: String, _ comparison: Comparison, _ fact: FactIndex) -> String {
        let domain = chart.facts[fact.rawValue].domain
        let codes = (0..<domain.count).filter { code in
            domain.value(at: UInt8(clamping: code)).map(comparison.holds) ?? false
        }
        if codes.isEmpty { return "false" }
        if codes.count == domain.count { return "true" }
        return "(" + codes.map { "\(variable) == \($0)" }.joined(separator: " || ") + ")"
    }

    /// The predicates that a condition reads.
    func asked(in condition: Guard?) -> Set<FactIndex> {
        switch condition {
        case .all(let operands), .any(let operands):
            return operands.reduce(into: []) { $0.formUnion(asked(in: $1)) }
        case .not(let operand): return asked(in: operand)
        case .fact(let name, _):
            guard let fact = chart.fact(name), isAsked(fact) else { return [] }
            return [fact]
        case .constant, .active, .members, .actingMember, nil: return []
        }
    }

    /// The code of a role in the fact of the acting role; 0 is nobody.
    func code(ofRole role: String) -> Int? {
        for (index, fact) in chart.facts.enumerated() where isRole(FactIndex(index)) {
            return fact.domain.code(of: .symbol(role)).map(Int.init)
        }
        return nil
    }
}
