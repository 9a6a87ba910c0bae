import Testing
import Workflow

@testable import Verifier

@Suite("The graph of a workflow")
struct ExplorationTests {
    private static let signing = """
        facts:
          signed: { each: party, boolean: true, title: { zh: 签名, en: Signature } }
          told: { boolean: true, title: { zh: 已告知, en: Told } }
        clocks:
          mediation: { length: 30 days, title: { zh: 期限, en: Limit } }
        states:
          open:
            clock: mediation
            on:
              sign: { by: party, set: { signed: "true" } }
              inform: { by: [clerk, head], set: { told: "true" } }
              expired.mediation: { to: closed }
            always: { to: closed, when: signed.all(true) }
          closed: { final: true, outcome: failed }
        """

    private func explore(
        _ part: String, members: Int = 2, folds: Bool = false, drops: Bool = false
    ) throws -> Exploration {
        try Exploration(
            Example.load(part), options: .init(members: members, foldsMembers: folds, dropsDeadFacts: drops))
    }

    @Test("holds every state once")
    func states() throws {
        let exploration = try explore(Self.signing)
        // open: three of the four signings, told or not; closed: each of the four signings, told or not.
        #expect(exploration.stateCount == 3 * 2 + 4 * 2)
        #expect(exploration.configurationCount == 2)
        #expect(exploration.isComplete && exploration.divergences.isEmpty)
        // From each open state: one may sign, the other may sign, be told, and time may run out.
        #expect(exploration.edges.count == 6 * 4)
        #expect((0..<exploration.stateCount).count(where: exploration.isEnded) == 8)
    }

    @Test("takes members for each other when asked to")
    func folding() throws {
        // open: none or one signed; closed: none, one or both.
        #expect(try explore(Self.signing, folds: true).stateCount == 2 * 2 + 3 * 2)
        #expect(try explore(Self.signing, members: 3, folds: true).stateCount == 3 * 2 + 4 * 2)
    }

    @Test("forgets what nothing reads when asked to")
    func dropping() throws {
        // Nobody reads whether the parties are told, nor any signature after the end.
        #expect(try explore(Self.signing, folds: true, drops: true).stateCount == 2 + 1)
    }

    @Test("is small where all holds, and whole where a fault has to be shown")
    func reduced() throws {
        func verification(never bad: String) throws -> Verification {
            try Verification.reduced(
                Example.load(
                    """
                    facts: { signed: { each: party, boolean: true, title: { zh: 签名, en: Signature } } }
                    states:
                      open:
                        on:
                          sign: { by: party, set: { signed: "true" } }
                          close: { to: closed, by: clerk }
                      closed: { final: true, outcome: succeeded }
                    properties:
                      - { id: P-1, never: \(bad) }
                    """), members: 2, rules: .mediation)
        }
        let good = try verification(never: "on(sign) and in(closed)")
        #expect(good.holds && good.exploration.options.foldsMembers)
        let bad = try verification(never: "in(closed) and signed.none(true)")
        #expect(!bad.holds && !bad.exploration.options.foldsMembers && bad.findings.isEmpty)
    }

    @Test("gives the shortest way to each state")
    func paths() throws {
        let exploration = try explore(Self.signing)
        let lengths = (0..<exploration.stateCount).map { exploration.path(to: $0).count }
        #expect(lengths == lengths.sorted())
        #expect(lengths.last == 3)
        for state in 1..<exploration.stateCount {
            #expect(exploration.path(to: state).last?.target == state)
        }
    }

    @Test("gives up where there are too many states")
    func limit() throws {
        let exploration = try Exploration(
            Example.load(Self.signing), options: .init(members: 2, foldsMembers: false, mostStates: 5))
        #expect(!exploration.isComplete)
    }

    @Test("finds an eventless circle")
    func circle() throws {
        let exploration = try explore(
            """
            facts: { told: { boolean: true } }
            states:
              a: { on: { go: { by: clerk, to: b } } }
              b: { always: { to: c, when: not told } }
              c: { always: { to: b, when: not told } }
            """)
        #expect(exploration.divergences.map(\.happening.event) == ["go"])
    }

    @Test("is refused at an endless start")
    func endlessStart() throws {
        let workflow = try Example.load(
            """
            facts: { told: { boolean: true } }
            states:
              b: { always: { to: c, when: not told } }
              c: { always: { to: b, when: not told } }
            """)
        #expect(throws: ExplorationError.endlessStart) {
            try Exploration(workflow, options: .init(members: 0))
        }
    }

    @Test("tries every answer of the domain, and every clock")
    func environment() throws {
        let exploration = try explore(
            """
            facts:
              reserved: { asks: dispute.reserved }
              seized: { asks: dispute.seizedElsewhere }
            clocks:
              one: { length: 3 days }
              other: { length: 30 days }
            states:
              asking:
                clock: [one, other]
                on:
                  accept: { to: done, by: [clerk, head], when: not reserved and not seized }
                  refuse: { to: done, by: [clerk, head], when: reserved or seized }
              done: { final: true, outcome: failed }
            """, members: 0)
        let start = exploration.edges(of: 0).map { exploration.labels[$0.label].happening }
        #expect(start.filter { $0.event == "accept" }.map(\.answers) == [[]])
        #expect(
            Set(start.filter { $0.event == "refuse" }.map(\.answers)) == [
                ["reserved"], ["seized"], ["reserved", "seized"],
            ])
        #expect(start.filter { $0.event == "accept" }.map(\.roles) == [["clerk", "head"]])
        #expect(start.compactMap(\.clock) == [0, 1])
    }
}
