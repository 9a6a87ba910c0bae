import LegalTime
import Mediation
import Testing
import Workflow

@Suite("The subsidy for a case")
struct SubsidyTests {
    private static let parties = [Bench.party(1, side: 1), Bench.party(2, side: 2)]
    private static let claim = Claim(number: 1, by: [1], against: [2], subject: "赔偿", amount: Money(yuan: 900))

    private static func subsidy(_ who: String = "调解员", _ yuan: Int64 = 50, basis: String = "样例办法") -> Record {
        .subsidy(
            Subsidy(mediator: who, grade: .ordinary, amount: Money(yuan: yuan), basis: basis, verified: false))
    }

    private func settled(owing: Bool = true) throws -> Bench {
        var bench = try Bench(parties: Self.parties, claims: [Self.claim])
        try bench.talk()
        let owed = Obligation(number: 1, by: [2], to: [1], content: "赔偿", amount: Money(yuan: 900), due: nil)
        try bench.act(
            "agreeOrally", by: "mediator", at: "2024-03-01T11:00",
            .oralAgreement(.init(terms: "约定", claims: [1], obligations: owing ? [owed] : [])))
        return bench
    }

    @Test("I-57: a dispute is paid for once, when it is settled and performed, to who mediated it")
    func once() throws {
        var open = try Bench(parties: Self.parties, claims: [Self.claim])
        try open.expect("not-settled", "subsidise", at: "2024-03-01T10:30", Self.subsidy())
        try open.talk()
        try open.expect("not-settled", "subsidise", at: "2024-03-01T10:30", Self.subsidy())

        var bench = try settled()
        try bench.expect("not-performed", "subsidise", at: "2024-03-02T09:00", Self.subsidy())
        try bench.act(
            "perform", at: "2024-03-02T09:10",
            .performance(.init(obligation: 1, amount: Money(yuan: 900), receipt: "收条")))
        try bench.expect("payee", "subsidise", at: "2024-03-02T09:20", Self.subsidy("别人"))
        try bench.expect("subsidy-basis", "subsidise", at: "2024-03-02T09:20", Self.subsidy("M", 50, basis: ""))
        try bench.expect("subsidy-basis", "subsidise", at: "2024-03-02T09:20", Self.subsidy("M", 0))
        try bench.expect("wrong-role", "subsidise", by: "mediator", at: "2024-03-02T09:20", Self.subsidy())
        try bench.act("subsidise", at: "2024-03-02T09:30", Self.subsidy("M"))
        let paid = try #require(bench.dispute?.surroundings.subsidy)
        #expect(paid.proceeding == 1 && paid.body == Bench.committee && paid.amount == Money(yuan: 50))
        try bench.expect("subsidised-already", "subsidise", at: "2024-03-03T09:00", Self.subsidy())
    }

    @Test("I-57: nothing is paid for an agreement that fell")
    func annulled() throws {
        var bench = try settled(owing: false)
        try bench.act(
            "turnAgreement", at: "2024-03-02T09:00",
            .turn(.init(agreement: 1, kind: .annulled, by: "法院", text: "撤销")))
        try bench.expect("not-settled", "subsidise", at: "2024-03-02T09:30", Self.subsidy())
    }

    @Test("I-57: nothing is paid while a paper of the dossier is missing")
    func incomplete() throws {
        let bench = try settled(owing: false)
        var dispute = try #require(bench.dispute)
        // The history of an older program could lack the record of the work.
        let event = try #require(bench.history.last)
        dispute = try #require(
            Dispute.fold(
                id: dispute.id, district: dispute.district,
                events: bench.history.map { $0.act == "session" ? $0.without(paper: "record.mediation") : $0 }))
        #expect(
            DossierCheck(dispute, library: bench.decider.library).lacking.map(\.papers) == [["record.mediation"]])
        var numbers = DossierNumbers(last: [:])
        let act = CaseAct(
            "subsidise", actor: Actor(role: "clerk", name: "x", body: Bench.committee), at: event.occurred,
            records: [Self.subsidy()])
        #expect {
            _ = try bench.decider.decide(
                [.act(act)], id: dispute.id, district: dispute.district, on: dispute, numbers: &numbers)
        } throws: {
            let refusal = $0 as? CommandRefusal
            return refusal?.code == "dossier-incomplete" && refusal?.message.zh.contains("调解记录") == true
        }
    }
}

extension CaseEvent {
    /// The event as it would be if it had not made a paper.
    func without(paper: String) -> CaseEvent {
        CaseEvent(
            sequence: sequence, occurred: occurred, actor: actor, scope: scope, act: act, records: records,
            predicates: predicates, papers: papers.filter { $0 != paper }, law: law, phase: phase, after: after)
    }
}
