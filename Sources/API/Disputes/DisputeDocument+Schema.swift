import Mediation

extension DisputeDocument {
    static let body = Schema.object([.init("id", .string()), .init("name", .string())])

    private static let text = Schema.nullable(.string())
    private static let time = Schema.nullable(.instant)
    private static let numbers = Schema.array(.integer(1...999))
    private static let count = Schema.integer(0...Int.max)
    private static let money = Schema.nullable(.number)

    static let schema = Schema.object([
        .init("id", .string()), .init("code", .string()), .init("revision", count), .init("title", .bilingual),
        .init("type", .string()), .init("source", .string()), .init("sender", text), .init("place", .string()),
        .init("registered", .instant), .init("registerNumber", text), .init("phase", .string()),
        .init("standing", .named("Standing")), .init("holder", .named("BodyName")), .init("heldSince", .instant),
        .init("firstReceiver", .named("BodyName")), .init("sealed", .boolean), .init("synthetic", .boolean),
        .init("parties", .array(party)), .init("claims", .array(claim)), .init("proceedings", .array(proceeding)),
        .init("referrals", .array(referral)), .init("agreements", .array(agreement)),
        .init("clocks", .array(clock)), .init("timeline", .array(event)), .init("acts", .named("Acts")),
        .init("chain", .object([.init("intact", .boolean), .init("head", .string())])),
    ])

    private static let party = Schema.object([
        .init("number", count), .init("side", count), .init("role", .word(Party.Role.allCases.map(\.rawValue))),
        .init("kind", .word(Party.Kind.allCases.map(\.rawValue))), .init("name", text), .init("identity", text),
        .init("phone", text), .init("address", text), .init("capacity", text), .init("joined", time),
        .init("left", time), .init("erased", .boolean),
    ])

    private static let claim = Schema.object([
        .init("number", count), .init("by", numbers), .init("against", numbers), .init("subject", text),
        .init("amount", money), .init("kind", text), .init("withdrawn", time),
    ])

    private static let proceeding = Schema.object([
        .init("number", count), .init("track", .string()), .init("trackTitle", .bilingual),
        .init("inForceFrom", .day), .init("body", .named("BodyName")), .init("dossier", text),
        .init("opened", .instant), .init("accepted", time), .init("concluded", time), .init("outcome", text),
        .init("mediators", .array(.string())), .init("overdue", .boolean),
    ])

    private static let referral = Schema.object([
        .init("number", count), .init("from", .named("BodyName")), .init("to", .named("BodyName")),
        .init("manner", .string()), .init("state", .string()), .init("offered", .instant), .init("answered", time),
        .init("reason", text), .init("reply", text),
    ])

    private static let agreement = Schema.object([
        .init("number", count), .init("proceeding", .nullable(count)), .init("form", .string()),
        .init("extent", .string()), .init("parties", numbers), .init("claims", numbers), .init("terms", text),
        .init("effective", time), .init("inForce", .boolean), .init("confirmed", time),
        .init(
            "obligations",
            .array(
                .object([
                    .init("number", count), .init("by", numbers), .init("to", numbers), .init("content", text),
                    .init("amount", money), .init("paid", money), .init("due", .nullable(.day)),
                    .init("performed", time),
                ]))),
    ])

    private static let clock = Schema.object([
        .init("scope", count), .init("name", .string()), .init("title", .bilingual), .init("started", .instant),
        .init("due", .day), .init("expired", .boolean), .init("pausedSince", .nullable(.day)),
        .init("provisional", .boolean),
    ])

    private static let event = Schema.object([
        .init("sequence", count), .init("occurred", .instant), .init("recorded", .instant), .init("scope", count),
        .init("act", .string()), .init("title", .bilingual),
        .init(
            "actor",
            .object([.init("role", .string()), .init("body", text), .init("party", .nullable(count))])),
        .init("records", .array(.object([.init("kind", .string()), .init("title", .bilingual)]))),
        .init("papers", .array(.object([.init("name", .string()), .init("title", .bilingual)]))),
        .init("law", .array(.string())),
    ])
}
