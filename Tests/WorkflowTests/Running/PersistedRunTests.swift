import ChartTestSupport
import Foundation
import LegalTime
import Testing

@testable import Workflow

@Suite("Stored runs")
struct PersistedRunTests {
    private func encoded(_ stored: PersistedRun) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(stored), as: UTF8.self)
    }

    @Test("are names and what differs from the start, nothing else")
    func form() throws {
        var player = try Player(Example.load(Example.mediation), at: "2023-04-17T09:00", members: 2)
        #expect(
            try encoded(player.workflow.persist(player.run))
                == #"{"from":"2011-01-01","members":2,"states":["asking"],"workflow":"example"}"#)
        for member in 0...1 { try player.act("agree", by: "party", member: member, at: "2023-04-17T09:00") }
        try player.act("tellRights", by: "clerk", at: "2023-04-17T10:00")
        try player.act("prolong", by: "mediator", at: "2023-04-17T10:00", extending: .days(5))
        try player.act("appraise", by: "mediator", at: "2023-04-18T10:00")
        #expect(
            try encoded(player.workflow.persist(player.run))
                == #"{"clocks":[{"due":"2023-05-22","extensions":[{"length":5,"unit":"day"}],"name":"mediation","#
                + #""pausedSince":"2023-04-18","started":"2023-04-17T09:00:00+08:00"}],"facts":{"rightsTold":"true"},"#
                + #""from":"2011-01-01","memberFacts":{"consent":["given","given"]},"members":2,"#
                + #""states":["appraising"],"workflow":"example"}"#)
    }

    @Test("come back as the same run, wherever a random history leads", arguments: [1, 2, 3] as [UInt64])
    func roundTrip(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let workflow = try Example.load(Example.mediation)
        for _ in 0..<200 {
            var player = try Player(workflow, at: "2023-04-17T09:00", members: 2)
            for day in 1...20 {
                guard let act = workflow.acts.randomElement(using: &generator) else { continue }
                try player.act(
                    act.event, by: act.roles.first, member: Int.random(in: 0...1, using: &generator),
                    at: "2023-05-\(day < 10 ? "0" : "")\(day)T09:00",
                    facts: Bool.random(using: &generator) ? ["mediator.registered"] : [])
                let json = try encoded(workflow.persist(player.run))
                let stored = try JSONDecoder().decode(PersistedRun.self, from: Data(json.utf8))
                #expect(try workflow.restore(stored) == player.run, "seed \(seed)")
            }
        }
    }

    @Test("that do not fit are refused with everything that is wrong")
    func errors() throws {
        let workflow = try Example.load(Example.mediation)
        let stored = PersistedRun(
            workflow: "other", from: workflow.from, states: ["talkin"], facts: ["form": "oral", "sessions": "9"],
            members: 2, memberFacts: ["consent": ["given"]],
            clocks: [.init(name: "tick", started: try Example.instant("2023-04-17"), due: workflow.from)])
        let error = #expect(throws: RestoreError.self) { try workflow.restore(stored) }
        #expect(
            error?.problems.map(\.en) == [
                "belongs to other@2011-01-01, not to example@2011-01-01", "unknown clock “tick”", "unknown fact “form”",
                "the fact “sessions” has no value “9”", "unknown state “talkin”",
                "the fact “consent” needs 2 values and has 1",
            ])
    }

    @Test("with states that exclude each other are refused")
    func illegal() throws {
        let workflow = try Example.load(Example.mediation)
        let stored = PersistedRun(workflow: "example", from: workflow.from, states: ["asking", "talking"])
        #expect(throws: RestoreError.self) { try workflow.restore(stored) }
        let empty = PersistedRun(workflow: "example", from: workflow.from, states: [])
        #expect(throws: RestoreError.self) { try workflow.restore(empty) }
    }
}
