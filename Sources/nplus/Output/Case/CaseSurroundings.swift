import LegalTime
import Mediation
import Tabular
import Workflow

/// What only some disputes have: representatives, other doors, other bodies, other procedures, where a told case comes from.
struct CaseSurroundings {
    let dispute: Dispute
    let persons: [Int: Particulars]
    let words: CaseWords
    private var around: Surroundings { dispute.surroundings }

    var representations: Listing {
        Listing(
            title: "代理与监护 / Representatives",
            columns: [
                .init("number", "序号", .right), .init("kind", "身份"), .init("name", "姓名"), .init("parties", "代哪方"),
                .init("special", "特别授权"), .init("scope", "范围"), .init("from", "起"), .init("until", "止"),
            ],
            rows: around.representations.map { mandate in
                [
                    .integer(mandate.number), .text(mandate.kind.title.zh),
                    .text(persons[mandate.personKey]?.name ?? "（个人信息已删除）"), .text(mandate.parties.numbered),
                    .flag(mandate.special), .text(mandate.scope), .text(mandate.from.description),
                    .text(mandate.until?.description),
                ]
            })
    }

    /// Every claim with what became of it. Nobody typed the outcome in: it follows from agreements and procedures.
    var claims: Listing {
        Listing(
            title: "请求与结果 / Claims and outcomes",
            columns: [
                .init("number", "序号", .right), .init("by", "提出"), .init("against", "对方"), .init("subject", "事项"),
                .init("amount", "金额（元）", .right), .init("outcome", "结果"), .init("ground", "依据"),
            ],
            rows: dispute.standings.map { standing in
                [
                    .integer(standing.claim.number), .text(standing.claim.by.numbered),
                    .text(standing.claim.against.numbered), .text(standing.claim.subject),
                    standing.claim.amount.map { .decimal(Int($0.fen), places: 2) } ?? .missing,
                    .text(standing.outcome.title.zh), .text(ground(of: standing)),
                ]
            },
            notes: dispute.claims.isEmpty ? [] : ["总体结果 / Outcome：\(dispute.outcome.title.zh)（由各项请求推出）"])
    }

    private func ground(of standing: ClaimStanding) -> String? {
        var parts = standing.agreements.map { "协议\($0)" } + standing.interim.map { "协议\($0)（先行）" }
        parts += standing.elsewhere.map { "另行程序\($0)" }
        if standing.outcome == .partly, !standing.without.isEmpty { parts.append("当事人\(standing.without.numbered)未解决") }
        return parts.isEmpty ? nil : parts.joined(separator: "，")
    }

    var intakes: Listing {
        Listing(
            title: "来源 / Doors",
            columns: [
                .init("number", "序号", .right), .init("at", "时间"), .init("door", "来源"), .init("by", "由谁"),
                .init("body", "接收单位"), .init("reference", "编号"), .init("due", "答复期限"), .init("answered", "答复"),
                .init("answer", "答复内容"), .init("detached", "解除"),
            ],
            rows: around.doors.map { intake in
                [
                    .integer(intake.number), .text(intake.at.minute), .text(intake.door.title.zh), .text(intake.by),
                    .text(words.name(of: intake.body)), .text(intake.reference), .text(intake.due?.description),
                    .text(intake.answered?.day.description), .text(intake.answer),
                    .text(intake.detached.map { "\($0.day) \(intake.detachedFor ?? "")" }),
                ]
            })
    }

    var elsewhere: Listing {
        Listing(
            title: "另行程序 / Procedures elsewhere",
            columns: [
                .init("number", "序号", .right), .init("kind", "程序"), .init("authority", "办理机关"), .init("subject", "事项"),
                .init("claims", "涉及请求"), .init("opened", "开始"), .init("due", "期限"), .init("state", "状态"),
                .init("result", "结果"), .init("steps", "进展"),
            ],
            rows: around.elsewhere.map { procedure in
                [
                    .integer(procedure.number), .text(procedure.kind.title.zh),
                    .text(procedure.authority + (procedure.reference.map { "（\($0)）" } ?? "")),
                    .text(procedure.subject), .text(procedure.claims.isEmpty ? nil : procedure.claims.numbered),
                    .text(procedure.opened.day.description), .text(procedure.due?.description),
                    .text(procedure.state.title.zh), .text(procedure.result?.title.zh),
                    .text(
                        procedure.steps.isEmpty
                            ? nil : procedure.steps.map { "\($0.at.day) \($0.text)" }.joined(separator: "；")),
                ]
            })
    }

    var involvements: Listing {
        Listing(
            title: "参与单位 / Other bodies",
            columns: [
                .init("number", "序号", .right), .init("body", "单位"), .init("part", "作用"), .init("task", "任务"),
                .init("from", "起"), .init("until", "止"),
            ],
            rows: around.involvements.map { part in
                [
                    .integer(part.number), .text(words.name(of: part.body)), .text(part.part.title.zh),
                    .text(part.task), .text(part.from.day.description), .text(part.until?.day.description),
                ]
            })
    }

    var payments: Listing {
        Listing(
            title: "先行支付 / Paid in advance",
            columns: [
                .init("at", "时间"), .init("by", "付款人", .right), .init("to", "收款人"), .init("amount", "金额（元）", .right),
                .init("purpose", "用途"),
            ],
            rows: around.payments.map { payment in
                [
                    .text(payment.at.day.description), .integer(payment.by), .text(payment.to.numbered),
                    .decimal(Int(payment.amount.fen), places: 2), .text(payment.purpose),
                ]
            })
    }

    var links: Listing {
        Listing(
            title: "关联案件 / Linked disputes",
            columns: [.init("kind", "关联"), .init("code", "编号"), .init("note", "说明")],
            rows: around.links.map { [.text($0.kind.title.zh), .text($0.code), .text($0.note)] })
    }

    var background: Listing {
        Listing(
            title: "事实经过 / What happened",
            columns: [.init("when", "时间"), .init("text", "经过")],
            rows: around.background.map { [.text($0.when), .text($0.text)] })
    }

    /// Where a told case comes from, what the teller chose and what stays open.
    var provenance: Listing {
        let source = around.provenance
        let told = source.map { [("来源", "\($0.title)，\($0.place)，\($0.year)")] } ?? []
        let chosen = (source?.chosen ?? []).map { ("自行选定", $0) }
        let untold = (source?.untold ?? []).map { ("原文未载", $0) }
        return Listing(
            title: "资料出处 / Source", columns: [.init("kind", "类别"), .init("text", "内容")],
            rows: (told + chosen + untold).map { [.text($0.0), .text($0.1)] })
    }
}
