import Statechart
import Workflow

/// The names of everything in a model, and the shape of the tree.
struct ModelLayout {
    let workflow: Workflow
    let chart: Chart
    let members: Int
    /// A name for each state by its number: its id, made fit for Promela.
    let stateNames: [String]

    init(_ workflow: Workflow, members: Int) {
        self.workflow = workflow
        chart = workflow.chart
        self.members = members
        stateNames = chart.states.enumerated().map { index, state in
            let plain = String(
                state.id.unicodeScalars.map { scalar in
                    scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                        ? Character(scalar) : "_"
                })
            return index == 0 ? "root" : "\(plain)_\(index)"
        }
    }

    func parent(_ state: Int) -> Int { chart.states[state].parent?.rawValue ?? -1 }
    func kind(_ state: Int) -> StateKind { chart.states[state].kind }
    func children(_ state: Int) -> [Int] {
        chart.states[state].children.map(\.rawValue).filter { !kind($0).isHistory }
    }

    func isInside(_ state: Int, _ ancestor: Int) -> Bool {
        var current = parent(state)
        while current >= 0 {
            if current == ancestor { return true }
            current = parent(current)
        }
        return false
    }

    func ancestors(_ state: Int) -> [Int] {
        var found: [Int] = []
        var current = parent(state)
        while current >= 0 {
            found.append(current)
            current = parent(current)
        }
        return found
    }

    /// Which child of its parent a state is, from 1.
    func place(_ state: Int) -> Int { (children(parent(state)).firstIndex(of: state) ?? -1) + 1 }

    func isIn(_ state: Int) -> String { state == 0 ? "true" : "IN_\(stateNames[state])" }
    func region(_ state: Int) -> String { "r_\(stateNames[state])" }

    /// What being in a state means in terms of bytes.
    func meaning(_ state: Int) -> String {
        kind(parent(state)) == .compound
            ? "(\(region(parent(state))) == \(place(state)))" : "(\(isIn(parent(state))))"
    }

    // MARK: Facts and clocks

    func clock(_ name: String) -> String? {
        workflow.clocks.firstIndex { $0.name == name }.map { "c_\($0)" }
    }

    /// The variable of a fact, of a member's if it is kept for each.
    func variable(_ fact: FactIndex, member: Int? = nil) -> String {
        let declaration = chart.facts[fact.rawValue]
        if isRole(fact) { return "role" }
        if isAsked(fact) { return "q_\(fact.rawValue)" }
        return declaration.scope == .each ? "f_\(fact.rawValue)_\(member ?? 0)" : "f_\(fact.rawValue)"
    }

    func isRole(_ fact: FactIndex) -> Bool { workflow.fact(chart.facts[fact.rawValue].name) == nil }

    func isAsked(_ fact: FactIndex) -> Bool {
        if case .asks = workflow.fact(chart.facts[fact.rawValue].name)?.domain { true } else { false }
    }

    // MARK: Entering

    /// The states that entering targets below a domain enters (`computeEntrySet`), with no history among them.
    func entered(_ targets: [Int], below domain: Int) -> Set<Int> {
        var states: Set<Int> = []
        for target in targets { addDescendants(target, &states) }
        for target in targets { addAncestors(target, domain, &states) }
        return states
    }

    private func addDescendants(_ state: Int, _ states: inout Set<Int>) {
        states.insert(state)
        switch kind(state) {
        case .compound:
            let targets = chart.states[state].initial.map(\.rawValue)
            for target in targets { addDescendants(target, &states) }
            for target in targets { addAncestors(target, state, &states) }
        case .parallel: addRegions(state, &states)
        case .atomic, .final, .history: break
        }
    }

    private func addAncestors(_ state: Int, _ domain: Int, _ states: inout Set<Int>) {
        for ancestor in ancestors(state) {
            guard ancestor != domain, isInside(ancestor, domain) else { return }
            states.insert(ancestor)
            if kind(ancestor) == .parallel { addRegions(ancestor, &states) }
        }
    }

    private func addRegions(_ state: Int, _ states: inout Set<Int>) {
        for child in children(state) where !states.contains(where: { $0 == child || isInside($0, child) }) {
            addDescendants(child, &states)
        }
    }

    /// `getTransitionDomain`; nil for a transition without target.
    func domain(of transition: Chart.Transition) -> Int? {
        let targets = transition.targets.map(\.rawValue)
        guard !targets.isEmpty else { return nil }
        let source = transition.source.rawValue
        if transition.kind == .internal, kind(source) == .compound, targets.allSatisfy({ isInside($0, source) }) {
            return source
        }
        return ancestors(source).first { ancestor in
            kind(ancestor) == .compound && targets.allSatisfy { isInside($0, ancestor) }
        } ?? 0
    }
}
