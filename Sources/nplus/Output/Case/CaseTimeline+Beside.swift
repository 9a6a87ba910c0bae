import LegalTime
import Mediation
import Workflow

extension Record {
    /// What it says, in one line, of what is put on record beside the procedure.
    func besideBrief(_ words: CaseWords) -> String? {
        switch self {
        case .joining(let joining): "\(joining.party.role.title.zh)\(joining.party.number)：\(joining.reason)"
        case .leaving(let leaving): "当事人\(leaving.party)\(leaving.tableOnly ? "退出本次调解" : "退出")：\(leaving.reason)"
        case .capacity(let found): "当事人\(found.party)：\(found.capacity.title.zh)，\(found.basis)"
        case .representation(let mandate):
            "代理\(mandate.number)：\(mandate.kind.title.zh)，代当事人\(mandate.parties.numbered)"
                + (mandate.special ? "，特别授权" : "") + (mandate.scope.map { "，\($0)" } ?? "")
        case .mandateEnd(let end): "代理\(end.number)：\(end.reason)"
        case .claim(let claim): "请求\(claim.number)：\(claim.subject)" + (claim.amount.map { "，\($0) 元" } ?? "")
        case .claimChange(let change):
            "请求\(change.claim)：\(change.subject ?? "")" + (change.amount.map { " \($0) 元" } ?? "")
                + "（\(change.reason)）"
        case .claimWithdrawal(let withdrawn): "请求\(withdrawn.claim)：\(withdrawn.reason)"
        case .arrival(let arrival):
            "\(arrival.door.title.zh)：\(arrival.by)" + (arrival.reference.map { "，\($0)" } ?? "")
        case .arrivalReply(let reply): "来源\(reply.intake)：\(reply.content)"
        case .detachment(let detachment): "来源\(detachment.intake)：\(detachment.reason)"
        case .elsewhere(let begun): "\(begun.kind.title.zh)，\(begun.authority)：\(begun.subject)"
        case .elsewhereStep(let step):
            "程序\(step.procedure)：\(step.text)" + (step.result.map { "（\($0.title.zh)）" } ?? "")
        case .participation(let part): "\(words.name(of: part.body))\(part.part.title.zh)：\(part.task)"
        case .participationEnd(let end): "参与\(end.involvement)：\(end.reason)"
        case .link(let link): "\(link.kind.title.zh) \(link.code) \(link.note)"
        case .advance(let advance): "当事人\(advance.by)先付 \(advance.amount) 元：\(advance.purpose)"
        case .condition(let met): "协议\(met.agreement)：\(met.text)"
        case .waiver(let waiver):
            "第 \(waiver.obligation) 项" + (waiver.amount.map { " \($0) 元" } ?? "") + "：\(waiver.text)"
        case .turn(let turn): "协议\(turn.agreement)\(turn.kind.title.zh)：\(turn.by)，\(turn.text)"
        case .background(let background): "\(background.when)：\(background.text)"
        case .provenance(let provenance): provenance.title
        case .breach(let breach): breach.text
        case .triage(let finding):
            [finding.grade?.title.zh, finding.bar?.title.zh, finding.basis].compactMap { $0 }.joined(separator: "，")
        case .choice(let choice): choice.body.map(words.name(of:)) ?? "撤回选定"
        case .routing(let finding):
            "规则 \(finding.rule ?? "无")：\(finding.body.map(words.name(of:)) ?? finding.channel?.zh ?? "协调员裁量")"
        case .appearance(let appearance): "\(appearance.kind.title.zh)\(appearance.number)：\(appearance.subject)"
        case .complaint(let complaint):
            "投诉\(complaint.number)：\(complaint.ground.title.zh)，\(complaint.text)"
        case .complaintAnswer(let answer):
            "投诉\(answer.complaint)：\(answer.confirmed ? "查实" : "不属实")"
                + (answer.measure.map { "，\($0.title.zh)" } ?? "") + "，\(answer.text)"
        case .sanctionEnd(let end): "投诉\(end.complaint)：\(end.reason)"
        case .concession(let concession): "让步\(concession.number)：当事人\(concession.by)，\(concession.text)"
        case .concessionRelease(let release): "让步\(release.concession)"
        case .subsidy(let paid): "\(paid.mediator) \(paid.grade.title.zh) \(paid.amount) 元，依据\(paid.basis)"
        default: nil
        }
    }
}

extension [Int] {
    /// The numbers as a person writes them in a row.
    var numbered: String { map(String.init).joined(separator: "、") }
}
