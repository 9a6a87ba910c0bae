import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

extension Route {
    static let directory: [Route] = [
        Route(
            .get, "/v1/directory/bodies", .bodies, zh: "名录中的单位", en: "the bodies of the directory",
            parameters: [
                .query("kind", .word(BodyKind.allCases.map(\.rawValue)), zh: "只列此种类", en: "only of this kind"),
                .query("name", .string(1...100), zh: "名称含有", en: "whose name holds this"),
                .query("covering", .string(6...12), zh: "管辖此区划的", en: "that answer for this division"),
                .query("on", .day, zh: "此日有效的，默认今天", en: "in force on this day; today by default"),
                .query("limit", .integer(1...500), zh: "每页最多行数，默认 100", en: "rows of a page, 100 by default"),
                .query("after", .string(1...100), zh: "上一页的 next", en: "`next` of the page before"),
            ], success: .init(200, BodyListing.schema), problems: [.parameter], handler: BodyListing.handle)
    ]
}

enum BodyListing {
    static func handle(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        let directory = engine.directory
        let day = try call.day("on") ?? engine.now.day
        let kind = call.text("kind").flatMap { BodyKind(rawValue: $0) }
        var bodies = directory.bodies.filter { $0.validity.contains(day) && (kind == nil || $0.kind == kind) }
        if let name = call.text("name") { bodies = bodies.filter { $0.name.contains(name) } }
        if let text = call.text("covering") {
            guard let code = DivisionCode(text) else {
                throw Problem(.parameter, zh: "「\(text)」不是区划代码", en: "'\(text)' is no code of a division")
            }
            let kinds = kind.map { [$0] } ?? BodyKind.allCases
            let covering = Set(kinds.flatMap { directory.bodies(of: $0, covering: code, on: day) }.map(\.id))
            bodies = bodies.filter { covering.contains($0.id) }
        }
        bodies.sort { $0.id < $1.id }
        let total = bodies.count
        if let after = call.text("after") { bodies = bodies.filter { $0.id.rawValue > after } }
        let limit = call.integer("limit") ?? 100
        let page = bodies.prefix(limit)
        return APIResponse(
            .object([
                ("total", JSON(total)),
                (
                    "items",
                    .array(
                        page.map { body in
                            .object([
                                ("id", .string(body.id.rawValue)), ("kind", .string(body.kind.rawValue)),
                                ("kindTitle", JSON(body.kind.title)), ("name", .string(body.name)),
                                ("division", .string(body.division.description)),
                                ("parent", JSON(body.parent?.rawValue)),
                                ("guidingOffice", JSON(body.guidingOffice?.rawValue)),
                                ("pairedTribunal", JSON(body.pairedTribunal?.rawValue)),
                                ("verified", .bool(body.provenance.isVerified)),
                            ])
                        })
                ),
                ("next", JSON(bodies.count > limit ? page.last?.id.rawValue : nil)),
            ]))
    }

    static let schema = Schema.object([
        .init("total", .integer(0...Int.max)),
        .init(
            "items",
            .array(
                .object([
                    .init("id", .string()), .init("kind", .word(BodyKind.allCases.map(\.rawValue))),
                    .init("kindTitle", .bilingual), .init("name", .string()), .init("division", .string()),
                    .init("parent", .nullable(.string())), .init("guidingOffice", .nullable(.string())),
                    .init("pairedTribunal", .nullable(.string())),
                    .init("verified", .boolean, Bilingual(zh: "已与公布的文本核对", en: "checked against a published text")),
                ]))),
        .init("next", .nullable(.string())),
    ])
}
