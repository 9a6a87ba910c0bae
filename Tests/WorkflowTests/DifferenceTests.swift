import LegalTime
import Testing

@testable import Workflow

@Suite("The difference of two versions")
struct DifferenceTests {
    private func difference(_ edits: (String, String)...) throws -> WorkflowDifference {
        var text = Example.mediation
        for (old, new) in edits {
            #expect(text.contains(old), "\(old)")
            text = text.replacing(old, with: new)
        }
        return WorkflowDifference(from: try Example.load(Example.mediation), to: try Example.load(text))
    }

    private func change(_ difference: WorkflowDifference) throws -> WorkflowDifference.Change {
        #expect(difference.changes.count == 1, "\(difference.changes.map(\.title))")
        return try #require(difference.changes.first)
    }

    @Test("is none between a file and itself, nor when only its layout changes")
    func none() throws {
        #expect(try difference().isEmpty)
        #expect(try difference(("initial: asking", "# a remark\ninitial: asking")).isEmpty == true)
    }

    @Test("of a guard tells both conditions and what follows")
    func guardChanged() throws {
        let change = try change(difference(("by: mediator, when: sessions >= 1,", "by: mediator,")))
        #expect(change.kind == .changed)
        #expect(change.details.map(\.zh) == ["条件：调解次数 >= 1 → 无"])
        #expect(change.meaning?.zh == "不再须满足条件")
    }

    @Test("of roles, papers and targets tells what was lost")
    func lost() throws {
        let paper = try change(difference((", papers: notice.rights }", " }")))
        #expect(paper.meaning?.zh == "不再制作权利告知书")
        let role = try change(difference(("tellRights: { by: [clerk, mediator]", "tellRights: { by: [clerk]")))
        #expect(role.details.map(\.en) == ["by: －mediator"])
        #expect(role.meaning?.en == "mediator may no longer")
    }

    @Test("of a time limit says when it became shorter")
    func clock() throws {
        let change = try change(difference(("length: 30 days", "length: 20 days")))
        #expect(change.subject == .clock("mediation"))
        #expect(change.details.map(\.zh) == ["长度：30 日 → 20 日"])
        #expect(change.meaning?.zh.contains("缩短") == true)
    }

    @Test("names states, transitions and facts that came and went")
    func cameAndWent() throws {
        let earlier = try Example.load(
            "states: { a: { on: { go: { to: b, by: clerk } } }, b: { final: true, outcome: failed } }")
        let later = try Example.load(
            """
            facts: { told: { boolean: true } }
            states: { a: { on: { stop: { to: c, by: party } } }, c: { final: true, outcome: withdrawn } }
            """)
        let difference = WorkflowDifference(from: earlier, to: later)
        let kinds = difference.changes.map { "\($0.kind.rawValue) \($0.subject)" }
        #expect(
            kinds == [
                "added state(\"c\")", "removed state(\"b\")", "added transition(source: \"a\")",
                "removed transition(source: \"a\")", "added fact(\"told\")",
            ])
        #expect(difference.addedTransitions == [0] && difference.removedTransitions == [0])
        let gone = try #require(
            difference.changes.first { $0.kind == .removed && $0.subject == .transition(source: "a") })
        #expect(gone.meaning?.zh == "工作人员在“a”中不能再“go”")
    }

    @Test("does not take a reordering of alternatives for new ones")
    func reordered() throws {
        let one = "{ to: b, by: clerk, when: told }"
        let other = "{ to: c, by: clerk }"
        func file(_ first: String, _ second: String) -> String {
            """
            facts: { told: { boolean: true } }
            states:
              a: { on: { go: [ \(first), \(second) ] } }
              b: { final: true, outcome: failed }
              c: { final: true, outcome: withdrawn }
            """
        }
        let difference = WorkflowDifference(
            from: try Example.load(file(one, other)), to: try Example.load(file(other, one)))
        let change = try change(difference)
        #expect(change.details.map(\.zh) == ["备选的先后次序改变"])
    }
}
