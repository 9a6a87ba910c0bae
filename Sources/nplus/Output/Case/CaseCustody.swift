import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// Who held a dispute for how long, beside the citizen's own clock, and where the rules sent it and why.
struct CaseCustody {
    let dispute: Dispute
    let history: [HistoryRow]
    let now: Instant
    let words: CaseWords

    /// When it was last closed; the present while it is open.
    private var end: Instant {
        guard dispute.isClosed else { return now }
        let open = history.lastIndex { $0.event.phase != "closed" } ?? -1
        return history.indices.contains(open + 1) ? history[open + 1].event.occurred : now
    }

    /// A dispute that never moved has one leg, which its head tells already.
    var legs: Listing {
        let legs = dispute.legs
        return Listing(
            title: "承办历程 / Custody",
            columns: [
                .init("body", "单位"), .init("since", "起"), .init("until", "止"), .init("days", "天数", .right),
                .init("note", "备注"),
            ],
            rows: legs.count < 2
                ? []
                : legs.enumerated().map { index, leg in
                    let again = legs[..<index].contains { $0.body == leg.body }
                    return [
                        .text(words.name(of: leg.body)), .text(leg.since.day.description),
                        .text(leg.until?.day.description), .integer(leg.days(to: end)),
                        again ? .text("往返") : .missing,
                    ]
                },
            notes: [
                "当事人的期限：自 \(dispute.registered.day) 起已历 \(dispute.age(at: end)) 天，不因流转重新计算 / the citizen's own clock: \(dispute.age(at: end)) days, whoever held it"
            ])
    }

    /// Grade and bar, in one line of the head.
    var triage: String? {
        let parts = [
            dispute.triage.grade.map { "分级 Grade：\($0.title.zh)" },
            dispute.triage.bar.flatMap { $0 == .none ? nil : "不宜调解 Bar：\($0.title.zh)" },
            dispute.triage.aside.isEmpty
                ? nil : "回避 Stands aside：\(dispute.triage.aside.map(words.name(of:)).joined(separator: "、"))",
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "　")
    }

    var choices: Listing {
        let agreed = dispute.chosenBody
        return Listing(
            title: "当事人选定 / Choice of the parties",
            columns: [
                .init("party", "当事人", .right), .init("body", "选定的单位"), .init("mediator", "选定的调解员"),
                .init("agreed", "各方一致"),
            ],
            rows: dispute.triage.choices.map { choice in
                [
                    .integer(choice.party), .text(words.name(of: choice.body)), .text(choice.mediator),
                    .flag(agreed == choice.body),
                ]
            })
    }

    var decisions: Listing {
        Listing(
            title: "分流决定 / Decisions of the routing rules",
            columns: [
                .init("number", "序号", .right), .init("at", "时间"), .init("rule", "规则"), .init("title", "规则内容"),
                .init("to", "应由"), .init("referral", "流转", .right),
            ],
            rows: dispute.triage.decisions.enumerated().map { index, decided in
                [
                    .integer(index + 1), .text(decided.at.minute), .text(decided.rule), .text(title(of: decided)),
                    .text(decided.body.map(words.name(of:)) ?? decided.channel?.zh ?? "协调员裁量"),
                    decided.referral.map { .integer($0) } ?? .missing,
                ]
            },
            notes: ["每个组织的理由：nplus route explain \(dispute.code) --decision 序号"])
    }

    private func title(of decided: Triage.Decided) -> String? {
        let rules = try? Shipped.routing().inForce(on: decided.at.day)
        return rules?.rules.first { $0.id == decided.rule }?.title.zh
    }
}
