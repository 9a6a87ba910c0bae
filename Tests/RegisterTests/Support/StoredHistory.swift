import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres
import Testing
import Workflow

/// What must hold of every case in a store, whatever way it came in.
enum StoredHistory {
    /// Checks chain, fold, replay and custody of every case.
    static func expectWhole(_ fixture: RegisterFixture) async throws {
        let ids = try await fixture.client.query("select id from dispute order by id").decode(PostgresUUID.self)
            .map { CaseID($0) }
        let loaded = try await fixture.store.load(ids)
        for id in ids {
            let history = try await fixture.store.history(of: id)
            let dispute = try #require(loaded[id]?.dispute)
            let name = dispute.registerNumber ?? "\(id)"
            #expect(EventChain.fault(in: history, district: fixture.engine.district, id: id) == nil, "\(name)")
            #expect(history.last?.hash == loaded[id]?.head, "\(name)")
            let events = history.map(\.event)
            #expect(Dispute.fold(id: id, district: fixture.engine.district, events: events) == dispute, "\(name)")
            #expect(try illegal(events, id, fixture.engine.decider, fixture.engine.district) == nil, "\(name)")
        }
        try await expectOneHolder(fixture, ids.count)
    }

    /// Decides every command that the events tell of once more, on what was there before it. The first that gives other
    /// events than those stored is told.
    private static func illegal(
        _ events: [CaseEvent], _ id: CaseID, _ decider: Decider, _ district: DistrictCode
    ) throws -> String? {
        var dispute: Dispute?
        var rest = events[...]
        while let event = rest.first {
            let command: Command
            if case .registration(let registration)? = event.records.first, dispute == nil {
                command = .register(registration, actor: event.actor, at: event.occurred)
            } else if event.act.hasPrefix("expired.") {
                command = .advance(to: event.occurred)
            } else {
                command = .act(
                    CaseAct(
                        event.act, scope: event.scope, actor: event.actor, at: event.occurred, records: event.records,
                        declared: Set(event.predicates.compactMap { Predicate(rawValue: $0) })))
            }
            var numbers = DossierNumbers(last: [:])
            let decision: Decision
            do {
                decision = try decider.decide([command], id: id, district: district, on: dispute, numbers: &numbers)
            } catch {
                return "event \(event.sequence) \(event.act): \(error.message.en)"
            }
            guard decision.events == Array(rest.prefix(decision.events.count)) else {
                return "event \(event.sequence) \(event.act) is decided otherwise now"
            }
            dispute = decision.after
            rest = rest.dropFirst(decision.events.count)
        }
        return nil
    }

    /// Exactly one body holds each case at any instant since its registration.
    private static func expectOneHolder(_ fixture: RegisterFixture, _ count: Int) async throws {
        #expect(try await fixture.count("custody") == count)
        let gaps = try await fixture.client.query(
            """
            with span as (
                select case_id, since, until from custody_past
                union all select case_id, since, null from custody
            ), following as (
                select case_id, until, lead(since) over (partition by case_id order by since, until nulls last) as next,
                    row_number() over (partition by case_id order by since, until nulls last) as place, since
                from span
            )
            select count(*) from following f
            join event e on e.case_id = f.case_id and e.sequence = 1
            where f.until is distinct from f.next or f.place = 1 and f.since <> e.occurred_at
            """
        ).only(Int.self)
        #expect(gaps == 0)
    }
}
