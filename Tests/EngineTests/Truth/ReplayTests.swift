import CaseStore
import Engine
import Mediation
import Postgres
import TestSupport
import Testing

@Suite("Replaying the history into empty tables")
struct ReplayTests {
    @Test(
        "a life with referral, agreement, performance and closing, and requests of several acts, leave nothing to repair"
    )
    func clean() async throws {
        try await ReplayFixture.with { fixture in
            let report = try await fixture.engine.rebuild(repairs: false)
            #expect(report.disputes == 4 && report.sums.isEmpty)
            #expect(report.differences.isEmpty)
        }
    }

    @Test(
        "a row that was changed, added or taken away is named, and put right",
        arguments: [
            ("dispute", "update dispute set document = jsonb_set(document::jsonb, '{title}', '\"x\"')::json"),
            ("dispute", "update dispute set revision = revision + 1"),
            ("case_number", "delete from case_number where kind = 'dossier'"),
            ("custody", "update custody set body = 'ADM-1'"),
            ("custody_past", "delete from custody_past"),
            ("work_item", "update work_item set due = '2030-01-01'"),
            ("clock", "delete from clock"),
            ("report_entry", "update report_entry set amount = 1 where amount is not null"),
            (
                "report_entry",
                "insert into report_entry select district, case_id, 99, proceeding, measure, day, recorded_at, body, office, body_kind, track, type, source, outcome, form, days, amount, synthetic from report_entry limit 1"
            ),
        ])
    func tampered(table: String, statement: String) async throws {
        try await ReplayFixture.with { fixture in
            let owner = PostgresClient(PostgresConfiguration.patient(fixture.store.client.configuration.url))
            #expect(try await owner.execute(Statement(SQL(trusted: statement))) > 0)
            let found = try await fixture.engine.rebuild(repairs: false).differences
            #expect(!found.isEmpty)
            #expect(Set(found.map(\.table)) == [table])

            let engine = Engine(
                store: CaseStore(client: owner, district: fixture.store.district), decider: fixture.engine.decider)
            #expect(try await engine.rebuild(repairs: true).differences == found)
            #expect(try await fixture.engine.rebuild(repairs: false).differences.isEmpty)
            await owner.close()
        }
    }

    @Test("a history without its dispute is found")
    func orphan() async throws {
        try await ReplayFixture.with { fixture in
            let owner = PostgresClient(PostgresConfiguration.patient(fixture.store.client.configuration.url))
            try await owner.execute("delete from dispute where revision = 1")
            let found = try await fixture.engine.rebuild(repairs: false).differences
            #expect(found.map(\.table) == ["dispute"] && found.map(\.side) == [.missing])
            await owner.close()
        }
    }
}

private struct ReplayFixture {
    let engine: Engine
    var store: CaseStore { engine.store }

    static func with(_ body: (ReplayFixture) async throws -> Void) async throws {
        try await EngineFixture.with { fixture in
            _ = try await Life.begin(fixture, at: "2023-07-03T09:00")
            let referred = try await Life.begin(fixture, at: "2023-07-03T09:00", door: EngineFixture.office)
            try await referred.act(
                "refer", .clerk(of: EngineFixture.office), "2023-07-03T10:00",
                [.referral(.init(to: EngineFixture.committee, manner: .transfer, reason: "属地管辖"))])
            try await referred.act(
                "acceptReferral", Steps.clerk, "2023-07-04T10:00",
                [.referralReply(.init(accepted: true, reason: ""))])
            let accepted = try await Life.begin(fixture, at: "2023-07-03T09:00")
            try await accepted.act("open", Steps.clerk, "2023-07-03T09:10", [.opening(.init(track: "people"))])
            try await accepted.act("apply", Steps.party(1), "2023-07-03T09:11")
            try await accepted.act("consent", Steps.party(2), "2023-07-03T09:12", [.consent(.init(manner: "口头"))])
            try await accepted.act("accept", Steps.clerk, "2023-07-03T09:13")
            try await ReplayFixture.settled(fixture)
            try await body(ReplayFixture(engine: fixture.engine))
        }
    }

    /// From registration to settlement in one request: one change of many events.
    private static func settled(_ fixture: EngineFixture) async throws {
        let day = "2023-04-17T"
        func act(_ name: String, _ actor: Actor, _ time: String, _ records: [Record] = []) throws -> Command {
            .act(CaseAct(name, actor: actor, at: try Steps.at(day + time), records: records))
        }
        let commands: [Command] = [
            .register(Steps.registration(register: "渔阳2023-0001"), actor: Steps.clerk, at: try Steps.at(day + "09:00")),
            try act("open", Steps.clerk, "09:00", [.opening(.init(track: "people"))]),
            try act("apply", Steps.party(1), "09:01"),
            try act("consent", Steps.party(2), "09:02", [.consent(.init(manner: "口头"))]),
            try act("accept", Steps.clerk, "09:03"),
            try act("informRights", Steps.clerk, "09:04", [.rightsNotice(.init(oral: true, content: ""))]),
            try act(
                "appoint", Steps.clerk, "09:05",
                [.mediators(.init(names: [EngineFixture.mediator], chosenByParties: false))]),
            try act("session", Steps.mediator, "10:00", [.session(.init(place: "村委会", summary: "双方同意"))]),
            try act("agreeOrally", Steps.mediator, "11:00", [.oralAgreement(Life.settlement)]),
        ]
        _ = try await fixture.engine.perform(
            Request(commands: commands, particulars: Steps.persons, key: "rebuild-1"))
    }
}
