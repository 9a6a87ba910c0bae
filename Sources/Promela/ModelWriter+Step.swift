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
        lines.add("skip")
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
        lines.add(":: j <= \(chart.transitions.count) -> kept[j] = 0; seen[j] = 0; turn[j] = 0; j++")
        lines.add(":: else -> break")
        lines.add("od;")
        lines.add("j = 0;")
        lines.add("do")
        lines.add(":: j < \(chart.states.count) -> leaving[j] = 0; entering[j] = 0; j++")
        lines.add(":: else -> break")
        lines.add("od;")
    }

    // MARK: Selection

    /// The leaves in document order, in runs of which no two can be active together.
    private var runs: [[Int]] {
        var runs: [[Int]] = []
        for leaf in leaves {
            if let run = runs.last, run.allSatisfy({ excludes($0, leaf) }) {
                runs[runs.count - 1].append(leaf)
            } else {
                runs.append([leaf])
            }
        }
        return runs
    }

    private func excludes(_ one: Int, _ other: Int) -> Bool {
        let above = layout.ancestors(one)
        guard let common = layout.ancestors(other).first(where: above.contains) else { return false }
        return layout.kind(common) == .compound
    }

    /// The transitions that a leaf looks at for an event, its own first; nil for the eventless ones.
    private func chain(of leaf: Int, _ event: String?) -> [Int] {
        ([leaf] + layout.ancestors(leaf)).flatMap { state in
            chart.states[state].transitions.filter { index in
                let events = chart.transitions[index].events
                return event.map { name in events.contains { $0.matches(name) } } ?? events.isEmpty
            }
        }
    }

    /// Each run picks the transition of its active leaf, and keeps it unless one kept before pre-empts it.
    private mutating func writeSelection() {
        let names = eventNumbers.sorted { $0.value < $1.value }.map(\.key)
        var earlier: Set<Int> = []
        for run in runs {
            var own: Set<Int> = []
            lines.add("pick = 0;")
            for event in [nil] + names.map(Optional.init) {
                var groups: [(leaves: [Int], chain: [Int])] = []
                for leaf in run {
                    let chain = chain(of: leaf, event)
                    if chain.isEmpty { continue }
                    if groups.last?.chain == chain {
                        groups[groups.count - 1].leaves.append(leaf)
                    } else {
                        groups.append(([leaf], chain))
                    }
                }
                if groups.isEmpty { continue }
                own.formUnion(groups.flatMap(\.chain))
                let choice = groups.reversed().reduce("0") { rest, group in
                    "((\(group.leaves.map(layout.isIn).joined(separator: " || "))) -> \(first(of: group.chain)) : \(rest))"
                }
                lines.add("pick = (now_on == \(event.map(number) ?? "0") -> \(choice) : pick);")
            }
            if own.isEmpty { continue }
            writeKeeping(own, after: earlier)
            earlier.formUnion(own)
        }
    }

    /// The place of the first of them whose guard holds; 0 for none.
    private func first(of chain: [Int]) -> String {
        chain.reversed().reduce("0") { "(G_\($1) -> \(place($1)) : \($0))" }
    }

    /// The place of a transition in `kept`, `seen` and `turn`; place 0 is that of none.
    private func place(_ transition: Int) -> Int { transition + 1 }
    private func kept(_ transition: Int) -> String { "kept[\(place(transition))]" }

    private mutating func writeKeeping(_ own: Set<Int>, after earlier: Set<Int>) {
        var yielding: [Int: [Int]] = [:]
        lines.add("is = (pick != 0 && !seen[pick]);")
        lines.add("seen[pick] = 1;")
        for index in own.sorted() {
            let transition = chart.transitions[index]
            guard let domain = layout.domain(of: transition) else { continue }
            var standing: [Int] = []
            for rival in earlier.sorted() where rival != index {
                guard let another = layout.domain(of: chart.transitions[rival]),
                    domain == another || layout.isInside(domain, another) || layout.isInside(another, domain)
                else { continue }
                if layout.isInside(transition.source.rawValue, chart.transitions[rival].source.rawValue) {
                    yielding[rival, default: []].append(index)
                } else {
                    standing.append(rival)
                }
            }
            if standing.isEmpty { continue }
            let blocked = standing.map(kept).joined(separator: " || ")
            lines.add("is = (pick == \(place(index)) && (\(blocked)) -> 0 : is);")
        }
        for (rival, stronger) in yielding.sorted(by: { $0.key < $1.key }) {
            let picked = stronger.map { "pick == \(place($0))" }.joined(separator: " || ")
            lines.add("\(kept(rival)) = (is && (\(picked)) -> 0 : \(kept(rival)));")
        }
        lines.add("count = (is -> count + 1 : count);")
        lines.add("kept[pick] = (is -> 1 : kept[pick]); turn[pick] = (is -> count : turn[pick]);")
    }

    /// What our engine asks besides the guard: a member where one is needed, a started clock to extend.
    private mutating func writeRefusals() {
        var reasons: [String] = []
        for (index, transition) in chart.transitions.enumerated() {
            let declaration = workflow.transitions[transition.tag]
            if isFollower(transition) || workflow.clocks.contains(where: { $0.expiryEvent == declaration.event }) {
                continue
            }
            if declaration.needsMember(workflow.facts) { reasons.append("(\(kept(index)) && who == 0)") }
            for case .extend(let name) in declaration.effects {
                let isPossible = workflow.clock(name)?.extend != nil
                reasons.append(
                    isPossible ? "(\(kept(index)) && \(layout.clock(name) ?? "0") == 0)" : kept(index))
            }
        }
        guard !reasons.isEmpty else { return }
        lines.add("refused = first && (\(reasons.joined(separator: " || ")));")
    }

    // MARK: Microstep

    private mutating func writeMicrostep() throws(Unsupported) {
        let domains = chart.transitions.map(layout.domain)
        for domain in Set(domains.compactMap { $0 }).sorted() {
            let leaving = domains.indices.filter { domains[$0] == domain }.map(kept)
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
            assign(["h_\(state) = \(layout.region(home))"], when: left)
        }
        writeEntries()
        for state in chart.states.indices.dropFirst().reversed() where !layout.kind(state).isHistory {
            guard let left = isLeft(state) else { continue }
            var body = try actions(chart.source.onExit(of: chart.states[state]))
            if layout.kind(layout.parent(state)) == .compound {
                body.append("\(layout.region(layout.parent(state))) = 0")
            }
            assign(body, when: left)
        }
        try writeActions()
        for state in chart.states.indices.dropFirst() where !layout.kind(state).isHistory { try writeEntering(state) }
        writeClear()
    }

    /// Which states the kept transitions enter.
    private mutating func writeEntries() {
        var reasons: [Int: [String]] = [:]
        for (index, transition) in chart.transitions.enumerated() {
            guard let domain = layout.domain(of: transition) else { continue }
            func note(_ targets: [Int], _ reason: String) {
                for state in layout.entered(targets, below: domain) { reasons[state, default: []].append(reason) }
            }
            let targets = transition.targets.map(\.rawValue)
            guard let history = targets.first, layout.kind(history).isHistory else {
                note(targets, kept(index))
                continue
            }
            note(chart.states[history].initial.map(\.rawValue), "\(kept(index)) && h_\(history) == 0")
            for child in layout.children(layout.parent(history)) {
                note([child], "\(kept(index)) && h_\(history) == \(layout.place(child))")
            }
        }
        for (state, reasons) in reasons.sorted(by: { $0.key < $1.key }) {
            let any = reasons.map { "(\($0))" }.joined(separator: " || ")
            lines.add("entering[\(state)] = entering[\(state)] || \(any);")
        }
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
            assign(body, when: "\(kept(index)) && turn[\(place(index))] == j")
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
        assign(body + after, when: "entering[\(state)]")
        assign(done, when: "entering[\(state)] && \(whole)")
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
            lines.add(
                "c_\(index) = (c_\(index) == 1 && \(stands) -> 2 : (c_\(index) == 2 && !\(stands) -> 1 : c_\(index)));")
        }
        lines.add("skip")
        lines.add(":: else")
        lines.add("fi;")
    }

    /// Assignments under a condition that is asked once, before the first of them. SPIN takes only so many statements in one
    /// step, and a conditional value is one where a choice is four.
    private mutating func assign(_ body: [String], when condition: String) {
        guard !body.isEmpty else { return }
        lines.add("is = (\(condition));")
        for statement in body {
            if let (variable, value) = statement.assignment {
                lines.add("\(variable) = (is -> \(value) : \(variable));")
            } else {
                lines.when("is", statement)
            }
        }
    }
}

extension String {
    /// The variable and the value of a statement `variable = value`; nil for another one.
    fileprivate var assignment: (variable: Substring, value: Substring)? {
        guard let sign = firstRange(of: " = ") else { return nil }
        return (self[..<sign.lowerBound], self[sign.upperBound...])
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
