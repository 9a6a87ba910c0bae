import Statechart
import Workflow

/// Writes a model: its variables, the environment, and the step.
struct ModelWriter {
    typealias Unsupported = PromelaModel.Unsupported

    let workflow: Workflow
    let layout: ModelLayout
    let chart: Chart
    var lines = Lines()
    var checked: [String] = []
    /// Events that something answers, each with its number; 0 is none.
    let eventNumbers: [String: Int]
    private var monitors: [Monitor] = []
    /// Facts about the step that properties ask: papers made, roles told, records carried, events taken.
    var observed: [String: String] = [:]

    init(_ workflow: Workflow, members: Int) throws(Unsupported) {
        self.workflow = workflow
        layout = ModelLayout(workflow, members: members)
        chart = workflow.chart
        var numbers: [String: Int] = [:]
        for event in workflow.events { numbers[event] = numbers.count + 1 }
        for clock in workflow.clocks where numbers[clock.expiryEvent] == nil {
            numbers[clock.expiryEvent] = numbers.count + 1
        }
        eventNumbers = numbers
        try checkSupport()
    }

    private func checkSupport() throws(Unsupported) {
        for (index, state) in chart.states.enumerated() {
            if state.kind == .history(.deep) { throw Unsupported(what: "deep history \(state.id)") }
            if state.kind.isHistory, layout.kind(layout.parent(index)) != .compound {
                throw Unsupported(what: "history \(state.id) of a parallel state")
            }
        }
        for transition in chart.transitions {
            let histories = transition.targets.filter { layout.kind($0.rawValue).isHistory }
            if let history = histories.first {
                let home = layout.parent(history.rawValue)
                let source = transition.source.rawValue
                if transition.targets.count > 1 || source == home || layout.isInside(source, home) {
                    throw Unsupported(what: "a transition to the history \(chart.states[history.rawValue].id)")
                }
            }
            let isFollower = isFollower(transition)
            if isFollower, workflow.transitions[transition.tag].needsMember(workflow.facts) {
                throw Unsupported(what: "a transition of its own accord that names a member")
            }
        }
        if eventNumbers.count > 250 { throw Unsupported(what: "more than 250 events") }
    }

    /// Taken without anybody's event: eventless, or on one that the chart raises.
    func isFollower(_ transition: Chart.Transition) -> Bool {
        guard let event = workflow.transitions[transition.tag].event else { return true }
        return raised.contains(event) || event.hasPrefix("done.state.")
    }

    var raised: Set<String> {
        let effects = workflow.transitions.flatMap(\.effects) + workflow.states.flatMap { $0.enter + $0.exit }
        return Set(effects.compactMap { if case .raise(let event) = $0 { event } else { nil } })
    }

    func number(_ event: String) -> String { "EV_\(eventNumbers[event] ?? 0)" }

    // MARK: Whole

    mutating func write(checksProperties: Bool) throws(Unsupported) -> String {
        if checksProperties {
            for property in workflow.properties {
                guard let monitor = Monitor(property, number: checked.count) else { continue }
                monitors.append(monitor)
                checked.append(property.id)
            }
            observed = Monitor.observations(in: monitors)
        }
        lines.add("/* \(workflow.version): \(layout.members) members. See docs/verification.md. */")
        writeNames()
        writeVariables(monitors)
        lines.add("active proctype history() {")
        lines.add("end:")
        lines.add("do")
        lines.add(":: atomic {")
        lines.add("if")
        lines.add(":: \(layout.region(0)) == 0 -> ev = \(Self.start)")
        writeEnvironment()
        lines.add("fi;")
        lines.add("d_step {")
        try writeMacrostep()
        lines.add("if")
        lines.add(":: taken || \(isExpiry) ->")
        for monitor in monitors { write(monitor) }
        lines.add(monitors.isEmpty ? "skip" : "c_code { note(bad); }")
        lines.add(":: else")
        lines.add("fi;")
        writeReset()
        lines.add("}")
        lines.add("}")
        lines.add("od")
        lines.add("}")
        return lines.text
    }

    /// The number of the beginning among events.
    static let start = 255

    /// The event is that of a clock that ran out.
    var isExpiry: String {
        workflow.clocks.isEmpty
            ? "false" : "(" + workflow.clocks.map { "ev == \(number($0.expiryEvent))" }.joined(separator: " || ") + ")"
    }

    /// Back to nothing happening, so that states differ in nothing else.
    private mutating func writeReset() {
        lines.add("ev = 0; role = 0; who = 0; did_start = 0;")
        for (index, fact) in chart.facts.enumerated() where layout.isAsked(FactIndex(index)) {
            lines.add("\(layout.variable(FactIndex(index))) = 0; /* \(fact.name) */")
        }
        for name in Set(observed.values).sorted() { lines.add("\(name) = 0;") }
        lines.add("count = 0; j = 0; now_on = 0; pick = 0; is = 0; taken = 0; refused = 0; ended = 0; first = 0")
    }

    private mutating func writeNames() {
        for (event, number) in eventNumbers.sorted(by: { $0.value < $1.value }) {
            lines.add("#define EV_\(number) \(number) /* \(event) */")
        }
        for state in chart.states.indices.dropFirst() where !layout.kind(state).isHistory {
            lines.add("#define \(layout.isIn(state)) \(layout.meaning(state)) /* \(chart.states[state].id) */")
        }
        for (index, transition) in chart.transitions.enumerated() {
            lines.add("#define G_\(index) (\(transition.condition.map { layout.text(of: $0) } ?? "true"))")
        }
    }

