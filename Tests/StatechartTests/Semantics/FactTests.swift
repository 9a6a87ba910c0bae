import Statechart
import Testing

@Suite("Facts, members and guards")
struct FactTests {
    static let facts = [
        FactDeclaration(name: "eligible", domain: .boolean, initial: false),
        FactDeclaration(name: "form", domain: .enumeration(["none", "oral", "written"]), initial: "none"),
        FactDeclaration(name: "visits", domain: .counter(max: 3), initial: 1),
        FactDeclaration(
            name: "consent", domain: .enumeration(["asked", "given", "refused"]), scope: .each, initial: "asked"),
        FactDeclaration(name: "calls", domain: .counter(max: 2), scope: .each, initial: 0),
    ]

    static func guarded(_ condition: Guard) throws -> Chart {
        try Chart(compiling: source(state("a", on("e", when: condition, to: "b")), state("b"), facts: facts))
    }

    static let consents: [FactValue] = ["given", "given", "refused"]

    /// With eligible = true, form = oral, visits = 2, and three members who gave, gave, refused; the second acts.
    @Test(
        "Guards compare facts",
        arguments: [
            (.constant(true), true), (.constant(false), false), (.all([]), true), (.any([]), false),
            (.fact("eligible", .equals(true)), true), (.fact("eligible", .differs(true)), false),
            (.fact("form", .equals("oral")), true), (.fact("form", .differs("oral")), false),
            (.fact("form", .isOne(of: ["none", "oral"])), true), (.fact("form", .isOne(of: ["none"])), false),
            (.fact("form", .isOne(of: [])), false), (.fact("visits", .equals(2)), true),
            (.fact("visits", .atLeast(2)), true), (.fact("visits", .atLeast(3)), false),
            (.fact("visits", .atMost(2)), true), (.fact("visits", .atMost(1)), false),
            (.fact("visits", .atLeast(-5)), true), (.fact("visits", .atMost(500)), true),
            (.members(.every, "consent", .equals("given")), false),
            (.members(.every, "consent", .differs("asked")), true),
            (.members(.some, "consent", .equals("refused")), true),
            (.members(.some, "consent", .equals("asked")), false),
            (.members(.none, "consent", .equals("asked")), true),
            (.members(.none, "consent", .equals("refused")), false),
            (.members(.every, "calls", .atMost(0)), true), (.members(.some, "calls", .atLeast(1)), false),
            (.actingMember("consent", .equals("given")), true),
            (.actingMember("consent", .equals("refused")), false),
            (.not(.fact("eligible", .equals(true))), false), (.not(.constant(false)), true),
            (.all([.constant(true), .fact("eligible", .equals(true))]), true),
            (.all([.constant(true), .constant(false)]), false), (.any([.constant(false), .constant(true)]), true),
            (.any([.constant(false), .not(.constant(true))]), false),
            (.not(.all([.any([.constant(false), .active(state: "a")]), .constant(true)])), false),
            (.active(state: "a"), true), (.active(state: "b"), false),
        ] as [(Guard, Bool)])
    func compares(condition: Guard, holds: Bool) throws {
        let chart = try Self.guarded(condition)
        let snapshot = chart.start(members: 3).snapshot
        var inputs = [
            try chart.input("eligible", true), try chart.input("form", "oral"), try chart.input("visits", 2),
        ]
        for (member, value) in Self.consents.enumerated() {
            inputs.append(try chart.input("consent", value, member: member))
        }
        let step = chart.step(snapshot, chart.event("e", member: 1, inputs: inputs))
        #expect(step.outcome == (holds ? .taken : .ignored(.guarded)))
    }

    @Test(
        "Over no members every and none hold, some does not",
        arguments: [(Quantifier.every, true), (.some, false), (.none, true)])
    func vacuous(quantifier: Quantifier, holds: Bool) throws {
        let chart = try Self.guarded(.members(quantifier, "consent", .equals("given")))
        #expect((chart.step(chart.start().snapshot, chart.event("e")).outcome == .taken) == holds)
    }

    @Test("A guard about the acting member is false when nobody acts")
    func nobodyActs() throws {
        let chart = try Self.guarded(.actingMember("consent", .equals("asked")))
        let snapshot = chart.start(members: 1).snapshot
        #expect(chart.step(snapshot, chart.event("e")).outcome == .ignored(.guarded))
        #expect(chart.step(snapshot, chart.event("e", member: 0)).outcome == .taken)
    }

    @Test(
        "Counters stay within their domain",
        arguments: [(1, 2), (2, 3), (50, 3), (.max, 3), (-1, 0), (-7, 0), (.min, 0), (0, 1)] as [(Int, Int)])
    func saturates(amount: Int, expected: Int) throws {
        let chart = try Chart(
            compiling: source(
                state("a", on("e", run: .increment("visits", by: amount, on: .chart))), facts: Self.facts))
        let step = chart.step(chart.start().snapshot, chart.event("e"))
        #expect(chart.names(of: step.snapshot).facts["visits"] == .number(expected))
    }

