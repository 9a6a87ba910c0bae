/// Small workflow files of every feature that the verifier has to understand, with random properties, drawn from a seed.
struct RandomWorkflow {
    static let events = ["go", "act", "sign", "note"]
    static let roles = ["party", "clerk", "mediator"]
    private static let states = ["s0", "s1", "s1a", "s1b", "s2", "s2a", "s2b", "s2c", "s2d", "s3"]

    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func part() -> String {
        let properties = (0..<8).map { "  - { id: P-\($0), \(property()) }" }
        return """
            facts:
              flag: { boolean: true }
              count: { counter: 2 }
              vote: { each: party, values: [open, yes, no] }
              asked: { asks: dispute.reserved }
            clocks:
              c: { length: 10 days, extend: { by: [head], most: 5 days } }
              d: { length: 3 days }
            states:
              s0:
            \(content("    ", clock: generator.chance(1, in: 2), isFirst: true))
              s1:
            \(content("    ", clock: generator.chance(1, in: 2)))
                states:
                  s1a:
            \(content("        ", clock: false))
                  s1b:
            \(content("        ", clock: false, pauses: generator.chance(1, in: 3)))
                  s1h: { history: shallow }
              s2:
                parallel: true
            \(content("    ", clock: generator.chance(1, in: 3)))
                states:
                  s2x:
                    states:
                      s2a:
            \(content("            ", clock: false))
                      s2b:
            \(content("            ", clock: false))
                  s2y:
                    states:
                      s2c:
            \(content("            ", clock: false))
                      s2d: {}
              s3: { final: true, outcome: failed }
            properties:
            \(properties.joined(separator: "\n"))
            """
    }

    // MARK: States

    private mutating func content(
        _ indent: String, clock: Bool, pauses: Bool = false, isFirst: Bool = false
    ) -> String {
        var lines: [String] = []
        if clock { lines.append("clock: \(generator.pick(["c", "d"]))") }
        if pauses { lines.append("pauses: c") }
        if generator.chance(1, in: 5) { lines.append("enter: [ { set: { flag: \(boolean()) } } ]") }
        if generator.chance(1, in: 6) { lines.append("exit: [ { stop: d } ]") }
        lines.append("on:")
        for event in Self.events where isFirst || generator.chance(1, in: 3) {
            lines.append("  \(event):")
            for _ in 0..<Int.random(in: 1...2, using: &generator) { lines.append("    - { \(transition())}") }
        }
        for clock in ["c", "d"] where isFirst || generator.chance(1, in: 2) {
            lines.append(
                "  expired.\(clock): { to: \(target())\(generator.chance(1, in: 2) ? ", set: { flag: true }" : "") }")
        }
        if lines.last == "on:" { lines.append("  note: { by: clerk, papers: [notice.rights] }") }
        if generator.chance(1, in: 6) {
            lines.append("always: { to: s3, when: count = 2 and vote.all(\(generator.pick(["yes", "no"]))) }")
        }
        return lines.map { indent + $0 }.joined(separator: "\n")
    }

    private mutating func target() -> String { generator.pick(Self.states + ["s1h", "s3"]) }
    private mutating func boolean() -> String { generator.pick(["true", "false"]) }

    private mutating func transition() -> String {
        let roles = Self.roles.filter { _ in generator.chance(1, in: 2) }
        var parts = ["by: [\((roles.isEmpty ? ["clerk"] : roles).joined(separator: ", "))]"]
        if generator.chance(2, in: 3) { parts.append("to: \(target())") }
        if generator.chance(1, in: 4) { parts.append("internal: true") }
        if generator.chance(1, in: 2) { parts.append("when: \"\(condition(depth: 0, isProperty: false))\"") }
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: parts.append("set: { flag: \(boolean()), count: +1 }")
        case 1: parts.append("set: { vote: \(generator.pick(["yes", "no"])) }")
        case 2: parts.append("set: { vote: { every: \(generator.pick(["yes", "open"])) } }")
        case 3: parts.append("set: { count: 0 }")
        default: break
        }
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: parts.append("start: \(generator.pick(["c", "d"]))")
        case 1: parts.append("stop: c")
        case 2: parts.append("extend: c")
        case 3: parts.append("papers: [notice.rights]")
        case 4: parts.append("notify: police")
        case 5: parts.append("records: [note]")
        default: break
        }
        return parts.joined(separator: ", ")
    }

    // MARK: Conditions and properties

    private mutating func condition(depth: Int, isProperty: Bool) -> String {
        let roll = Int.random(in: 0..<(isProperty ? 16 : 10), using: &generator)
        if depth < 2, generator.chance(2, in: 5) {
            let parts = (0..<2).map { _ in condition(depth: depth + 1, isProperty: isProperty) }
            return generator.pick(["(\(parts[0]) and \(parts[1]))", "(\(parts[0]) or \(parts[1]))", "not \(parts[0])"])
        }
        switch roll {
        case 0: return "flag"
        case 1: return "count >= \(Int.random(in: 1...2, using: &generator))"
        case 2: return "vote.\(generator.pick(["all", "any", "none"]))(\(generator.pick(["open", "yes", "no"])))"
        case 3: return isProperty ? "count = 0" : "vote.mine(\(generator.pick(["open", "yes"])))"
        case 4: return "asked"
        case 5: return "not flag"
        case 6, 7, 8, 9: return "in(\(generator.pick(Self.states)))"
        case 10, 11: return "on(\(generator.pick(Self.events)))"
        case 12: return "by(\(generator.pick(Self.roles)))"
        case 13: return "\(generator.pick(["running", "paused", "ranOut"]))(\(generator.pick(["c", "d"])))"
        case 14: return generator.pick(["paper(notice.rights)", "record(note)", "told(police)"])
        default: return "on(expired.c)"
        }
    }

    private mutating func asked() -> String { "\"\(condition(depth: 0, isProperty: true))\"" }

    private mutating func property() -> String {
        switch Int.random(in: 0..<9, using: &generator) {
        case 0: "never: \(asked())\(scope(between: true))"
        case 1: "always: \(asked())\(scope(between: true))"
        case 2: "whenever: \(asked()), holds: \(asked())\(scope(between: true))"
        case 3: "precedes: { first: \(asked()), then: \(asked()) }\(scope(between: false))"
        case 4: "atMost: \(Int.random(in: 0...2, using: &generator)), of: \(asked())\(scope(between: false))"
        case 5, 6: "leadsTo: { from: \(asked()), to: \(asked()) }"
        case 7:
            "fromEvery: \(asked()), possible: \(generator.pick(Self.events))"
                + (generator.chance(1, in: 2) ? ", by: \(generator.pick(Self.roles))" : "")
        default: "fromEvery: \(asked()), reachable: \(asked())"
        }
    }

    private mutating func scope(between: Bool) -> String {
        switch Int.random(in: 0..<(between ? 6 : 5), using: &generator) {
        case 0: ", before: \(asked())"
        case 1: ", after: \(asked())"
        case 5: ", between: { from: \(asked()), to: \(asked()) }"
        default: ""
        }
    }
}
