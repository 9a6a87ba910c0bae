import Statechart
import Workflow

// The Recommendation's algorithm, written out for one chart.
extension ModelWriter {
    private var leaves: [Int] {
        chart.states.indices.filter { layout.kind($0) == .atomic || layout.kind($0) == .final }
    }

    /// Run to completion: the event, then eventless transitions, then what was raised.
    mutating func writeMacrostep() throws(Unsupported) {
        lines.add("now_on = ev; first = 1;")
        lines.add("do")
        lines.add(":: true ->")
        lines.add("count = 0;")
        lines.add("if")
        lines.add(":: first && ev == \(Self.start) -> count = 1; did_start = 1;")
        let beginning = layout.entered(chart.states[0].initial.map(\.rawValue), below: 0)
        lines.add(beginning.sorted().map { "entering[\($0)] = 1" }.joined(separator: "; "))
        lines.add(":: else ->")
        writeSelection()
        lines.add("fi;")
        lines.add("if")
        lines.add(":: count > 0 ->")
        writeRefusals()
        lines.add("if")
        lines.add(":: refused -> break")
        lines.add(":: else")
        lines.add("fi;")
        lines.add("taken = 1; first = 0;")
        try writeMicrostep()
        lines.add("if")
        lines.add(":: ended -> break")
        lines.add(":: else")
        lines.add("fi;")
        lines.add("now_on = 0")
        lines.add(":: else ->")
        lines.add("first = 0;")
        lines.add("if")
        lines.add(":: now_on != 0 -> now_on = 0")
        lines.add(":: now_on == 0 && nempty(queue) -> queue ? now_on")
        lines.add(":: now_on == 0 && empty(queue) -> break")
        lines.add("fi")
        lines.add("fi")
        lines.add("od;")
        writeClear()
        lines.add("do")
        lines.add(":: nempty(queue) -> queue ? j")
        lines.add(":: empty(queue) -> break")
        lines.add("od;")
        writePauses()
    }

    private mutating func writeClear() {
        lines.add("j = 0;")
        lines.add("do")
        lines.add(":: j < \(chart.transitions.count) -> kept[j] = 0; seen[j] = 0; turn[j] = 0; j++")
        lines.add(":: else -> break")
        lines.add("od;")
        lines.add("j = 0;")
        lines.add("do")
        lines.add(":: j < \(chart.states.count) -> leaving[j] = 0; entering[j] = 0; j++")
        lines.add(":: else -> break")
        lines.add("od;")
    }

    // MARK: Selection

    /// The transitions that a leaf looks at for an event, its own first; nil for the eventless ones.
    private func chain(of leaf: Int, _ event: String?) -> [Int] {
        ([leaf] + layout.ancestors(leaf)).flatMap { state in
            chart.states[state].transitions.filter { index in
                let events = chart.transitions[index].events
                return event.map { name in events.contains { $0.matches(name) } } ?? events.isEmpty
            }
        }
    }

    private mutating func writeSelection() {
        let names = eventNumbers.sorted { $0.value < $1.value }.map(\.key)
        lines.add("if")
        for event in [nil] + names.map(Optional.init) {
            var groups: [(leaves: [Int], chain: [Int])] = []
            for leaf in leaves {
                let chain = chain(of: leaf, event)
                if chain.isEmpty { continue }
                if groups.last?.chain == chain {
                    groups[groups.count - 1].leaves.append(leaf)
                } else {
                    groups.append(([leaf], chain))
                }
            }
            if groups.isEmpty { continue }
            lines.add(":: now_on == \(event.map(number) ?? "0") ->")
            for group in groups {
                lines.add("if")
                lines.add(":: (\(group.leaves.map(layout.isIn).joined(separator: " || "))) ->")
                write(group.chain[...], among: group.chain, event)
                lines.add(":: else")
                lines.add("fi;")
            }
            lines.add("skip")
        }
        lines.add(":: else")
        lines.add("fi")
    }

    /// The first of them whose guard holds.
    private mutating func write(_ chain: ArraySlice<Int>, among all: [Int], _ event: String?) {
        guard let transition = chain.first else { return lines.add("skip") }
        lines.add("if")
        lines.add(":: G_\(transition) ->")
        consider(transition, event)
        lines.add(":: else ->")
        write(chain.dropFirst(), among: all, event)
        lines.add("fi")
    }

