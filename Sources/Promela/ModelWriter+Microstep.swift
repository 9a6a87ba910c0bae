import Statechart
import Workflow

// What the transitions that are taken leave, do and enter.
extension ModelWriter {
    mutating func writeMicrostep() throws(Unsupported) {
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
}
