import LegalTime
import Testing
import Workflow

@testable import Mediation

@Suite("Where an agreement can be confirmed")
struct ConfirmationVenueTests {
    private static let two = [Bench.party(1, side: 1), Bench.party(2, side: 2)]

    /// A written agreement in force on 1 March 2024, reached before one body or several.
    private func settled(_ kind: Claim.Kind = .money, joint: [BodyID]? = nil) throws -> Bench {
        var bench = try Bench(
            parties: Self.two, claims: [Claim(number: 1, by: [1], against: [2], subject: "x", amount: nil, kind: kind)])
        try bench.talk(joint: joint)
        try bench.act(
            "draft", by: "mediator", at: "2024-03-01T11:00",
            .agreement(.init(terms: "x", claims: [1], obligations: [])))
        for party in [1, 2] {
            try bench.act("sign", by: "party", party: party, at: "2024-03-01T11:10", .signature(.init(by: "")))
        }
        try bench.act("mediatorSign", by: "mediator", at: "2024-03-01T11:20", .mediatorSignature(.init(by: "")))
        for body in joint ?? [] {
            try bench.act("sealBeside", at: "2024-03-01T11:25", .seal(.init(by: "", body: body)))
        }
        try bench.act("seal", at: "2024-03-01T11:30", .seal(.init(by: "")))
        return bench
    }

    private func outlook(
        _ bench: Bench, on day: String = "2024-03-10", domiciles: [String] = []
    ) throws -> ConfirmationOutlook {
        ConfirmationOutlook(
            try #require(bench.dispute), domiciles: try domiciles.map { try #require(DivisionCode($0)) },
            decider: bench.decider, on: try #require(Day(day)))
    }

    @Test("the places of the body and of the subject, and a domicile once it is told, each with its article")
    func places() throws {
        let bench = try settled()
        let here = try outlook(bench)
        #expect(here.bars == [])
        #expect(here.venue.grounds.map(\.kind) == [.organisation, .subject])
        #expect(here.venue.grounds.allSatisfy { $0.courts == [Bench.court] && $0.kind.law.contains("§205") })
        let day = try #require(Day("2024-03-10"))
        #expect(here.venue.grounds(for: Bench.farCourt, in: bench.decider.directory, on: day).isEmpty)
        let there = try outlook(bench, domiciles: ["110101001"])
        let ground = there.venue.grounds(for: Bench.farCourt, in: bench.decider.directory, on: day)
        #expect(ground.map(\.kind) == [.domicile])
        #expect(there.venue.grounds(for: Bench.committee, in: bench.decider.directory, on: day).isEmpty)
    }

    @Test("a filing at the court of a told domicile is taken; without it the refusal names the courts and the article")
    func filing() throws {
        var bench = try settled()
        try bench.act("openConfirmation", by: "party", party: 1, at: "2024-03-10T09:00")
        func file(_ domiciles: [DivisionCode]?) throws -> CommandRefusal? {
            let filing = Record.Filing(
                court: Bench.farCourt, agreements: [1], applicants: [1, 2], domiciles: domiciles)
            let act = CaseAct(
                "file", actor: Actor(role: "party", name: "x", party: 1), at: try Bench.instant("2024-03-11T09:00"),
                records: [.filing(filing)])
            return try bench.wholeRefusal(of: act)
        }
        let refusal = try #require(try file(nil))
        #expect(refusal.code == "condition")
        #expect(refusal.message.zh.contains("没有管辖权") && refusal.message.zh.contains("§205"))
        #expect(refusal.remedy?.zh.contains("CRT") == true)
        #expect(try file([#require(DivisionCode("110101"))]) == nil)
    }

    @Test("of a joint mediation every body's place, which is the union")
    func joint() throws {
        let bench = try settled(joint: [Bench.farBody])
        let venue = try outlook(bench).venue
        #expect(
            Set(venue.grounds.filter { $0.kind == .organisation }.map(\.district.description)) == ["120119", "110101"])
        #expect(Set(venue.grounds.flatMap(\.courts)) == [Bench.court, Bench.farCourt])
    }

    @Test("status and title are not confirmed, with the article", arguments: [Claim.Kind.status, .title])
    func excluded(kind: Claim.Kind) throws {
        let outlook = try outlook(try settled(kind))
        #expect(outlook.bars == [kind == .status ? .status(claim: 1) : .title(claim: 1)])
        #expect(outlook.bars.allSatisfy { $0.law.contains("§355") })
    }

    @Test("thirty days from effect: 31 March 2024 is a Sunday, so the last is Monday 1 April")
    func window() throws {
        let bench = try settled()
        #expect(try outlook(bench).lastDay == Day("2024-04-01"))
        #expect(try outlook(bench, on: "2024-04-01").daysLeft == 0)
        #expect(try outlook(bench, on: "2024-04-01").bars == [])
        #expect(try outlook(bench, on: "2024-04-02").bars == [.late(since: #require(Day("2024-04-01")))])
    }

    @Test("without an agreement in force there is nothing to confirm; all whom one binds apply")
    func whoAndWhat() throws {
        let bare = try Bench(
            parties: Self.two, claims: [Claim(number: 1, by: [1], against: [2], subject: "x", amount: nil)])
        #expect(try outlook(bare).bars == [.noAgreement])
        #expect(try outlook(bare).lastDay == nil)
        #expect(try outlook(try settled()).applicants == [1, 2])
    }
}