    @Test("Actions change the fact of the acting member, or of every one")
    func bearers() throws {
        let chart = try Chart(
            compiling: source(
                state(
                    "a",
                    on(
                        "one", run: .assign("consent", "given", on: .actingMember),
                        .increment("calls", by: 1, on: .actingMember)),
                    on(
                        "all", run: .assign("consent", "refused", on: .everyMember),
                        .increment("calls", by: 1, on: .everyMember)),
                    on("me", run: .raise("inner")), on("inner", run: .assign("consent", "asked", on: .actingMember))),
                facts: Self.facts))
        var snapshot = chart.start(members: 3).snapshot
        snapshot = chart.step(snapshot, chart.event("one", member: 1)).snapshot
        #expect(
            chart.names(of: snapshot).memberFacts == ["consent": ["asked", "given", "asked"], "calls": [0, 1, 0]])
        snapshot = chart.step(snapshot, chart.event("all")).snapshot
        #expect(
            chart.names(of: snapshot).memberFacts == [
                "consent": ["refused", "refused", "refused"], "calls": [1, 2, 1],
            ])
        snapshot = chart.step(snapshot, chart.event("me", member: 2)).snapshot
        #expect(chart.names(of: snapshot).memberFacts["consent"] == ["refused", "refused", "asked"])
    }

    @Test("Inputs are there for guards, stay when the event is taken, and vanish when it is ignored")
    func inputs() throws {
        let chart = try Self.guarded(.fact("form", .equals("written")))
        let snapshot = chart.start().snapshot
        let refused = chart.step(snapshot, chart.event("e", inputs: [try chart.input("form", "oral")]))
        #expect(refused.outcome == .ignored(.guarded) && refused.snapshot == snapshot)
        let taken = chart.step(snapshot, chart.event("e", inputs: [try chart.input("form", "written")]))
        #expect(chart.names(of: taken.snapshot).facts["form"] == "written")
    }

    @Test("An input alone may make an eventless transition possible")
    func inputAlone() throws {
        let chart = try Chart(
            compiling: source(
                state("a", always(when: .fact("eligible", .equals(true)), to: "b")), state("b"), facts: Self.facts))
        let step = chart.step(chart.start().snapshot, chart.event("told", inputs: [try chart.input("eligible", true)]))
        #expect(step.outcome == .taken)
        #expect(chart.names(of: step.snapshot).states == ["b"])
    }

    @Test("What does not fit is refused with its reason")
    func refusals() throws {
        let chart = try Self.guarded(.constant(true))
        let snapshot = chart.start(members: 2).snapshot
        let consent = try #require(chart.fact("consent"))
        let form = try #require(chart.fact("form"))
        let nowhere = Input(fact: FactIndex(99), code: 0)
        let beyond = Input(fact: form, code: 3)
        let misplaced = Input(fact: form, member: 0, code: 1)
        let cases: [(Event, Refusal)] = [
            (chart.event("unheard"), .notAccepted),
            (chart.event("e", member: 2), .noSuchMember),
            (chart.event("e", member: -1), .noSuchMember),
            (chart.event("e", inputs: [Input(fact: consent, code: 1)]), .noSuchMember),
            (chart.event("e", inputs: [Input(fact: consent, member: 7, code: 1)]), .noSuchMember),
            (chart.event("e", inputs: [nowhere]), .invalidInput(nowhere)),
            (chart.event("e", inputs: [beyond]), .invalidInput(beyond)),
            (chart.event("e", inputs: [misplaced]), .invalidInput(misplaced)),
            (Event(EventID(1_000)), .notAccepted),
            (Event(EventID(-4)), .notAccepted),
        ]
        for (event, refusal) in cases {
            let step = chart.step(snapshot, event)
            #expect(step.outcome == .ignored(refusal))
            #expect(step.snapshot == snapshot)
        }
        let other = try Chart(compiling: source(state("z")))
        #expect(other.step(snapshot, chart.event("e")).outcome == .ignored(.foreignSnapshot))
    }

    @Test("A member who joins starts with the declared values, and the others keep theirs")
    func joining() throws {
        let chart = try Chart(
            compiling: source(
                state("a", on("give", run: .assign("consent", "given", on: .actingMember))), facts: Self.facts))
        var snapshot = chart.start(members: 0).snapshot
        for member in 0..<255 {
            snapshot = chart.addingMember(to: snapshot)
            snapshot = chart.step(snapshot, chart.event("give", member: member)).snapshot
        }
        #expect(snapshot.memberCount == 255)
        #expect(chart.addingMember(to: snapshot) == snapshot)
        #expect(chart.names(of: snapshot).memberFacts["consent"] == Array(repeating: "given", count: 255))
        #expect(chart.names(of: snapshot).memberFacts["calls"] == Array(repeating: 0, count: 255))
    }

    @Test("A member who joins late equals one who was there from the start")
    func joiningIsEqual() throws {
        let chart = try Self.guarded(.constant(true))
        var snapshot = chart.start().snapshot
        for _ in 0..<20 { snapshot = chart.addingMember(to: snapshot) }
        #expect(snapshot == chart.start(members: 20).snapshot)
        #expect(snapshot != chart.start(members: 19).snapshot)
    }
}
