import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// How a dispute is mediated and paid for: who appears, complaints, concessions, the dossier, the subsidy.
struct CaseConduct {
    let dispute: Dispute
    let persons: [Int: Particulars]
    let words: CaseWords
    private var around: Surroundings { dispute.surroundings }

    var appearances: Listing {
        Listing(
            title: "证人、鉴定人、陪审员 / Witnesses, experts, assessors",
            columns: [
                .init("number", "序号", .right), .init("kind", "身份"), .init("name", "姓名"), .init("subject", "事项"),
                .init("elsewhere", "另行程序", .right),
            ],
            rows: (around.appearances ?? []).map { appearance in
                [
                    .integer(appearance.number), .text(appearance.kind.title.zh),
                    .text(persons[appearance.personKey]?.name ?? "（个人信息已删除）"), .text(appearance.subject),
                    appearance.elsewhere.map { .integer($0) } ?? .missing,
                ]
            })
    }

    var complaints: Listing {
        Listing(
            title: "投诉 / Complaints",
            columns: [
                .init("number", "序号", .right), .init("at", "时间"), .init("by", "投诉人", .right),
                .init("mediator", "调解员"), .init("ground", "事由"), .init("text", "事实"), .init("to", "答复单位"),
                .init("due", "期限"), .init("answered", "答复"), .init("finding", "结论"), .init("answer", "查明的情况"),
                .init("lifted", "解除限制"),
            ],
            rows: (around.complaints ?? []).map { complaint in
                [
                    .integer(complaint.number), .text(complaint.at.day.description),
                    complaint.by.map { .integer($0) } ?? .missing, .text(complaint.mediator),
                    .text(complaint.ground.title.zh), .text(complaint.text), .text(words.name(of: complaint.to)),
                    .text(complaint.due?.description), .text(complaint.answered?.day.description),
                    .text(finding(on: complaint)), .text(complaint.answer),
                    .text(complaint.lifted.map { "\($0.day) \(complaint.liftedFor ?? "")" }),
                ]
            })
    }

    private func finding(on complaint: Complaint) -> String? {
        complaint.confirmed.map { $0 ? "查实" + (complaint.measure.map { "，\($0.title.zh)" } ?? "") : "不属实" }
    }

    var concessions: Listing {
        Listing(
            title: "调解中的让步 / Concessions in mediation",
            columns: [
                .init("number", "序号", .right), .init("by", "当事人", .right), .init("text", "内容"),
                .init("released", "同意使用的当事人"), .init("leaves", "可用于调解之外"),
            ],
            rows: (around.concessions ?? []).map { concession in
                [
                    .integer(concession.number), .integer(concession.by), .text(concession.text),
                    .text(concession.released.isEmpty ? nil : concession.released.numbered),
                    .flag(dispute.isReleased(concession.number)),
                ]
            },
            notes: ["各方当事人均同意前，不提供给法院和外区县 / it leaves for a court or another district only when every party lets it"])
    }

    /// What the dossiers have to hold, once a matter was accepted.
    var dossier: Listing {
        let check = DossierCheck(dispute, library: words.engine.decider.library)
        return Listing(
            title: "卷宗材料 / Dossier",
            columns: [.init("proceeding", "案件", .right), .init("paper", "材料"), .init("held", "已有")],
            rows: check.items.map { item in
                [.integer(item.proceeding), .text(item.title.zh), .flag(item.held != nil)]
            })
    }

    var subsidy: Listing {
        Listing(
            title: "个案补贴 / Subsidy",
            columns: [
                .init("day", "日期"), .init("mediator", "调解员"), .init("grade", "等级"),
                .init("amount", "金额（元）", .right), .init("basis", "依据"), .init("verified", "已核对"),
            ],
            rows: (around.subsidy.map { [$0] } ?? []).map { paid in
                [
                    .text(paid.at?.day.description), .text(paid.mediator), .text(paid.grade.title.zh),
                    .decimal(Int(paid.amount.fen), places: 2), .text(paid.basis), .flag(paid.verified),
                ]
            })
    }
}
