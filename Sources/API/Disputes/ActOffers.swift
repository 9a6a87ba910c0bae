import Mediation
import Tabular
import Workflow

/// What can be done now in a dispute, what each act needs, and why the others cannot be done yet.
struct ActOffers {
    let dispute: Dispute
    let decider: Decider
    let reader: DisputeReader

    var json: JSON {
        let offers = decider.offers(on: dispute).flatMap { scope, offers in
            // What only the engine brings is nobody's choice.
            offers.filter { !$0.roles.isEmpty && reader.isOffered($0.act) }.map { (scope, $0) }
        }
        return .object([
            ("possible", .array(offers.filter { $0.1.possible }.map(possible))),
            ("blocked", .array(offers.compactMap(blocked))), ("standing", .array(standing)),
        ])
    }

    private func head(_ scope: Scope, _ offer: Offer) -> [(key: String, value: JSON)] {
        [
            ("act", .string(offer.act)), ("title", JSON(offer.title)), ("scope", JSON(scope.number)),
            ("roles", .array(offer.roles.map { .string($0) })),
            ("yours", .bool(reader.mayAct(as: offer.roles, of: offer.members.map { $0 + 1 }))),
            (
                "law",
                .array(
                    offer.laws.map { law in
                        .object([("text", .string(law.text)), ("certainty", .string(law.certainty.rawValue))])
                    })
            ),
        ]
    }

    private func possible(_ scope: Scope, _ offer: Offer) -> JSON {
        let kinds = decider.records(of: offer.act, on: dispute) ?? ([], [])
        var conditions: [Bilingual] = []
        if case .dependsOn(let predicates) = offer.possibility {
            conditions = predicates.map { Vocabulary.mediation.title(ofPredicate: $0) }
        }
        return .object(
            head(scope, offer) + [
                ("parties", .array(offer.members.map { JSON($0 + 1) })),
                // The engine gives a dossier number by itself.
                ("fields", .array(kinds.needed.filter { $0 != .numbering }.flatMap { fields(of: $0, prefix: "") })),
                ("further", .array(kinds.possible.flatMap { fields(of: $0, prefix: "\($0.rawValue).") })),
                ("examined", .array(conditions.map { JSON($0) })),
            ])
    }

    private func blocked(_ scope: Scope, _ offer: Offer) -> JSON? {
        guard let refusal = offer.whyNot else { return nil }
        let reasons: [Bilingual] =
            if case .conditions(let failures) = refusal.reason { failures.map(\.message) } else { [refusal.message] }
        return .object(head(scope, offer) + [("reasons", .array(reasons.map { JSON($0) }))])
    }

    /// What can be put on record wherever the dispute stands.
    private var standing: [JSON] {
        (decider.standing(on: dispute, at: dispute.changed)?.0.acts ?? []).filter { reader.isOffered($0.event) }.map {
            act in
            .object([
                ("act", .string(act.event)), ("title", JSON(act.title)),
                (
                    "fields",
                    .array(act.records.compactMap { RecordKind(rawValue: $0) }.flatMap { fields(of: $0, prefix: "") })
                ),
            ])
        }
    }

    private func fields(of kind: RecordKind, prefix: String) -> [JSON] {
        RecordForm(kind).fields.map { field($0, prefix) }
    }

    private func field(_ field: RecordForm.Field, _ prefix: String) -> JSON {
        var members: [(key: String, value: JSON)] = [
            ("name", .string(prefix + field.name)), ("title", JSON(field.title)), ("kind", .string(field.kind.word)),
            ("required", .bool(field.required)),
        ]
        switch field.kind {
        case .oneOf(let words): members.append(("options", .array(words.map { .string($0) })))
        case .rows(let columns): members.append(("rows", .array(columns.map { self.field($0, "") })))
        default: break
        }
        return .object(members)
    }

    static let schemas: [String: Schema] = [
        "Field": .object([
            .init("name", .string()), .init("title", .bilingual), .init("kind", .word(RecordForm.Kind.words)),
            .init("required", .boolean), .init("options", .array(.string()), required: false),
            .init("rows", .array(.named("Field")), required: false),
        ]),
        "Acts": .object([
            .init(
                "possible",
                .array(
                    .object(
                        head + [
                            .init("parties", .array(.integer(1...999))), .init("fields", .array(.named("Field"))),
                            .init("further", .array(.named("Field"))), .init("examined", .array(.bilingual)),
                        ]))),
            .init("blocked", .array(.object(head + [.init("reasons", .array(.bilingual))]))),
            .init(
                "standing",
                .array(
                    .object([
                        .init("act", .string()), .init("title", .bilingual), .init("fields", .array(.named("Field"))),
                    ]))),
        ]),
    ]

    private static let head: [Schema.Member] = [
        .init("act", .string()), .init("title", .bilingual), .init("scope", .integer(0...999)),
        .init("roles", .array(.string())),
        .init("yours", .boolean, Bilingual(zh: "您的角色可以办理", en: "one of your roles may do it")),
        .init("law", .array(.object([.init("text", .string()), .init("certainty", .string())]))),
    ]
}

extension RecordForm.Kind {
    fileprivate var word: String {
        switch self {
        case .text: "text"
        case .day: "day"
        case .money: "money"
        case .integer: "integer"
        case .boolean: "boolean"
        case .numbers: "numbers"
        case .names: "names"
        case .body: "body"
        case .oneOf: "word"
        case .rows: "rows"
        }
    }

    fileprivate static let words = [
        "text", "day", "money", "integer", "boolean", "numbers", "names", "body", "word", "rows",
    ]
}
