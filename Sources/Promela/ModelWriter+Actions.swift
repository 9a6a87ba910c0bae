import Statechart
import Workflow

// Actions as statements.
extension ModelWriter {
    func raise(_ event: String) -> [String] {
        let isAnswered = chart.transitions.contains { $0.events.contains { $0.matches(event) } }
        guard isAnswered, eventNumbers[event] != nil else { return [] }
        return ["queue ! \(number(event))"]
    }

    func actions(_ actions: [Action]) throws(Unsupported) -> [String] {
        var written: [String] = []
        for action in actions { written += try text(of: action) }
        return written
    }

    private func text(of action: Action) throws(Unsupported) -> [String] {
        switch action {
        case .assign(let name, let value, let bearer):
            guard let fact = chart.fact(name), let code = chart.facts[fact.rawValue].domain.code(of: value) else {
                return []
            }
            return assignments(to: fact, bearer) { _ in "\(code)" }
        case .increment(let name, let amount, let bearer):
            guard let fact = chart.fact(name), amount >= 0 else { throw Unsupported(what: "counting down") }
            let most = chart.facts[fact.rawValue].domain.count - 1
            return assignments(to: fact, bearer) { "(\($0) + \(amount) > \(most) -> \(most) : \($0) + \(amount))" }
        case .raise(let event):
            return raise(event)
        case .effect(let index):
            return effect(workflow.chartEffectLabels[index])
        case .send, .cancel, .log, .fail, .conditional:
            throw Unsupported(what: "the action \(action)")
        }
    }

    private func assignments(to fact: FactIndex, _ bearer: Bearer, _ value: (String) -> String) -> [String] {
        switch bearer {
        case .chart: return ["\(layout.variable(fact)) = \(value(layout.variable(fact)))"]
        case .everyMember:
            return (0..<layout.members).map { member in
                let name = layout.variable(fact, member: member)
                return "\(name) = \(value(name))"
            }
        case .actingMember:
            return (0..<layout.members).map { member in
                let name = layout.variable(fact, member: member)
                return "\(name) = (who == \(member + 1) -> \(value(name)) : \(name))"
            }
        }
    }

    private func effect(_ label: String) -> [String] {
        let words = label.split(separator: " ", maxSplits: 1).map(String.init)
        let clock = layout.clock(words[1]) ?? ""
        return switch words[0] {
        case "run": ["\(clock) = (\(clock) == 0 -> 1 : \(clock))"]
        case "start": ["\(clock) = 1"]
        case "stop": ["\(clock) = 0"]
        case "extend": ["\(clock) = (\(clock) == 3 -> 1 : \(clock))"]
        default: observed[label].map { ["\($0) = 1"] } ?? []
        }
    }
}

extension ChartSource {
    /// The declaration of a compiled state.
    private func declaration(of state: Chart.State) -> StateSource? {
        var children = states
        var found: StateSource?
        for case .state(let index) in state.path.components {
            found = children[index]
            children = children[index].children
        }
        return found
    }

    func onEntry(of state: Chart.State) -> [Action] {
        declaration(of: state)?.onEntry.flatMap { $0 } ?? []
    }

    func onExit(of state: Chart.State) -> [Action] {
        declaration(of: state)?.onExit.flatMap { $0 } ?? []
    }

    func hasInitialActions(_ state: Chart.State) -> Bool {
        declaration(of: state)?.initial?.actions.isEmpty == false
    }
}
