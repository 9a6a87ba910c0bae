import Testing
import Workflow

@testable import Verifier

@Suite("The shape of a workflow")
struct StructureCheckTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let part: String
        /// In English, as printed.
        let findings: [String]

        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "nothing to find",
            part: """
                states:
                  open: { on: { fail: { to: closed, by: clerk, papers: [notice.remedies] } } }
                  closed: { final: true, outcome: failed }
                """, findings: []),
        Case(
            name: "what never happens",
            part: """
                facts: { told: { boolean: true } }
                states:
                  open: { on: { go: { to: closed, by: clerk }, stop: { to: aside, by: clerk, when: told } } }
                  aside: { on: { go: { to: closed, by: clerk } } }
                  closed: { final: true, outcome: declined }
                """,
            findings: [
                "the state aside cannot be reached", "stop of “open” in line 8 can never be taken",
                "go of “aside” in line 9 can never be taken",
            ]),
        Case(
            name: "a case that gets stuck",
            part: """
                states:
                  open: { on: { go: { to: closed, by: clerk }, lose: { to: lost, by: clerk } } }
                  lost: { on: { note: { by: clerk } } }
                  closed: { final: true, outcome: declined }
                """,
            findings: ["a case gets stuck: nobody can act and no clock runs", "the end cannot be reached from here"]),
        Case(
            name: "an end that a party's silence holds up",
            part: """
                states:
                  open: { on: { answer: { to: closed, by: party }, remind: { by: clerk } } }
                  closed: { final: true, outcome: declined }
                """,
            findings: ["the end cannot be reached while the party keeps silent"]),
        Case(
            name: "an end that comes by time alone",
            part: """
                clocks: { reply: { length: 3 days } }
                states:
                  open: { clock: reply, on: { answer: { to: closed, by: party }, expired.reply: { to: closed } } }
                  closed: { final: true, outcome: declined }
                """, findings: []),
        Case(
            name: "two regions that want different things",
            part: """
                states:
                  both:
                    parallel: true
                    states:
                      left: { on: { go: { to: closed, by: clerk } } }
                      right: { on: { go: { to: dropped, by: clerk } } }
                  closed: { final: true, outcome: declined }
                  dropped: { final: true, outcome: declined }
                """,
            findings: [
                "the state dropped cannot be reached", "go of “right” in line 11 can never be taken",
                "two transitions are enabled at once: go of “left” in line 10 is taken, go of “right” in line 11 is dropped",
            ]),
        Case(
            name: "an inner transition that hides an outer one",
            part: """
                facts: { told: { boolean: true } }
                states:
                  outer:
                    on:
                      go: { to: closed, by: clerk }
                      tell: { by: clerk, set: { told: "true" } }
                    states:
                      inner: { on: { go: { to: dropped, by: clerk, when: told } } }
                  closed: { final: true, outcome: declined }
                  dropped: { final: true, outcome: declined }
                """,
            findings: [
                "two transitions are enabled at once: go of “inner” in line 13 is taken, go of “outer” in line 10 is dropped"
            ]),
        Case(
            name: "alternatives are in order",
            part: """
                facts: { told: { boolean: true } }
                states:
                  open:
                    on:
                      tell: { by: clerk, set: { told: "true" } }
                      go: [{ to: closed, by: clerk, when: told }, { to: dropped, by: clerk }]
                  closed: { final: true, outcome: declined }
                  dropped: { final: true, outcome: declined }
                """, findings: []),
        Case(
            name: "a clock that nobody hears",
            part: """
                clocks: { reply: { length: 3 days, title: { zh: 答复, en: Reply } } }
                states:
                  open: { on: { go: { to: next, by: clerk, start: reply } } }
                  next: { on: { go: { to: closed, by: clerk } } }
                  closed: { final: true, outcome: declined }
                """, findings: ["“Reply” runs out and nothing waits for it"]),
        Case(
            name: "a failure without notice",
            part: """
                states:
                  open: { on: { fail: { to: closed, by: clerk } } }
                  closed: { final: true, outcome: failed }
                """, findings: ["“failed” is reached without “notice of remedies” before it"]),
        Case(
            name: "a circle without an event",
            part: """
                facts: { told: { boolean: true } }
                states:
                  open: { on: { go: { to: left, by: clerk }, close: { to: closed, by: clerk } } }
                  left: { always: { to: right, when: not told } }
                  right: { always: { to: left, when: not told } }
                  closed: { final: true, outcome: declined }
                """,
            findings: [
                "an endless circle: always of “left” in line 9, always of “right” in line 10",
                "the state left cannot be reached", "the state right cannot be reached",
                "go of “open” in line 8 can never be taken", "always of “left” in line 9 can never be taken",
                "always of “right” in line 10 can never be taken",
            ]),
        Case(
            name: "no end and no promise of rest",
            part:
                "states:\n  open: { on: { go: { to: shut, by: clerk } } }\n  shut: { on: { go: { to: open, by: clerk } } }\n",
            findings: ["there is no end, and no “reachable” property instead"]),
    ]

    @Test("is looked over", arguments: cases)
    func findings(example: Case) throws {
        let workflow = try Example.load(example.part)
        let verification = try Verification(workflow, options: .init(members: 0), rules: .mediation)
        #expect(verification.findings.map { $0.message(in: workflow).en } == example.findings)
    }
}
