import LegalTime
import Testing

@testable import Workflow

@Suite("Moving a run to another version")
struct RunMigrationTests {
    private let calendar = WorkingCalendar.weekendsOnly

    private func later(_ edits: (String, String)...) throws -> Workflow {
        var text = Example.head.replacing("from: 2011-01-01", with: "from: 2024-01-01") + Example.mediation
        for (old, new) in edits {
            #expect(text.contains(old), "\(old)")
            text = text.replacing(old, with: new)
        }
        return try WorkflowFile.load(text, file: "later.yaml", vocabulary: Example.vocabulary)
    }

    /// A mediation under way since 8 January 2024, with two parties, one session held.
    private func run() throws -> (Workflow, PersistedRun) {
        let workflow = try Example.load(Example.mediation)
        var player = try Player(workflow, at: "2024-01-08T09:00", members: 2)
        try player.act("agree", by: "party", member: 0, at: "2024-01-08T09:01")
        try player.act("agree", by: "party", member: 1, at: "2024-01-08T09:02")
        try player.act("tellRights", by: "clerk", at: "2024-01-08T09:03")
        try player.act(
            "session", by: "mediator", at: "2024-01-08T10:00", facts: ["mediator.registered"], records: ["session"])
        #expect(player.states == ["talking"])
        return (workflow, workflow.persist(player.run))
    }

    private func verdict(
        _ later: Workflow, on day: String = "2024-01-15T09:00", run given: PersistedRun? = nil
    ) throws -> RunMigration.Verdict {
        let (workflow, run) = try run()
        return RunMigration(from: workflow, to: later)
            .verdict(on: given ?? run, at: try Example.instant(day), calendar: calendar)
    }

    private func reasons(_ verdict: RunMigration.Verdict) -> [String] {
        switch verdict {
        case .moves: []
        case .needsPerson(let why), .stays(let why): why.map(\.en)
        }
    }

    @Test("that says the same changes the version and nothing else")
    func same() throws {
        let (workflow, run) = try run()
        let later = try later()
        let verdict = RunMigration(from: workflow, to: later)
            .verdict(on: run, at: try Example.instant("2024-01-15T09:00"), calendar: calendar)
        var expected = run
        expected.from = try Example.day("2024-01-01")
        #expect(verdict == .moves(expected, []))
        // And back again.
        let back = RunMigration(from: later, to: workflow, direction: .back)
            .verdict(on: expected, at: try Example.instant("2024-01-15T09:00"), calendar: calendar)
        #expect(back == .moves(run, []))
    }

