import LegalTime
import Statechart
import Testing

@testable import Workflow

@Suite("What the language says is what a run does")
struct LanguageTests {
    private static let begin = "2023-04-17T09:00"

    private func player(_ part: String, members: Int = 0) throws -> Player {
        try Player(Example.load(part), at: Self.begin, members: members)
    }

    @Test("head, declarations and acts are kept")
    func declarations() throws {
        let workflow = try Example.load(Example.mediation)
        #expect(workflow.version.description == "example@2011-01-01")
        #expect(workflow.title == Bilingual(zh: "例", en: "Example"))
        #expect(workflow.isInForce(on: workflow.from) && workflow.from.description == "2011-01-01")
        #expect(!workflow.isInForce(on: workflow.from.adding(days: -1)))
        let session = try #require(workflow.act("session"))
        #expect(session.title.en == "Hold a session")
        #expect(session.roles == ["mediator"])
        #expect(session.records == ["session"] && session.mayRecord == ["note"])
        #expect(workflow.act("withdraw")?.laws == [Citation(text: "人民调解法 §23", certainty: .verified)])
        #expect(workflow.act("expired.mediation") == nil)
        #expect(workflow.events.contains("expired.mediation"))
        #expect(workflow.transitions.enumerated().allSatisfy { $0.offset == $0.element.tag })
        #expect(workflow.states.map(\.id) == workflow.chart.states.dropFirst().map(\.id))
        #expect(workflow.memberRole == "party")
        #expect(workflow.source.hasPrefix("workflow: example"))
    }

    @Test("the hash of a text is FNV-1a and differs with the text")
    func hash() throws {
        let hashes = try ["a", "a", "b"].map { try Example.load("states: { \($0): {} }").sourceHash }
        #expect(hashes[0] == hashes[1] && hashes[1] != hashes[2])
        // The offset basis, and the published value for the letter a.
        #expect(Workflow.hash(of: "") == 0xCBF2_9CE4_8422_2325)
        #expect(Workflow.hash(of: "a") == 0xAF63_DC4C_8601_EC8C)
    }

    @Test("the first alternative whose condition holds is taken")
    func alternatives() throws {
        var player = try player(
            """
            facts: { sessions: { counter: 2 } }
            states:
              a:
                on:
                  go:
                    - { to: c, by: clerk, when: sessions = 2 }
                    - { by: clerk, set: { sessions: +1 } }
              c: { final: true }
            """)
        for _ in 1...2 { try player.act("go", by: "clerk", at: Self.begin) }
        #expect(player.states == ["a"])
        #expect(player.workflow.values(of: "sessions", in: player.run) == ["2"])
        try player.act("go", by: "clerk", at: Self.begin)
        #expect(player.run.isEnded && player.run.outcome == nil)
    }

    @Test("a counter stays at its bound")
    func saturation() throws {
        var player = try player(
            "facts: { n: { counter: 2 } }\nstates: { a: { on: { go: { by: clerk, set: { n: +1 } } } } }")
        for _ in 1...4 { try player.act("go", by: "clerk", at: Self.begin) }
        #expect(player.workflow.values(of: "n", in: player.run) == ["2"])
    }

    struct Comparison: Sendable {
        let condition: String
        /// For which values 0…3 of the counter it holds.
        let holds: [Int]
    }

    @Test(
        "counters compare as numbers",
        arguments: [
            Comparison(condition: "n < 2", holds: [0, 1]), Comparison(condition: "n <= 2", holds: [0, 1, 2]),
            Comparison(condition: "n = 2", holds: [2]), Comparison(condition: "n != 2", holds: [0, 1, 3]),
            Comparison(condition: "n >= 2", holds: [2, 3]), Comparison(condition: "n > 2", holds: [3]),
            Comparison(condition: "n > 3", holds: []), Comparison(condition: "n < 0", holds: []),
        ])
    func comparisons(_ comparison: Comparison) throws {
        var player = try player(
            """
            facts: { n: { counter: 3 } }
            states:
              a: { on: { up: { by: clerk, set: { n: +1 } }, test: { by: clerk, when: "\(comparison.condition)" } } }
            """)
        var holds: [Int] = []
        for value in 0...3 {
            if try player.act("test", by: "clerk", at: Self.begin).isAccepted { holds.append(value) }
            try player.act("up", by: "clerk", at: Self.begin)
        }
        #expect(holds == comparison.holds)
    }

