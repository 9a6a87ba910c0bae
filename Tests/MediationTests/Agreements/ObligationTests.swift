import LegalTime
import Mediation
import Testing
import Workflow

@Suite("Obligations: instalments, exchange, outsiders who pay, waiver")
struct ObligationTests {
    private static let parties = [
        Bench.party(1, side: 1), Bench.party(2, side: 2),
        Party(number: 3, side: 3, role: .payer, kind: .organisation, commitment: ""),
    ]
    private static let claim = Claim(number: 1, by: [1], against: [2], subject: "赔偿", amount: nil)

    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    private func instalments() throws -> [Obligation.Instalment] {
        [
            .init(amount: Money(yuan: 300), due: try day("2024-04-01")),
            .init(amount: Money(yuan: 300), due: try day("2024-05-01"), term: "农历三月廿三"),
            .init(amount: Money(yuan: 300), due: try day("2024-06-01")),
        ]
    }

    /// A bench whose agreement in force holds the obligations.
    private func bench(_ obligations: [Obligation]) throws -> Bench {
        var bench = try Bench(parties: Self.parties, claims: [Self.claim])
        try bench.talk()
        let text = Record.AgreementText(terms: "约定", claims: [1], obligations: obligations)
        try bench.act("agreeOrally", by: "mediator", at: "2024-03-01T11:00", .oralAgreement(text))
        return bench
    }

    private func perform(
        _ bench: inout Bench, _ obligation: Int, _ yuan: Int64?, at: String, by: Int? = nil
    ) throws {
        let record = Record.Performance(
            obligation: obligation, amount: yuan.map { Money(yuan: $0) }, receipt: "收条", by: by)
        try bench.act("perform", at: at, .performance(record))
    }

    @Test("instalments: what is overdue on a day, and the whole when all is paid")
    func instalmentDays() throws {
        let owed = Obligation(
            number: 1, by: [2], to: [1], content: "赔偿", amount: Money(yuan: 900), due: nil,
            instalments: try instalments())
        var bench = try bench([owed])
        func overdue(_ text: String) throws -> Money? {
            bench.dispute?.agreements[0].obligations[0].overdue(on: try day(text))
        }
        #expect(try overdue("2024-04-01") == nil)
        #expect(try overdue("2024-04-02") == Money(yuan: 300))
        try perform(&bench, 1, 400, at: "2024-04-03T09:00")
        #expect(try overdue("2024-05-01") == nil)
        #expect(try overdue("2024-05-02") == Money(yuan: 200))
        #expect(try overdue("2024-06-02") == Money(yuan: 500))
        try perform(&bench, 1, 500, at: "2024-06-03T09:00")
        #expect(try overdue("2024-07-01") == nil)
        #expect(bench.dispute?.agreements[0].isPerformed == true)
    }

    @Test("instalments that do not add up, or run backwards, are refused")
    func wrongInstalments() throws {
        var bench = try Bench(parties: Self.parties, claims: [Self.claim])
        try bench.talk()
        for (amount, parts) in [(800, try instalments()), (900, try instalments().reversed())] {
            let owed = Obligation(
                number: 1, by: [2], to: [1], content: "赔偿", amount: Money(yuan: Int64(amount)), due: nil,
                instalments: parts)
            let text = Record.AgreementText(terms: "约定", claims: [1], obligations: [owed])
            try bench.expect("instalments", "draft", by: "mediator", at: "2024-03-01T11:00", .agreement(text))
        }
    }

    @Test("what was paid before is counted, what is let go is no longer owed")
    func offsetAndWaiver() throws {
        let owed = Obligation(
            number: 1, by: [2], to: [1], content: "赔偿", amount: Money(yuan: 900), due: nil, offset: Money(yuan: 200))
        var bench = try bench([owed])
        #expect(bench.dispute?.agreements[0].obligations[0].rest == Money(yuan: 700))
        try perform(&bench, 1, 400, at: "2024-03-02T09:00")
        try bench.act(
            "waive", by: "party", party: 1, at: "2024-03-03T09:00",
            .waiver(.init(obligation: 1, amount: Money(yuan: 100), text: "体谅")))
        #expect(bench.dispute?.agreements[0].obligations[0].rest == Money(yuan: 200))
        try bench.act(
            "waive", by: "party", party: 1, at: "2024-03-04T09:00",
            .waiver(.init(obligation: 1, amount: nil, text: "体谅")))
        #expect(bench.dispute?.agreements[0].isPerformed == true)
        #expect(bench.dispute?.agreements[0].obligations[0].paid == Money(yuan: 400))
    }

    @Test("an outsider pays in the debtor's place without being bound")
    func outsidePayer() throws {
        let owed = Obligation(
            number: 1, by: [2], to: [1], content: "工资", amount: Money(yuan: 900), due: nil, payer: 3)
        var bench = try bench([owed])
        #expect(bench.dispute?.agreements[0].parties == [1, 2])
        try perform(&bench, 1, 900, at: "2024-03-02T09:00", by: 3)
        #expect(bench.dispute?.agreements[0].obligations[0].performances?.first?.by == 3)
        #expect(bench.dispute?.agreements[0].isPerformed == true)
    }

    @Test("what hangs on a condition is not performed before it comes true, and nothing is performed twice")
    func conditionAndDouble() throws {
        let owed = Obligation(
            number: 1, by: [2], to: [1], content: "返还", amount: nil, due: nil, manner: .inKind, condition: "验收合格")
        var bench = try bench([owed])
        let done = Record.performance(.init(obligation: 1, amount: nil, receipt: "交付"))
        try bench.expect("condition-open", "perform", at: "2024-03-02T09:00", done)
        try bench.act(
            "meetCondition", at: "2024-03-03T09:00", .condition(.init(agreement: 1, obligation: 1, text: "合格")))
        try bench.act("perform", at: "2024-03-03T10:00", done)
        try bench.expect("performed-already", "perform", at: "2024-03-03T11:00", done)
    }
}
