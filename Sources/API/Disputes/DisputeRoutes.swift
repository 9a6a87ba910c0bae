import LegalTime
import Mediation
import Workflow

extension Route {
    static let dispute = Parameter.path(
        "dispute", zh: "一案一码、卷宗编号、登记编号或标识", en: "code, dossier number, register number or id")

    private static let key = Parameter.header(
        "Idempotency-Key", required: true, zh: "自选的唯一值；重复提交只办理一次", en: "a unique value of your own; repeating acts once"
    )

    static let disputes: [Route] = [
        Route(
            .post, "/v1/disputes", .register, zh: "登记一件纠纷", en: "register a dispute", parameters: [key],
            content: Registering.content, success: .init(201, Registering.answer, fields: ["location", "etag"]),
            problems: [.keyMissing, .keyReused, .refused, .content], handler: Registering.handle),
        Route(
            .get, "/v1/disputes", .list, zh: "待办：未结纠纷，按期限排列", en: "open disputes, the most urgent first",
            parameters: [
                .query("body", .string(1...100), zh: "只列此单位承办的", en: "only what this body holds"),
                .query("dueBy", .day, zh: "期限不晚于此日", en: "only what is due by this day"),
                .query("limit", .integer(1...200), zh: "每页最多行数，默认 50", en: "rows of a page, 50 by default"),
                .query("after", .string(1...200), zh: "上一页的 next", en: "`next` of the page before"),
            ], success: .init(200, .named("WorkList")), handler: WorkListing.handle),
        Route(
            .get, "/v1/disputes/{dispute}", .show, zh: "一件纠纷：经过、期限、现在可以办理的步骤",
            en: "a dispute: timeline, clocks, what can be done now",
            parameters: [
                dispute, .query("asOf", .instant, zh: "按此时已录入的情形", en: "as it was known at this time"),
            ],
            success: .init(200, .named("Dispute"), fields: ["etag"]), problems: [.dispute, .parameter],
            handler: Showing.handle),
        Route(
            .post, "/v1/disputes/{dispute}/acts", .act, zh: "办理一个步骤", en: "carry out an act of a procedure",
            parameters: [
                dispute,
                .header(
                    "If-Match", required: true, zh: "所见版本的 ETag；已被他人更新时不办理",
                    en: "the ETag of the revision seen; nothing is done if it changed"),
                .header("Idempotency-Key", required: false, zh: "自选的唯一值", en: "a unique value of your own"),
            ], content: Acting.content, success: .init(200, .named("Receipt"), fields: ["etag"]),
            problems: [.dispute, .refused, .stale, .revisionMissing, .keyReused, .content], handler: Acting.handle),
    ]
}
