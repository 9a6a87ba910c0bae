import LegalTime
package import Workflow

/// The forms about parties, representatives and claims.
extension RecordForm {
    static func partyFields(of kind: RecordKind) -> [Field] {
        switch kind {
        case .joining:
            [
                Field("party", "序号", "number", .integer), Field("side", "方别", "side", .integer),
                Field("role", "身份", "role", words(Party.Role.self)),
                Field("kind", "种类", "kind", words(Party.Kind.self), required: false),
                Field("capacity", "行为能力", "capacity", words(Party.Capacity.self), required: false),
                Field("persons", "人数", "persons", .integer, required: false),
                Field("outOf", "从哪一方分出（序号）", "out of which party of many", .integer, required: false),
                Field("table", "参加正在进行的调解", "comes to the table", .boolean, required: false),
                Field("reason", "事由", "reason"),
            ] + particularFields
        case .leaving:
            [
                Field("party", "当事人序号", "party", .integer),
                Field("tableOnly", "仅退出本次调解", "leaves the table only", .boolean, required: false),
                Field("reason", "事由", "reason"),
            ]
        case .capacity:
            [
                Field("party", "当事人序号", "party", .integer),
                Field("capacity", "行为能力", "capacity", words(Party.Capacity.self)), Field("basis", "依据", "basis"),
            ]
        case .representation:
            [
                Field("number", "代理序号", "number", .integer), Field("parties", "代理哪方", "acts for", .numbers),
                Field("as", "身份", "kind", words(Representation.Kind.self)),
                Field("special", "特别授权", "special authority", .boolean, required: false),
                Field("scope", "权限范围", "scope", required: false),
                Field("claims", "限于请求", "claims covered", .numbers, required: false),
                Field("from", "起", "from", .day), Field("until", "止", "until", .day, required: false), namesakeField,
            ] + particularFields
        case .mandateEnd:
            [Field("number", "代理序号", "number", .integer), Field("reason", "事由", "reason")]
        case .claim:
            [
                Field("claim", "请求序号", "number", .integer), Field("by", "请求方", "who asks", .numbers),
                Field("against", "被请求方", "of whom", .numbers), Field("subject", "事项", "subject"),
                Field("amount", "金额", "amount", .money, required: false),
                Field("kind", "种类", "kind", words(Claim.Kind.self), required: false),
            ]
        case .claimChange:
            [
                Field("claim", "请求序号", "claim", .integer), Field("subject", "事项", "subject", required: false),
                Field("amount", "金额", "amount", .money, required: false), Field("reason", "事由", "reason"),
            ]
        default: [Field("claim", "请求序号", "claim", .integer), Field("reason", "事由", "reason")]
        }
    }

    /// Who the person is. Kept beside the history, so no record holds it.
    static var particularFields: [Field] {
        [Field("name", "姓名（名称）", "name", required: false), Field("phone", "电话", "telephone", required: false)]
    }

    /// The person that a filled-in form brings in, if it is of a kind that does.
    package func particulars(from values: DataTree) -> Particulars? {
        guard [.joining, .representation, .appearance].contains(kind) else { return nil }
        let reader = FormReader(form: self, values: values)
        return Particulars(name: reader.text("name") ?? "", phone: reader.text("phone"))
    }

    func partyRecord(_ reader: FormReader) throws(FormError) -> Record {
        switch kind {
        case .joining: return .joining(try joining(reader))
        case .leaving:
            return .leaving(
                .init(
                    party: try reader.requiredInteger("party"), tableOnly: try reader.boolean("tableOnly") ?? false,
                    reason: try reader.required("reason")))
        case .capacity:
            return .capacity(
                .init(
                    party: try reader.requiredInteger("party"), capacity: try reader.requiredChoice("capacity"),
                    basis: try reader.required("basis")))
        case .representation: return .representation(try representation(reader))
        case .mandateEnd:
            return .mandateEnd(
                .init(number: try reader.requiredInteger("number"), reason: try reader.required("reason")))
        case .claim:
            return .claim(
                Claim(
                    number: try reader.requiredInteger("claim"), by: try reader.numbers("by") ?? [],
                    against: try reader.numbers("against") ?? [], subject: try reader.required("subject"),
                    amount: try reader.money("amount"), kind: try reader.choice("kind")))
        case .claimChange:
            return .claimChange(
                .init(
                    claim: try reader.requiredInteger("claim"), subject: reader.text("subject"),
                    amount: try reader.money("amount"), reason: try reader.required("reason")))
        default:
            return .claimWithdrawal(
                .init(claim: try reader.requiredInteger("claim"), reason: try reader.required("reason")))
        }
    }

    private func joining(_ reader: FormReader) throws(FormError) -> Record.Joining {
        let party = Party(
            number: try reader.requiredInteger("party"), side: try reader.requiredInteger("side"),
            role: try reader.requiredChoice("role"), kind: try reader.choice("kind") ?? .person, commitment: "",
            capacity: try reader.choice("capacity"), persons: try reader.integer("persons"))
        return Record.Joining(
            party: party, outOf: try reader.integer("outOf"), atTable: try reader.boolean("table") ?? true,
            reason: try reader.required("reason"))
    }

    private func representation(_ reader: FormReader) throws(FormError) -> Representation {
        guard let from = try reader.day("from") else { throw reader.error("from", zh: "必填", en: "is required") }
        return Representation(
            number: try reader.requiredInteger("number"), parties: try reader.numbers("parties") ?? [],
            kind: try reader.requiredChoice("as"), special: try reader.boolean("special") ?? false,
            scope: reader.text("scope"), claims: try reader.numbers("claims"), from: from,
            until: try reader.day("until"), namesake: try reader.boolean("namesake"))
    }
}
