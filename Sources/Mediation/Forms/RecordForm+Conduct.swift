import LegalTime
import Workflow

/// The forms about who appears, complaints, concessions and subsidies.
extension RecordForm {
    static func conductFields(of kind: RecordKind) -> [Field] {
        switch kind {
        case .appearance:
            [
                Field("number", "序号", "number", .integer), Field("as", "身份", "kind", words(Appearance.Kind.self)),
                Field("subject", "事项", "subject"),
                Field("elsewhere", "另行程序序号", "number of the procedure elsewhere", .integer, required: false),
                namesakeField,
            ] + particularFields
        case .complaint:
            [
                Field("number", "投诉序号", "number", .integer),
                Field("ground", "事由", "ground", words(Complaint.Ground.self)), Field("text", "事实", "what happened"),
                Field("mediator", "被投诉的调解员（空为本案调解员）", "mediator; the one of the case if empty", required: false),
                Field("proceeding", "调解案件序号", "number of the proceeding", .integer, required: false),
                Field("to", "答复单位（空为监督单位）", "body that answers; the supervising one if empty", .body, required: false),
                Field("due", "答复期限", "to be answered by", .day, required: false),
            ]
        case .complaintAnswer:
            [
                Field("complaint", "投诉序号", "number of the complaint", .integer),
                Field("confirmed", "查实", "confirmed", .boolean),
                Field("measure", "处理", "measure", words(Complaint.Measure.self), required: false),
                Field("text", "查明的情况", "what was found"),
            ]
        case .sanctionEnd:
            [Field("complaint", "投诉序号", "number of the complaint", .integer), Field("reason", "理由", "reason")]
        case .concession:
            [
                Field("number", "序号", "number", .integer), Field("by", "让步的当事人（序号）", "party that conceded", .integer),
                Field("text", "内容", "what was conceded"),
            ]
        case .concessionRelease:
            [Field("concession", "让步序号", "number of the concession", .integer)]
        default:
            [
                Field("mediator", "受补贴的调解员", "mediator who is paid"),
                Field("grade", "案件等级", "grade", words(Subsidy.Grade.self)),
                Field("amount", "金额", "amount", .money), Field("basis", "依据的办法", "rule that sets it"),
                Field("verified", "金额已与办法核对", "amount checked against the rule", .boolean, required: false),
            ]
        }
    }

    static var namesakeField: Field {
        Field("namesake", "与调解员同名的另一人", "another person of a mediator's name", .boolean, required: false)
    }

    func conductRecord(_ reader: FormReader) throws(FormError) -> Record {
        switch kind {
        case .appearance:
            return .appearance(
                Appearance(
                    number: try reader.requiredInteger("number"), kind: try reader.requiredChoice("as"),
                    elsewhere: try reader.integer("elsewhere"), subject: try reader.required("subject"),
                    namesake: try reader.boolean("namesake")))
        case .complaint:
            return .complaint(
                .init(
                    number: try reader.requiredInteger("number"), mediator: reader.text("mediator"),
                    proceeding: try reader.integer("proceeding"), ground: try reader.requiredChoice("ground"),
                    text: try reader.required("text"), to: reader.text("to").map { BodyID($0) },
                    due: try reader.day("due")))
        case .complaintAnswer:
            _ = try reader.required("confirmed")
            return .complaintAnswer(
                .init(
                    complaint: try reader.requiredInteger("complaint"),
                    confirmed: try reader.boolean("confirmed") ?? false, measure: try reader.choice("measure"),
                    text: try reader.required("text")))
        case .sanctionEnd:
            return .sanctionEnd(
                .init(complaint: try reader.requiredInteger("complaint"), reason: try reader.required("reason")))
        case .concession:
            return .concession(
                .init(
                    number: try reader.requiredInteger("number"), by: try reader.requiredInteger("by"),
                    text: try reader.required("text")))
        case .concessionRelease:
            return .concessionRelease(.init(concession: try reader.requiredInteger("concession")))
        default:
            guard let amount = try reader.money("amount") else {
                throw reader.error("amount", zh: "必填", en: "is required")
            }
            return .subsidy(
                Subsidy(
                    mediator: try reader.required("mediator"), grade: try reader.requiredChoice("grade"),
                    amount: amount, basis: try reader.required("basis"),
                    verified: try reader.boolean("verified") ?? false))
        }
    }
}
