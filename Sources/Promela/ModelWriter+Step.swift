import Statechart
import Workflow

// The Recommendation's algorithm, written out for one chart.
extension ModelWriter {
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

    mutating func writeClear() {
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
    mutating func assign(_ body: [String], when condition: String) {
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
