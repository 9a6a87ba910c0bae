import Statechart
import Testing

@Suite("Snapshots by names")
struct NamesTests {
    static let chart = Result {
        try Chart(
            compiling: source(
                state(
                    "work", on("pause", to: "paused"), on("end", to: "over"), history("back", .deep, "x"),
                    history("near", .shallow, "x"),
                    state("x", on("go", to: "r2")),
                    parallel("p", state("l", state("l1"), state("l2")), state("r", state("r1"), state("r2")))),
                state("paused", on("resume", to: "back")), final("over"), facts: FactTests.facts))
    }

    static let sound = NamedSnapshot(
        states: ["l1", "r2"], history: ["back": ["x"], "near": ["p"]],
        facts: ["eligible": true, "form": "oral", "visits": 3],
        memberFacts: ["consent": ["given", "asked"], "calls": [2, 0]], memberCount: 2)

    @Test("Names lead to the snapshot and back")
    func roundTrip() throws {
        let chart = try Self.chart.get()
        let snapshot = try chart.snapshot(named: Self.sound)
        #expect(snapshot.isRunning)
        #expect(chart.names(of: snapshot) == Self.sound)
        let step = chart.step(snapshot, chart.event("pause"))
        #expect(chart.names(of: step.snapshot).history == ["back": ["l1", "r2"], "near": ["p"]])
        let resumed = chart.step(try chart.snapshot(named: chart.names(of: step.snapshot)), chart.event("resume"))
        #expect(chart.names(of: resumed.snapshot).states == ["l1", "r2"])
    }

    @Test("A final state of the top level reads back as done")
    func done() throws {
        let chart = try Self.chart.get()
        let end = chart.step(chart.start(members: 1).snapshot, chart.event("end")).snapshot
        let read = try chart.snapshot(named: chart.names(of: end))
        #expect(read == end && read.isDone && !read.isRunning)
    }

    struct Misfit: Sendable, CustomTestStringConvertible {
        let problem: SnapshotError.Problem
        let change: @Sendable (inout NamedSnapshot) -> Void
        var testDescription: String { "\(problem)" }

        init(_ problem: SnapshotError.Problem, _ change: @escaping @Sendable (inout NamedSnapshot) -> Void) {
            self.problem = problem
            self.change = change
        }
    }

    static let misfits: [Misfit] = [
        Misfit(.unknownState("r9")) { $0.states = ["l1", "r9"] },
        Misfit(.illegalConfiguration(["l1"])) { $0.states = ["l1"] },
        Misfit(.illegalConfiguration(["l1", "l2", "r1"])) { $0.states = ["l1", "l2", "r1"] },
        Misfit(.illegalConfiguration(["l1", "r2", "x"])) { $0.states = ["l1", "r2", "x"] },
        Misfit(.illegalConfiguration(["l1", "r2", "p"])) { $0.states = ["l1", "r2", "p"] },
        Misfit(.illegalConfiguration(["l1", "l1", "r2"])) { $0.states = ["l1", "l1", "r2"] },
        Misfit(.illegalConfiguration(["back"])) { $0.states = ["back"] },
        Misfit(.illegalConfiguration(["p"])) { $0.states = ["p"] },
        Misfit(.unknownHistory("far")) { $0.history = ["far": ["x"]] },
        Misfit(.unknownHistory("x")) { $0.history = ["x": ["x"]] },
        Misfit(.illegalHistory("back", [])) { $0.history = ["back": []] },
        Misfit(.illegalHistory("back", ["l1"])) { $0.history = ["back": ["l1"]] },
        Misfit(.illegalHistory("back", ["p"])) { $0.history = ["back": ["p"]] },
        Misfit(.illegalHistory("back", ["paused"])) { $0.history = ["back": ["paused"]] },
        Misfit(.illegalHistory("back", ["l1", "l2", "r1"])) { $0.history = ["back": ["l1", "l2", "r1"]] },
        Misfit(.illegalHistory("near", ["l1"])) { $0.history = ["near": ["l1"]] },
        Misfit(.illegalHistory("near", ["x", "p"])) { $0.history = ["near": ["x", "p"]] },
        Misfit(.valueNotInDomain(fact: "form", value: "verbal")) { $0.facts["form"] = "verbal" },
        Misfit(.missingFact("form")) { $0.facts["form"] = nil },
        Misfit(.unknownFact("mood")) { $0.facts["mood"] = "calm" },
        Misfit(.wrongMemberCount(fact: "consent", expected: 2, found: 1)) { $0.memberFacts["consent"] = ["given"] },
        Misfit(.wrongMemberCount(fact: "calls", expected: 2, found: 0)) { $0.memberFacts["calls"] = nil },
        Misfit(.valueNotInDomain(fact: "calls", value: 3)) { $0.memberFacts["calls"] = [1, 3] },
        Misfit(.memberCountOutOfRange(256)) { $0.memberCount = 256 },
        Misfit(.memberCountOutOfRange(-1)) { $0.memberCount = -1 },
    ]

    @Test("What does not fit is told", arguments: misfits)
    func refuses(_ misfit: Misfit) throws {
        let chart = try Self.chart.get()
        var names = Self.sound
        misfit.change(&names)
        let error = try #require(throws: SnapshotError.self) { try chart.snapshot(named: names) }
        #expect(error.problems == [misfit.problem])
    }

    @Test("Inputs by name are checked")
    func inputs() throws {
        let chart = try Self.chart.get()
        #expect(throws: InputError.unknownFact("mood")) { try chart.input("mood", "calm") }
        #expect(throws: InputError.notEach(fact: "form")) { try chart.input("form", "oral", member: 0) }
        #expect(throws: InputError.valueNotInDomain(fact: "visits", value: 9)) { try chart.input("visits", 9) }
        #expect(try chart.input("consent", "refused", member: 4).code == 2)
    }
}