    /// Keeps a transition unless one kept before pre-empts it.
    private mutating func consider(_ index: Int, _ event: String?) {
        let transition = chart.transitions[index]
        let rivals = chart.transitions.indices.filter { other in
            guard other != index, let domain = layout.domain(of: transition),
                let another = layout.domain(of: chart.transitions[other])
            else { return false }
            let events = chart.transitions[other].events
            let answers = event.map { name in events.contains { $0.matches(name) } } ?? events.isEmpty
            return answers
                && (domain == another || layout.isInside(domain, another) || layout.isInside(another, domain))
        }
        let yielding = rivals.filter {
            layout.isInside(transition.source.rawValue, chart.transitions[$0].source.rawValue)
        }
        let standing = rivals.filter { !yielding.contains($0) }
        let keep =
            yielding.map { "kept[\($0)] = 0; " }.joined()
            + "kept[\(index)] = 1; count++; turn[\(index)] = count"
        lines.add("if")
        if standing.isEmpty {
            lines.add(":: !seen[\(index)] -> seen[\(index)] = 1; \(keep)")
        } else {
            let blocked = standing.map { "kept[\($0)]" }.joined(separator: " || ")
            lines.add(":: !seen[\(index)] && (\(blocked)) -> seen[\(index)] = 1")
            lines.add(":: !seen[\(index)] && !(\(blocked)) -> seen[\(index)] = 1; \(keep)")
        }
        lines.add(":: else")
        lines.add("fi")
    }

    /// What our engine asks besides the guard: a member where one is needed, a started clock to extend.
    private mutating func writeRefusals() {
        var reasons: [String] = []
        for (index, transition) in chart.transitions.enumerated() {
            let declaration = workflow.transitions[transition.tag]
            if isFollower(transition) || workflow.clocks.contains(where: { $0.expiryEvent == declaration.event }) {
                continue
            }
            if declaration.needsMember(workflow.facts) { reasons.append("(kept[\(index)] && who == 0)") }
            for case .extend(let name) in declaration.effects {
                let isPossible = workflow.clock(name)?.extend != nil
                reasons.append(
                    isPossible ? "(kept[\(index)] && \(layout.clock(name) ?? "0") == 0)" : "kept[\(index)]")
            }
        }
        guard !reasons.isEmpty else { return }
        lines.when("first && (\(reasons.joined(separator: " || ")))", "refused = 1")
    }

    // MARK: Microstep

    private mutating func writeMicrostep() throws(Unsupported) {
        let domains = chart.transitions.map(layout.domain)
        for domain in Set(domains.compactMap { $0 }).sorted() {
            let leaving = domains.indices.filter { domains[$0] == domain }.map { "kept[\($0)]" }
            lines.add("leaving[\(domain)] = \(leaving.joined(separator: " || "));")
        }
        let used = Set(domains.compactMap { $0 })
        func isLeft(_ state: Int) -> String? {
            let above = layout.ancestors(state).filter(used.contains).map { "leaving[\($0)]" }
            return above.isEmpty ? nil : "\(layout.isIn(state)) && (\(above.joined(separator: " || ")))"
        }
        for state in chart.states.indices where layout.kind(state).isHistory {
            let home = layout.parent(state)
            guard let left = isLeft(home) else { continue }
            lines.when(left, "h_\(state) = \(layout.region(home))")
        }
        for index in chart.transitions.indices { writeEntry(of: index) }
        for state in chart.states.indices.dropFirst().reversed() where !layout.kind(state).isHistory {
            guard let left = isLeft(state) else { continue }
            var body = try actions(chart.source.onExit(of: chart.states[state]))
            if layout.kind(layout.parent(state)) == .compound {
                body.append("\(layout.region(layout.parent(state))) = 0")
            }
            if !body.isEmpty { lines.when(left, body.joined(separator: "; ")) }
        }
        try writeActions()
        for state in chart.states.indices.dropFirst() where !layout.kind(state).isHistory { try writeEntering(state) }
        writeClear()
    }

    private mutating func writeEntry(of index: Int) {
        let transition = chart.transitions[index]
        guard let domain = layout.domain(of: transition) else { return }
        func flags(_ targets: [Int]) -> String {
            layout.entered(targets, below: domain).sorted().map { "entering[\($0)] = 1" }.joined(separator: "; ")
        }
        let targets = transition.targets.map(\.rawValue)
        guard let history = targets.first, layout.kind(history).isHistory else {
            return lines.when("kept[\(index)]", flags(targets))
        }
        let home = layout.parent(history)
        lines.add("if")
        lines.add(":: kept[\(index)] && h_\(history) == 0 -> \(flags(chart.states[history].initial.map(\.rawValue)))")
        for child in layout.children(home) {
            lines.add(":: kept[\(index)] && h_\(history) == \(layout.place(child)) -> \(flags([child]))")
        }
        lines.add(":: else")
        lines.add("fi;")
    }

