import LegalTime
import Mediation
import Testing
import Workflow

@Suite("What a written agreement has to say")
struct ContentTests {
    private static let parties = [Bench.party(1, side: 1), Bench.party(2, side: 2)]
    private static let claim = Claim(number: 1, by: [1], against: [2], subject: "赔偿", amount: Money(yuan: 900))

    private static func owed(
        by: [Int] = [2], due: Day? = nil, term: String? = nil, condition: String? = nil, against: [Int]? = nil,
        number: Int = 1
    ) -> Obligation {
        Obligation(
            number: number, by: by, to: [1], content: "赔偿", amount: Money(yuan: 900), due: due, term: term,
            condition: condition, against: against)
    }

    private static func text(
        claims: [Int] = [1], parties: [Int]? = nil, _ obligations: [Obligation], extent: Agreement.Extent? = nil
    ) -> Record.AgreementText {
        Record.AgreementText(
            terms: "约定", claims: claims, obligations: obligations, parties: parties, extent: extent)
    }

    @Test("I-20: a written agreement without its parties, dispute, content, manner or time is refused, and told which")
    func missing() throws {
        let told = Self.owed(term: "当场")
        let wrong: [(text: Record.AgreementText, code: String, names: String)] = [
            (Self.text(claims: [], [told]), "agreement-incomplete", "claims"),
            (Self.text(claims: [], parties: [1], []), "agreement-incomplete", "parties"),
            (Self.text([Self.owed(by: [], term: "当场")]), "agreement-incomplete", "by"),
            (Self.text([Self.owed()]), "agreement-incomplete", "due"),
            (Self.text([told, Self.owed(number: 2)]), "agreement-incomplete", "2"),
            (Record.AgreementText(terms: "", claims: [1], obligations: [told]), "terms-missing", "terms"),
        ]
        for act in ["draft", "draftBeside"] {
            for (text, code, names) in wrong {
                var bench = try Bench(parties: Self.parties, claims: [Self.claim])
                try bench.talk()
                let refusal = try bench.wholeRefusal(
                    of: CaseAct(
                        act, actor: Actor(role: "mediator", name: "x", body: Bench.committee),
                        at: Bench.instant("2024-03-01T11:00"), records: [.agreement(text)]))
                let found = try #require(refusal)
                #expect(found.code == code, "\(act) \(text)")
                #expect(found.message.en.contains(names) && !found.message.zh.isEmpty, "\(found.message)")
            }
        }
    }

    @Test("I-20: each way to say the time will do; an oral agreement, and one made elsewhere, is taken as it is")
    func complete() throws {
        let day = try #require(Day("2024-06-01"))
        let instalment = Obligation(
            number: 1, by: [2], to: [1], content: "赔偿", amount: Money(yuan: 900), due: nil,
            instalments: [.init(amount: Money(yuan: 900), due: day)])
        let texts = [
            Self.text([Self.owed(due: day)]), Self.text([Self.owed(term: "长期")]), Self.text([instalment]),
            Self.text([Self.owed(condition: "保险公司认可")]),
            Self.text([Self.owed(due: day), Self.owed(against: [1], number: 2)]), Self.text([]),
            Self.text(claims: [], [Self.owed()], extent: .inPrinciple),
        ]
        for text in texts {
            var bench = try Bench(parties: Self.parties, claims: [Self.claim])
            try bench.talk()
            try bench.act("draft", by: "mediator", at: "2024-03-01T11:00", .agreement(text))
            #expect(bench.dispute?.agreements.count == 1)
        }
        var oral = try Bench(parties: Self.parties, claims: [Self.claim])
        try oral.talk()
        try oral.act("agreeOrally", by: "mediator", at: "2024-03-01T11:00", .oralAgreement(Self.text([Self.owed()])))
        var earlier = Self.text([Self.owed()])
        earlier.before = "村委会"
        var elsewhere = try Bench(parties: Self.parties, claims: [Self.claim])
        try elsewhere.act("recordAgreement", at: "2024-03-01T11:00", .agreement(earlier))
        #expect(elsewhere.dispute?.agreements[0].isInForce == true)
    }

    @Test("I-20: the facts are the brief of the dispute, without which nothing is registered")
    func facts() throws {
        let bench = try Bench()
        var numbers = DossierNumbers(last: [:])
        let registration = Record.Registration(
            title: "", type: DisputeType(rawValue: "neighbour"), source: .application, place: "120119100",
            parties: Self.parties, claims: [Self.claim], body: Bench.committee)
        #expect {
            _ = try bench.decider.decide(
                [.register(registration, actor: .system, at: try Bench.instant("2024-03-01T09:00"))],
                id: CaseID(milliseconds: 0, random: (1, 2)), district: DistrictCode(rawValue: 120119), on: nil,
                numbers: &numbers)
        } throws: {
            ($0 as? CommandRefusal)?.code == "title"
        }
    }
}