    @Test("with a longer limit moves the deadline, from the day it began")
    func longer() throws {
        let (workflow, run) = try run()
        let later = try later(("length: 30 days\n", "length: 60 days\n"))
        guard case .moves(let moved, let changes) = try verdict(later) else {
            Issue.record("does not move")
            return
        }
        #expect(run.clocks?.map(\.due.description) == ["2024-02-07"])
        #expect(
            changes.map { "\($0.clock) \($0.from?.description ?? "") \($0.to?.description ?? "")" } == [
                "mediation 2024-02-07 2024-03-08"
            ])
        #expect(moved.clocks?.map(\.due.description) == ["2024-03-08"])
        // Taking it back gives the old day again, although it is earlier.
        let back = RunMigration(from: later, to: workflow, direction: .back)
            .verdict(on: moved, at: try Example.instant("2024-01-15T09:00"), calendar: calendar)
        guard case .moves(let returned, _) = back else {
            Issue.record("does not go back")
            return
        }
        #expect(returned == run)
    }

    @Test("shortens no limit without a verified rule of law, and none into the past")
    func shorter() throws {
        let unfounded = try verdict(later(("length: 30 days\n", "length: 20 days\n")))
        #expect(reasons(unfounded).contains { $0.contains("cites no verified law") })
        let doubtful = try verdict(
            later(("length: 30 days\n", "length: 20 days\n        law: §33\n        certainty: unverified\n".indented)))
        #expect(reasons(doubtful).contains { $0.contains("cites no verified law") })
        let founded = try later(("length: 30 days\n", "length: 20 days\n        law: §33\n".indented))
        guard case .moves(_, let changes) = try verdict(founded) else {
            Issue.record("does not move")
            return
        }
        #expect(changes.first?.to == (try Example.day("2024-01-29")))
        #expect(reasons(try verdict(founded, on: "2024-02-01T09:00")).contains { $0.contains("run out already") })
    }

    @Test("leaves a run whose limit has run out under the old version")
    func expired() throws {
        let text = Example.mediation.replacing(
            "expired.mediation: { to: failed }", with: "expired.mediation: { set: { rightsTold: true } }")
        let workflow = try Example.load(text)
        var (_, run) = try run()
        run.clocks?[0].expired = true
        let migration = RunMigration(from: workflow, to: try later())
        let verdict = migration.verdict(on: run, at: try Example.instant("2024-02-20T09:00"), calendar: calendar)
        guard case .stays(let why) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(why.map(\.en) == ["“Time limit” ran out under the old version (2024-02-07); its consequence stands"])
    }

    @Test("asks a person when a limit is due and nobody has dealt with it")
    func due() throws {
        #expect(reasons(try verdict(later(), on: "2024-02-08T09:00")).contains { $0.contains("deal with it first") })
    }

    @Test(
        "asks a person when a state, a fact with a value, a clock or what somebody can do is lost",
        arguments: [
            (
                ["talking:": "meeting:", "initial: talking": "initial: meeting", "to: talking": "to: meeting"],
                "no state"
            ),
            (["rightsTold": "told"], "unknown fact"),
            (
                [
                    "values: [asked, given, refused]": "values: [asked, agreed, refused]",
                    "consent.all(given)": "consent.all(agreed)", "consent: given": "consent: agreed",
                ], "has no value"
            ),
            (
                ["withdraw: { to: withdrawn, by: party": "withdraw: { to: withdrawn, by: head"],
                "party can now “Withdraw”"
            ),
            (
                [
                    "settle: { to: settled, by: mediator, when: sessions >= 1":
                        "settle: { to: settled, by: mediator, when: sessions >= 2"
                ], "“settle”"
            ),
            (["expired.mediation: { to: failed }": "expired.reply: { to: failed }"], "nothing would follow"),
            (
                [
                    "report: { to: talking, by: mediator }":
                        "report: { to: talking, by: mediator }\n        always: { to: failed, when: rightsTold and sessions = 1 }"
                ], "by itself"
            ),
        ])
    func lost(edits: [String: String], message: String) throws {
        var text = Example.head.replacing("from: 2011-01-01", with: "from: 2024-01-01") + Example.mediation
        for (old, new) in edits.sorted(by: { $0.key > $1.key }) {
            #expect(text.contains(old), "\(old)")
            text = text.replacing(old, with: new)
        }
        if message == "by itself" {
            text =
                Example.head.replacing("from: 2011-01-01", with: "from: 2024-01-01")
                + Example.mediation.replacing(
                    "    initial: talking\n",
                    with: "    initial: talking\n    always: { to: failed, when: sessions = 1 }\n")
        }
        let later = try WorkflowFile.load(text, file: "later.yaml", vocabulary: Example.vocabulary)
        let verdict = try verdict(later)
        guard case .needsPerson(let why) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(why.contains { $0.en.contains(message) }, "\(why.map(\.en))")
    }

    @Test("starts a clock that the other version has for the state, and stops it when taken back")
    func newClock() throws {
        let (workflow, run) = try run()
        let later = try later(
            ("title: { zh: 会谈, en: Talking }", "title: { zh: 会谈, en: Talking }\n        clock: reply"))
        guard case .moves(let moved, let changes) = try verdict(later) else {
            Issue.record("does not move: \(reasons(try verdict(later)))")
            return
        }
        #expect(changes.map(\.clock) == ["reply"] && changes.first?.from == nil)
        #expect(moved.clocks?.map(\.name) == ["mediation", "reply"])
        let back = RunMigration(from: later, to: workflow, direction: .back)
            .verdict(on: moved, at: try Example.instant("2024-01-15T09:00"), calendar: calendar)
        guard case .moves(let returned, let undone) = back else {
            Issue.record("does not go back")
            return
        }
        #expect(undone.map(\.to) == [run.clocks?.first { $0.name == "reply" }?.due])
        #expect(returned == run)
    }

    @Test("leaves an ended run")
    func ended() throws {
        let (workflow, run) = try run()
        var player = try Player(workflow, at: "2024-01-08T09:00", members: 2)
        player.run = try workflow.restore(run)
        try player.act("withdraw", by: "party", member: 0, at: "2024-01-09T09:00")
        guard case .stays = try verdict(later(), run: workflow.persist(player.run)) else {
            Issue.record("moves")
            return
        }
    }
}

extension String {
    /// As a part of the clock `mediation` of the example.
    fileprivate var indented: String { replacing("        ", with: "    ") }
}
