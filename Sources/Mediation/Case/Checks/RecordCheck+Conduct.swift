import LegalTime
import Workflow

/// Checks of complaints, concessions and subsidies.
extension RecordCheck {
    func checkConduct(_ record: Record, _ dispute: Dispute, _ library: WorkflowLibrary) throws(CommandRefusal) {
        switch record {
        case .appearance(let appearance): try check(appearance, dispute)
        case .complaint(let complaint): try check(complaint, dispute)
        case .complaintAnswer(let answer): try check(answer, dispute)
        case .sanctionEnd(let end):
            let complaint = try found(end.complaint, dispute)
            guard complaint.stops, complaint.measure != .removed else {
                throw refusal(
                    "no-sanction", zh: "投诉 \(end.complaint) 没有可以解除的限制",
                    en: "complaint \(end.complaint) leaves nothing that could be lifted",
                    remedy: complaint.measure == .removed
                        ? Bilingual(zh: "已罢免或解聘的，须重新推选或聘任", en: "who was removed has to be elected or engaged anew")
                        : nil)
            }
            try checkSupervisor(of: complaint)
            guard !end.reason.isEmpty else { throw refusal("reason-missing", zh: "请写明理由", en: "say why") }
        case .concession(let concession):
            try checkNumber(
                concession.number, after: dispute.surroundings.concessions?.count, zh: "让步", en: "concession")
            try check(parties: [concession.by], among: dispute.parties.count)
            guard !concession.text.isEmpty else {
                throw refusal("text-missing", zh: "请写明让步的内容", en: "say what was conceded")
            }
        case .concessionRelease(let release):
            guard dispute.surroundings.concessions?.contains(where: { $0.number == release.concession }) == true else {
                throw refusal(
                    "unknown-concession", zh: "没有第 \(release.concession) 项让步",
                    en: "there is no concession \(release.concession)")
            }
        case .subsidy(let subsidy): try check(subsidy, dispute, library)
        default: break
        }
    }

    private func checkNumber(_ number: Int, after count: Int?, zh: String, en: String) throws(CommandRefusal) {
        let next = (count ?? 0) + 1
        guard number == next else {
            throw refusal("\(en)-number", zh: "\(zh)序号应为 \(next)", en: "the \(en) takes the number \(next)")
        }
    }

    private func check(_ appearance: Appearance, _ dispute: Dispute) throws(CommandRefusal) {
        try checkNumber(appearance.number, after: dispute.surroundings.appearances?.count, zh: "出庭", en: "appearance")
        if let procedure = appearance.elsewhere,
            !(1...max(1, dispute.surroundings.elsewhere.count)).contains(procedure)
                || dispute.surroundings.elsewhere.isEmpty
        {
            throw refusal(
                "unknown-procedure", zh: "没有第 \(procedure) 号另行程序", en: "there is no procedure \(procedure)")
        }
        try checkOtherRole(appearance.personKey, appearance.kind.title, namesake: appearance.namesake, dispute)
    }

    // MARK: Complaints

    private func check(_ complaint: Record.Complaint, _ dispute: Dispute) throws(CommandRefusal) {
        try checkNumber(complaint.number, after: dispute.surroundings.complaints?.count, zh: "投诉", en: "complaint")
        guard !complaint.text.isEmpty else {
            throw refusal("text-missing", zh: "请写明投诉的事实", en: "say what the complaint is about")
        }
        if let number = complaint.proceeding, !dispute.proceedings.contains(where: { $0.number == number }) {
            throw refusal("unknown-proceeding", zh: "没有第 \(number) 个调解案件", en: "there is no proceeding \(number)")
        }
        if let to = complaint.to, directory.body(to, on: day) == nil { throw unknown(to) }
    }

    private func found(_ number: Int, _ dispute: Dispute) throws(CommandRefusal) -> Complaint {
        guard let found = dispute.surroundings.complaints?.first(where: { $0.number == number }) else {
            throw refusal("unknown-complaint", zh: "没有第 \(number) 号投诉", en: "there is no complaint \(number)")
        }
        return found
    }

    private func check(_ answer: Record.ComplaintAnswer, _ dispute: Dispute) throws(CommandRefusal) {
        let complaint = try found(answer.complaint, dispute)
        guard complaint.answered == nil else {
            throw refusal(
                "answered-already", zh: "投诉 \(answer.complaint) 已答复",
                en: "complaint \(answer.complaint) is answered already")
        }
        try checkSupervisor(of: complaint)
        guard !answer.text.isEmpty else { throw refusal("text-missing", zh: "请写明查明的情况", en: "say what was found") }
        guard answer.confirmed == (answer.measure != nil) else {
            throw refusal(
                "measure", zh: "查实的投诉须写明处理（measure），不属实的不写",
                en: "a complaint that is true needs its measure, one that is not has none")
        }
    }

    private func checkSupervisor(of complaint: Complaint) throws(CommandRefusal) {
        guard actor.role == "coordinator" || actor.body == complaint.to else {
            throw refusal(
                "not-supervisor", zh: "投诉由监督单位\(directory.name(of: complaint.to))答复",
                en: "the complaint is answered by \(complaint.to), which supervises")
        }
    }

    // MARK: Subsidies

    /// One payment for a dispute, for who mediated it: settled, performed, its dossier complete.
    private func check(
        _ subsidy: Subsidy, _ dispute: Dispute, _ library: WorkflowLibrary
    ) throws(CommandRefusal) {
        guard dispute.surroundings.subsidy == nil else {
            throw refusal("subsidised-already", zh: "本纠纷已经补贴，一案只补一次", en: "the dispute was paid for: once is all")
        }
        guard subsidy.amount.fen > 0, !subsidy.basis.isEmpty else {
            throw refusal("subsidy-basis", zh: "请写明补贴金额和依据的办法", en: "say the amount and the rule that sets it")
        }
        guard let settled = dispute.subsidised, dispute.agreements.contains(where: \.isInForce) else {
            throw refusal(
                "not-settled", zh: "未调解成功或协议已失效，不予补贴", en: "not settled, or not in force any more: nothing is paid")
        }
        guard dispute.agreements.filter(\.isInForce).allSatisfy(\.isPerformed) else {
            throw refusal(
                "not-performed", zh: "协议尚未履行完毕，不予补贴", en: "the agreement is not performed: nothing is paid yet")
        }
        let lacking = DossierCheck(dispute, library: library).lacking
        guard lacking.isEmpty else {
            throw refusal(
                "dossier-incomplete", zh: "卷宗材料不齐：" + lacking.map(\.title.zh).joined(separator: "、"),
                en: "the dossier lacks: " + lacking.map(\.title.en).joined(separator: ", "))
        }
        let payee = directory.names(of: subsidy.mediator, at: settled.bodies, on: day)
        guard settled.mediators.contains(where: { payee.contains($0) }) else {
            throw refusal(
                "payee", zh: "“\(subsidy.mediator)”没有调解本案，补贴发给调解的人",
                en: "'\(subsidy.mediator)' did not mediate it: who mediates is paid",
                remedy: Bilingual(
                    zh: "本案调解员：\(settled.mediators.joined(separator: "、"))",
                    en: "its mediators: \(settled.mediators.joined(separator: ", "))"))
        }
    }
}
