import Testing

@testable import Workflow

@Suite("Problems of workflow files")
struct DiagnosticTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// Below the usual head, whose last line is line 5.
        let part: String
        /// `line:column message` in English, as printed.
        let problems: [String]

        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "unknown key",
            part: "states:\n  open: { finall: true }\n",
            problems: ["7:11 unknown key “finall”; did you mean “final”?"]),
        Case(
            name: "unknown state, with the nearest",
            part: "states:\n  open: { on: { go: { to: opne } } }\n",
            problems: ["7:27 unknown state “opne”; expected: open; did you mean “open”?"]),
        Case(
            name: "several problems at once",
            part: """
                facts:
                  told: { boolean: yes }
                  form: { values: [none] }
                states:
                  open:
                    clock: deadline
                    on:
                      go: { by: medaitor, records: [agrement], papers: [unknown.paper] }
                """,
            problems: [
                "7:20 found “yes”; expected: true or false",
                "8:19 found a list; expected: a list of 2 to 64 values",
                "11:12 unknown clock “deadline”; expected: (none is declared)",
                "13:17 unknown role “medaitor”; expected: party, clerk, mediator, head, organ; did you mean “mediator”?",
                "13:37 unknown record “agrement”; expected: agreement, session, extension, note; "
                    + "did you mean “agreement”?",
                "13:57 unknown paper “unknown.paper”; expected: agreement.written, notice.rights, letter.referral",
            ]),
        Case(
            name: "duplicate keys, and what follows them",
            part: "states:\n  open: {}\n  open: {}\n  shut: { final: true, outcome: wno }\n",
            problems: [
                "8:3 the key “open” is written twice (first in line 7)",
                "9:33 unknown outcome “wno”; expected: succeeded, failed, declined, withdrawn, confirmed, dismissed",
            ]),
        Case(
            name: "a state declared in two places",
            part: "states:\n  a:\n    states:\n      b: {}\n  b: {}\n",
            problems: ["10:3 the state “b” is declared twice (first in line 9)"]),
        Case(
            name: "condition: syntax, at its column",
            part: "facts:\n  told: { boolean: true }\nstates:\n  open:\n    always: { when: told and or, to: open }\n",
            problems: ["10:30 the condition goes wrong at “or”; expected: a fact, not, or ("]),
        Case(
            name: "condition: unknown names, each at its column",
            part: """
                facts:
                  form: { values: [none, oral] }
                states:
                  open:
                    on:
                      go: { when: "form = orla or in(opne) or frm = none" }
                """,
            problems: [
                "11:27 unknown value “orla”; expected: none, oral; did you mean “oral”?",
                "11:38 unknown state “opne”; expected: open; did you mean “open”?",
                "11:47 unknown fact “frm”; expected: form; did you mean “form”?",
            ]),
        Case(
            name: "condition: over several lines",
            part: "facts:\n  told: { boolean: true }\nstates:\n  open:\n    on:\n      go:\n        when: told\n"
                + "          and tild\n",
            problems: ["13:15 unknown fact “tild”; expected: told; did you mean “told”?"]),
        Case(
            name: "condition: a character that does not belong",
            part: "states:\n  open: { on: { go: { when: true & true } } }\n",
            problems: ["7:34 a condition cannot contain the character “&”"]),
        Case(
            name: "condition: an enumeration is no boolean",
            part: "facts:\n  form: { values: [none, oral] }\nstates:\n  open: { on: { go: { when: form } } }\n",
            problems: ["9:29 the fact “form” is no boolean: say which value; expected: form = oral"]),
        Case(
            name: "condition: members",
            part: """
                facts:
                  consent: { each: party, values: [asked, given] }
                  told: { boolean: true }
                states:
                  open: { on: { a: { when: consent = given }, b: { when: told.all(true) }, c: { when: consent.every(given) } } }
                """,
            problems: [
                "10:28 the fact “consent” has a value for each party; expected: consent.all(…), consent.any(…), "
                    + "consent.none(…), consent.mine(…)",
                "10:58 the fact “told” has one value, not one for each member; expected: told = …",
                "10:95 unknown quantifier “every”; expected: all, any, none, mine",
            ]),
        Case(
            name: "condition: beyond a counter",
            part: "facts:\n  n: { counter: 3 }\nstates:\n  open: { on: { go: { when: n > 4 } } }\n",
            problems: ["9:33 the counter goes up to 3; expected: 0…3"]),
        Case(
            name: "clock: no such length",
            part: "clocks:\n  c: { length: 30 dyas }\nstates: { open: { clock: c } }\n",
            problems: ["7:16 found “30 dyas”; expected: N days, N working days, N months or N years"]),
        Case(
            name: "clock: extension that nobody declared",
            part:
                "clocks:\n  c: { length: 3 days }\nstates:\n  open: { clock: c, on: { go: { by: party, extend: c } } }\n",
            problems: ["9:52 the clock “c” has no “extend”, so it cannot be extended"]),
        Case(
            name: "events of the engine",
            part: """
                clocks:
                  reply: { length: 3 days }
                states:
                  open:
                    clock: reply
                    on:
                      expired.replay: { to: open }
                      expired.reply: { to: open, by: party }
                      done.sucseeded: { to: open }
                """,
            problems: [
                "12:7 unknown event “expired.replay”; expected: expired.reply; did you mean “expired.reply”?",
                "13:34 nobody sends this event, so “by” cannot stand here",
                "14:7 unknown event “done.sucseeded”; expected: done.succeeded, done.failed, done.declined, "
                    + "done.withdrawn, done.confirmed, done.dismissed; did you mean “done.succeeded”?",
            ]),
        Case(
            name: "raised event that nothing answers",
            part: "states:\n  open: { on: { go: { by: party, raise: wiegh }, weigh: { to: open } } }\n",
            problems: ["7:41 unknown event “wiegh”; expected: go, weigh; did you mean “weigh”?"]),
        Case(
            name: "setting facts",
            part: """
                facts:
                  asked: { asks: mediator.conflicted }
                  told: { boolean: true }
                  n: { counter: 2 }
                states:
                  open: { on: { go: { by: party, set: { asked: true, told: maybe, n: { every: 1 }, m: 1 } } } }
                """,
            problems: [
                "11:41 “asked” is asked, so it cannot be set",
                "11:60 unknown value “maybe”; expected: false, true",
                "11:67 “n” has one value, so “every” cannot stand here",
                "11:84 unknown fact “m”; expected: asked, told, n; did you mean “n”?",
            ]),
        Case(
            name: "facts of members where nobody acts",
            part: """
                facts: { consent: { each: party, values: [asked, given] } }
                states:
                  open: { enter: [ { set: { consent: given } } ] }
                """,
            problems: ["8:29 nobody acts on entry or exit: write { every: … }"]),
        Case(
            name: "outcome below the top",
            part: "states:\n  a:\n    states:\n      b: { final: true, outcome: failed }\n",
            problems: ["9:25 only a final state at the top has an “outcome”"]),
        Case(
            name: "chart: targets that exclude each other",
            part: "states:\n  a: { on: { go: { to: [b, c] } } }\n  b: {}\n  c: {}\n",
            problems: ["7:14 “b” and “c” cannot be active together"]),
        Case(
            name: "chart: endless transition",
            part: "states:\n  a:\n    always: { set: {} }\n",
            problems: ["8:13 an “always” without condition and target would be taken for ever"]),
        Case(
            name: "a guard that asks what only properties may",
            part: "states:\n  open: { on: { go: { when: by(clerk) } } }\n",
            problems: ["7:29 only properties may ask “by(…)”"]),
        Case(
            name: "what a property asks, misspelt",
            part: """
                facts: { told: { each: party, boolean: true } }
                states:
                  open: { on: { go: { by: clerk } } }
                properties:
                  - { id: P-1, never: on(gone) or record(nota) or running(reply) or told.mine(true) }
                  - { id: P-2, fromEvery: opne, possible: go, by: clark }
                  - { id: P-3, leadsTo: { from: in(open), to: in(open) }, after: on(go) }
                  - { id: P-4, never: on(go), holds: in(open) }
                """,
            problems: [
                "10:26 unknown event “gone”; expected: go; did you mean “go”?",
                "10:42 unknown record “nota”; expected: agreement, session, extension, note; did you mean “note”?",
                "10:59 unknown clock “reply”; expected: (none is declared)",
                "10:74 a property cannot ask “mine”; expected: all, any, none",
                "11:27 unknown state “opne”; expected: open; did you mean “open”?",
                "11:51 unknown role “clark”; expected: party, clerk, mediator, head, organ; did you mean “clerk”?",
                "12:59 “after” cannot stand here; expected: at most one, with never, always, whenever, precedes or atMost",
                "13:31 “holds” stands only with “whenever”",
            ]),
        Case(
            name: "property without a form",
            part: "states: { a: {} }\nproperties:\n  - { id: P, law: §1 }\n",
            problems: [
                "8:5 a property has exactly one form; expected: never, always, whenever, leadsTo, precedes, atMost, fromEvery"
            ]),
        Case(
            name: "not YAML",
            part: "states: { a: {}\n",
            problems: ["7:1 YAML syntax: did not find expected ',' or '}'"]),
        Case(
            name: "a list where a mapping belongs",
            part: "states: [a]\n",
            problems: ["6:9 found a list; expected: a mapping"]),
    ]

    @Test("are told with line, column, what was expected and the nearest name", arguments: cases)
    func problems(_ example: Case) {
        let result = Example.read(example.part)
        #expect(result.diagnostics.map(english) == example.problems)
        #expect(result.workflow == nil)
    }

    @Test("of the head are told too, all at once")
    func head() {
        let text = "workflow: 1a\nkind: trak\ninForce: { from: 2011-02-30 }\ntitel: x\n"
        let result = WorkflowFile.read(text, file: "head.yaml", vocabulary: Example.vocabulary)
        #expect(
            result.diagnostics.map(english) == [
                "1:1 “title” is missing", "1:1 “states” is missing",
                "1:11 found “1a”; expected: a name of letters, digits, _ and -, a letter first",
                "2:7 found “trak”; expected: pipeline | track | dossier",
                "3:18 found “2011-02-30”; expected: a date like 2011-01-01",
                "4:1 unknown key “titel”; did you mean “title”?",
            ])
    }

    @Test("are printed in Chinese first, English beside it")
    func print() throws {
        let result = Example.read("states:\n  open: { on: { go: { to: opne } } }\n")
        #expect(
            result.diagnostics.first?.description == """
                example.yaml:7:27: 错误: 未知的状态“opne”；应为：open；是否指“open”？
                    error: unknown state “opne”; expected: open; did you mean “open”?
                """)
    }

    @Test("make a load throw them all")
    func load() {
        #expect(throws: LoadFailure.self) { try Example.load("states: {}\n") }
    }

    private func english(_ diagnostic: Diagnostic) -> String {
        let text = diagnostic.description.split(separator: "\n").last ?? ""
        return "\(diagnostic.line):\(diagnostic.column) \(text.drop { $0 == " " }.dropFirst("error: ".count))"
    }
}