    @Test("facts of members belong to the member the act is about, or to all")
    func members() throws {
        var player = try player(
            """
            facts: { consent: { each: party, values: [asked, given, refused] } }
            states:
              a:
                on:
                  agree: { by: party, set: { consent: given } }
                  reset: { by: clerk, set: { consent: { every: asked } } }
                  mine: { by: party, when: consent.mine(given) }
                  none: { by: clerk, when: consent.none(refused) and consent.any(given) and not consent.all(given) }
            """, members: 2)
        try player.act("agree", by: "party", member: 1, at: Self.begin)
        #expect(player.workflow.values(of: "consent", in: player.run) == ["asked", "given"])
        #expect(try player.act("mine", by: "party", member: 1, at: Self.begin).isAccepted)
        #expect(try !player.act("mine", by: "party", member: 0, at: Self.begin).isAccepted)
        #expect(try player.act("none", by: "clerk", at: Self.begin).isAccepted)
        try player.act("reset", by: "clerk", at: Self.begin)
        #expect(player.workflow.values(of: "consent", in: player.run) == ["asked", "asked"])
        player.run = player.workflow.addingMember(to: player.run)
        #expect(player.run.members == 3)
    }

    @Test("what is asked holds only while the event is handled, and so does who acts")
    func transient() throws {
        var player = try player(
            """
            facts: { conflicted: { asks: mediator.conflicted } }
            states:
              a:
                on:
                  check: { by: clerk, when: conflicted }
                  other: { by: head }
            """)
        let before = player.run
        #expect(try player.act("check", by: "clerk", at: Self.begin, facts: ["mediator.conflicted"]).isAccepted)
        #expect(player.run == before)
        #expect(try !player.act("check", by: "clerk", at: Self.begin).isAccepted)
    }

    @Test("an event of the engine is none of a person's, and the other way")
    func engine() throws {
        var player = try player(
            """
            states:
              a:
                on:
                  both: [ { to: b, by: clerk }, { to: c } ]
                  done.failed: { to: c }
              b: {}
              c: {}
            """)
        #expect(try !player.act("both", by: "head", at: Self.begin).isAccepted)
        try player.act("both", at: Self.begin)
        #expect(player.states == ["c"])
        player = try Player(player.workflow, at: Self.begin)
        try player.act("both", by: "clerk", at: Self.begin)
        #expect(player.states == ["b"])
        player = try Player(player.workflow, at: Self.begin)
        #expect(try player.act("done.failed", at: Self.begin).isAccepted)
    }

    @Test("parallel regions, completion, history and raised events")
    func hierarchy() throws {
        var player = try player(
            """
            states:
              work:
                parallel: true
                on:
                  pause: { to: paused, by: clerk }
                  done.state.work: { to: finished }
                states:
                  one:
                    states:
                      open: { on: { sign: { to: signed, by: party, raise: told } } }
                      signed: { final: true }
                  two:
                    states:
                      waiting: { on: { told: { to: knows } } }
                      knows: { on: { seal: { to: sealed, by: clerk } } }
                      sealed: { final: true }
                  back: { history: deep }
              paused: { on: { resume: { to: back, by: clerk } } }
              finished: { final: true, outcome: succeeded }
            """)
        #expect(player.states == ["open", "waiting"])
        try player.act("sign", by: "party", at: Self.begin)
        #expect(player.states == ["signed", "knows"])
        try player.act("pause", by: "clerk", at: Self.begin)
        #expect(player.states == ["paused"])
        try player.act("resume", by: "clerk", at: Self.begin)
        #expect(player.states == ["signed", "knows"])
        try player.act("seal", by: "clerk", at: Self.begin)
        #expect(player.run.outcome == "succeeded")
        #expect(player.effects == [.end(outcome: "succeeded")])
    }

