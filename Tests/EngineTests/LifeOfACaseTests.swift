import CaseStore
import Engine
import LegalTime
import Mediation
import Testing

@Suite("A case from the first door to the end")
struct LifeOfACaseTests {
    @Test("people's mediation with a written agreement, from registration to performance")
    func writtenAgreement() async throws {
        try await EngineFixture.with { fixture in
            let commands = try written(register: "渔阳2023-0001")
            let receipt = try await fixture.engine.perform(
                Request(commands: commands, particulars: Steps.persons, key: "k1"))
            let dispute = try #require(receipt.dispute)
            #expect(dispute.phase == "settled")
            #expect(dispute.proceedings.count == 1)
            #expect(dispute.proceedings[0].outcome == "succeeded")
            #expect(dispute.proceedings[0].dossier?.description == "\u{FF08}2023\u{FF09}渔阳人调字第1号")
            #expect(dispute.agreement?.amount == Money(yuan: 2000))

            let loaded = try #require(try await fixture.store.load([receipt.id])[receipt.id])
            #expect(loaded.dispute == dispute)
            let history = try await fixture.store.history(of: receipt.id)
            #expect(EventChain.fault(in: history, district: fixture.engine.district, id: receipt.id) == nil)
            let folded = Dispute.fold(
                id: receipt.id, district: fixture.engine.district, events: history.map(\.event))
            #expect(folded == dispute)
            #expect(try await fixture.store.find(number: "渔阳2023-0001") == receipt.id)
            #expect(try await fixture.store.find(number: dispute.code.description) == receipt.id)
        }
    }

    private func written(register: String) throws -> [Command] {
        let day = "2023-04-17T"
        func act(_ name: String, _ actor: Actor, _ time: String, _ records: [Record] = []) throws -> Command {
            .act(CaseAct(name, actor: actor, at: try Steps.at(day + time), records: records))
        }
        let owed = Obligation(
            number: 1, by: [2], to: [1], content: "赔偿", amount: Money(yuan: 2000), due: nil, term: "一个月内")
        let agreement = Record.AgreementText(terms: "恢复排水并赔偿", claims: [1], obligations: [owed])
        return [
            .register(Steps.registration(register: register), actor: Steps.clerk, at: try Steps.at(day + "09:00")),
            try act("open", Steps.clerk, "09:00", [.opening(.init(track: "people"))]),
            try act("apply", Steps.party(1), "09:01"),
            try act("consent", Steps.party(2), "09:02", [.consent(.init(manner: "口头"))]),
            try act("accept", Steps.clerk, "09:03"),
            try act("informRights", Steps.clerk, "09:04", [.rightsNotice(.init(oral: true, content: ""))]),
            try act(
                "appoint", Steps.clerk, "09:05",
                [.mediators(.init(names: [EngineFixture.mediator], chosenByParties: false))]),
            try act("session", Steps.mediator, "10:00", [.session(.init(place: "村委会", summary: "双方同意"))]),
            try act("draft", Steps.mediator, "11:00", [.agreement(agreement)]),
            try act("sign", Steps.party(1), "11:10", [.signature(.init(by: "1"))]),
            try act("sign", Steps.party(2), "11:11", [.signature(.init(by: "2"))]),
            try act("mediatorSign", Steps.mediator, "11:12", [.mediatorSignature(.init(by: "M1"))]),
            try act("seal", Steps.clerk, "11:13", [.seal(.init(by: "渔阳镇人民调解委员会"))]),
        ]
    }
}
