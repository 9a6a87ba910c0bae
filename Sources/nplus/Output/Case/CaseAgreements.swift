import LegalTime
import Mediation
import Tabular
import Workflow

/// The agreements of a dispute with what they cover and how they stand, and what is owed under each.
struct CaseAgreements {
    let dispute: Dispute
    let words: CaseWords

    var agreements: Listing {
        Listing(
            title: "协议 / Agreements",
            columns: [
                .init("number", "序号", .right), .init("proceeding", "案件", .right), .init("form", "形式"),
                .init("extent", "性质"), .init("parties", "协议各方"), .init("claims", "解决请求"),
                .init("effective", "生效"), .init("standing", "效力"), .init("terms", "内容"), .init("remarks", "备注"),
            ],
            rows: dispute.agreements.map { agreement in
                [
                    .integer(agreement.number), agreement.proceeding.map { .integer($0) } ?? .missing,
                    .text(agreement.form == .written ? "书面" : "口头"), .text(agreement.extent.title.zh),
                    .text(agreement.parties.numbered), .text(claims(of: agreement)),
                    .text(agreement.effective?.day.description), .text(standing(of: agreement)),
                    .text(agreement.terms), .text(remarks(on: agreement)),
                ]
            })
    }

    private func claims(of agreement: Agreement) -> String? {
        guard !agreement.claims.isEmpty else { return nil }
        return agreement.claims.map { claim in
            agreement.partOf?.contains(claim) == true ? "\(claim)（部分）" : "\(claim)"
        }.joined(separator: "、")
    }

    private func standing(of agreement: Agreement) -> String {
        guard agreement.effective != nil else { return "未生效" }
        let last = agreement.turns?.last?.kind
        return (agreement.isInForce ? "有效" : "失效") + (last.map { "（\($0.title.zh)）" } ?? "")
    }

    private func remarks(on agreement: Agreement) -> String? {
        var parts: [String] = []
        if let before = agreement.before { parts.append("此前由\(before)主持或见证") }
        if let place = agreement.place { parts.append("签于\(place)") }
        if let condition = agreement.condition {
            parts.append("条件：\(condition)" + (agreement.conditionMet.map { "（\($0.day) 成就）" } ?? "（未成就）"))
        }
        if let replaced = agreement.replaces { parts.append("取代协议\(replaced.numbered)") }
        if let affirmed = agreement.affirms { parts.append("确认协议\(affirmed.numbered)") }
        if let confirmed = agreement.confirmed {
            parts.append("\(confirmed.at.day) \(words.name(of: confirmed.court))司法确认 \(confirmed.number)")
        }
        parts += (agreement.turns ?? []).map { turn in
            "\(turn.at.day) \(turn.kind.title.zh)" + (turn.by.isEmpty ? "：\(turn.text)" : "：\(turn.by)，\(turn.text)")
        }
        let signers = agreement.signatures.map { signature in
            "\(signature.party)" + (signature.representative.map { "（代理\($0)）" } ?? "")
        }
        if agreement.form == .written, !signers.isEmpty { parts.append("已签：\(signers.joined(separator: "、"))") }
        return parts.isEmpty ? nil : parts.joined(separator: "；")
    }

    var obligations: Listing {
        Listing(
            title: "履行 / Obligations",
            columns: [
                .init("agreement", "协议", .right), .init("number", "序号", .right), .init("by", "履行方"),
                .init("to", "接受方"), .init("content", "内容"), .init("manner", "方式"), .init("amount", "金额（元）", .right),
                .init("paid", "已付（元）", .right), .init("due", "期限"), .init("performed", "履行完毕"),
                .init("remarks", "备注"),
            ],
            rows: dispute.agreements.flatMap { agreement in
                agreement.obligations.map { duty in
                    [
                        .integer(agreement.number), .integer(duty.number), .text(duty.by.numbered),
                        .text(duty.to.numbered), .text(duty.content),
                        .text((duty.manner ?? (duty.amount == nil ? .conduct : .money)).title.zh), money(duty.amount),
                        duty.amount == nil ? .missing : money(duty.paid), .text(duty.due?.description ?? duty.term),
                        .text(duty.performed?.day.description), .text(remarks(on: duty)),
                    ]
                }
            })
    }

    private func remarks(on duty: Obligation) -> String? {
        var parts: [String] = []
        if let instalments = duty.instalments {
            parts.append(
                "分期："
                    + instalments.map { "\($0.due)\($0.term.map { "（\($0)）" } ?? "") \($0.amount) 元" }.joined(
                        separator: "、"))
        }
        if let payer = duty.payer { parts.append("由当事人\(payer)代付") }
        if let offset = duty.offset { parts.append("抵扣已付 \(offset) 元") }
        if let condition = duty.condition {
            parts.append("条件：\(condition)" + (duty.conditionMet.map { "（\($0.day) 成就）" } ?? "（未成就）"))
        }
        if let against = duty.against { parts.append("与第 \(against.numbered) 项对待给付") }
        if let waived = duty.waived { parts.append("放弃 \(waived) 元") }
        parts += (duty.performances ?? []).map { performance in
            "\(performance.at.day) " + (performance.by.map { "当事人\($0)代履行 " } ?? "")
                + (performance.amount.map { "\($0) 元 " } ?? "") + performance.receipt
        }
        parts += (duty.breaches ?? []).map { "\($0.day) 未履行" }
        return parts.isEmpty ? nil : parts.joined(separator: "；")
    }

    private func money(_ money: Money?) -> Value { money.map { .decimal(Int($0.fen), places: 2) } ?? .missing }
}
