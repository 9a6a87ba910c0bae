import LegalTime
import Workflow

/// The forms about agreements and obligations.
extension RecordForm {
    static var agreementFields: [Field] {
        [
            Field("terms", "协议内容", "terms"),
            Field("claims", "解决的请求", "claims settled", .numbers, required: false),
            Field("parties", "协议各方（序号，空为全体）", "parties bound; all if empty", .numbers, required: false),
            Field("extent", "性质", "extent", words(Agreement.Extent.self), required: false),
            Field("partOf", "其中部分解决的请求", "claims settled in part", .numbers, required: false),
            Field("replaces", "取代的协议", "agreements replaced", .numbers, required: false),
            Field("affirms", "确认的协议", "agreements affirmed", .numbers, required: false),
            Field("condition", "生效条件", "condition", required: false),
            Field("place", "签署地点", "place of signing", required: false),
            Field("before", "此前主持或见证者", "before whom it was made earlier", required: false),
            Field("made", "此前达成日期", "day it was made earlier", .day, required: false),
            Field("oral", "口头", "oral", .boolean, required: false),
            // One obligation may be written without rows.
            Field("owed", "履行内容", "what is owed", required: false),
            Field("by", "履行方（序号）", "parties that owe", .numbers, required: false),
            Field("to", "接受方（序号）", "parties owed to", .numbers, required: false),
            Field("amount", "金额", "amount", .money, required: false),
            Field("due", "履行期限", "due day", .day, required: false),
            Field("term", "期限原文", "term as written", required: false),
            Field("obligations", "履行义务", "obligations", .rows(obligationFields), required: false),
        ]
    }

    private static var obligationFields: [Field] {
        [
            Field("content", "内容", "content"),
            Field("by", "履行方（序号）", "parties that owe", .numbers),
            Field("to", "接受方（序号）", "parties owed to", .numbers),
            Field("amount", "金额", "amount", .money, required: false),
            Field("due", "期限", "due day", .day, required: false),
            Field("term", "期限原文", "term as written", required: false),
            Field("manner", "履行方式", "manner", words(Obligation.Manner.self), required: false),
            Field("payer", "案外付款人（序号）", "outside payer", .integer, required: false),
            Field("condition", "条件", "condition", required: false),
            Field("against", "对待给付（义务序号）", "in exchange for", .numbers, required: false),
            Field("offset", "已付抵扣", "paid before and counted", .money, required: false),
            Field(
                "instalments", "分期", "instalments",
                .rows([
                    Field("amount", "金额", "amount", .money), Field("due", "期限", "due day", .day),
                    Field("term", "期限原文", "term as written", required: false),
                ]), required: false),
        ]
    }

    static func words<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) -> Kind
    where Value.RawValue == String {
        .oneOf(Value.allCases.map(\.rawValue))
    }

    static func agreementFields(of kind: RecordKind) -> [Field] {
        let agreement = Field("agreement", "协议序号", "number of the agreement", .integer, required: false)
        return switch kind {
        case .condition:
            [
                Field("agreement", "协议序号", "number of the agreement", .integer),
                Field("obligation", "义务序号", "number of the obligation", .integer, required: false),
                Field("text", "条件成就情况", "how it came true"),
            ]
        case .waiver:
            [
                agreement, Field("obligation", "义务序号", "number of the obligation", .integer),
                Field("amount", "放弃金额（空为全部）", "amount; all if empty", .money, required: false),
                Field("text", "说明", "text"),
            ]
        case .turn:
            [
                Field("agreement", "协议序号", "number of the agreement", .integer),
                Field("what", "变动", "what befell it", words(Agreement.Turn.Kind.self)),
                Field("whom", "由谁", "by whom"), Field("text", "说明", "text"),
            ]
        default:
            [
                Field("by", "付款人（序号）", "who paid", .integer), Field("to", "收款人（序号）", "paid to", .numbers),
                Field("amount", "金额", "amount", .money), Field("purpose", "用途", "purpose"),
            ]
        }
    }

    // MARK: Reading

    func agreement(_ reader: FormReader) throws(FormError) -> Record.AgreementText {
        let terms = try reader.required("terms")
        let amount = try reader.money("amount")
        var obligations: [Obligation] = []
        for row in reader.rows("obligations") {
            obligations.append(try obligation(row, number: obligations.count + 1))
        }
        if obligations.isEmpty, amount != nil || reader.text("owed") != nil {
            obligations.append(
                Obligation(
                    number: 1, by: try reader.numbers("by") ?? [], to: try reader.numbers("to") ?? [],
                    content: reader.text("owed") ?? "给付", amount: amount, due: try reader.day("due"),
                    term: reader.text("term")))
        }
        return Record.AgreementText(
            terms: terms, claims: try reader.numbers("claims") ?? [], obligations: obligations,
            parties: try reader.numbers("parties"), extent: try reader.choice("extent"),
            partOf: try reader.numbers("partOf"), replaces: try reader.numbers("replaces"),
            affirms: try reader.numbers("affirms"), condition: reader.text("condition"), place: reader.text("place"),
            before: reader.text("before"), made: try reader.day("made"), oral: try reader.boolean("oral"))
    }

    private func obligation(_ row: FormReader, number: Int) throws(FormError) -> Obligation {
        var instalments: [Obligation.Instalment] = []
        for part in row.rows("instalments") {
            guard let amount = try part.money("amount"), let due = try part.day("due") else {
                throw part.error("amount", zh: "每期须有金额和期限", en: "needs an amount and a day in each row")
            }
            instalments.append(Obligation.Instalment(amount: amount, due: due, term: part.text("term")))
        }
        return Obligation(
            number: number, by: try row.numbers("by") ?? [], to: try row.numbers("to") ?? [],
            content: try row.required("content"), amount: try row.money("amount"), due: try row.day("due"),
            manner: try row.choice("manner"), term: row.text("term"),
            instalments: instalments.isEmpty ? nil : instalments, payer: try row.integer("payer"),
            condition: row.text("condition"), against: try row.numbers("against"), offset: try row.money("offset"))
    }

    func signature(_ reader: FormReader) throws(FormError) -> Record.Signature {
        Record.Signature(
            by: reader.text("signer") ?? "", agreement: try reader.integer("agreement"),
            representative: try reader.integer("representative"), body: reader.text("sealing").map { BodyID($0) })
    }

    func agreementRecord(_ reader: FormReader) throws(FormError) -> Record {
        switch kind {
        case .condition:
            return .condition(
                .init(
                    agreement: try reader.requiredInteger("agreement"), obligation: try reader.integer("obligation"),
                    text: try reader.required("text")))
        case .waiver:
            return .waiver(
                .init(
                    obligation: try reader.requiredInteger("obligation"), amount: try reader.money("amount"),
                    text: try reader.required("text"), agreement: try reader.integer("agreement")))
        case .turn:
            return .turn(
                .init(
                    agreement: try reader.requiredInteger("agreement"), kind: try reader.requiredChoice("what"),
                    by: try reader.required("whom"), text: try reader.required("text")))
        default:
            guard let amount = try reader.money("amount") else {
                throw reader.error("amount", zh: "必填", en: "is required")
            }
            return .advance(
                .init(
                    by: try reader.requiredInteger("by"), to: try reader.numbers("to") ?? [], amount: amount,
                    purpose: try reader.required("purpose")))
        }
    }
}
