import Statechart
import Workflow

/// A property of safety, as a test after every step.
struct Monitor {
    let property: PropertyDeclaration
    let number: Int

    /// Nil for a property of another kind.
    init?(_ property: PropertyDeclaration, number: Int) {
        switch property.form {
        case .never, .always, .whenever, .precedes, .atMost: break
        case .possible where property.scope == .whole: break
        case .possible, .leadsTo, .reachable: return nil
        }
        self.property = property
        self.number = number
    }

    var hasMemory: Bool {
        switch property.form {
        case .precedes, .atMost: true
        default: property.scope != .whole
        }
    }

    /// 0 while the scope is closed, else one more than what is remembered.
    var initial: Int {
        switch property.scope {
        case .whole, .before: 1
        case .after, .between: 0
        }
    }

    private var conditions: [GuardExpression] {
        let asked: [GuardExpression] =
            switch property.form {
            case .never(let one), .always(let one), .atMost(_, let one): [one]
            case .whenever(let one, let other): [one, other]
            case .precedes(let one, let other): [one, other]
            case .possible(_, _, let place): [place]
            case .leadsTo, .reachable: []
            }
        return switch property.scope {
        case .whole: asked
        case .before(let end), .after(let end): asked + [end]
        case .between(let start, let end): asked + [start, end]
        }
    }

    /// The predicates that it may read when an event arrives.
    ///
    /// - Parameter followsAnother: whether an event can come up within the step of another one.
    func asked(at event: String, _ layout: ModelLayout, followsAnother: (String) -> Bool) -> Set<FactIndex> {
        let left = tests.map { test in
            test.folding { part in
                guard case .event(let names) = part else { return nil }
                return names.contains(event) ? true : names.contains(where: followsAnother) ? nil : false
            }
        }
        return Set(left.flatMap(\.facts).compactMap { layout.chart.fact($0) }.filter(layout.isAsked))
    }

    /// Its conditions, those that are decided together as one.
    private var tests: [GuardExpression] {
        guard case .whenever(let occasion, let good) = property.form else { return conditions }
        return [.and([occasion, .not(good)])] + conditions.dropFirst(2)
    }

    /// What monitors ask about the step itself, each with the name of a variable.
    static func observations(in monitors: [Monitor]) -> [String: String] {
        var found: [String: String] = [:]
        func look(_ condition: GuardExpression) {
            switch condition {
            case .event(let names): for name in names { note("event \(name)") }
            case .record(let name): note("record \(name)")
            case .paper(let name): note("paper \(name)")
            case .notice(let role): note("notify \(role)")
            case .not(let inner): look(inner)
            case .and(let parts), .or(let parts): parts.forEach(look)
            default: break
            }
        }
        func note(_ what: String) { if found[what] == nil { found[what] = "o_\(found.count)" } }
        for monitor in monitors { monitor.conditions.forEach(look) }
        return found
    }
}

// Writing them.
extension ModelWriter {
    mutating func write(_ monitor: Monitor) {
        let memory = "m_\(monitor.number)"
        lines.add("/* \(monitor.property.id) */")
        switch monitor.property.scope {
        case .whole: break
        case .before(let end): lines.add("\(memory) = (\(text(of: end)) -> 0 : \(memory));")
        case .after(let start): lines.add("\(memory) = (\(memory) == 0 && \(text(of: start)) -> 1 : \(memory));")
        case .between(let start, let end):
            let opened = "(\(memory) == 0 && \(text(of: start)) -> 1 : \(memory))"
            lines.add("\(memory) = (\(text(of: end)) -> 0 : \(opened));")
        }
        let open = monitor.hasMemory ? "\(memory) > 0 && " : ""
        let bad = "bad[\(monitor.number)]"
        switch monitor.property.form {
        case .never(let condition): lines.add("\(bad) = \(open)\(text(of: condition));")
        case .always(let good): lines.add("\(bad) = \(open)!(\(text(of: good)));")
        case .whenever(let asked, let good):
            lines.add("\(bad) = \(open)\(text(of: asked)) && !(\(text(of: good)));")
        case .precedes(let first, let then):
            lines.add("\(memory) = (\(open)\(text(of: first)) -> 2 : \(memory));")
            lines.add("\(bad) = \(memory) == 1 && \(text(of: then));")
        case .atMost(let most, let counted):
            lines.add("is = \(open)\(text(of: counted));")
            lines.add("\(bad) = is && \(memory) > \(most);")
            lines.add("\(memory) = (is && \(memory) <= \(most) -> \(memory) + 1 : \(memory));")
        case .possible(let event, let role, let place):
            lines.add("\(bad) = \(text(of: place)) && !(\(isAccepted(event, role)));")
        case .leadsTo, .reachable: break
        }
    }

    private func text(of condition: GuardExpression) -> String {
        switch condition {
        case .clock(let name, let test):
            let clock = layout.clock(name) ?? "0"
            return switch test {
            case .running: "(\(clock) == 1 || \(clock) == 2)"
            case .paused: "(\(clock) == 2)"
            case .ranOut: "(\(clock) == 3)"
            }
        case .event(let names):
            let tests = names.map { name in
                let here = eventNumbers[name].map { _ in "ev == \(number(name))" } ?? "false"
                return "\(here) || \(observed["event \(name)"] ?? "false")"
            }
            return "(\(tests.joined(separator: " || ")))"
        case .record(let name): return observed["record \(name)"] ?? "false"
        case .paper(let name): return observed["paper \(name)"] ?? "false"
        case .notice(let role): return observed["notify \(role)"] ?? "false"
        case .actor(let roles):
            let tests = roles.compactMap(layout.code(ofRole:)).map { "role == \($0)" }
            return tests.isEmpty ? "false" : "(\(tests.joined(separator: " || ")))"
        case .members(.mine, _, _): return "false"
        case .not(let inner): return "!(\(text(of: inner)))"
        case .and(let parts): return parts.isEmpty ? "true" : "(\(parts.map(text).joined(separator: " && ")))"
        case .or(let parts): return parts.isEmpty ? "false" : "(\(parts.map(text).joined(separator: " || ")))"
        default: return layout.text(of: condition.chartGuard(workflow.facts))
        }
    }

    /// Whether some role, member and answer of the domain would have the event taken now.
    private func isAccepted(_ event: String, _ role: String?) -> String {
        var ways: [String] = []
        for transition in chart.transitions where workflow.transitions[transition.tag].event == event {
            let declaration = workflow.transitions[transition.tag]
            let by: [String?] = declaration.by.isEmpty ? [nil] : declaration.by
            let roles = role.map { [Optional($0)] } ?? by
            let named: [Int?] = Array(0..<layout.members)
            let members = declaration.needsMember(workflow.facts) ? named : [nil] + named
            let asked = Array(layout.asked(in: transition.condition))
            var tests: Set<String> = []
            for role in roles {
                for member in members {
                    for subset in 0..<(1 << asked.count) {
                        let answers = Set(asked.indices.filter { subset & 1 << $0 != 0 }.map { asked[$0] })
                        let instance = ModelLayout.Instance(
                            role: role, member: member, answers: answers, isFixed: true)
                        tests.insert(transition.condition.map { layout.text(of: $0, instance) } ?? "true")
                    }
                }
            }
            let source = layout.isIn(transition.source.rawValue)
            ways.append("(\(source) && (\(tests.sorted().joined(separator: " || "))))")
        }
        return ways.isEmpty ? "false" : "(\(ways.joined(separator: " || ")))"
    }
}
