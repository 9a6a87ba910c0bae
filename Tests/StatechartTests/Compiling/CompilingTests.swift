import Statechart
import Testing

@Suite("The compiler names every problem and where it stands")
struct CompilingTests {
    typealias Reason = ChartProblem.Reason

    struct Fault: Sendable, CustomTestStringConvertible {
        let source: ChartSource
        let path: String
        let reason: Reason
        var testDescription: String { "\(reason) at \(path)" }

        init(_ path: String, _ reason: Reason, _ source: ChartSource) {
            self.source = source
            self.path = path
            self.reason = reason
        }
    }

    static let facts = FactTests.facts

    static func guarded(_ condition: Guard) -> ChartSource {
        source(state("a", on("e", when: condition, to: "a")), facts: facts)
    }

    static func running(_ actions: Action...) -> ChartSource {
        source(.child(StateSource(id: "a", onEntry: [[], actions])), facts: facts)
    }

    static func declaring(_ domain: FactDomain, initial: FactValue) -> ChartSource {
        source(state("a"), facts: [FactDeclaration(name: "f", domain: domain, initial: initial)])
    }

    static let shape: [Fault] = [
        Fault("chart", .noStates, ChartSource(states: [])),
        Fault("states[0]", .emptyStateID, source(state(""))),
        Fault("states[1].states[0]", .duplicateState("a"), source(state("a"), state("b", state("a")))),
        Fault("states[0]", .noChildren("c"), ChartSource(states: [StateSource(id: "c", kind: .compound)])),
        Fault("states[0]", .noChildren("p"), source(parallel("p"))),
        Fault(
            "states[0]", .childrenNotAllowed("a"),
            ChartSource(states: [StateSource(id: "a", children: [StateSource(id: "b")])])),
        Fault("states[0]", .childrenNotAllowed("f"), source(final("f", state("x")))),
        Fault("states[0].states[1]", .finalInParallel("f"), source(parallel("p", state("a"), final("f")))),
        Fault("states[0]", .transitionsNotAllowed("f"), source(final("f", on("e")), state("a"))),
        Fault("states[0]", .doneDataNotAllowed("a"), source(state("a", .doneData(1)))),
        Fault("states[0].initial", .initialNotAllowed("a"), source(state("a", initial("b")), state("b"))),
        Fault("states[0].initial", .initialNotAllowed("p"), source(parallel("p", initial("b"), state("b")))),
        Fault("states[0].initial", .emptyInitial("c"), source(state("c", initial(), state("b")))),
        Fault(
            "states[0].initial.targets[0]", .initialOutside(state: "c", target: "b"),
            source(state("c", initial("b"), state("a")), state("b"))),
        Fault(
            "states[0].initial.targets[0]", .initialOutside(state: "c", target: "c"),
            source(state("c", initial("c"), state("a")))),
        Fault("states[1]", .historyAtTop("h"), source(state("a"), history("h", .deep, "a"))),
        Fault(
            "states[0].states[1]", .historyWithoutDefault("h"),
            source(state("c", state("a"), .child(StateSource(id: "h", kind: .history(.deep)))))),
        Fault(
            "states[0].states[1].initial.targets[0]", .historyDefaultNotChild(history: "h", target: "b1"),
            source(state("c", state("b", state("b1")), history("h", .shallow, "b1")))),
        Fault(
            "states[0].states[1].initial.targets[0]", .historyDefaultIsHistory(history: "h", target: "i"),
            source(state("c", state("a"), history("h", .shallow, "i"), history("i", .shallow, "a")))),
        Fault(
            "states[0].states[1].initial.targets[0]", .initialOutside(state: "h", target: "z"),
            source(state("c", state("a"), history("h", .deep, "z")), state("z"))),
        Fault(
            "states[0].states[1]", .actionsNotAllowed("h"),
            source(
                state(
                    "c", state("a"),
                    .child(
                        StateSource(id: "h", kind: .history(.deep), initial: ["a"], onEntry: [[.log("x")]]))))),
        Fault("initial.targets[0]", .unknownState("x"), source(state("a"), initial: ["x"])),
    ]

