import LegalTime
import Mediation
import Testing
import Workflow

@Suite("What a dossier has to hold")
struct DossierTests {
    private static let parties = [Bench.party(1, side: 1), Bench.party(2, side: 2)]
    private static let claim = Claim(number: 1, by: [1], against: [2], subject: "赔偿", amount: nil)

    private func closed() throws -> Bench {
        var bench = try Bench(parties: Self.parties, claims: [Self.claim])
        try bench.talk()
        try bench.act(
            "agreeOrally", by: "mediator", at: "2024-03-01T11:00",
            .oralAgreement(.init(terms: "约定", claims: [1], obligations: [])))
        try bench.act(
            "visit", by: "mediator", at: "2024-03-02T08:00", .visit(.init(result: "无反复", satisfied: true)))
        try bench.act("close", at: "2024-03-02T09:00", .closing(.init(reason: "已化解")))
        return bench
    }

    @Test("I-29: a dossier is archived when it holds what its track makes; else the refusal names what is missing")
    func archiving() throws {
        var bench = try closed()
        let whole = try #require(bench.dispute)
        let items = DossierCheck(whole, library: bench.decider.library).items
        #expect(items.allSatisfy { $0.held != nil })
        #expect(
            items.compactMap(\.held) == ["acceptance.register", "notice.rights", "record.mediation", "agreement.oral"])
        for missing in items.compactMap(\.held) {
            let dispute = try #require(
                Dispute.fold(
                    id: whole.id, district: whole.district, events: bench.history.map { $0.without(paper: missing) }))
            var numbers = DossierNumbers(last: [:])
            let act = CaseAct(
                "archive", actor: Actor(role: "clerk", name: "x", body: Bench.committee),
                at: try Bench.instant("2024-03-03T09:00"))
            #expect {
                _ = try bench.decider.decide(
                    [.act(act)], id: dispute.id, district: dispute.district, on: dispute, numbers: &numbers)
            } throws: {
                let refusal = $0 as? CommandRefusal
                return refusal?.code == "dossier-incomplete"
                    && refusal?.message.zh.contains(Vocabulary.mediation.title(ofPaper: missing).zh) == true
            }
        }
        try bench.act("archive", at: "2024-03-03T09:00")
    }

    @Test("I-29: every track says by its papers what its dossier holds", arguments: try! WorkflowRepository.tracks())
    func tracks(id: String) throws {
        let library = try WorkflowLibrary(WorkflowRepository.names.map(WorkflowRepository.workflow))
        for workflow in library.versions(of: id) where workflow.acts.contains(where: { $0.event == "session" }) {
            let papers = Set(workflow.transitions.flatMap(\.papers))
            #expect(papers.contains("record.mediation"), "\(workflow.version)")
        }
    }
}

@Suite("Mediation is free of charge")
struct FeeTests {
    @Test("I-12: a fee can be put on record in commercial mediation and nowhere else")
    func fees() throws {
        for name in WorkflowRepository.names {
            let workflow = try WorkflowRepository.workflow(name)
            let takes = workflow.transitions.contains { ($0.records + $0.mayRecord).contains(RecordKind.fee.rawValue) }
            #expect(takes == (workflow.id == "commercial"), "\(name)")
        }
    }
}
