import Statechart
import Testing

@Suite("What is exited and entered, and in which order")
struct MovementTests {
    static func compound(_ transition: Part) -> ChartSource {
        source(state("top", state("c", transition, state("a"), state("b"))))
    }

    static let scenarios = [
        Scenario(
            "an external transition to a descendant leaves its source", compound(on("e", to: "b")), start: "a",
            ("e", "b | -a -c +c +b")),
        Scenario(
            "an internal transition to a descendant stays in its source", compound(on("e", to: "b", kind: .internal)),
            start: "a", ("e", "b | -a +b")),
        Scenario(
            "an internal transition to its own source is external", compound(on("e", to: "c", kind: .internal)),
            start: "a", ("e", "a | -a -c +c +a")),
        Scenario(
            "an internal transition that leads out is external",
            source(state("c", on("e", to: "d", kind: .internal), state("a")), state("d")), start: "a",
            ("e", "d | -a -c +d")),
        Scenario(
            "an internal transition of a parallel state is external",
            source(parallel("p", on("e", to: "l2", kind: .internal), state("l", state("l1"), state("l2")), state("r"))),
            start: "l1 r", ("e", "l2 r | -r -l1 -l -p +p +l +l2 +r")),
        Scenario(
            "a self-transition exits and enters again", source(state("a", on("e", to: "a"))), start: "a",
            ("e", "a | -a +a")),
        Scenario(
            "a targetless transition moves nothing", source(state("a", on("e", run: .log("x")))), start: "a",
            ("e", "a | | x")),
        Scenario(
            "a transition from child to sibling leaves their parent alone",
            source(state("c", state("a", on("e", to: "b")), state("b"))), start: "a", ("e", "b | -a +b")),
        Scenario(
            "between regions the whole parallel state is left, because its domain must be compound",
            source(
                state(
                    "top",
                    parallel("p", state("l", state("l1", on("e", to: "r2"))), state("r", state("r1"), state("r2"))))),
            start: "l1 r1", ("e", "l1 r2 | -r1 -r -l1 -l -p +p +l +l1 +r +r2")),
        Scenario(
            "exit runs inside out, then the transition, then entry outside in",
            source(
                state("a", exit(.log("a-")), state("a1", exit(.log("a1-")), on("e", to: "b1", run: .log("go")))),
                state("b", entry(.log("b+")), state("b1", entry(.log("b1+"))))),
            start: "a1", ("e", "b1 | -a1 -a +b +b1 | a1- a- go b+ b1+")),
        Scenario(
            "regions exit in reverse document order and enter in document order",
            source(
                parallel(
                    "p", on("e", to: "p"), state("x", entry(.log("+x")), exit(.log("-x"))),
                    state("y", entry(.log("+y")), exit(.log("-y"))))),
            start: "x y |  +p +x +y | +x +y", ("e", "x y | -y -x -p +p +x +y | -y -x +x +y")),
        Scenario(
            "several transitions run their actions in document order of their regions",
            source(
                parallel(
                    "p", state("l", on("e", to: "l", run: .log("left"))), state("r", on("e", run: .log("right"))))),
            start: "l r", ("e", "l r | -r -l -p +p +l +r | left right")),
        Scenario(
            "blocks run in order", source(state("a", entry(.log("1"), .log("2")), entry(.log("3")))),
            start: "a | +a | 1 2 3"),
        Scenario(
            "without initial the first child is entered", source(state("c", state("a"), state("b"))),
            start: "a | +c +a"),
        Scenario(
            "a history child is not the first child",
            source(state("c", history("h", .deep, "b"), state("a"), state("b"))), start: "a"),
        Scenario(
            "initial names the child", source(state("c", initial("b"), state("a"), state("b"))), start: "b | +c +b"),
        Scenario(
            "initial may name deep descendants",
            source(
                state(
                    "c", initial("l2", "r2"), state("a"),
                    parallel("p", state("l", state("l1"), state("l2")), state("r", state("r1"), state("r2"))))),
            start: "l2 r2 | +c +p +l +l2 +r +r2"),
        Scenario(
            "initial actions run after the state's entry and before its child's",
            source(
                state("c", entry(.log("c")), initial("a", run: .log("initial")), state("a", entry(.log("a"))))),
            start: "a | +c +a | c initial a"),
        Scenario(
            "initial actions do not run when a child is entered by target",
            source(
                state("z", on("e", to: "b")), state("c", initial("a", run: .log("initial")), state("a"), state("b"))),
            start: "z", ("e", "b | -z +c +b | ")),
        Scenario(
            "the chart's own initial",
            source(state("a"), state("b", state("b1")), initial: ["b1"]), start: "b1 | +b +b1"),
        Scenario(
            "regions that are not named are entered by default",
            source(
                state("z", on("e", to: "r2")),
                parallel("p", state("l", state("l1"), state("l2")), state("r", state("r1"), state("r2")))),
            start: "z", ("e", "l1 r2 | -z +p +l +l1 +r +r2")),
        Scenario(
            "several targets in several regions",
            source(
                state("z", on("e", to: "r2", "l2")),
                parallel("p", state("l", state("l1"), state("l2")), state("r", state("r1"), state("r2")))),
            start: "z", ("e", "l2 r2 | -z +p +l +l2 +r +r2")),
        Scenario(
            "a parallel state inside a region",
            source(
                parallel("p", parallel("q", state("q1"), state("q2")), state("r", on("e", to: "p")))),
            start: "q1 q2 r | +p +q +q1 +q2 +r", ("e", "q1 q2 r | -r -q2 -q1 -q -p +p +q +q1 +q2 +r")),
    ]

    @Test(arguments: scenarios)
    func holds(_ scenario: Scenario) throws { try scenario.run() }
}
