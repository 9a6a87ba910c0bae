import LegalTime
import Mediation
import Testing
import Workflow

@Suite("The outcome of a claim follows from what is on record")
struct ClaimOutcomeTests {
    private static let parties = [
        Bench.party(1, side: 1), Bench.party(2, side: 1), Bench.party(3, side: 2), Bench.party(4, side: 2),
    ]
    private static let claim = Claim(number: 1, by: [1, 2], against: [3, 4], subject: "赔偿", amount: nil)

    private func bench() throws -> Bench {
        var bench = try Bench(parties: Self.parties, claims: [Self.claim])
        try bench.talk()
        return bench
    }

    private func agree(_ bench: inout Bench, _ parties: [Int], at: String, partOf: [Int]? = nil) throws {
        try bench.act(
            "agreeBeside", by: "mediator", at: at,
            .oralAgreement(.init(terms: "约定", claims: [1], obligations: [], parties: parties, partOf: partOf)))
    }

    @Test("settled when every one who asks has an agreement with every one of whom it is asked")
    func pairs() throws {
        var bench = try bench()
        #expect(bench.dispute?.outcome == .open)
        try agree(&bench, [1, 3, 4], at: "2024-03-01T11:00")
        #expect(bench.dispute?.outcome == .partly)
        #expect(bench.dispute?.standings[0].without == [2])
        try agree(&bench, [2, 3], at: "2024-03-01T12:00")
        #expect(bench.dispute?.outcome == .partly)
        try agree(&bench, [2, 4], at: "2024-03-01T13:00")
        #expect(bench.dispute?.outcome == .settled)
        try bench.act("conclude", by: "mediator", at: "2024-03-01T14:00")
        #expect(bench.dispute?.proceedings[0].outcome == "succeeded")
    }

    @Test("a part of a claim is a part; a suit that decides the rest ends it")
    func partAndSuit() throws {
        var bench = try bench()
        try agree(&bench, [1, 2, 3, 4], at: "2024-03-01T11:00", partOf: [1])
        #expect(bench.dispute?.outcome == .partly)
        try bench.act(
            "beginElsewhere", by: "party", party: 1, at: "2024-03-02T09:00",
            .elsewhere(.init(kind: .suit, authority: "法院", subject: "其余", claims: [1])))
        #expect(bench.dispute?.outcome == .partly)
        try bench.act(
            "moveElsewhere", by: "court", at: "2024-06-02T09:00",
            .elsewhereStep(.init(procedure: 1, text: "判决", result: .granted)))
        #expect(bench.dispute?.outcome == .decidedElsewhere)
    }

    @Test("failed when mediation is over, pending while a suit goes on, withdrawn when nobody asks any more")
    func without() throws {
        var bench = try bench()
        try bench.act("fail", by: "mediator", at: "2024-03-02T09:00")
        try bench.act(
            "informRemedies", by: "mediator", at: "2024-03-02T09:10", .remediesNotice(.init(oral: true, content: "起诉")))
        #expect(bench.dispute?.outcome == .failed)
        try bench.act(
            "beginElsewhere", by: "party", party: 1, at: "2024-03-03T09:00",
            .elsewhere(.init(kind: .suit, authority: "法院", subject: "赔偿", claims: [1])))
        #expect(bench.dispute?.outcome == .pendingElsewhere)
        try bench.act(
            "withdrawClaim", by: "party", party: 1, at: "2024-03-04T09:00",
            .claimWithdrawal(.init(claim: 1, reason: "不再要求")))
        #expect(bench.dispute?.outcome == .withdrawn)
    }

    @Test("a mediation that ends with an agreement on a part reports so, and its performance is followed")
    func partly() throws {
        var bench = try bench()
        try agree(&bench, [1, 3], at: "2024-03-01T11:00")
        try bench.act("fail", by: "mediator", at: "2024-03-02T09:00")
        try bench.act(
            "informRemedies", by: "mediator", at: "2024-03-02T09:10", .remediesNotice(.init(oral: true, content: "起诉")))
        #expect(bench.dispute?.proceedings[0].outcome == "partly")
        #expect(bench.dispute?.phase == "settled")
    }

    @Test("a procedure elsewhere that has ended takes no more steps, and ends with a result")
    func elsewhere() throws {
        var bench = try bench()
        try bench.act(
            "beginElsewhere", by: "police", at: "2024-03-02T09:00",
            .elsewhere(.init(kind: .penalty, authority: "执法大队", subject: "违法行为")))
        let bare = Record.elsewhereStep(.init(procedure: 1, text: "终结", state: .ended))
        try bench.expect("result-missing", "moveElsewhere", by: "police", at: "2024-03-03T09:00", bare)
        let ended = Record.elsewhereStep(.init(procedure: 1, text: "处罚", result: .sanctioned))
        try bench.act("moveElsewhere", by: "police", at: "2024-03-03T09:00", ended)
        try bench.expect("ended", "moveElsewhere", by: "police", at: "2024-03-04T09:00", ended)
        #expect(bench.dispute?.outcome == .open)
    }
}
