import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular

/// `GET /v1/disputes/{dispute}`: one dispute, whole.
enum Showing {
    /// Roles that adjudicate, belong to another district, or are a party, who is not told what others conceded.
    private static let outside: Set = ["court", "judge", "partner", "party"]

    /// Whether somebody judges, works with us from outside or is a party, and nothing else.
    static func isOutside(_ grants: [AccessGrant]) -> Bool { grants.allSatisfy { outside.contains($0.role) } }

    static func handle(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        let dispute = try await call.dispute()
        let tag = "\"\(dispute.revision)\""
        if call.request.fields["if-none-match"] == tag { return APIResponse(status: 304, fields: [("etag", tag)]) }
        let history = try await engine.store.history(of: dispute.id)
        let persons = try await engine.store.persons(of: dispute.id)
        try await engine.store.log(
            AccessLogRow(at: engine.now, principal: try call.asker().name, operation: Operation.show.rawValue),
            at: dispute.id)
        let asker = try call.asker()
        let document = DisputeDocument(
            dispute: dispute, history: history, persons: persons, decider: engine.decider, district: engine.district,
            reader: DisputeReader(
                hasPart: call.sight.hasPart(in: dispute), isOutside: Self.isOutside(asker.grants),
                roles: Set(asker.grants.flatMap { call.house.matrix.role($0.role)?.acts ?? [] }),
                party: asker.party?.number, unaided: call.house.matrix.unaided))
        return APIResponse(document.json, fields: [("etag", tag)])
    }
}
