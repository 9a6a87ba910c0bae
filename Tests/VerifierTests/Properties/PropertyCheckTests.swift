import Testing
import Workflow

@testable import Verifier

@Suite("Properties")
struct PropertyCheckTests {
    /// Asked, opened for thirty days, answered, reminded at most twice, and ended by time or by an answer.
    private static let inquiry = """
        facts:
          told: { boolean: true }
          reminders: { counter: 2 }
          urgent: { asks: dispute.reserved }
        clocks:
          reply: { length: 30 days, extend: { by: [head], most: 10 days } }
          rest: { length: 3 days }
        states:
          asked:
            on:
              open: { to: opened, by: [clerk, head], records: [opening], papers: [letter.referral], notify: organ }
              drop: { to: dropped, by: clerk, when: not urgent }
          opened:
            clock: reply
            on:
              inform: { by: clerk, set: { told: "true" } }
              remind: { by: clerk, when: reminders < 2, set: { reminders: +1 } }
              answer: { to: answered, by: organ, when: told }
              appraise: { to: waiting, by: organ }
              expired.reply: { to: late }
          waiting:
            pauses: reply
            clock: rest
            on:
              expired.rest: { to: opened }
          late: { on: { answer: { to: answered, by: organ } } }
          answered: { final: true, outcome: succeeded }
          dropped: { final: true, outcome: declined }
        """

    enum Expected: Sendable {
        case proved, vacuous
        /// The events of the counter-example.
        case broken([String])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let property: String
        let expected: Expected

        init(_ property: String, _ expected: Expected) {
            self.property = property
            self.expected = expected
        }

        var testDescription: String { property }
    }

    static let cases: [Case] = [
        Case("never: in(answered) and not in(opened)", .broken(["open", "inform", "answer"])),
        Case("never: in(dropped) and told", .proved),
        Case("never: on(drop) and urgent", .proved),
        Case("never: on(open) and urgent", .broken(["open"])),
        Case("never: on(answer) and by(organ)", .broken(["open", "inform", "answer"])),
        Case("always: not in(late)", .broken(["open", "expired.reply"])),
        Case("always: reminders <= 2", .proved),
        Case("whenever: on(open), holds: record(opening) and paper(letter.referral) and told(organ)", .proved),
        Case("whenever: on(open), holds: by(clerk)", .broken(["open"])),
        Case("whenever: on(open), holds: \"by(clerk, head)\"", .proved),
        Case("whenever: in(opened), holds: running(reply) and not paused(reply)", .proved),
        Case("whenever: urgent, holds: on(drop) or told", .broken(["open"])),
        Case("whenever: in(waiting), holds: running(reply)", .broken(["open", "appraise"])),
        Case("whenever: in(opened) and reminders = 0 and ranOut(reply), holds: told", .vacuous),
        Case("precedes: { first: on(open), then: on(answer) }", .proved),
        Case("precedes: { first: on(inform), then: on(answer) }", .broken(["open", "expired.reply", "answer"])),
        Case("precedes: { first: on(inform), then: on(answer) }, before: in(late)", .proved),
        Case("precedes: { first: told(organ), then: in(answered) }", .proved),
        Case("atMost: 2, of: on(remind)", .proved),
        Case("atMost: 1, of: on(remind)", .broken(["open", "remind", "remind"])),
        Case("atMost: 0, of: on(expired.rest)", .broken(["open", "appraise", "expired.rest"])),
        Case("never: on(remind), before: told", .broken(["open", "remind"])),
        Case("never: on(open), after: told", .proved),
        Case("never: on(remind), after: told", .broken(["open", "inform", "remind"])),
        Case(
            "atMost: 1, of: on(remind), between: { from: \"on(open, expired.rest)\", to: on(appraise) }",
            .broken(["open", "remind", "remind"])),
        Case("never: on(answer), between: { from: on(appraise), to: on(expired.rest) }", .proved),
        Case("leadsTo: { from: on(open), to: in(late) or in(answered) }", .broken(["open"])),
        Case("leadsTo: { from: in(waiting), to: in(opened) or in(late) }", .proved),
        Case("leadsTo: { from: in(asked), to: on(open) or on(drop) }", .broken([])),
        Case("leadsTo: { from: on(answer), to: on(drop) }", .broken(["open", "inform", "answer"])),
        Case("fromEvery: opened, possible: inform", .proved),
        Case("fromEvery: opened, possible: inform, by: organ", .broken(["open"])),
        Case("fromEvery: opened, possible: answer", .broken(["open"])),
        Case("fromEvery: in(opened) and told, possible: answer", .proved),
        Case("fromEvery: asked, possible: drop", .proved),
        Case("fromEvery: not in(dropped), reachable: in(answered)", .proved),
        Case("fromEvery: in(asked) or in(dropped), reachable: in(late)", .broken(["drop"])),
        Case("fromEvery: in(waiting) and told and reminders = 2, reachable: on(remind)", .broken([])),
    ]

    @Test("are decided with a shortest counter-example", arguments: cases)
    func verdict(example: Case) throws {
        let workflow = try Example.load(Self.inquiry + "\nproperties:\n  - { id: P, \(example.property) }\n")
        for drops in [false, true] {
            let graph = try Exploration(workflow, options: .init(members: 0, dropsDeadFacts: drops))
            let verdict = PropertyCheck(graph).verdict(on: workflow.properties[0])
            switch (verdict, example.expected) {
            case (.proved, .proved), (.vacuous, .vacuous): break
            case (.broken(let shown), .broken(let events)):
                let found = shown.steps.map { graph.labels[$0.label].happening.event }
                if events.isEmpty {
                    // Several are equally short.
                    #expect(found.count == (example.property.contains("asked") ? 0 : 5))
                } else {
                    #expect(found == events)
                }
            default: Issue.record("\(verdict)")
            }
        }
    }

    @Test("a clock prolonged again and again need never run out")
    func prolonging() throws {
        let part = """
            clocks: { reply: { length: 30 days, extend: { by: [head], most: 10 days } } }
            states:
              opened:
                clock: reply
                on:
                  ACT
                  expired.reply: { to: late }
              late: { final: true, outcome: failed }
            properties:
              - { id: P, leadsTo: { from: in(opened), to: in(late) } }
            """
        func verdict(_ act: String) throws -> Verdict {
            let workflow = try Example.load(part.replacing("ACT", with: act))
            return PropertyCheck(try Exploration(workflow, options: .init(members: 0)))
                .verdict(on: workflow.properties[0])
        }
        #expect(try verdict("note: { by: clerk }") == .proved)
        guard case .broken(let shown) = try verdict("prolong: { by: clerk, extend: reply }"),
            case .circle(let steps) = shown.ending
        else {
            Issue.record("expected a circle")
            return
        }
        #expect(shown.steps.isEmpty && steps.count == 1)
    }

    @Test("a clock that begins anew because its state is left and entered again need never run out")
    func reentering() throws {
        let workflow = try Example.load(
            """
            clocks: { reply: { length: 30 days } }
            states:
              opened: { clock: reply, on: { again: { to: opened, by: clerk }, expired.reply: { to: late } } }
              late: { final: true, outcome: failed }
            properties:
              - { id: P, leadsTo: { from: in(opened), to: in(late) } }
            """)
        let verdict = PropertyCheck(try Exploration(workflow, options: .init(members: 0)))
            .verdict(on: workflow.properties[0])
        guard case .broken(let shown) = verdict, case .circle = shown.ending else {
            Issue.record("\(verdict)")
            return
        }
        #expect(shown.steps.isEmpty)
    }
}
