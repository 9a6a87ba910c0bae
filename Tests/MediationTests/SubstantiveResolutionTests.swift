import LegalTime
import Mediation
import Testing
import Workflow

@Suite("The two readings of substantive resolution")
struct SubstantiveResolutionTests {
    private typealias Case = (dispute: Dispute, history: [CaseEvent])

    /// A reconsideration accepted on 4 March 2024, up to its hearing.
    private func accepted() throws -> Bench {
        var bench = try Bench(
            parties: [Bench.party(1, side: 1), Bench.party(2, side: 2, kind: .authority)],
            claims: [Claim(number: 1, by: [1], against: [2], subject: "x", amount: nil)])
        try bench.act("open", by: "organ", at: "2024-03-04T09:00", .opening(.init(track: "reconsideration")))
        try bench.act("file", by: "party", party: 1, at: "2024-03-04T09:01")
        try bench.act("accept", by: "organ", at: "2024-03-04T09:02", declared: [.applicationInTime])
        return bench
    }

    private func decided(sued day: String? = nil) throws -> Case {
        var bench = try accepted()
        try bench.act(
            "informRemedies", by: "organ", at: "2024-03-05T09:00", .remediesNotice(.init(oral: false, content: "诉讼")))
        try bench.act(
            "decide", by: "organ", at: "2024-03-05T10:00", .courtDecision(.init(number: "复决1号", reason: "")))
        if let day {
            try bench.act(
                "beginElsewhere", by: "party", party: 1, at: "\(day)T09:00",
                .elsewhere(.init(kind: .administrativeSuit, authority: "某法院", subject: "x")))
        }
        return (try #require(bench.dispute), bench.history)
    }

    private func mediated() throws -> Case {
        var bench = try accepted()
        try bench.act(
            "informRights", by: "organ", at: "2024-03-05T09:00", .rightsNotice(.init(oral: false, content: "")))
        for party in [1, 2] {
            try bench.act(
                "consent", by: "party", party: party, at: "2024-03-05T09:01", .consent(.init(manner: "书面")))
        }
        try bench.act("mediate", by: "organ", at: "2024-03-05T09:02")
        try bench.act(
            "draft", by: "organ", at: "2024-03-05T10:00", .agreement(.init(terms: "x", claims: [1], obligations: [])))
        for party in [1, 2] {
            try bench.act("sign", by: "party", party: party, at: "2024-03-05T10:01", .signature(.init(by: "")))
        }
        try bench.act("seal", by: "organ", at: "2024-03-05T10:02", .seal(.init(by: "")))
        return (try #require(bench.dispute), bench.history)
    }

    private func count(_ cases: [Case], until: String = "2024-12-31", year: Int = 2024) throws -> SubstantiveResolution
    {
        SubstantiveResolution(
            cases, in: try #require(Period(year: year)).days, until: try #require(Day(until)))
    }

    @Test("settled of closed, and closed without a suit of closed: two numbers from the same cases")
    func twoReadings() throws {
        let found = try count([mediated(), decided(), decided(sued: "2024-06-01")])
        #expect(found.closed.count == 3)
        #expect(found.bySettlement?.part == 1 && found.bySettlement?.whole == 3)
        #expect(found.byQuiet?.part == 2 && found.byQuiet?.whole == 3)
        #expect(found.bySettlement?.perMille == 333)
        #expect(found.byQuiet?.perMille == 667)
        #expect(found.beforeAcceptance.isEmpty)
    }

    @Test("what follows after the cut-off, or a year without cases, is not counted as anything")
    func limits() throws {
        #expect(try count([decided(sued: "2024-06-01")], until: "2024-05-31").followed.isEmpty)
        let none = try count([mediated()], year: 2023)
        #expect(none.bySettlement == nil && none.byQuiet == nil)
    }

    @Test("resolved before acceptance is in neither and counted apart")
    func beforeAcceptance() throws {
        var bench = try Bench(
            parties: [Bench.party(1, side: 1), Bench.party(2, side: 2, kind: .authority)],
            claims: [Claim(number: 1, by: [1], against: [2], subject: "x", amount: nil)])
        try bench.act("open", by: "organ", at: "2024-03-04T09:00", .opening(.init(track: "reconsideration")))
        try bench.act("preSettle", by: "organ", at: "2024-03-04T10:00", declared: [.partiesJointly])
        let found = try count([(try #require(bench.dispute), bench.history)])
        #expect(found.closed.isEmpty && found.beforeAcceptance.count == 1)
    }
}
