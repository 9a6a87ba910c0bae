import Statechart
import Testing

@Suite("Which transitions are taken")
struct SelectionTests {
    static let nested = source(
        state("outer", on("e", to: "far"), on("f", to: "far"), state("inner", on("e", to: "near")), state("near")),
        state("far"))

    static let regions = source(
        state(
            "home", on("leave", to: "away"),
            parallel(
                "p",
                state("l", state("l1", on("e", to: "l2"), on("out", to: "away")), state("l2")),
                state("r", state("r1", on("e", to: "r2"), on("out", to: "r2")), state("r2", on("out", to: "r1"))))),
        state("away"))

    static let scenarios = [
        Scenario("the descendant's transition comes before its ancestor's", nested, start: "inner", ("e", "near")),
        Scenario("an ancestor answers what its descendants do not", nested, start: "inner", ("f", "far")),
        Scenario(
            "the first in document order wins",
            source(state("a", on("e", to: "b"), on("e", to: "c")), state("b"), state("c")), start: "a", ("e", "b")),
        Scenario(
            "a failing guard lets the next one try",
            source(state("a", on("e", when: .constant(false), to: "b"), on("e", to: "c")), state("b"), state("c")),
            start: "a", ("e", "c")),
        Scenario(
            "a descendant whose guard fails lets its ancestor try",
            source(
                state("o", on("e", to: "b"), state("i", on("e", when: .constant(false), to: "i"))), state("b")),
            start: "i", ("e", "b")),
        Scenario("every region takes its own", regions, start: "l1 r1", ("e", "l2 r2 | -r1 -l1 +l2 +r2")),
        Scenario(
            "one that leaves the parallel state preempts the later region's", regions, start: "l1 r1",
            ("out", "away | -r1 -r -l1 -l -p -home +away")),
        Scenario(
            "an earlier region's transition preempts a later region's that leaves the parallel state",
            source(
                parallel(
                    "p", state("l", state("l1", on("e", to: "l2")), state("l2")),
                    state("r", state("r1", on("e", to: "away")))),
                state("away")),
            start: "l1 r1", ("e", "l2 r1 | -l1 +l2")),
        Scenario(
            "a descendant's preempts its ancestor's, taken for an earlier region",
            source(
                parallel(
                    "p", on("e", to: "away"), state("l", state("l1")),
                    state("r", state("r1", on("e", to: "r2")), state("r2"))),
                state("away")),
            start: "l1 r1", ("e", "l1 r2 | -r1 +r2")),
        Scenario(
            "a targetless transition conflicts with nothing",
            source(
                parallel(
                    "p", state("l", on("e", run: .log("stay"))), state("r", state("r1", on("e", to: "r2")), state("r2"))
                )),
            start: "l r1", ("e", "l r2 | -r1 +r2 | stay")),
        Scenario(
            "a transition of a common ancestor is taken once",
            source(parallel("p", on("e", run: .log("once")), state("l"), state("r"))), start: "l r",
            ("e", "l r | | once")),
        Scenario(
            "an event that nothing answers is ignored", nested, start: "inner", ("x", "ignored"), ("e", "near")),
        Scenario(
            "an event whose guard fails is ignored",
            source(state("a", on("e", when: .active(state: "b"), to: "b")), state("b")), start: "a", ("e", "ignored")),
    ]

    @Test(arguments: scenarios)
    func holds(_ scenario: Scenario) throws { try scenario.run() }

    @Test(
        "Event descriptors match by tokens",
        arguments: [
            ("a", "a", true), ("a", "a.b", true), ("a", "ab", false), ("a.b", "a", false), ("a.b", "a.b.c", true),
            ("a.*", "a", true), ("a.*", "a.b", true), ("a.", "a.b", true), ("*", "anything.at.all", true),
            ("a.b", "a.bc", false), ("调解", "调解.开始", true), ("调", "调解", false),
        ] as [(String, String, Bool)])
    func descriptors(text: String, name: String, matches: Bool) throws {
        #expect(EventDescriptor(text).matches(name) == matches)
        let chart = try Chart(compiling: source(state("a", on(text, to: "b")), state("b")))
        let step = chart.step(chart.start().snapshot, chart.event(name))
        #expect((step.outcome == .taken) == matches)
    }

    @Test("A transition answers each of its descriptors", arguments: ["e", "f", "g.h"])
    func several(name: String) throws {
        let chart = try Chart(compiling: source(state("a", on("e f g", to: "b")), state("b")))
        #expect(chart.step(chart.start().snapshot, chart.event(name)).outcome == .taken)
    }
}
