import LegalTime
import Workflow

/// The forms about where a dispute belongs.
extension RecordForm {
    static func routingFields(of kind: RecordKind) -> [Field] {
        switch kind {
        case .triage:
            [
                Field("grade", "分级", "grade", words(DisputeGrade.self), required: false),
                Field("bar", "不宜调解事由", "bar to mediation", words(MediationBar.self), required: false),
                Field("aside", "应当回避的单位", "bodies that stand aside", .names, required: false),
                Field("basis", "依据", "basis"),
            ]
        case .choice:
            [
                Field("chosen", "选定的单位（空为撤回）", "body chosen; empty takes it back", .body, required: false),
                Field("mediator", "选定的调解员", "mediator chosen", required: false),
                Field("by", "由哪方选定（序号）", "parties that chose", .numbers, required: false),
            ]
        default:
            // What the rules decide is computed, never filled in.
            []
        }
    }

    func routingRecord(_ reader: FormReader) throws(FormError) -> Record {
        switch kind {
        case .triage:
            return .triage(
                .init(
                    grade: try reader.choice("grade"), bar: try reader.choice("bar"),
                    aside: try reader.bodies("aside"), basis: try reader.required("basis")))
        case .choice:
            return .choice(
                .init(
                    body: reader.text("chosen").map { BodyID($0) }, mediator: reader.text("mediator"),
                    by: try reader.numbers("by")))
        default:
            throw reader.error(
                "", zh: "由规则算出，请用 nplus route", en: "is computed from the rules; use nplus route")
        }
    }
}