    @Test("an internal transition does not leave its state")
    func internalTransition() throws {
        let part = """
            clocks: { c: { length: 3 days } }
            states:
              a:
                clock: c
                on:
                  inside: { to: y, by: clerk, internal: true }
                  around: { to: y, by: clerk }
                states: { x: {}, y: {} }
            """
        var player = try player(part)
        try player.act("inside", by: "clerk", at: "2023-04-18T09:00")
        #expect(player.effects.isEmpty && player.states == ["y"])
        #expect(player.run.clock("c")?.due.description == "2023-04-20")
        try player.act("around", by: "clerk", at: "2023-04-18T09:00")
        #expect(player.run.clock("c")?.due.description == "2023-04-21")
    }

    @Test("effects come in the order of exit, transition and entry")
    func effects() throws {
        var player = try player(
            """
            states:
              a:
                exit: [ { notify: party }, { paper: notice.rights } ]
                on:
                  go: { to: b, by: clerk, papers: [letter.referral], notify: [head, organ] }
              b:
                invoke: track
                enter: [ { paper: agreement.written } ]
            """)
        let step = try player.act("go", by: "clerk", at: Self.begin)
        #expect(
            player.effects == [
                .notify(role: "party"), .paper("notice.rights"), .paper("letter.referral"), .notify(role: "head"),
                .notify(role: "organ"), .paper("agreement.written"), .invoke(state: "b", .track),
            ])
        let occurrence = try #require(step.occurrences.last)
        #expect(occurrence.exited == ["a"] && occurrence.entered == ["b"])
        #expect(occurrence.transitions.map(\.papers) == [["letter.referral"]])
        #expect(occurrence.role == "clerk")
        #expect(step.papers == ["notice.rights", "letter.referral", "agreement.written"])
    }

    @Test("properties are kept in their forms")
    func properties() throws {
        let workflow = try Example.load(
            """
            facts: { told: { boolean: true } }
            states:
              a: { on: { go: { by: clerk, to: b } } }
              b: {}
            properties:
              - { id: I-1, never: in(b) and not told, law: §17, certainty: secondary }
              - { id: I-2, fromEvery: a, possible: go, title: { zh: 甲, en: A } }
              - { id: I-3, leadsTo: { from: in(a), to: in(b) } }
              - { id: I-4, always: "true" }
            """)
        #expect(
            workflow.properties.map(\.form) == [
                .never(.and([.inState("b"), .not(.fact("told"))])),
                .possible(event: "go", by: nil, fromEvery: .inState("a")),
                .leadsTo(from: .inState("a"), to: .inState("b")), .always(.constant(true)),
            ])
        #expect(workflow.properties[0].law == Citation(text: "人民调解法 §17", certainty: .secondary))
        #expect(workflow.properties.map(\.line) == [11, 12, 13, 14])
    }

    @Test("properties ask about steps and clocks, in a part of a history")
    func propertyLanguage() throws {
        let workflow = try Example.load(
            """
            clocks: { reply: { length: 3 days } }
            states:
              a: { clock: reply, on: { go.on: { by: clerk, to: b }, expired.reply: { to: b } } }
              b: {}
            properties:
              - { id: P-1, whenever: "on(go.on, expired.reply) and by(clerk, head)", holds: record(note) or told(party) }
              - { id: P-2, precedes: { first: paper(notice.rights), then: in(b) }, before: ranOut(reply) }
              - { id: P-3, atMost: 2, of: on(go.on), between: { from: running(reply), to: paused(reply) } }
              - { id: P-4, fromEvery: in(a) and running(reply), possible: go.on, by: clerk }
              - { id: P-5, fromEvery: a, reachable: in(b) }
              - { id: P-6, never: in(b), after: in(a) }
            """)
        #expect(
            workflow.properties.map(\.form) == [
                .whenever(
                    .and([.event(["go.on", "expired.reply"]), .actor(["clerk", "head"])]),
                    holds: .or([.record("note"), .notice(role: "party")])),
                .precedes(first: .paper("notice.rights"), then: .inState("b")),
                .atMost(2, .event(["go.on"])),
                .possible(
                    event: "go.on", by: "clerk", fromEvery: .and([.inState("a"), .clock("reply", .running)])),
                .reachable(.inState("b"), fromEvery: .inState("a")), .never(.inState("b")),
            ])
        #expect(
            workflow.properties.map(\.scope) == [
                .whole, .before(.clock("reply", .ranOut)),
                .between(.clock("reply", .running), .clock("reply", .paused)), .whole, .whole, .after(.inState("a")),
            ])
    }
}
