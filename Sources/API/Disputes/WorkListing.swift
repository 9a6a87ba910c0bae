import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// `GET /v1/disputes`: what is to be done, page by page.
enum WorkListing {
    static func handle(_ call: Call) async throws -> APIResponse {
        let engine = try call.engine()
        let limit = call.integer("limit") ?? 50
        let page = try await engine.store.workList(
            bodies: try bodies(call, engine), dueBy: try call.day("dueBy"),
            after: try call.text("after").map { text throws(Problem) in try cursor(text) }, limit: limit)
        let words = CaseWording(library: engine.decider.library)
        let items = page.cases.map { dispute, due in
            let sees = call.sight.hasPart(in: dispute)
            return JSON.object([
                ("id", .string(dispute.id.description)), ("code", .string(dispute.code.description)),
                ("title", JSON(Masking.title(of: dispute, hasPart: sees))), ("type", .string(dispute.type.rawValue)),
                ("standing", dispute.standing(words)), ("holder", .string(dispute.custody.body.rawValue)),
                ("holderName", .string(engine.directory.name(of: dispute.custody.body))),
                ("due", JSON(due?.description)),
                ("provisional", .bool(engine.decider.nextDue(of: dispute)?.isProvisional == true)),
                ("registered", .string(dispute.registered.description)), ("revision", JSON(dispute.revision)),
            ])
        }
        let next = page.cases.count == limit ? page.cases.last.map { Self.text(of: $0.dispute.id, due: $0.due) } : nil
        return APIResponse(
            .object([("total", JSON(page.total)), ("items", .array(items)), ("next", JSON(next))]))
    }

    /// Whose disputes are listed; nil for all of the district.
    private static func bodies(_ call: Call, _ engine: Engine) throws(Problem) -> [BodyID]? {
        guard let asked = call.text("body").map({ BodyID($0) }) else {
            return call.sight.isDistrict ? nil : call.sight.bodies.sorted()
        }
        guard call.sight.isDistrict || call.sight.bodies.contains(asked) else {
            throw Problem(
                .forbidden, zh: "您不能查看该单位的待办", en: "you may not see the work of that body",
                remedy: Bilingual(zh: "请只查您所在的单位", en: "ask for your own body"))
        }
        return [asked]
    }

    // MARK: The place where the next page begins

    private static func text(of id: CaseID, due: Day?) -> String { "\(due?.description ?? "none")_\(id)" }

    private static func cursor(_ text: String) throws(Problem) -> WorkListCursor {
        let parts = text.split(separator: "_")
        if parts.count == 2, let id = CaseID(String(parts[1])) {
            if parts[0] == "none" { return WorkListCursor(due: nil, id: id) }
            if let due = Day(String(parts[0])) { return WorkListCursor(due: due, id: id) }
        }
        throw Problem(.parameter, zh: "参数「after」应为上一页的 next", en: "'after' has to be `next` of the page before")
    }

    static let schema = Schema.object([
        .init("total", .integer(0...Int.max), Bilingual(zh: "符合条件的总数", en: "all that fit, exact")),
        .init(
            "items",
            .array(
                .object([
                    .init("id", .string()), .init("code", .string()), .init("title", .bilingual),
                    .init("type", .string()), .init("standing", .named("Standing")), .init("holder", .string()),
                    .init("holderName", .string()), .init("due", .nullable(.day)),
                    .init(
                        "provisional", .boolean,
                        Bilingual(zh: "期限暂定：放假安排未公布", en: "the day may move: a holiday notice is not out")),
                    .init("registered", .instant), .init("revision", .integer(1...Int.max)),
                ]))),
        .init(
            "next", .nullable(.string()),
            Bilingual(zh: "下一页的 after；空为最后一页", en: "`after` of the next page; null on the last")),
    ])
}