    static let transitions: [Fault] = [
        Fault("states[0].transitions[1].targets[0]", .unknownState("x"), source(state("a", on("e"), on("e", to: "x")))),
        Fault("states[0].transitions[0]", .endlessTransition, source(state("a", always()))),
        Fault("states[0].transitions[0]", .endlessTransition, source(state("a", always(when: .constant(true))))),
        Fault("states[0].transitions[0].events[1]", .malformedEvent("a..b"), source(state("a", on("x a..b")))),
        Fault("states[0].transitions[0].events[0]", .malformedEvent("a.*.b"), source(state("a", on("a.*.b")))),
        Fault(
            "states[0].transitions[0].targets[1]", .incompatibleTargets("b", "c"),
            source(state("a", on("e", to: "b", "c")), state("b"), state("c"))),
        Fault(
            "states[0].transitions[0].targets[1]", .incompatibleTargets("a", "a"),
            source(state("a", on("e", to: "a", "a")))),
        Fault(
            "states[0].transitions[0].targets[1]", .incompatibleTargets("p", "x"),
            source(state("a", on("e", to: "p", "x")), parallel("p", state("x"), state("y")))),
        Fault(
            "states[0].transitions[0].targets[1]", .incompatibleTargets("h", "y"),
            source(state("a", on("e", to: "h", "y")), parallel("p", history("h", .deep, "x"), state("x"), state("y")))),
        Fault(
            "states[0].transitions[0].targets[1]", .incompatibleTargets("x1", "x2"),
            source(state("a", on("e", to: "x1", "x2")), parallel("p", state("x", state("x1"), state("x2")), state("y")))
        ),
    ]

    static let conditions: [Fault] = [
        Fault("states[0].transitions[0].condition", .unknownState("x"), guarded(.active(state: "x"))),
        Fault("states[0].transitions[0].condition", .unknownFact("x"), guarded(.fact("x", .equals(true)))),
        Fault(
            "states[0].transitions[0].condition.operands[1].operands[0]", .unknownFact("x"),
            guarded(.any([.constant(true), .not(.members(.every, "x", .equals(1)))]))),
        Fault(
            "states[0].transitions[0].condition", .valueNotInDomain(fact: "form", value: "verbal"),
            guarded(.fact("form", .equals("verbal")))),
        Fault(
            "states[0].transitions[0].condition", .valueNotInDomain(fact: "eligible", value: 1),
            guarded(.fact("eligible", .differs(1)))),
        Fault(
            "states[0].transitions[0].condition", .valueNotInDomain(fact: "visits", value: 4),
            guarded(.fact("visits", .isOne(of: [1, 4])))),
        Fault("states[0].transitions[0].condition", .notCounter(fact: "form"), guarded(.fact("form", .atLeast(1)))),
        Fault(
            "states[0].transitions[0].condition", .wrongScope(fact: "consent", declared: .each),
            guarded(.fact("consent", .equals("given")))),
        Fault(
            "states[0].transitions[0].condition", .wrongScope(fact: "form", declared: .single),
            guarded(.actingMember("form", .equals("oral")))),
    ]

    static let actions: [Fault] = [
        Fault("states[0].onEntry[1].actions[0]", .unknownFact("x"), running(.assign("x", true, on: .chart))),
        Fault(
            "states[0].onEntry[1].actions[1]", .valueNotInDomain(fact: "form", value: 2),
            running(.log("x"), .assign("form", 2, on: .chart))),
        Fault(
            "states[0].onEntry[1].actions[0]", .wrongScope(fact: "form", declared: .single),
            running(.assign("form", "oral", on: .everyMember))),
        Fault(
            "states[0].onEntry[1].actions[0]", .notCounter(fact: "form"), running(.increment("form", by: 1, on: .chart))
        ),
        Fault("states[0].onEntry[1].actions[0]", .malformedEvent("*"), running(.raise("*"))),
        Fault("states[0].onEntry[1].actions[0]", .malformedEvent(""), running(.send(Send(event: "")))),
        Fault("states[0].onEntry[1].actions[0]", .malformedEvent("a b"), running(.fail("a b"))),
        Fault(
            "states[0].onEntry[1].actions[0].branches[1].condition", .unknownFact("x"),
            running(
                .conditional([Branch(.constant(true), []), Branch(.fact("x", .equals(1)), [])], otherwise: []))),
        Fault(
            "states[0].onEntry[1].actions[0].branches[0].actions[0]", .malformedEvent("."),
            running(.conditional([Branch(.constant(true), [.raise(".")])], otherwise: []))),
        Fault(
            "states[0].onEntry[1].actions[0].otherwise.actions[1]", .malformedEvent("."),
            running(.conditional([], otherwise: [.log("x"), .raise(".")]))),
    ]

