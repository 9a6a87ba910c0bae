import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension Route {
    static let looks: [Route] = [
        Route(
            .post, "/v1/disputes/{dispute}/parties/{party}/unmask", .unmask, zh: "显示当事人的证件号码和电话，须写明理由并留痕",
            en: "show a party's identity and telephone numbers, for a reason that is kept",
            parameters: [dispute, .path("party", zh: "当事人序号", en: "number of the party")],
            content: .object([.init("reason", .string(2...500))]), success: .init(200, Unmasking.schema),
            problems: [.dispute, .party, .content], handler: Unmasking.handle),
        Route(
            .get, "/v1/disputes/{dispute}/looks", .looks, zh: "谁查看过这件纠纷", en: "who looked at the dispute",
            parameters: [
                dispute, .query("limit", .integer(1...500), zh: "最多行数，默认 100", en: "rows at the most, 100 by default"),
            ],
            success: .init(200, Looks.schema), problems: [.dispute], handler: Looks.handle),
    ]
}

enum Unmasking {
    static func handle(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        let dispute = try await call.dispute()
        guard let number = Int(call.place("party")), dispute.parties.contains(where: { $0.number == number }),
            let person = try await engine.store.persons(of: dispute.id)[number]
        else { throw Problem(.party) }
        // Written before anything is shown: a look that is not on record does not happen.
        try await engine.store.log(
            AccessLogRow(
                at: engine.now, principal: try call.asker().name, operation: Operation.unmask.rawValue, party: number,
                reason: call.content["reason"]?.string), at: dispute.id)
        return APIResponse(
            .object([
                ("party", JSON(number)), ("name", .string(person.name)), ("identity", JSON(person.identity)),
                ("phone", JSON(person.phone)),
            ]))
    }

    static let schema = Schema.object([
        .init("party", .integer(1...999)), .init("name", .string()), .init("identity", .nullable(.string())),
        .init("phone", .nullable(.string())),
    ])
}

enum Looks {
    static func handle(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        let dispute = try await call.dispute()
        let party = try call.asker().party?.number
        // A party is told who looked at the dispute and at its own numbers; the reasons for looking at others' are not its own.
        let looks = try await engine.store.looks(at: dispute.id, limit: call.integer("limit") ?? 100)
            .filter { party == nil || $0.party == nil || $0.party == party }
        return APIResponse(
            .object([
                (
                    "looks",
                    .array(
                        looks.map { look in
                            .object([
                                ("at", .string(look.at.description)), ("principal", .string(look.principal)),
                                ("operation", .string(look.operation)), ("party", JSON(look.party)),
                                ("reason", JSON(look.reason)),
                            ])
                        })
                )
            ]))
    }

    static let schema = Schema.object([
        .init(
            "looks",
            .array(
                .object([
                    .init("at", .instant), .init("principal", .string()), .init("operation", .string()),
                    .init("party", .nullable(.integer(1...999))), .init("reason", .nullable(.string())),
                ])))
    ])
}
