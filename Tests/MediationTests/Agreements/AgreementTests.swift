import LegalTime
import Mediation
import Testing
import Workflow

@Suite("Agreements: what they cover, when they take effect, which one is in force")
struct AgreementTests {
    private static let two = [Bench.party(1, side: 1), Bench.party(2, side: 2)]
    private static let three = two + [Bench.party(3, side: 3)]
    private static let claim = Claim(number: 1, by: [1], against: [2], subject: "赔偿", amount: Money(yuan: 900))
    private static let other = Claim(number: 2, by: [1], against: [3], subject: "清理", amount: nil)

    private static func text(
        _ claims: [Int] = [1], parties: [Int]? = nil, extent: Agreement.Extent? = nil, replaces: [Int]? = nil,
        affirms: [Int]? = nil, condition: String? = nil, obligations: [Obligation] = []
    ) -> Record.AgreementText {
        Record.AgreementText(
            terms: "约定", claims: claims, obligations: obligations, parties: parties, extent: extent, replaces: replaces,
            affirms: affirms, condition: condition)
    }

    /// A bench with an agreement beside the track that 1 and 2 have signed and sealed.
    private func signed(_ text: Record.AgreementText, on bench: inout Bench, from hour: Int = 11) throws {
        let number = (bench.dispute?.agreements.count ?? 0) + 1
        try bench.act("draftBeside", by: "mediator", at: "2024-03-01T\(hour):00", .agreement(text))
        for party in text.parties ?? [1, 2] {
            try bench.act(
                "signBeside", by: "party", party: party, at: "2024-03-01T\(hour):10",
                .signature(.init(by: "", agreement: number)))
        }
        try bench.act(
            "mediatorSignBeside", by: "mediator", at: "2024-03-01T\(hour):20",
            .mediatorSignature(.init(by: "", agreement: number)))
        try bench.act("sealBeside", at: "2024-03-01T\(hour):30", .seal(.init(by: "", agreement: number)))
    }

    @Test(
        "I-16: a written agreement takes effect with the last of signatures and seal, in whatever order",
        arguments: 0..<24)
    func effect(order: Int) throws {
        var bench = try Bench(parties: Self.two, claims: [Self.claim])
        try bench.talk()
        try bench.act("draftBeside", by: "mediator", at: "2024-03-01T11:00", .agreement(Self.text()))
        var steps = ["1", "2", "mediator", "seal"]
        var rest = order
        for place in 0..<3 {
            steps.swapAt(place, place + rest % (4 - place))
            rest /= 4 - place
        }
        for (minute, step) in steps.enumerated() {
            #expect(bench.dispute?.agreements[0].effective == nil, "\(steps)")
            let at = "2024-03-01T12:0\(minute)"
            switch step {
            case "mediator":
                try bench.act("mediatorSignBeside", by: "mediator", at: at, .mediatorSignature(.init(by: "")))
            case "seal": try bench.act("sealBeside", at: at, .seal(.init(by: "")))
            default: try bench.act("signBeside", by: "party", party: Int(step), at: at, .signature(.init(by: "")))
            }
        }
        #expect(bench.dispute?.agreements[0].effective == Bench.at("2024-03-01T12:03"), "\(steps)")
    }

    @Test("of a joint mediation every body seals")
    func joint() throws {
        var bench = try Bench(parties: Self.two, claims: [Self.claim])
        try bench.talk(joint: [Bench.partner])
        try signed(Self.text(), on: &bench)
        #expect(bench.dispute?.agreements[0].effective == nil)
        try bench.act("sealBeside", body: Bench.partner, at: "2024-03-01T12:00", .seal(.init(by: "")))
        #expect(bench.dispute?.agreements[0].isInForce == true)
    }

    @Test("I-17: an oral agreement has effect when it is reached; I-18: not on a track that wants it written")
    func oral() throws {
        var bench = try Bench(parties: Self.two, claims: [Self.claim])
        try bench.talk()
        try bench.act("agreeBeside", by: "mediator", at: "2024-03-01T11:00", .oralAgreement(Self.text()))
        #expect(bench.dispute?.agreements[0].effective == Bench.at("2024-03-01T11:00"))
        var labour = try Bench(parties: Self.two, claims: [Self.claim])
        try labour.talk(track: "labour")
        try labour.expect(
            "written-needed", "agreeBeside", by: "mediator", at: "2024-03-01T11:00", .oralAgreement(Self.text()))
    }

    @Test("what is agreed in principle never takes effect, and the claim stays open")
    func inPrinciple() throws {
        var bench = try Bench(parties: Self.two, claims: [Self.claim])
        try bench.talk()
        try signed(Self.text(extent: .inPrinciple), on: &bench)
        #expect(bench.dispute?.agreements[0].effective == nil)
        #expect(bench.dispute?.standings[0].outcome == .open)
    }

