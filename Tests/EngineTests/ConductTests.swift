import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres
import TestSupport
import Testing

@Suite("How mediation is conducted, over the store")
struct ConductTests {
    private static let head = Actor(role: "head", name: "head", body: EngineFixture.office)

    /// A dispute up to its first session.
    private func talk(_ fixture: EngineFixture, day: String) async throws -> Life {
        let life = try await waiting(fixture, day: day)
        try await life.act(
            "appoint", Steps.clerk, "\(day)T09:15",
            [.mediators(.init(names: [EngineFixture.mediator], chosenByParties: false))])
        try await life.act(
            "session", Steps.mediator, "\(day)T10:00", [.session(.init(place: "", summary: "谈"))])
        return life
    }

    private func waiting(_ fixture: EngineFixture, day: String) async throws -> Life {
        let life = try await Life.begin(fixture, at: "\(day)T09:00")
        try await life.act("open", Steps.clerk, "\(day)T09:10", [.opening(.init(track: "people"))])
        try await life.act("apply", Steps.party(1), "\(day)T09:11")
        try await life.act("consent", Steps.party(2), "\(day)T09:12", [.consent(.init(manner: "口头"))])
        try await life.act("accept", Steps.clerk, "\(day)T09:13")
        try await life.act(
            "informRights", Steps.clerk, "\(day)T09:14", [.rightsNotice(.init(oral: true, content: ""))])
        return life
    }

    private func appear(_ life: Life, _ name: String, at: String) -> Request {
        let act = CaseAct(
            "appear", actor: Steps.clerk, at: (try? Steps.at(at)) ?? Instant(milliseconds: 0),
            records: [.appearance(Appearance(number: 1, kind: .witness, subject: "作证"))])
        return Request(id: life.id, commands: [.act(act)], particulars: [Particulars(name: name)])
    }

    private func refusal(_ engine: Engine, _ request: Request) async throws -> String? {
        do {
            _ = try await engine.perform(request)
            return nil
        } catch let EngineError.refused(refusal) {
            return refusal.code
        }
    }

    @Test("I-43: names beside the history are compared, and a complaint stops a mediator in every dispute")
    func otherRoles() async throws {
        try await EngineFixture.with { fixture in
            // First the witness, then the same person as mediator.
            let first = try await waiting(fixture, day: "2024-03-01")
            _ = try await fixture.engine.perform(appear(first, EngineFixture.mediator, at: "2024-03-01T09:14"))
            let mediators = Record.mediators(.init(names: ["M1"], chosenByParties: false))
            let refused = try await first.refused("appoint", Steps.clerk, "2024-03-01T09:15", [mediators])
            #expect(refused.code == "mediator-otherwise")
            #expect(try await fixture.store.persons(of: first.id)[2001]?.name == EngineFixture.mediator)
            let text = try await fixture.store.history(of: first.id).map(\.content).joined()
            #expect(!text.contains(EngineFixture.mediator))

            // First the mediator, then the same person as witness.
            let second = try await talk(fixture, day: "2024-03-04")
            let witness = appear(second, EngineFixture.mediator, at: "2024-03-04T11:00")
            #expect(try await refusal(fixture.engine, witness) == "is-mediator")
            #expect(try await refusal(fixture.engine, appear(second, "别人", at: "2024-03-04T11:00")) == nil)

            // The committee's office supervises, finds the complaint true, and nobody assigns the mediator.
            try await second.act(
                "fileComplaint", Steps.party(2), "2024-03-04T12:00",
                [.complaint(.init(number: 1, ground: .biased, text: "样例"))])
            #expect(try await fixture.store.complaints(isOpen: true).map(\.receiver) == [EngineFixture.office])
            let third = try await waiting(fixture, day: "2024-03-05")
            let fourth = try await talk(fixture, day: "2024-03-05")
            try await second.act(
                "answerComplaint", Self.head, "2024-03-06T09:00",
                [.complaintAnswer(.init(complaint: 1, confirmed: true, measure: .criticised, text: "样例"))])
            #expect(try await fixture.store.complaints(isOpen: true).isEmpty)
            #expect(try await fixture.store.sanctions().map(\.mediator) == ["M1"])
            let stopped = try await third.refused("appoint", Steps.clerk, "2024-03-06T10:00", [mediators])
            #expect(stopped.code == "mediator-sanctioned")
            let waiting = try await fixture.store.openCases(mediatedBy: ["M1", EngineFixture.mediator])
            #expect(Set(waiting.map(\.id)) == [second.id, fourth.id])

            try await second.act(
                "liftSanction", Self.head, "2024-03-07T09:00", [.sanctionEnd(.init(complaint: 1, reason: "已改正"))])
            #expect(try await fixture.store.sanctions().isEmpty)
            try await third.act("appoint", Steps.clerk, "2024-03-07T10:00", [mediators])
            #expect(try await fixture.engine.rebuild(repairs: false).differences.isEmpty)
        }
    }

    @Test("I-57: the database pays for a dispute once, whoever asks")
    func onePayment() async throws {
        try await EngineFixture.with { fixture in
            let life = try await talk(fixture, day: "2024-03-01")
            try await life.act(
                "agreeOrally", Steps.mediator, "2024-03-01T11:00",
                [.oralAgreement(.init(terms: "约定", claims: [1], obligations: []))])
            let subsidy = Record.subsidy(
                Subsidy(
                    mediator: "M1", grade: .difficult, amount: Money(yuan: 200), basis: "样例办法", verified: false))
            let act = CaseAct("subsidise", actor: Steps.clerk, at: try Steps.at("2024-03-02T09:00"), records: [subsidy])
            // The same payment asked for many times at once.
            let answers = await fixture.engine.perform(
                (0..<8).map { _ in Request(id: life.id, commands: [.act(act)]) })
            #expect(answers.count { (try? $0.get()) != nil } == 1)
            let year = try #require(Period("2024"))
            let rows = try await fixture.store.subsidies(in: year.days)
            #expect(rows.map(\.amount) == [Money(yuan: 200)])
            #expect(rows.first?.isVerified == false && rows.first?.dossier != nil)
            #expect(try await fixture.store.subsidies(in: try #require(Period("2025")).days).isEmpty)

            let again = Statement(
                SQL(
                    trusted: """
                        insert into subsidy select district, case_id, code, dossier, mediator, body, grade, amount, basis, verified, day
                        from subsidy
                        """))
            let error = await #expect(throws: PostgresError.self) { try await fixture.store.client.execute(again) }
            #expect(error?.sqlState == .uniqueViolation)
            let gone = Statement(SQL(trusted: "delete from subsidy"))
            await #expect(throws: PostgresError.self) { try await fixture.store.client.execute(gone) }
            #expect(try await fixture.engine.rebuild(repairs: false).differences.isEmpty)
        }
    }
}
