import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// A dispute told to a person or a program: what it is, where it stands, what happened, what runs, what can be done now.
struct CaseReport {
    let dispute: Dispute
    let history: [HistoryRow]
    let persons: [Int: Particulars]
    let now: Instant
    let words: CaseWords

    /// - Parameter format: a table for people, JSON with everything, or the timeline as CSV.
    func rendered(as format: OutputFormat) -> String {
        switch format {
        case .table: text
        case .json: JSON.object(summary + sections.map { ($0.key, $0.listing.json) }).text + "\n"
        case .csv: CaseTimeline(history: history, words: words).listing.rendered(as: .csv)
        }
    }

    private typealias Section = (key: String, listing: Listing)

    private var sections: [Section] {
        [
            ("source", around.provenance), ("parties", parties), ("representations", around.representations),
            ("claims", around.claims), ("background", around.background), ("intakes", around.intakes),
            ("custody", custody.legs), ("choices", custody.choices), ("routing", custody.decisions),
            ("referrals", referrals), ("involvements", around.involvements), ("proceedings", proceedings),
            ("payments", around.payments), ("agreements", agreed.agreements), ("obligations", agreed.obligations),
            ("elsewhere", around.elsewhere), ("appearances", conduct.appearances), ("complaints", conduct.complaints),
            ("concessions", conduct.concessions), ("links", around.links), ("dossier", conduct.dossier),
            ("subsidy", conduct.subsidy), ("clocks", clocks),
            ("timeline", CaseTimeline(history: history, words: words).listing),
            ("possible", CaseOffers(dispute: dispute, words: words).possible),
            ("blocked", CaseOffers(dispute: dispute, words: words).blocked),
            ("standing", CaseOffers(dispute: dispute, words: words).standing),
        ]
    }

    private var around: CaseSurroundings { CaseSurroundings(dispute: dispute, persons: persons, words: words) }
    private var conduct: CaseConduct { CaseConduct(dispute: dispute, persons: persons, words: words) }
    private var custody: CaseCustody { CaseCustody(dispute: dispute, history: history, now: now, words: words) }
    private var agreed: CaseAgreements { CaseAgreements(dispute: dispute, words: words) }

    private var text: String {
        // An empty section says nothing to a person, but a program finds each one.
        let tables = sections.filter { !$0.listing.rows.isEmpty && $0.key != "standing" }
            .map { $0.listing.rendered(as: .table) }
        let hint = "代理、另行程序、部分协议等随时可以登记 / What can be put on record at any time: nplus workflow show dossier\n"
        return ([head] + tables + [hint]).joined(separator: "\n")
    }

