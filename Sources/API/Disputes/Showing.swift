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
        var dispute = try await call.dispute()
        let asOf = try call.instant("asOf")
        let hasPart = call.sight.hasPart(in: dispute) || call.sight.party?.dispute == dispute.id
        var tag = "\"\(dispute.revision)\""
        if asOf == nil, call.request.fields["if-none-match"] == tag {
            return APIResponse(status: 304, fields: [("etag", tag)])
        }
        var history = try await engine.store.history(of: dispute.id)
        if let asOf {
            // A matter may have been sealed since, such as when a minor joined.
            guard hasPart || !dispute.isSealed else {
                throw Problem(.forbidden, zh: "不公开的纠纷只能查看现状", en: "of a sealed matter only how it stands is shown")
            }
            history = history.filter { $0.recorded <= asOf }
            let events = history.map(\.event)
            guard let then = Dispute.fold(id: dispute.id, district: dispute.district, events: events) else {
                throw Problem(.dispute, zh: "此时尚未登记", en: "it was not registered by then")
            }
            dispute = then
            tag = "\"\(dispute.revision)\""
        }
        let persons = try await engine.store.persons(of: dispute.id)
        try await engine.store.log(
            AccessLogRow(at: engine.now, principal: try call.asker().name, operation: Operation.show.rawValue),
            at: dispute.id)
        let asker = try call.asker()
        let document = DisputeDocument(
            dispute: dispute, history: history, persons: persons, decider: engine.decider, district: engine.district,
            reader: DisputeReader(
                hasPart: hasPart && call.sight.party == nil, isOutside: Self.isOutside(asker.grants),
                // What was possible then is nobody's to do now.
                roles: asOf == nil
                    ? Set(asker.grants.flatMap { call.house.matrix.role($0.role)?.acts ?? [] }) : [],
                party: asker.party?.number, unaided: call.house.matrix.unaided))
        return APIResponse(document.json, fields: [("etag", tag)])
    }
}
