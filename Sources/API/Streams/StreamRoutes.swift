import Workflow

extension Route {
    /// What is answered piece by piece, for as long as it takes.
    static let streams: [Route] = [
        Route(
            .get, "/v1/events", .follow, zh: "实时事件：您可查看的纠纷每办理一步即送达（SSE）",
            en: "live events: each step in the disputes that you may see (SSE)",
            parameters: [
                .header(
                    "Last-Event-ID", required: false, zh: "上次收到的 id，从其后续传；没有则从现在起",
                    en: "the last id received, to go on behind it; from now on without")
            ], success: .init(200, .string(), type: "text/event-stream"), handler: EventFeed.handle),
        Route(
            .get, "/v1/exports/disputes", .export, zh: "导出您可查看的全部纠纷（CSV，UTF-8）",
            en: "every dispute that you may see as CSV in UTF-8",
            parameters: [
                .query("body", .string(1...100), zh: "只要此单位承办的", en: "only what this body holds"),
                .query("from", .day, zh: "登记日不早于", en: "registered on this day or later"),
                .query("to", .day, zh: "登记日不晚于", en: "registered on this day or earlier"),
                .query(
                    "open", .boolean, zh: "true 只要未结的，false 只要已结的", en: "true for open ones only, false for closed ones"
                ),
            ],
            success: .init(
                200, .string(), type: "text/csv; charset=utf-8; header=present", fields: ["content-disposition"]),
            handler: DisputeExport.handle),
    ]
}
