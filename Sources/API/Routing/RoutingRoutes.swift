import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension Route {
    static let routing: [Route] = [
        Route(
            .get, "/v1/disputes/{dispute}/routing", .routing, zh: "按分流规则应由谁承办及理由",
            en: "where the rules send the dispute, and why",
            parameters: [dispute, .query("on", .day, zh: "以此日的情形为准，默认今天", en: "as of this day; today by default")],
            success: .init(200, RoutingExplained.schema), problems: [.dispute, .parameter],
            handler: RoutingExplained.handle)
    ]
}

enum RoutingExplained {
    static func handle(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        let dispute = try await call.dispute()
        let day = try call.day("on") ?? engine.now.day
        guard let rules = call.house.routing.inForce(on: day) else {
            throw Problem(.parameter, zh: "\(day) 没有生效的分流规则", en: "no routing rules are in force on \(day)")
        }
        let router = Router(rules: rules, directory: engine.directory, load: try await engine.store.openDisputes())
        let decision = router.decide(RoutingSubject(dispute, on: day), on: day)
        let rule = rules.rules.first { $0.id == decision.rule }
        let near = decision.others.filter { ![.kind, .place].contains($0.obstacle) }
        func body(_ id: BodyID) -> [(key: String, value: JSON)] {
            [("body", .string(id.rawValue)), ("name", .string(engine.directory.name(of: id)))]
        }
        return APIResponse(
            .object([
                ("rules", .string(decision.rules)), ("inForceFrom", .string(decision.from.description)),
                ("rule", JSON(decision.rule)), ("title", rule.map { JSON($0.title) } ?? .null),
                ("condition", rule.map { JSON(rules.words(for: $0.condition)) } ?? .null),
                ("law", JSON(rule?.law?.text)), ("certainty", JSON(rule?.law?.certainty.rawValue)),
                ("body", decision.body.map { .object(body($0)) } ?? .null), ("track", JSON(decision.track)),
                ("channel", decision.channel.map { JSON($0) } ?? .null),
                (
                    "inputs",
                    .array(
                        rules.facts.map { fact in
                            let value = decision.inputs[fact.name] ?? ""
                            return .object([
                                ("fact", .string(fact.name)), ("title", JSON(fact.title)), ("value", .string(value)),
                                ("valueTitle", JSON(fact.title(of: value))),
                            ])
                        })
                ),
                (
                    "others",
                    .array(
                        near.map { considered in
                            .object(
                                body(considered.body) + [
                                    ("obstacle", .string(considered.obstacle.rawValue)),
                                    ("reason", JSON(considered.obstacle.title)),
                                ])
                        })
                ),
                ("considered", JSON(decision.others.count)),
            ]))
    }

    static let schema = Schema.object([
        .init("rules", .string()), .init("inForceFrom", .day), .init("rule", .nullable(.string())),
        .init("title", .nullable(.bilingual)), .init("condition", .nullable(.bilingual)),
        .init("law", .nullable(.string())), .init("certainty", .nullable(.string())),
        .init("body", .nullable(.object([.init("body", .string()), .init("name", .string())]))),
        .init("track", .nullable(.string())),
        .init(
            "channel", .nullable(.bilingual),
            Bilingual(zh: "不属调解范围时应向何处", en: "the right channel, where it is not for mediation")),
        .init(
            "inputs",
            .array(
                .object([
                    .init("fact", .string()), .init("title", .bilingual), .init("value", .string()),
                    .init("valueTitle", .bilingual),
                ]))),
        .init(
            "others",
            .array(
                .object([
                    .init("body", .string()), .init("name", .string()), .init("obstacle", .string()),
                    .init("reason", .bilingual),
                ])), Bilingual(zh: "种类和管辖地相符而未选中的组织", en: "bodies of the right kind and place that were not chosen")),
        .init("considered", .integer(0...Int.max)),
    ])
}
