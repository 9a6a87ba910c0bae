package import Statechart

/// Well-formed charts of every feature, drawn from a seed.
package struct RandomChart {
    package static let events = ["a", "b", "a.x", "a.x.y", "c", "d"]
    package static let facts = [
        FactDeclaration(name: "flag", domain: .boolean, initial: false),
        FactDeclaration(name: "mood", domain: .enumeration(["calm", "cross", "glad"]), initial: "calm"),
        FactDeclaration(name: "count", domain: .counter(max: 3), initial: 0),
        FactDeclaration(
            name: "consent", domain: .enumeration(["asked", "given", "refused"]), scope: .each, initial: "asked"),
        FactDeclaration(name: "visits", domain: .counter(max: 2), scope: .each, initial: 1),
    ]

    /// A region or state with the places of its inside, for legal targets.
    private struct Place {
        let id: String
        let kind: StateKind
        let path: [Int]
    }

    private var generator: SeededGenerator
    private var counter = 0
    private var places: [Place] = []
    private let isLarge: Bool

    package init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        isLarge = generator.chance(1, in: 12)
    }

    package mutating func make() -> ChartSource {
        var states = (0..<Int.random(in: 1...3, using: &generator)).map { _ in tree(depth: 1, in: .compound) }
        if generator.chance(1, in: 2) { states.append(StateSource(id: name(), kind: .final, doneData: 7)) }
        record(states, under: [])
        for index in states.indices { fill(&states[index], path: [index]) }
        let initial = generator.chance(1, in: 3) ? targets(inside: []) : []
        return ChartSource(facts: Self.facts, initial: initial, states: states)
    }

    private mutating func name() -> String {
        counter += 1
        return "s\(counter)"
    }

    // MARK: Shape

    private mutating func tree(depth: Int, in parent: StateKind) -> StateSource {
        let id = name()
        let roll = Int.random(in: 0..<10, using: &generator)
        if depth >= (isLarge ? 6 : 4) || roll < (isLarge ? 2 : 3 + depth) {
            return StateSource(id: id, kind: parent == .compound && generator.chance(1, in: 6) ? .final : .atomic)
        }
        let kind: StateKind = roll.isMultiple(of: 2) ? .parallel : .compound
        let count = Int.random(in: kind == .parallel ? 2...3 : 1...3, using: &generator)
        var children = (0..<count).map { _ in tree(depth: depth + 1, in: kind) }
        if kind == .compound, generator.chance(1, in: 3) { children.append(StateSource(id: name(), kind: .final)) }
        for memory in [HistoryKind.shallow, .deep] where generator.chance(1, in: 4) {
            let position = Int.random(in: 0...children.count, using: &generator)
            children.insert(StateSource(id: name(), kind: .history(memory)), at: position)
        }
        return StateSource(id: id, kind: kind, children: children)
    }

    private mutating func record(_ states: [StateSource], under path: [Int]) {
        for (index, state) in states.enumerated() {
            places.append(Place(id: state.id, kind: state.kind, path: path + [index]))
            record(state.children, under: path + [index])
        }
    }

    // MARK: Targets

    private func inside(_ path: [Int]) -> [Place] {
        places.filter { $0.path.count > path.count && $0.path.starts(with: path) }
    }

    /// One target, or two in different regions of a parallel state.
    private mutating func targets(inside path: [Int], histories: Bool = true) -> [String] {
        let candidates = inside(path).filter { histories || !$0.kind.isHistory }
        let parallels = candidates.filter { $0.kind == .parallel }
        if generator.chance(1, in: 4), let chosen = parallels.randomElement(using: &generator) {
            let regions = inside(chosen.path).filter {
                $0.path.count == chosen.path.count + 1 && !$0.kind.isHistory
            }
            let picks = regions.shuffled(using: &generator).prefix(2).map { region in
                generator.pick([region] + inside(region.path).filter { histories || !$0.kind.isHistory }).id
            }
            if !picks.isEmpty { return picks }
        }
        return candidates.isEmpty ? [] : [generator.pick(candidates).id]
    }

    // MARK: Content

    private mutating func fill(_ state: inout StateSource, path: [Int]) {
        switch state.kind {
        case .history(let memory):
            let home = Array(path.dropLast())
            let children = inside(home).filter { $0.path.count == path.count && !$0.kind.isHistory }
            let targets = memory == .shallow ? [generator.pick(children).id] : targets(inside: home, histories: false)
            state.initial = InitialSource(targets: targets, actions: actions())
            return
        case .compound:
            if generator.chance(1, in: 2) {
                state.initial = InitialSource(targets: targets(inside: path), actions: actions())
            }
        case .atomic, .parallel, .final:
            break
        }
        if state.kind != .final {
            state.transitions = (0..<Int.random(in: 0...3, using: &generator)).map { _ in transition(path) }
        }
        state.onEntry = (0..<Int.random(in: 0...2, using: &generator)).map { _ in actions() }
        state.onExit = (0..<Int.random(in: 0...2, using: &generator)).map { _ in actions() }
        for index in state.children.indices { fill(&state.children[index], path: path + [index]) }
    }

    private mutating func transition(_ path: [Int]) -> TransitionSource {
        let isEventless = generator.chance(1, in: 8)
        let descriptors =
            Self.events + ["*", "a.*", "i", "j", "done.state", "error", "done.state.\(generator.pick(places).id)"]
        let events = (0..<(isEventless ? 0 : generator.chance(1, in: 5) ? 2 : 1)).map { _ in
            EventDescriptor(generator.pick(descriptors))
        }
        let isInside = generator.chance(1, in: 3)
        var targets = generator.chance(1, in: 7) ? [] : targets(inside: isInside ? path : [])
        if isEventless, targets.isEmpty { targets = self.targets(inside: []) }
        return TransitionSource(
            events: events,
            condition: isEventless || generator.chance(1, in: 2) ? condition(depth: 0) : nil,
            targets: targets,
            kind: generator.chance(1, in: 2) ? .internal : .external,
            actions: actions(),
            tag: counter)
    }

    private mutating func condition(depth: Int) -> Guard {
        switch Int.random(in: 0..<(depth < 2 ? 13 : 10), using: &generator) {
        case 0: .constant(generator.chance(1, in: 2))
        case 1, 2: .active(state: generator.pick(places.filter { !$0.kind.isHistory }).id)
        case 3: .fact("flag", .equals(.boolean(generator.chance(1, in: 2))))
        case 4: .fact("mood", generator.pick([.differs("calm"), .equals("glad"), .isOne(of: ["calm", "cross"])]))
        case 5, 6: .fact("count", generator.pick([.atLeast(2), .atMost(1), .equals(3), .differs(0)]))
        case 7:
            .members(generator.pick([.every, .some, .none]), "consent", .equals(generator.pick(["given", "asked"])))
        case 8: .members(generator.pick([.every, .some, .none]), "visits", generator.pick([.atLeast(2), .atMost(0)]))
        case 9: .actingMember("consent", .differs("refused"))
        case 10: .not(condition(depth: depth + 1))
        case 11: .all((0..<2).map { _ in condition(depth: depth + 1) })
        default: .any((0..<2).map { _ in condition(depth: depth + 1) })
        }
    }

    private mutating func actions(depth: Int = 0) -> [Action] {
        (0..<Int.random(in: 0...2, using: &generator)).map { _ in action(depth: depth) }
    }

    private mutating func action(depth: Int) -> Action {
        switch Int.random(in: 0..<(depth < 2 ? 15 : 13), using: &generator) {
        case 0: .assign("flag", .boolean(generator.chance(1, in: 2)), on: .chart)
        case 1: .assign("mood", generator.pick(["calm", "cross", "glad"]), on: .chart)
        case 2, 3: .increment("count", by: generator.pick([-2, -1, 1, 2]), on: .chart)
        case 4:
            .assign(
                "consent", generator.pick(["given", "refused"]), on: generator.pick([.actingMember, .everyMember]))
        case 5: .increment("visits", by: generator.pick([-1, 1]), on: generator.pick([.actingMember, .everyMember]))
        case 6, 7: .raise(generator.pick(["i", "j", "a.x"]))
        case 8: .send(Send(event: generator.pick(["t", "a"]), delay: generator.pick([0, 50]), id: "n\(counter)"))
        case 9: .cancel("n1")
        case 10, 11: .log("l\(Int.random(in: 0..<100, using: &generator))")
        case 12: generator.chance(1, in: 4) ? .fail("error.communication") : .effect(counter)
        default:
            .conditional(
                (0..<Int.random(in: 1...2, using: &generator)).map { _ in
                    Branch(condition(depth: 1), actions(depth: depth + 1))
                },
                otherwise: actions(depth: depth + 1))
        }
    }
}
