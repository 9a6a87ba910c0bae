import LegalTime
import Workflow

/// The forms about other doors, other bodies and other procedures.
extension RecordForm {
    static func surroundingFields(of kind: RecordKind) -> [Field] {
        switch kind {
        case .arrival:
            [
                Field("door", "来源", "door", words(Intake.Door.self)), Field("from", "由谁带来", "brought by"),
                Field("at", "接收单位", "receiving body", .body, required: false),
                Field("reference", "编号", "number there", required: false),
                Field("due", "答复期限", "to be answered by", .day, required: false),
            ]
        case .arrivalReply:
            [Field("intake", "来源序号", "door", .integer), Field("content", "答复内容", "answer")]
        case .detachment:
            [Field("intake", "来源序号", "door", .integer), Field("reason", "理由", "reason")]
        case .elsewhere:
            [
                Field("kind", "程序", "kind", words(Elsewhere.Kind.self)), Field("authority", "办理机关", "authority"),
                Field("subject", "事项", "subject"),
                Field("claims", "涉及请求", "claims it decides", .numbers, required: false),
                Field("parties", "涉及当事人", "parties", .numbers, required: false),
                Field("reference", "编号", "number", required: false),
                Field("due", "期限", "end of its time limit", .day, required: false),
            ]
        case .elsewhereStep:
            [
                Field("procedure", "程序序号", "number of the procedure", .integer), Field("text", "进展", "what happened"),
                Field("state", "状态", "state", words(Elsewhere.State.self), required: false),
                Field("result", "结果", "result", words(Elsewhere.Result.self), required: false),
                Field("due", "期限", "end of its time limit", .day, required: false),
                Field("reference", "编号", "number", required: false),
            ]
        case .participation:
            [
                Field("who", "单位", "body", .body), Field("part", "作用", "part", words(Involvement.Part.self)),
                Field("task", "任务", "task"),
            ]
        case .participationEnd:
            [Field("involvement", "参与序号", "number", .integer), Field("reason", "事由", "reason")]
        case .link:
            [
                Field("kind", "关联", "kind", words(CaseLink.Kind.self)), Field("code", "案件编号", "code"),
                Field("note", "说明", "note", required: false),
            ]
        case .background: [Field("when", "时间", "when"), Field("text", "经过", "what happened")]
        default:
            [
                Field("title", "标题", "title"), Field("place", "地点", "place"), Field("year", "年份", "year"),
                Field("chosen", "自行选定", "chosen", .rows([]), required: false),
                Field("untold", "原文未载", "untold", .rows([]), required: false),
            ]
        }
    }

    func surroundingRecord(_ reader: FormReader) throws(FormError) -> Record {
        switch kind {
        case .arrival:
            return .arrival(
                .init(
                    door: try reader.requiredChoice("door"), by: try reader.required("from"),
                    body: reader.text("at").map { BodyID($0) }, reference: reader.text("reference"),
                    due: try reader.day("due")))
        case .arrivalReply:
            return .arrivalReply(
                .init(intake: try reader.requiredInteger("intake"), content: try reader.required("content")))
        case .detachment:
            return .detachment(
                .init(intake: try reader.requiredInteger("intake"), reason: try reader.required("reason")))
        case .elsewhere:
            return .elsewhere(
                .init(
                    kind: try reader.requiredChoice("kind"), authority: try reader.required("authority"),
                    subject: try reader.required("subject"), claims: try reader.numbers("claims") ?? [],
                    parties: try reader.numbers("parties") ?? [], reference: reader.text("reference"),
                    due: try reader.day("due")))
        case .elsewhereStep:
            return .elsewhereStep(
                .init(
                    procedure: try reader.requiredInteger("procedure"), text: try reader.required("text"),
                    state: try reader.choice("state"), result: try reader.choice("result"), due: try reader.day("due"),
                    reference: reader.text("reference")))
        case .participation:
            return .participation(
                .init(
                    body: BodyID(try reader.required("who")), part: try reader.requiredChoice("part"),
                    task: try reader.required("task")))
        case .participationEnd:
            return .participationEnd(
                .init(involvement: try reader.requiredInteger("involvement"), reason: try reader.required("reason")))
        case .link:
            return .link(
                CaseLink(
                    kind: try reader.requiredChoice("kind"), code: try reader.required("code"),
                    note: reader.text("note") ?? ""))
        case .background:
            return .background(.init(when: try reader.required("when"), text: try reader.required("text")))
        default:
            return .provenance(
                .init(
                    title: try reader.required("title"), place: try reader.required("place"),
                    year: try reader.required("year"), chosen: reader.texts("chosen"), untold: reader.texts("untold")))
        }
    }
}