    @Test("an agreement on a condition waits for it")
    func condition() throws {
        var bench = try Bench(parties: Self.two, claims: [Self.claim])
        try bench.talk()
        try signed(Self.text(condition: "保险公司认可"), on: &bench)
        #expect(bench.dispute?.agreements[0].effective == nil)
        try bench.act(
            "meetCondition", at: "2024-03-02T09:00", .condition(.init(agreement: 1, obligation: nil, text: "已认可")))
        #expect(bench.dispute?.agreements[0].effective == Bench.at("2024-03-02T09:00"))
    }

    @Test("I-59: one agreement is in force on a claim between two parties")
    func versions() throws {
        var bench = try Bench(parties: Self.three, claims: [Self.claim, Self.other])
        try bench.talk()
        try signed(Self.text([1, 2], parties: [1, 2, 3]), on: &bench)
        // It touches a part of what is settled without saying what becomes of the rest.
        try bench.expect(
            "agreement-overlap",
            "draftBeside", by: "mediator", at: "2024-03-01T13:00", .agreement(Self.text([1], parties: [1, 2])))
        try signed(Self.text([1], parties: [1, 2], replaces: [1]), on: &bench, from: 13)
        #expect(bench.dispute?.agreements.map(\.isInForce) == [false, true])
        #expect(bench.dispute?.standings.map(\.outcome) == [.settled, .open])
        // One that leaves nothing of the earlier takes its place by itself.
        try signed(Self.text([1, 2], parties: [1, 2, 3]), on: &bench, from: 14)
        #expect(bench.dispute?.agreements.map(\.isInForce) == [false, false, true])
        try signed(Self.text([1], parties: [1, 2], affirms: [3]), on: &bench, from: 15)
        #expect(bench.dispute?.agreements.map(\.isInForce) == [false, false, true, true])
    }

    @Test("revoked after performance it is out of force, upheld it is back, and it stays performed")
    func turns() throws {
        var bench = try Bench(parties: Self.two, claims: [Self.claim])
        try bench.talk()
        let owed = Obligation(
            number: 1, by: [2], to: [1], content: "赔偿", amount: Money(yuan: 900), due: nil, term: "当场")
        try signed(Self.text(obligations: [owed]), on: &bench)
        try bench.act(
            "perform", at: "2024-03-02T09:00",
            .performance(.init(obligation: 1, amount: Money(yuan: 900), receipt: "收条")))
        for (hour, kind, isInForce) in [
            (10, Agreement.Turn.Kind.attacked, true), (11, .revoked, false), (12, .upheld, true),
        ] {
            try bench.act(
                "turnAgreement", at: "2024-03-02T\(hour):00",
                .turn(.init(agreement: 1, kind: kind, by: "某单位", text: "说明")))
            #expect(bench.dispute?.agreements[0].isInForce == isInForce)
            #expect(bench.dispute?.agreements[0].isPerformed == true)
        }
    }

    @Test("a claim that is not between the parties of the agreement is refused, and a stranger does not sign")
    func coverage() throws {
        var bench = try Bench(parties: Self.three, claims: [Self.claim, Self.other])
        try bench.talk()
        try bench.expect(
            "claim-not-between",
            "draftBeside", by: "mediator", at: "2024-03-01T11:00", .agreement(Self.text([2], parties: [1, 2])))
        try bench.act(
            "draftBeside", by: "mediator", at: "2024-03-01T11:00", .agreement(Self.text([1], parties: [1, 2])))
        try bench.expect(
            "not-bound", "signBeside", by: "party", party: 3, at: "2024-03-01T11:10", .signature(.init(by: "")))
    }

    @Test("I-21 to I-24: what a court is asked to confirm", arguments: ["late", "alone", "title", "far", "good"])
    func confirmation(fault: String) throws {
        let kind: Claim.Kind = fault == "title" ? .title : .money
        let claim = Claim(number: 1, by: [1], against: [2], subject: "请求", amount: nil, kind: kind)
        var bench = try Bench(parties: Self.two, claims: [claim])
        try bench.talk()
        try bench.act("draft", by: "mediator", at: "2024-03-01T11:00", .agreement(Self.text()))
        for party in [1, 2] {
            try bench.act("sign", by: "party", party: party, at: "2024-03-01T11:10", .signature(.init(by: "")))
        }
        try bench.act("mediatorSign", by: "mediator", at: "2024-03-01T11:20", .mediatorSignature(.init(by: "")))
        try bench.act("seal", at: "2024-03-01T11:30", .seal(.init(by: "")))
        try bench.act("openConfirmation", by: "party", party: 1, at: "2024-03-29T09:00")
        let filing = Record.Filing(
            court: fault == "far" ? Bench.farCourt : Bench.court, agreements: [1],
            applicants: fault == "alone" ? [1] : [1, 2])
        // 31 March is a Sunday, so the window closes on Monday 1 April.
        let at = fault == "late" ? "2024-04-02T09:00" : "2024-04-01T09:00"
        let actor = Actor(role: "party", name: "x", party: 1)
        let refusal = try bench.refusal(
            of: CaseAct("file", actor: actor, at: Bench.instant(at), records: [.filing(filing)]))
        #expect(refusal == (fault == "good" ? nil : "condition"))
    }
}