    private mutating func writeVariables(_ monitors: [Monitor]) {
        for state in chart.states.indices where layout.kind(state) == .compound {
            lines.add("byte \(layout.region(state)) = 0; /* which child of \(chart.states[state].id) is active */")
        }
        for state in chart.states.indices where layout.kind(state).isHistory {
            lines.add("byte h_\(state) = 0; /* \(chart.states[state].id) */")
        }
        for (index, fact) in chart.facts.enumerated() {
            let place = FactIndex(index)
            if layout.isRole(place) { continue }
            let initial = fact.domain.code(of: fact.initial) ?? 0
            let holders: [Int?] = fact.scope == .each ? Array(0..<layout.members) : [nil]
            for holder in holders {
                lines.add("byte \(layout.variable(place, member: holder)) = \(initial); /* \(fact.name) */")
            }
        }
        for (index, clock) in workflow.clocks.enumerated() {
            lines.add("byte c_\(index) = 0; /* \(clock.name): 0 idle, 1 running, 2 stands still, 3 run out */")
        }
        for monitor in monitors where monitor.hasMemory {
            lines.add("byte m_\(monitor.number) = \(monitor.initial); /* \(monitor.property.id) */")
        }
        lines.add("byte ev = 0, role = 0, who = 0; /* what happens, who acts, on which member */")
        let states = chart.states.count
        let transitions = chart.transitions.count + 1
        lines.add("hidden byte kept[\(transitions)], seen[\(transitions)], turn[\(transitions)];")
        lines.add("hidden byte leaving[\(states)], entering[\(states)];")
        lines.add("hidden byte count, j, now_on, pick, is; hidden byte taken, refused, ended, did_start, first;")
        for name in Set(observed.values).sorted() { lines.add("hidden byte \(name);") }
        lines.add("chan queue = [8] of { byte };")
        guard !monitors.isEmpty else { return }
        lines.add("hidden byte bad[\(monitors.count)];")
        lines.add("c_decl { \\#include <stdio.h>")
        lines.add("\\#include <stdlib.h>")
        lines.add("static int broken[\(monitors.count)];")
        lines.add("static void tell(void) { int i; for (i = 0; i < \(monitors.count); i++)")
        lines.add("if (broken[i]) printf(\"broken %d\\n\", i); }")
        lines.add(
            "static void note(unsigned char *bad) { static int told; int i; if (!told) { told = 1; atexit(tell); }")
        lines.add("for (i = 0; i < \(monitors.count); i++) if (bad[i]) { bad[i] = 0; broken[i] = 1; } } };")
    }

    // MARK: Environment

    private mutating func writeEnvironment() {
        let rootFinals = layout.children(0).filter { layout.kind($0) == .final }
        let open = rootFinals.isEmpty ? "true" : "!(\(rootFinals.map(layout.isIn).joined(separator: " || ")))"
        let followers = chart.transitions.filter(isFollower)
        for event in workflow.events {
            if workflow.clocks.contains(where: { $0.expiryEvent == event }) || event.hasPrefix("done.state.") {
                continue
            }
            let candidates = chart.transitions.filter { workflow.transitions[$0.tag].event == event }
            if raised.contains(event), candidates.allSatisfy({ workflow.transitions[$0.tag].by.isEmpty }) { continue }
            let here = Set(candidates.map(\.source.rawValue)).sorted().map(layout.isIn).joined(separator: " || ")
            lines.add(":: \(open) && (\(here)) -> ev = \(number(event));")
            writeChoice(of: candidates, followers, on: event)
        }
        for (index, clock) in workflow.clocks.enumerated() {
            lines.add(":: \(open) && c_\(index) == 1 -> c_\(index) = 3; ev = \(number(clock.expiryEvent))")
        }
    }

    private mutating func writeChoice(
        of candidates: [Chart.Transition], _ followers: [Chart.Transition], on event: String
    ) {
        var roles: [Int: [Int]] = [:]
        for transition in candidates {
            let by = workflow.transitions[transition.tag].by
            for role in by.isEmpty ? [0] : by.compactMap(layout.code(ofRole:)) {
                roles[role, default: []].append(transition.source.rawValue)
            }
        }
        lines.add("if")
        for (role, sources) in roles.sorted(by: { $0.key < $1.key }) {
            lines.add(":: (\(Set(sources).sorted().map(layout.isIn).joined(separator: " || "))) -> role = \(role)")
        }
        lines.add("fi;")
        if layout.members > 0 {
            lines.add("if")
            for member in 0...layout.members { lines.add(":: who = \(member)") }
            lines.add("fi;")
        }
        var readers: [FactIndex: [Int]] = [:]
        for transition in candidates + followers {
            let isFollower = isFollower(transition)
            for fact in layout.asked(in: transition.condition) {
                readers[fact, default: []].append(isFollower ? 0 : transition.source.rawValue)
            }
        }
        let raised = raised
        for monitor in monitors {
            let asked = monitor.asked(at: event, layout) { raised.contains($0) || $0.hasPrefix("done.state.") }
            for fact in asked { readers[fact, default: []].append(0) }
        }
        for (fact, sources) in readers.sorted(by: { $0.key < $1.key }) {
            let here = Set(sources).sorted().map(layout.isIn).joined(separator: " || ")
            lines.add("if")
            lines.add(":: \(layout.variable(fact)) = 0")
            lines.add(":: (\(here)) -> \(layout.variable(fact)) = 1")
            lines.add("fi;")
        }
    }
}
