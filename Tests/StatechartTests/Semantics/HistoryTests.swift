import Statechart
import Testing

@Suite("What histories remember")
struct HistoryTests {
    static func deepChart(_ kind: HistoryKind) -> ChartSource {
        source(
            state(
                "c", on("leave", to: "away"), history("h", kind, "a", run: .log("default")),
                state("a", on("next", to: "b2")),
                state("b", state("b1"), state("b2"))),
            state("away", on("back", to: "h")))
    }

    static let scenarios = [
        Scenario(
            "shallow history enters the remembered child by its default", deepChart(.shallow), start: "a",
            ("next", "b2"), ("leave", "away"), ("back", "b1 | -away +c +b +b1")),
        Scenario(
            "deep history enters the remembered leaf", deepChart(.deep), start: "a", ("next", "b2"), ("leave", "away"),
            ("back", "b2 | -away +c +b +b2")),
        Scenario(
            "a history that remembers nothing follows its default and runs its actions after the parent's entry",
            source(
                state("z", on("e", to: "h")),
                state(
                    "c", entry(.log("c")), history("h", .shallow, "b", run: .log("default")), state("a"),
                    state("b", entry(.log("b"))))),
            start: "z", ("e", "b | -z +c +b | c default b")),
        Scenario(
            "the default's actions do not run when something is remembered", deepChart(.deep), start: "a",
            ("leave", "away"), ("back", "a | -away +c +a | ")),
        Scenario(
            "what is remembered is the latest", deepChart(.deep), start: "a", ("leave", "away"), ("back", "a"),
            ("next", "b2"), ("leave", "away"), ("back", "b2")),
        Scenario(
            "deep history of a parallel state restores every region",
            source(
                parallel(
                    "p", on("leave", to: "away"), history("h", .deep, "l2"),
                    state("l", state("l1", on("l", to: "l2")), state("l2")),
                    state("r", state("r1", on("r", to: "r2")), state("r2"))),
                state("away", on("back", to: "h"))),
            start: "l1 r1", ("r", "l1 r2"), ("leave", "away"), ("back", "l1 r2 | -away +p +l +l1 +r +r2")),
        Scenario(
            "shallow history of a parallel state enters its regions by default",
            source(
                parallel(
                    "p", on("leave", to: "away"), history("h", .shallow, "l"),
                    state("l", state("l1", on("l", to: "l2")), state("l2")), state("r")),
                state("away", on("back", to: "h"))),
            start: "l1 r", ("l", "l2 r"), ("leave", "away"), ("back", "l1 r")),
        Scenario(
            "a default entry may lead to a history",
            source(
                state(
                    "c", initial("h"), on("leave", to: "away"), history("h", .shallow, "b"), state("a"),
                    state("b", on("e", to: "a"))),
                state("away", on("back", to: "c"))),
            start: "b", ("e", "a"), ("leave", "away"), ("back", "a")),
        Scenario(
            "a transition of the parent itself to its history restores what it just left",
            source(
                state(
                    "c", on("again", to: "h"), history("h", .deep, "a"), state("a", on("e", to: "b")), state("b"))),
            start: "a", ("e", "b"), ("again", "b | -b -c +c +b")),
        Scenario(
            "histories are recorded before exit actions run",
            source(
                state(
                    "c", on("leave", to: "away"), history("h", .shallow, "a"), exit(.raise("left")), state("a"),
                    state("b")),
                state("away", on("left", run: .log("left")), on("back", to: "h"))),
            start: "a", ("leave", "away | -a -c +away | left"), ("back", "a")),
        Scenario(
            "a history target together with a target in another region",
            source(
                parallel(
                    "p", state("l", history("h", .shallow, "l2"), state("l1"), state("l2")),
                    state("r", state("r1"), state("r2")), on("e", to: "h", "r2"))),
            start: "l1 r1", ("e", "l1 r2")),
    ]

    @Test(arguments: scenarios)
    func holds(_ scenario: Scenario) throws { try scenario.run() }
}
