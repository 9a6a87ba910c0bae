import LegalTime
import Mediation
import Testing
import Workflow

@Suite("Complaints")
struct ComplaintTests {
    private static let parties = [Bench.party(1, side: 1), Bench.party(2, side: 2)]
    private static let claim = Claim(number: 1, by: [1], against: [2], subject: "赔偿", amount: nil)

    private static func complaint(_ number: Int = 1, to: BodyID? = Bench.partner) -> Record {
        .complaint(.init(number: number, ground: .biased, text: "只听一方", to: to))
    }

    private static func answer(_ confirmed: Bool, _ measure: Complaint.Measure? = nil) -> Record {
        .complaintAnswer(.init(complaint: 1, confirmed: confirmed, measure: measure, text: "已核查"))
    }

    private func complained() throws -> Bench {
        var bench = try Bench(parties: Self.parties, claims: [Self.claim])
        try bench.talk()
        try bench.act("fileComplaint", by: "party", party: 2, at: "2024-03-01T10:10", Self.complaint())
        return bench
    }

    @Test("what is not written is filled in: the mediation, its mediator as the list has him, the body that supervises")
    func filledIn() throws {
        var bench = try Bench(parties: Self.parties, claims: [Self.claim])
        try bench.act("fileComplaint", by: "party", party: 2, at: "2024-03-01T09:01", Self.complaint(to: nil))
        try bench.talk()
        try bench.act("fileComplaint", by: "party", party: 2, at: "2024-03-01T10:10", Self.complaint(2))
        let complaints = try #require(bench.dispute?.surroundings.complaints)
        #expect(complaints[0].mediator == nil && complaints[0].about == Bench.committee)
        #expect(complaints[1].mediator == "M" && complaints[1].proceeding == 1 && complaints[1].by == 2)
        #expect(complaints[1].to == Bench.partner)
        #expect(bench.dispute?.bodiesWithPart.contains(Bench.partner) == true)
    }

    @Test("only the supervising body answers, once, and with a measure where the complaint is true")
    func answering() throws {
        var bench = try complained()
        let at = "2024-03-02T09:00"
        try bench.expect("wrong-role", "answerComplaint", by: "mediator", at: at, Self.answer(false))
        try bench.expect("not-supervisor", "answerComplaint", by: "head", at: at, Self.answer(false))
        try bench.expect("measure", "answerComplaint", by: "head", body: Bench.partner, at: at, Self.answer(true))
        try bench.act("answerComplaint", by: "head", body: Bench.partner, at: at, Self.answer(false))
        try bench.expect(
            "answered-already", "answerComplaint", by: "head", body: Bench.partner, at: at, Self.answer(false))
        #expect(bench.dispute?.sanctions.isEmpty == true)
        try bench.act("session", by: "mediator", at: "2024-03-02T10:00", .session(.init(place: "", summary: "谈")))
    }

    @Test("I-60: a confirmed complaint stops the mediator here and elsewhere until the supervising body lifts it")
    func stops() throws {
        var bench = try complained()
        try bench.act(
            "answerComplaint", by: "head", body: Bench.partner, at: "2024-03-02T09:00",
            Self.answer(true, .criticised))
        let session = Record.session(.init(place: "", summary: "谈"))
        try bench.expect("mediator-sanctioned", "session", by: "mediator", at: "2024-03-02T10:00", session)

        let sanctions = try #require(bench.dispute?.sanctions)
        #expect(sanctions.map(\.mediator) == ["M"])
        for who in ["M", "调解员"] {
            var other = try Bench(parties: Self.parties, claims: [Self.claim])
            other.knowledge = Knowledge(sanctions: sanctions)
            #expect {
                try other.talk()
            } throws: {
                ($0 as? CommandRefusal)?.code == "mediator-sanctioned"
            }
            #expect(other.decider.directory.isSame(who, at: [Bench.committee], as: sanctions[0], on: try day()))
        }
        // Somebody of the same name whom no list knows, at another body, is another person.
        #expect(!bench.decider.directory.isSame("调解员", at: [Bench.partner], as: sanctions[0], on: try day()))

        let lift = Record.sanctionEnd(.init(complaint: 1, reason: "已改正"))
        try bench.expect("not-supervisor", "liftSanction", by: "head", at: "2024-03-03T09:00", lift)
        try bench.act("liftSanction", by: "head", body: Bench.partner, at: "2024-03-03T09:00", lift)
        try bench.act("session", by: "mediator", at: "2024-03-03T10:00", session)
        try bench.expect("no-sanction", "liftSanction", by: "head", body: Bench.partner, at: "2024-03-03T11:00", lift)
    }

    @Test("who was removed from office is not let in again by lifting")
    func removed() throws {
        var bench = try complained()
        try bench.act(
            "answerComplaint", by: "head", body: Bench.partner, at: "2024-03-02T09:00", Self.answer(true, .removed))
        try bench.expect(
            "no-sanction", "liftSanction", by: "head", body: Bench.partner, at: "2024-03-03T09:00",
            .sanctionEnd(.init(complaint: 1, reason: "已改正")))
    }

    private func day() throws -> Day { try #require(Day("2024-03-01")) }
}
