import Testing
import Workflow

@testable import Verifier

@Suite("A pipeline with a run inside")
struct CompositionTests {
    private static let track = """
        states:
          asking:
            on:
              agree: { to: agreed, by: clerk }
              fail: { to: failed, by: clerk, papers: [notice.remedies] }
          agreed: { final: true, outcome: succeeded }
          failed: { final: true, outcome: failed }
        """

    private func findings(_ pipeline: String, track: String = track) throws -> [String] {
        try compose(pipeline, track: track).findings.map(\.message.en)
    }

    private func compose(_ pipeline: String, track: String) throws -> Composition {
        func graph(_ part: String) throws -> Exploration {
            try Exploration(Example.load(part), options: .init(members: 0))
        }
        return Composition(
            try graph(pipeline), track: try graph(track), named: [:], isRest: { $0 == "closed" }, rules: .mediation)
    }

    private static func pipeline(_ more: String = "", inside: String = "") -> String {
        """
        states:
          open: { on: { begin: { to: waiting, by: clerk } } }
          waiting:
            invoke: track
            on:
              \(inside)
              done.succeeded: { to: closed }
              done.failed: { to: \(more.isEmpty ? "closed" : "aside") }
          closed: { on: { reopen: { to: open, by: clerk } } }
        \(more)
        """
    }

    @Test("fits")
    func fits() throws {
        #expect(try findings(Self.pipeline()) == [])
    }

    @Test("has every end of the run heard")
    func unanswered() throws {
        let track = Self.track.replacing("outcome: failed", with: "outcome: withdrawn")
        #expect(
            try findings(Self.pipeline(), track: track) == [
                "“example” can end with “withdrawn”, and the pipeline goes on waiting"
            ])
    }

    @Test("does not leave a run behind")
    func abandoned() throws {
        #expect(
            try findings(Self.pipeline(inside: "leave: { to: closed, by: clerk }")) == [
                "“leave” makes the pipeline leave while “example” goes on"
            ])
    }

    @Test("does not begin a run twice")
    func doubled() throws {
        let found = try findings(Self.pipeline(inside: "again: { to: waiting, by: clerk }"))
        #expect(found.contains("“example” is begun again while it goes on"))
    }

    @Test("tells the states that no run leads to")
    func unreached() throws {
        let track = Self.track.replacing("fail: { to: failed", with: "note: { to: asking")
        let composition = try compose(
            Self.pipeline("  aside: { on: { close: { to: closed, by: clerk } } }"), track: track)
        #expect(composition.unreached == ["aside"] && composition.findings.isEmpty)
        #expect(try compose(Self.pipeline(), track: track).unreached == [])
    }

    @Test("can be closed whatever the parties do")
    func heldUp() throws {
        let track = Self.track.replacing("agreed, by: clerk", with: "agreed, by: party")
            .replacing("failed, by: clerk", with: "failed, by: party")
        #expect(
            try findings(Self.pipeline(), track: track) == [
                "in open the matter cannot come to rest while the parties keep silent"
            ])
    }
}