    private var head: String {
        var lines = [
            "\(dispute.code)  \(dispute.title)" + (dispute.synthetic ? "  【样例数据（合成）/ synthetic】" : ""), "",
            "现状 Stands at：\(words.standing(of: dispute))",
            "承办 Held by：\(words.name(of: dispute.custody.body))（\(dispute.custody.body)），自 \(dispute.custody.since.day)",
            "类型 Type：\(dispute.type.title.zh)　来源 Source：\(dispute.source.title.zh)"
                + (dispute.sender.map { "（\($0)）" } ?? ""),
            "登记 Registered：\(dispute.registered.minute)"
                + (dispute.registerNumber.map { "　登记编号 Number：\($0)" } ?? ""),
            "发生地 Place：\(words.place(dispute.place, on: dispute.registered.day))",
        ]
        if let line = custody.triage { lines.append(line) }
        if dispute.firstReceiver != dispute.custody.body {
            lines.append("首接单位 First receiver：\(words.name(of: dispute.firstReceiver))（全程告知当事人）")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private var summary: [(key: String, value: JSON)] {
        func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
        return [
            ("code", .string(dispute.code.description)), ("id", .string(dispute.id.description)),
            ("revision", .number(String(dispute.revision))), ("title", .string(dispute.title)),
            ("type", .string(dispute.type.rawValue)), ("source", .string(dispute.source.rawValue)),
            ("sender", text(dispute.sender)), ("place", .string(dispute.place)),
            ("registered", .string(dispute.registered.description)), ("registerNumber", text(dispute.registerNumber)),
            ("phase", .string(dispute.phase)), ("standing", .string(words.standing(of: dispute))),
            ("holder", .string(dispute.custody.body.rawValue)),
            ("heldSince", .string(dispute.custody.since.description)),
            ("firstReceiver", .string(dispute.firstReceiver.rawValue)),
            ("synthetic", .bool(dispute.synthetic)),
        ]
    }

    private var parties: Listing {
        Listing(
            title: "当事人 / Parties",
            columns: [
                .init("number", "序号", .right), .init("side", "方别", .right), .init("role", "地位"),
                .init("name", "姓名或名称"), .init("kind", "种类"), .init("note", "备注"),
            ],
            rows: dispute.parties.map { party in
                return [
                    .integer(party.number), .integer(party.side), .text(party.role.title.zh),
                    .text(persons[party.number]?.name ?? "（个人信息已删除）"), .text(party.kind.title.zh),
                    .text(note(on: party)),
                ]
            })
    }

    private func note(on party: Party) -> String? {
        let parts = [
            party.capacity.map(\.title.zh), party.persons.map { "\($0) 人（户）" },
            party.joined.map { "\($0.day) 加入" }, party.left.map { "\($0.day) 退出" },
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "，")
    }

    private var referrals: Listing {
        Listing(
            title: "流转 / Referrals",
            columns: [
                .init("number", "序号", .right), .init("offered", "提出"), .init("from", "移出单位"), .init("to", "移入单位"),
                .init("manner", "方式"), .init("state", "结果"), .init("answered", "答复"), .init("reason", "理由"),
                .init("reply", "答复内容"),
            ],
            rows: dispute.referrals.map { referral in
                [
                    .integer(referral.number), .text(referral.offered.day.description),
                    .text(words.name(of: referral.from)), .text(words.name(of: referral.to)),
                    .text(referral.manner.title), .text(referral.state.title),
                    .text(referral.answered?.day.description), .text(referral.reason),
                    nonEmpty([referral.code?.title.zh, referral.reply].compactMap { $0 }.joined(separator: "：")),
                ]
            })
    }

    private var proceedings: Listing {
        Listing(
            title: "调解案件 / Proceedings",
            columns: [
                .init("number", "序号", .right), .init("track", "类别"), .init("body", "单位"), .init("dossier", "卷宗编号"),
                .init("standing", "现状"), .init("accepted", "受理"), .init("concluded", "办结"), .init("mediators", "调解员"),
                .init("overdue", "超期"),
            ],
            rows: dispute.proceedings.map { proceeding in
                [
                    .integer(proceeding.number),
                    .text(words.workflow(of: proceeding.run)?.title.zh ?? proceeding.track),
                    .text(words.name(of: proceeding.body)), .text(proceeding.dossier?.description),
                    .text(words.titles(of: proceeding.run)), .text(proceeding.accepted?.day.description),
                    .text(proceeding.concluded?.day.description), nonEmpty(proceeding.mediators.joined(separator: "、")),
                    .flag(proceeding.overdue),
                ]
            })
    }

    private var clocks: Listing {
        let running = [dispute.pipeline] + dispute.proceedings.filter(\.isOpen).map(\.run)
        return Listing(
            title: "期限 / Clocks",
            columns: [
                .init("clock", "期限"), .init("started", "起算"), .init("due", "届满"), .init("state", "状态"),
                .init("provisional", "备注"),
            ],
            rows: running.flatMap { run in
                (run.clocks ?? []).map { clock in
                    let title = words.workflow(of: run)?.clock(clock.name)?.title.zh
                    return [
                        .text(title ?? clock.name), .text(clock.started.day.description), .text(clock.due.description),
                        .text(state(of: clock)),
                        words.engine.decider.isProvisional(clock, of: run) ? .text("暂定：放假安排未公布") : .missing,
                    ]
                }
            })
    }

    private func state(of clock: PersistedRun.Clock) -> String {
        let left = now.day.distance(to: clock.due)
        if clock.expired == true { return "已届满" }
        if let day = clock.pausedSince { return "自 \(day) 中止" }
        return left < 0 ? "已过 \(-left) 天" : left == 0 ? "今天届满" : "还有 \(left) 天"
    }

    private func nonEmpty(_ text: String?) -> Value { text.map { $0.isEmpty ? .missing : .text($0) } ?? .missing }
}
