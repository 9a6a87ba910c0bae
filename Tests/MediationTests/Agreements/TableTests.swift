import LegalTime
import Mediation
import Testing
import Workflow

@Suite("Who sits at the table, and who may speak for whom")
struct TableTests {
    private static let claim = Claim(number: 1, by: [1], against: [2], subject: "赔偿", amount: nil)
    private static let sign = Record.signature(.init(by: ""))

    private func guardian(_ number: Int, of parties: [Int], until: String? = nil) throws -> Record {
        .representation(
            Representation(
                number: number, parties: parties, kind: .guardian, special: false,
                from: try #require(Day("2024-03-01")), until: until.flatMap { Day($0) }))
    }

    @Test("a party that joins on the way stops the sessions until it consents")
    func joining() throws {
        var bench = try Bench(parties: [Bench.party(1, side: 1), Bench.party(2, side: 2)], claims: [Self.claim])
        try bench.talk()
        let joined = Party(number: 3, side: 3, role: .third, kind: .person, commitment: "")
        try bench.act("joinParty", at: "2024-03-02T09:00", .joining(.init(party: joined, reason: "有利害关系")))
        let session = Record.session(.init(place: "", summary: "再谈"))
        try bench.expect("condition", "session", by: "mediator", at: "2024-03-02T10:00", session)
        try bench.act("consent", by: "party", party: 3, at: "2024-03-02T10:10", .consent(.init(manner: "口头")))
        try bench.act("session", by: "mediator", at: "2024-03-02T10:20", session)
        #expect(bench.dispute?.proceedings[0].table == [1, 2, 3])
    }

    @Test("a party that leaves the table is not waited for, and those who stay can settle")
    func leaving() throws {
        var bench = try Bench(
            parties: [Bench.party(1, side: 1), Bench.party(2, side: 2), Bench.party(3, side: 3)], claims: [Self.claim])
        try bench.talk()
        try bench.act(
            "leaveParty", at: "2024-03-02T09:00", .leaving(.init(party: 2, tableOnly: true, reason: "另行处理")))
        #expect(bench.dispute?.proceedings[0].table == [1, 3])
        try bench.expect("not-at-table", "refuseSign", by: "party", party: 2, at: "2024-03-02T09:10")
        try bench.act(
            "draft", by: "mediator", at: "2024-03-02T10:00",
            .agreement(.init(terms: "约定", claims: [], obligations: [])))
        // The last at the table keeps his own signature, though his place moved up.
        try bench.act("sign", by: "party", party: 3, at: "2024-03-02T10:10", Self.sign)
        try bench.act("mediatorSign", by: "mediator", at: "2024-03-02T10:20", .mediatorSignature(.init(by: "")))
        try bench.act("seal", at: "2024-03-02T10:30", .seal(.init(by: "")))
        #expect(bench.dispute?.proceedings[0].outcome == nil)
        try bench.act("sign", by: "party", party: 1, at: "2024-03-02T10:40", Self.sign)
        #expect(bench.dispute?.proceedings[0].outcome == "succeeded")
    }

    @Test("less than two sides are no dispute")
    func lastSide() throws {
        var bench = try Bench(parties: [Bench.party(1, side: 1), Bench.party(2, side: 2)], claims: [Self.claim])
        try bench.expect(
            "sides",
            "leaveParty", at: "2024-03-02T09:00", .leaving(.init(party: 2, tableOnly: false, reason: "退出")))
    }

    @Test("a minor signs through a guardian whose mandate runs, and alone once of age")
    func minor() throws {
        var bench = try Bench(
            parties: [Bench.party(1, side: 1), Bench.party(2, side: 2, capacity: .minor)], claims: [Self.claim])
        try bench.act("represent", at: "2024-03-01T09:01", guardian(1, of: [2], until: "2024-03-05"))
        try bench.talk(representatives: [2: 1])
        try bench.act(
            "draft", by: "mediator", at: "2024-03-01T11:00",
            .agreement(.init(terms: "约定", claims: [1], obligations: [])))
        try bench.expect("representative-missing", "sign", by: "party", party: 2, at: "2024-03-01T11:10", Self.sign)
        let through = Record.signature(.init(by: "", representative: 1))
        try bench.expect("representative-missing", "sign", by: "party", party: 2, at: "2024-03-06T11:10", through)
        try bench.act(
            "findCapacity", at: "2024-03-07T09:00", .capacity(.init(party: 2, capacity: .full, basis: "已成年")))
        try bench.act("sign", by: "party", party: 2, at: "2024-03-07T10:00", Self.sign)
        #expect(bench.dispute?.agreements[0].signatures.map(\.party) == [2])
    }

    @Test("an agent without special authority settles nothing")
    func agent() throws {
        var bench = try Bench(parties: [Bench.party(1, side: 1), Bench.party(2, side: 2)], claims: [Self.claim])
        let from = try #require(Day("2024-03-01"))
        for (number, special) in [(1, false), (2, true)] {
            try bench.act(
                "represent", at: "2024-03-01T09:01",
                .representation(
                    Representation(number: number, parties: [2], kind: .agent, special: special, from: from)))
        }
        try bench.talk()
        try bench.act(
            "draft", by: "mediator", at: "2024-03-01T11:00",
            .agreement(.init(terms: "约定", claims: [1], obligations: [])))
        try bench.expect(
            "no-mandate",
            "sign", by: "party", party: 2, at: "2024-03-01T11:10", .signature(.init(by: "", representative: 1)))
        try bench.act(
            "sign", by: "party", party: 2, at: "2024-03-01T11:20", .signature(.init(by: "", representative: 2)))
    }

    @Test("who comes out of a party of many takes its claims along")
    func split() throws {
        var bench = try Bench(
            parties: [Bench.party(1, side: 1), Bench.party(2, side: 2, kind: .group, persons: 27)], claims: [Self.claim]
        )
        let six = Party(number: 3, side: 3, role: .other, kind: .group, commitment: "", persons: 6)
        try bench.act("joinParty", at: "2024-03-02T09:00", .joining(.init(party: six, outOf: 2, reason: "另有诉求")))
        #expect(bench.dispute?.parties.map(\.persons) == [nil, 21, 6])
        #expect(bench.dispute?.claims[0].against == [2, 3])
    }
}