    static let domains: [Fault] = [
        Fault("facts[0]", .badDomain(fact: "f"), declaring(.enumeration([]), initial: "x")),
        Fault("facts[0]", .badDomain(fact: "f"), declaring(.enumeration(["x", "x"]), initial: "x")),
        Fault("facts[0]", .badDomain(fact: "f"), declaring(.enumeration((0...256).map { "v\($0)" }), initial: "v0")),
        Fault("facts[0]", .badDomain(fact: "f"), declaring(.counter(max: 0), initial: 0)),
        Fault("facts[0]", .badDomain(fact: "f"), declaring(.counter(max: 256), initial: 0)),
        Fault("facts[0]", .badDomain(fact: "f"), declaring(.counter(max: -3), initial: 0)),
        Fault("facts[0]", .valueNotInDomain(fact: "f", value: 4), declaring(.counter(max: 3), initial: 4)),
        Fault("facts[0]", .valueNotInDomain(fact: "f", value: "x"), declaring(.boolean, initial: "x")),
        Fault("facts[5]", .duplicateFact("form"), source(state("a"), facts: facts + [facts[1]])),
        Fault(
            "facts[0]", .emptyFactName,
            source(state("a"), facts: [FactDeclaration(name: "", domain: .boolean, initial: true)])),
    ]

    @Test(arguments: shape + transitions + conditions + actions + domains)
    func reports(_ fault: Fault) throws {
        let error = try #require(throws: ChartError.self) { try Chart(compiling: fault.source) }
        let found = error.problems.map { "\($0.path): \($0.reason)" }
        #expect(found.contains("\(fault.path): \(fault.reason)"), "\(found)")
    }

    @Test("All problems come together, in document order")
    func all() throws {
        let broken = source(
            state("a", on("e", to: "x"), on("e", when: .active(state: "y"), to: "a")), state("a"),
            facts: [FactDeclaration(name: "f", domain: .counter(max: 0), initial: 0)])
        let error = try #require(throws: ChartError.self) { try Chart(compiling: broken) }
        #expect(
            error.problems.map(\.reason) == [
                .badDomain(fact: "f"), .unknownState("x"), .unknownState("y"), .duplicateState("a"),
            ])
    }

    @Test("The largest domains and charts beyond one word compile and run")
    func large() throws {
        let facts = [
            FactDeclaration(name: "f", domain: .enumeration((0..<256).map { "v\($0)" }), initial: "v255"),
            FactDeclaration(name: "n", domain: .counter(max: 255), initial: 255),
        ]
        let states = (0..<200).map { index in
            StateSource(
                id: "s\(index)",
                transitions: [
                    TransitionSource(
                        events: ["next"], condition: .all([.fact("f", .equals("v255")), .fact("n", .atLeast(255))]),
                        targets: ["s\((index + 1) % 200)"])
                ])
        }
        let chart = try Chart(compiling: ChartSource(facts: facts, states: states))
        var snapshot = chart.start().snapshot
        for index in 1...200 {
            let step = chart.step(snapshot, chart.event("next"))
            #expect(step.exited.map(\.rawValue) == [index])
            #expect(chart.names(of: step.snapshot).states == ["s\(index % 200)"])
            snapshot = step.snapshot
        }
        #expect(snapshot == chart.start().snapshot)
    }

    @Test("A compiled chart describes itself by the indices that steps report")
    func describes() throws {
        let chart = try Chart(
            compiling: source(
                state("c", on("e", to: "b", tag: 41), state("a", on("x", to: "b", tag: 42)), history("h", .deep, "a")),
                state("b", entry(.raise("raised"), .send(Send(event: "sent"))))))
        #expect(chart.states.map(\.id) == ["", "c", "a", "h", "b"])
        #expect(chart.states.map(\.depth) == [0, 1, 2, 2, 1])
        #expect(chart.states.map { $0.parent?.rawValue } == [nil, 0, 1, 1, 0])
        #expect(chart.states[1].initial == [StateIndex(2)])
        #expect(chart.transitions.map(\.tag) == [41, 42])
        #expect(chart.transitions.map(\.source.rawValue) == [1, 2])
        #expect(chart.states[2].transitions == 1..<2)
        #expect(chart.transitions[1].path.description == "states[0].states[0].transitions[0]")
        #expect(Set(["e", "x", "raised", "sent", "done.state.c"]).isSubset(of: chart.events))
        let step = chart.step(chart.start().snapshot, chart.event("x"))
        #expect(step.transitions == [TransitionIndex(1)])
        #expect(chart.eventID("e.more") == chart.eventID("e"))
        #expect(chart.eventID("unheard.of") == .other)
    }
}
