import LegalTime
import Mediation
import Testing
import Workflow

@Suite("Concessions in mediation")
struct ConcessionTests {
    private static let parties = [Bench.party(1, side: 1), Bench.party(2, side: 2)]
    private static let claim = Claim(number: 1, by: [1], against: [2], subject: "赔偿", amount: nil)

    @Test("I-42: a concession may leave only when every party has released it")
    func release() throws {
        var bench = try Bench(parties: Self.parties, claims: [Self.claim])
        try bench.talk()
        try bench.act(
            "concede", by: "mediator", at: "2024-03-01T10:10", .concession(.init(number: 1, by: 2, text: "承认动手")))
        func leaving() throws -> [Int] {
            let dispute = try #require(bench.dispute)
            return bench.history.filter(dispute.mayLeave).map(\.sequence)
        }
        let all = bench.history.map(\.sequence)
        let conceded = try #require(bench.history.last?.sequence)
        #expect(try leaving() == all.filter { $0 != conceded })
        let release = Record.concessionRelease(.init(concession: 1))
        try bench.expect("wrong-role", "releaseConcession", by: "mediator", at: "2024-03-01T10:20", release)
        try bench.act("releaseConcession", by: "party", party: 2, at: "2024-03-01T10:20", release)
        #expect(try !leaving().contains(conceded))
        try bench.act("releaseConcession", by: "party", party: 1, at: "2024-03-01T10:30", release)
        #expect(try leaving() == bench.history.map(\.sequence))
    }

    @Test("a concession without a text, of nobody, or released before it was made is refused")
    func refused() throws {
        var bench = try Bench(parties: Self.parties, claims: [Self.claim])
        try bench.expect(
            "text-missing", "concede", by: "mediator", at: "2024-03-01T10:10",
            .concession(.init(number: 1, by: 2, text: "")))
        try bench.expect(
            "unknown-party", "concede", by: "mediator", at: "2024-03-01T10:10",
            .concession(.init(number: 1, by: 3, text: "x")))
        try bench.expect(
            "unknown-concession", "releaseConcession", by: "party", party: 1, at: "2024-03-01T10:10",
            .concessionRelease(.init(concession: 1)))
    }
}
