import Statechart
import Testing

@Suite("Run to completion, done events and the end")
struct CompletionTests {
    static let scenarios = [
        Scenario(
            "eventless transitions follow at once",
            source(state("a", on("e", to: "b")), state("b", always(to: "c")), state("c")),
            start: "a", ("e", "c | -a -b +b +c")),
        Scenario(
            "eventless transitions are taken at the start", source(state("a", always(to: "b")), state("b")), start: "b"),
        Scenario(
            "an eventless transition waits for its guard",
            source(
                parallel(
                    "p", state("l", state("l1", always(when: .active(state: "r2"), to: "l2")), state("l2")),
                    state("r", state("r1", on("e", to: "r2")), state("r2")))),
            start: "l1 r1", ("e", "l2 r2 | -r1 -l1 +r2 +l2")),
        Scenario(
            "eventless transitions come before internal events",
            source(
                state("a", on("e", to: "b", run: .raise("i"))), state("b", always(to: "c"), on("i", to: "wrong")),
                state("c", on("i", to: "d")), state("d"), state("wrong")),
            start: "a", ("e", "d")),
        Scenario(
            "internal events are handled in the order raised",
            source(
                state(
                    "a", on("e", run: .raise("i"), .raise("j")), on("i", run: .log("i"), .raise("k")),
                    on("j", run: .log("j")), on("k", run: .log("k")))),
            start: "a", ("e", "a | | i j k")),
        Scenario(
            "an internal event that nothing answers is dropped",
            source(state("a", entry(.raise("x")), on("e", to: "b")), state("b")),
            start: "a", ("e", "b")),
        Scenario(
            "an event sent comes out instead of being handled",
            source(
                state(
                    "a", on("e", run: .send(Send(event: "f", delay: 50, id: "one")), .cancel("two")), on("f", to: "b")),
                state("b")),
            start: "a", ("e", "a | | send:f@50=one cancel:two"), ("f", "b")),
        Scenario(
            "a final child completes its parent",
            source(state("c", on("done.state.c", to: "next"), state("a", on("e", to: "f")), final("f")), state("next")),
            start: "a", ("e", "next | -a -f -c +f +next")),
        Scenario(
            "a parallel state is done when each region is",
            source(
                parallel(
                    "p", on("done.state.p", to: "next"), state("l", state("l1", on("l", to: "lf")), final("lf")),
                    state("r", state("r1", on("r", to: "rf")), final("rf"))),
                state("next")),
            start: "l1 r1", ("l", "lf r1"), ("r", "next")),
        Scenario(
            "regions tell that they are done before the parallel state does",
            source(
                parallel(
                    "p", on("done.state.r", run: .log("r")), on("done.state.p", run: .log("p")),
                    state("l", final("lf")), state("r", state("r1", on("e", to: "rf")), final("rf")))),
            start: "lf r1", ("e", "lf rf | -r1 +rf | r p")),
        Scenario(
            "a nested parallel region counts as done when all of it is",
            source(
                parallel(
                    "p", on("done.state.p", to: "next"),
                    parallel("q", state("x", final("xf")), state("y", final("yf"))),
                    state("r", state("r1", on("e", to: "rf")), final("rf"))),
                state("next")),
            start: "xf yf r1", ("e", "next")),
        Scenario(
            "done events match prefixes", source(state("c", on("done.state", to: "n"), final("f")), state("n")),
            start: "n"),
        Scenario(
            "a failing action abandons its block and raises its error",
            source(
                state(
                    "a", entry(.log("1"), .fail("error.execution"), .log("2")), entry(.log("3")),
                    on("error", run: .log("caught")))),
            start: "a | +a | 1 !error.execution 3 caught"),
        Scenario(
            "an action for the acting member fails when nobody acts",
            source(
                state("a", on("e", run: .assign("consent", "given", on: .actingMember), .log("no"))),
                facts: [
                    FactDeclaration(
                        name: "consent", domain: .enumeration(["asked", "given"]), scope: .each, initial: "asked")
                ]),
            start: "a", ("e", "a | | !error.execution")),
        Scenario(
            "conditional actions run their first branch that holds",
            source(
                state(
                    "a",
                    on(
                        "e",
                        run: .conditional(
                            [
                                Branch(.constant(false), [.log("no")]), Branch(.active(state: "a"), [.log("yes")]),
                                Branch(.constant(true), [.log("late")]),
                            ], otherwise: [.log("else")]), .log("after")),
                    on("f", run: .conditional([Branch(.constant(false), [])], otherwise: [.log("else")])))),
            start: "a", ("e", "a | | yes after"), ("f", "a | | else")),
        Scenario(
            "conditions of actions see the configuration of their moment",
            source(
                state(
                    "a", exit(.conditional([Branch(.active(state: "a"), [.log("still")])], otherwise: [])),
                    on(
                        "e", to: "b",
                        run: .conditional([Branch(.active(state: "a"), [.log("wrong")])], otherwise: [.log("gone")]))),
                state("b", entry(.conditional([Branch(.active(state: "b"), [.log("already")])], otherwise: [])))),
            start: "a", ("e", "b | -a +b | still gone already")),
        Scenario(
            "a final state at the top ends the chart, dropping what is queued",
            source(
                state("a", on("e", to: "end", run: .raise("i"))),
                final("end", entry(.log("in")), exit(.log("out")), .doneData(3)), state("x")),
            start: "a", ("e", "end | -a +end | in out"), ("e", "ignored")),
    ]

    @Test(arguments: scenarios)
    func holds(_ scenario: Scenario) throws { try scenario.run() }

    @Test("The end carries its data, and says so once")
    func doneData() throws {
        let chart = try Chart(compiling: source(state("a", on("e", to: "end")), final("end", .doneData(3))))
        let start = chart.start()
        #expect(!start.isDone && start.doneData == nil)
        let end = chart.step(start.snapshot, chart.event("e"))
        #expect(end.isDone && end.doneData == 3 && !end.snapshot.isRunning)
        let after = chart.step(end.snapshot, chart.event("e"))
        #expect(after.outcome == .ignored(.notRunning) && after.isDone && after.doneData == nil)
    }

    @Test("An eventless cycle is an outcome, and leaves the snapshot as it was")
    func cycle() throws {
        let chart = try Chart(
            compiling: source(
                state("a", on("e", to: "b")), state("b", always(to: "c")), state("c", always(to: "b"))),
            microstepLimit: 10)
        let start = chart.start()
        let step = chart.step(start.snapshot, chart.event("e"))
        #expect(step.outcome == .diverged)
        #expect(step.snapshot == start.snapshot)
        #expect(step.transitions.count == 10)
        #expect(step.outputs.isEmpty)
    }

    @Test("A cycle at the start gives a snapshot that is not running")
    func cycleAtStart() throws {
        let chart = try Chart(compiling: source(state("a", always(to: "a"))), microstepLimit: 10)
        let start = chart.start()
        #expect(start.outcome == .diverged)
        #expect(chart.step(start.snapshot, chart.event("e")).outcome == .ignored(.notRunning))
    }
}