    private mutating func writeActions() throws(Unsupported) {
        var written: [(index: Int, body: [String])] = []
        for (index, transition) in chart.transitions.enumerated() {
            var body = try actions(transition.actions)
            let declaration = workflow.transitions[transition.tag]
            for record in declaration.records {
                if let name = observed["record \(record)"] { body.append("\(name) = 1") }
            }
            if let event = declaration.event, let name = observed["event \(event)"] { body.append("\(name) = 1") }
            if !body.isEmpty { written.append((index, body)) }
        }
        guard !written.isEmpty else { return }
        lines.add("j = 1;")
        lines.add("do")
        lines.add(":: j <= count ->")
        for (index, body) in written {
            lines.when("kept[\(index)] && turn[\(index)] == j", body.joined(separator: "; "))
        }
        lines.add("j++")
        lines.add(":: else -> break")
        lines.add("od;")
    }

    private mutating func writeEntering(_ state: Int) throws(Unsupported) {
        let parent = layout.parent(state)
        var body: [String] = []
        if layout.kind(parent) == .compound { body.append("\(layout.region(parent)) = \(layout.place(state))") }
        body += try actions(chart.source.onEntry(of: chart.states[state]))
        if chart.source.hasInitialActions(chart.states[state]) {
            throw Unsupported(what: "what the default entry of \(chart.states[state].id) does")
        }
        var after: [String] = []
        if layout.kind(state) == .final {
            if parent == 0 {
                body.append("ended = 1")
            } else {
                after.append(contentsOf: raise("done.state.\(chart.states[parent].id)"))
            }
        }
        guard !body.isEmpty || !after.isEmpty else { return }
        let grandparent = layout.kind(state) == .final && parent != 0 ? layout.parent(parent) : -1
        let completes = grandparent >= 0 && layout.kind(grandparent) == .parallel
        let done = completes ? raise("done.state.\(chart.states[grandparent].id)") : []
        let whole = completes ? layout.children(grandparent).map(isFinished).joined(separator: " && ") : ""
        lines.add("if")
        lines.add(":: entering[\(state)] ->")
        lines.add((body + after).joined(separator: "; ") + (done.isEmpty ? "" : ";"))
        if !done.isEmpty { lines.when(whole, done.joined(separator: "; ")) }
        lines.add(":: else")
        lines.add("fi;")
    }

    private func isFinished(_ state: Int) -> String {
        switch layout.kind(state) {
        case .compound:
            let finals = layout.children(state).filter { layout.kind($0) == .final }.map(layout.isIn)
            return finals.isEmpty ? "false" : "(\(finals.joined(separator: " || ")))"
        case .parallel: return "(\(layout.children(state).map(isFinished).joined(separator: " && ")))"
        case .atomic, .final, .history: return "false"
        }
    }

    // MARK: Actions

    private func raise(_ event: String) -> [String] {
        let isAnswered = chart.transitions.contains { $0.events.contains { $0.matches(event) } }
        guard isAnswered, eventNumbers[event] != nil else { return [] }
        return ["queue ! \(number(event))"]
    }

    private func actions(_ actions: [Action]) throws(Unsupported) -> [String] {
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

    private mutating func writePauses() {
        guard !workflow.clocks.isEmpty else { return }
        lines.add("if")
        lines.add(":: taken && ended ->")
        lines.add(workflow.clocks.indices.map { "c_\($0) = 0" }.joined(separator: "; "))
        lines.add(":: taken && !ended ->")
        for (index, clock) in workflow.clocks.enumerated() {
            let pausing = workflow.states.filter { $0.pauses.contains(clock.name) }
                .compactMap { chart.state($0.id)?.rawValue }
            guard !pausing.isEmpty else { continue }
            let stands = "(\(pausing.map(layout.isIn).joined(separator: " || ")))"
            lines.add("if")
            lines.add(":: c_\(index) == 1 && \(stands) -> c_\(index) = 2")
            lines.add(":: c_\(index) == 2 && !\(stands) -> c_\(index) = 1")
            lines.add(":: else")
            lines.add("fi;")
        }
        lines.add("skip")
        lines.add(":: else")
        lines.add("fi;")
    }
}

extension ChartSource {
    /// The declaration of a compiled state.
    fileprivate func declaration(of state: Chart.State) -> StateSource? {
        var children = states
        var found: StateSource?
        for case .state(let index) in state.path.components {
            found = children[index]
            children = children[index].children
        }
        return found
    }

    fileprivate func onEntry(of state: Chart.State) -> [Action] {
        declaration(of: state)?.onEntry.flatMap { $0 } ?? []
    }

    fileprivate func onExit(of state: Chart.State) -> [Action] {
        declaration(of: state)?.onExit.flatMap { $0 } ?? []
    }

    fileprivate func hasInitialActions(_ state: Chart.State) -> Bool {
        declaration(of: state)?.initial?.actions.isEmpty == false
    }
}
