import CaseStore
import Engine
import LegalTime
import Mediation
import Postgres
import Testing

extension EngineFixture {
    /// Checks everything that holds for every stored dispute, after whatever was done to it: its history is whole and folds
    /// to the stored document, exactly one body holds it, and what stands beside it follows from it.
    @discardableResult
    func checked(_ id: CaseID, sourceLocation: SourceLocation = #_sourceLocation) async throws -> Dispute {
        let loaded = try #require(try await store.load([id])[id], sourceLocation: sourceLocation)
        let dispute = loaded.dispute
        let history = try await store.history(of: id)
        #expect(
            EventChain.fault(in: history, district: store.district, id: id) == nil, sourceLocation: sourceLocation)
        #expect(history.last?.hash == loaded.head, sourceLocation: sourceLocation)
        #expect(history.count == dispute.revision, sourceLocation: sourceLocation)
        let folded = Dispute.fold(id: id, district: store.district, events: history.map(\.event))
        #expect(folded == dispute, sourceLocation: sourceLocation)

        let holders = try await holders(of: id)
        #expect(holders.count == 1, sourceLocation: sourceLocation)
        #expect(holders.first?.body == dispute.custody.body.rawValue, sourceLocation: sourceLocation)
        try await checkCustodyIsSeamless(dispute, sourceLocation)

        let items = try await store.client.query(
            "select body from work_item where district = \(store.district.rawValue) and case_id = \(id.postgres)"
        ).decode(String.self)
        #expect(items == (dispute.isClosed ? [] : [dispute.custody.body.rawValue]), sourceLocation: sourceLocation)
        return dispute
    }

    /// Whoever held it before held it until the next did: no moment without a holder, none with two.
    private func checkCustodyIsSeamless(_ dispute: Dispute, _ sourceLocation: SourceLocation) async throws {
        let past = try await store.client.query(
            """
            select since, until from custody_past
            where district = \(store.district.rawValue) and case_id = \(dispute.id.postgres) order by sequence
            """
        ).decode((PostgresTimestamp, PostgresTimestamp).self)
        var moment = dispute.registered
        for (since, until) in past {
            #expect(Instant(since) == moment, sourceLocation: sourceLocation)
            moment = Instant(until)
        }
        #expect(dispute.custody.since == moment, sourceLocation: sourceLocation)
    }

    private func holders(of id: CaseID) async throws -> [(body: String, since: PostgresTimestamp)] {
        try await store.client.query(
            """
            select body, since from custody
            where district = \(store.district.rawValue) and case_id = \(id.postgres)
            """
        ).decode((String, PostgresTimestamp).self).map { (body: $0.0, since: $0.1) }
    }
}
