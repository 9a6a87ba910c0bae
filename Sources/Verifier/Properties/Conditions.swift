import Statechart
package import Workflow

extension GuardExpression {
    /// The events it asks about.
    var events: [String] {
        switch self {
        case .event(let events): events
        case .not(let inner): inner.events
        case .and(let parts), .or(let parts): parts.flatMap(\.events)
        default: []
        }
    }

    /// The lists of roles it tells apart.
    var actorLists: [[String]] {
        switch self {
        case .actor(let roles): [roles]
        case .not(let inner): inner.actorLists
        case .and(let parts), .or(let parts): parts.flatMap(\.actorLists)
        default: []
        }
    }
}

extension PropertyDeclaration {
    /// Every condition of it.
    package var conditions: [GuardExpression] {
        let asked: [GuardExpression] =
            switch form {
            case .never(let bad): [bad]
            case .always(let good): [good]
            case .whenever(let asked, let holds): [asked, holds]
            case .leadsTo(let from, let to): [from, to]
            case .precedes(let first, let then): [first, then]
            case .atMost(_, let counted): [counted]
            // Which role may do it is a question to the graph, as a condition would ask it.
            case .possible(_, let role, let place): [place] + (role.map { [.actor([$0])] } ?? [])
            case .reachable(let goal, let place): [goal, place]
            }
        return switch scope {
        case .whole: asked
        case .before(let end), .after(let end): asked + [end]
        case .between(let start, let end): asked + [start, end]
        }
    }

    /// Its conditions, those that are decided together as one.
    var tests: [GuardExpression] {
        guard case .whenever(let asked, let holds) = form else { return conditions }
        return [.and([asked, .not(holds)])] + conditions.dropFirst(2)
    }
}

/// Decides conditions on the steps of an exploration.
///
/// What a condition asks about the step is decided once for each label; what is left asks about the state that the step
/// leads to, and is decided once for each state.
final class Conditions {
    private let exploration: Exploration
    /// Numbered conditions about states alone, and where each holds.
    private var stateConditions: [GuardExpression: Int] = [:]
    private var holding: [Bitmap] = []

    init(_ exploration: Exploration) {
        self.exploration = exploration
    }

    /// A condition ready to be asked about many steps.
    struct Judgement {
        /// By label: -1 never holds, -2 always holds, else the number of a condition about the state.
        fileprivate let byLabel: [Int]
        fileprivate let holding: [Bitmap]

        func holds(_ edge: Exploration.Edge) -> Bool {
            let decided = byLabel[edge.label]
            return decided >= 0 ? holding[decided][edge.target] : decided == -2
        }
    }

    func judgement(of condition: GuardExpression) -> Judgement {
        let byLabel = exploration.labels.map { label in
            switch condition.folding({ Self.answer($0, label, exploration.workflow) }) {
            case .constant(let value): value ? -2 : -1
            case let residue: number(of: residue)
            }
        }
        return Judgement(byLabel: byLabel, holding: holding)
    }

    /// What a label alone says about a part of a condition.
    private static func answer(
        _ part: GuardExpression, _ label: StepLabel, _ workflow: Workflow
    ) -> Bool? {
        switch part {
        case .constant(let value): return value
        case .event(let events): return !label.events.isDisjoint(with: events)
        case .actor(let roles): return label.happening.roles.first.map(roles.contains) ?? false
        case .record(let name): return label.records.contains(name)
        case .paper(let name): return label.papers.contains(name)
        case .notice(let role): return label.notices.contains(role)
        case .fact(let name) where workflow.fact(name)?.isTransient == true:
            return label.happening.answers.contains(name)
        case .isOne(let values, let name) where workflow.fact(name)?.isTransient == true:
            return values.contains("\(label.happening.answers.contains(name))")
        default: return nil
        }
    }

    private func number(of condition: GuardExpression) -> Int {
        if let known = stateConditions[condition] { return known }
        let test = StateTest(condition, exploration.workflow)
        var holding = Bitmap(count: exploration.stateCount)
        var snapshot = exploration.layout.blank
        let chart = exploration.workflow.chart
        for state in 0..<exploration.stateCount {
            chart.unpack(exploration.table.words, from: state * exploration.table.width, into: &snapshot)
            if test.holds(in: snapshot, exploration.clocks(state), chart) { holding[state] = true }
        }
        self.holding.append(holding)
        stateConditions[condition] = self.holding.count - 1
        return self.holding.count - 1
    }
}

/// A condition about a state, with its names looked up.
indirect enum StateTest {
    case constant(Bool)
    case active(StateIndex)
    case fact(FactIndex, codes: [Bool])
    case members(Quantifier, FactIndex, codes: [Bool])
    case clock(Int, [ClockStates.State])
    case not(StateTest)
    case all([StateTest])
    case any([StateTest])

    init(_ condition: GuardExpression, _ workflow: Workflow) {
        switch condition {
        case .not(let inner): self = .not(StateTest(inner, workflow))
        case .and(let parts): self = .all(parts.map { StateTest($0, workflow) })
        case .or(let parts): self = .any(parts.map { StateTest($0, workflow) })
        case .clock(let name, let test):
            let place = workflow.clocks.firstIndex { $0.name == name }
            self = place.map { .clock($0, test.states) } ?? .constant(false)
        default: self.init(condition.chartGuard(workflow.facts), workflow.chart)
        }
    }

    private init(_ condition: Guard, _ chart: Chart) {
        func codes(_ fact: FactIndex, _ comparison: Statechart.Comparison) -> [Bool] {
            let domain = chart.facts[fact.rawValue].domain
            return (0..<domain.count).map { code in
                domain.value(at: UInt8(clamping: code)).map(comparison.holds) ?? false
            }
        }
        switch condition {
        case .constant(let value): self = .constant(value)
        case .active(let id): self = chart.state(id).map(StateTest.active) ?? .constant(false)
        case .fact(let name, let comparison):
            self = chart.fact(name).map { .fact($0, codes: codes($0, comparison)) } ?? .constant(false)
        case .members(let quantifier, let name, let comparison):
            self =
                chart.fact(name).map { .members(quantifier, $0, codes: codes($0, comparison)) } ?? .constant(false)
        // Nobody acts in a state.
        case .actingMember: self = .constant(false)
        case .not(let inner): self = .not(StateTest(inner, chart))
        case .all(let parts): self = .all(parts.map { StateTest($0, chart) })
        case .any(let parts): self = .any(parts.map { StateTest($0, chart) })
        }
    }

    func holds(in snapshot: Snapshot, _ clocks: ClockStates, _ chart: Chart) -> Bool {
        switch self {
        case .constant(let value): return value
        case .active(let state): return chart.isActive(state, in: snapshot)
        case .fact(let fact, let codes): return codes[Int(chart.code(of: fact, in: snapshot))]
        case .members(let quantifier, let fact, let codes):
            return quantifier.holds(snapshot.memberCount) {
                codes[Int(chart.code(of: fact, member: $0, in: snapshot))]
            }
        case .clock(let clock, let states): return states.contains(clocks[clock])
        case .not(let inner): return !inner.holds(in: snapshot, clocks, chart)
        case .all(let parts): return parts.allSatisfy { $0.holds(in: snapshot, clocks, chart) }
        case .any(let parts): return parts.contains { $0.holds(in: snapshot, clocks, chart) }
        }
    }
}

extension GuardExpression.ClockTest {
    var states: [ClockStates.State] {
        switch self {
        case .running: [.running, .paused]
        case .paused: [.paused]
        case .ranOut: [.expired]
        }
    }
}
