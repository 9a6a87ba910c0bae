import LegalTime
import Testing
import Workflow

@testable import Mediation

@Suite("Whether a dispute is on file already")
struct LikelySameTests {
    private func onFile() throws -> Dispute {
        let bench = try Bench(
            parties: [Bench.party(1, side: 1), Bench.party(2, side: 2)],
            claims: [Claim(number: 1, by: [1], against: [2], subject: "x", amount: nil)])
        return try #require(bench.dispute)
    }

    private func same(
        _ shared: [PersonKeyKind: Int], type: String = "neighbour", place: String = "120119100",
        on day: String = "2024-03-11"
    ) throws -> LikelySame? {
        LikelySame(
            try onFile(), shared: shared,
            arrival: .init(
                type: DisputeType(rawValue: type), place: DivisionCode(place), day: try #require(Day(day))))
    }

    @Test("an identity number is enough, whatever else is told; the sound of one name never is")
    func strength() throws {
        #expect(try same([.identity: 1], type: "medical", place: "110101001", on: "2025-03-11") != nil)
        #expect(try same([.name: 1]) == nil)
        #expect(try same([.name: 2])?.points ?? 0 >= LikelySame.enough)
        #expect(try same([:]) == nil)
    }

    @Test("each reason is told: who, type, town, time")
    func reasons() throws {
        let found = try #require(try same([.phone: 1]))
        #expect(found.reasons == [.phone(1), .type, .town, .recent(10)])
        let far = try #require(try same([.phone: 1], type: "medical", place: "120119101", on: "2024-09-01"))
        #expect(far.reasons == [.phone(1)])
        // What was registered later than the arrival is no second arrival of it.
        let before = try #require(try same([.phone: 1], on: "2024-02-01"))
        #expect(!before.reasons.contains { if case .recent = $0 { true } else { false } })
    }

    @Test("a door is taken off once, with a reason, and stays on record")
    func detached() throws {
        var bench = try Bench(
            parties: [Bench.party(1, side: 1), Bench.party(2, side: 2)],
            claims: [Claim(number: 1, by: [1], against: [2], subject: "x", amount: nil)])
        let arrival = Record.arrival(.init(door: .hotline, by: "热线", body: nil, reference: "R1", due: nil))
        try bench.act("arrive", at: "2024-03-02T09:00", arrival)
        try bench.expect(
            "unknown-intake", "detachDoor", at: "2024-03-02T10:00", .detachment(.init(intake: 1, reason: "x")))
        try bench.expect(
            "reason-missing", "detachDoor", at: "2024-03-02T10:00", .detachment(.init(intake: 2, reason: "")))
        try bench.act("detachDoor", at: "2024-03-02T10:00", .detachment(.init(intake: 2, reason: "另一件")))
        let intake = try #require(bench.dispute?.surroundings.intakes.first)
        #expect(intake.detached == Bench.at("2024-03-02T10:00") && intake.detachedFor == "另一件")
        try bench.expect(
            "detached-already", "detachDoor", at: "2024-03-02T11:00", .detachment(.init(intake: 2, reason: "x")))
    }
}
