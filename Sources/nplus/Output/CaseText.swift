import CaseStore
import Engine
import LegalTime
import Mediation
import Tabular
import Workflow

/// A dispute told to a person: what it is, where it stands, what happened, what runs, and what can be done now.
struct CaseText {
    let dispute: Dispute
    let engine: Engine

    init(_ dispute: Dispute, _ session: Session) {
        self.dispute = dispute
        engine = session.engine
    }

    /// Two lines after an act.
    var summary: String {
        "\(dispute.code) \(dispute.title)：\(standing)\n"
            + "承办 / Held by: \(engine.directory.name(of: dispute.custody.body))（第 \(dispute.revision) 版 / revision \(dispute.revision)）"
    }

    /// Where the dispute and its open proceeding stand, by the titles of their states.
    var standing: String {
        let runs = [dispute.pipeline] + dispute.proceedings.filter(\.isOpen).map(\.run)
        return runs.map { titles(of: $0) }.joined(separator: " · ")
    }

    func titles(of run: PersistedRun) -> String {
        let workflow = engine.decider.library.workflow(run.workflow, version: run.from)
        return run.states.map { workflow?.title(ofState: $0).zh ?? $0 }.joined(separator: "，")
    }

    /// The whole case.
    func whole(_ history: [HistoryRow], _ persons: [Int: Particulars], now: Instant) -> String {
        ([head] + [parties(persons), claims, custody, proceedings, clocks(now), timeline(history), possible])
            .filter { !$0.isEmpty }
            .joined(separator: "\n\n")
    }

    private var head: String {
        var lines = [
            "\(dispute.code)  \(dispute.title)" + (dispute.synthetic ? "  【样例数据（合成）/ synthetic】" : ""),
            "类型 / Type: \(dispute.type.title)    来源 / Source: \(dispute.source.title)"
                + (dispute.sender.map { "（\($0)）" } ?? ""),
            "登记 / Registered: \(dispute.registered.day)    发生地 / Place: \(dispute.place)"
                + (dispute.registerNumber.map { "    登记编号 / Number: \($0)" } ?? ""),
            "现状 / Stands at: \(standing)",
        ]
        if dispute.firstReceiver != dispute.custody.body {
            lines.append("首接单位 / First receiver: \(engine.directory.name(of: dispute.firstReceiver))")
        }
        return lines.joined(separator: "\n")
    }

    private func parties(_ persons: [Int: Particulars]) -> String {
        let lines = dispute.parties.map { party in
            let role =
                switch party.role {
                case .applicant: "申请人"
                case .respondent: "被申请人"
                case .other: "其他当事人"
                }
            let name = persons[party.number]?.name ?? "（个人信息已删除 / erased）"
            return "  \(party.number). \(role) \(name)"
        }
        return (["当事人 / Parties"] + lines).joined(separator: "\n")
    }

    private var claims: String {
        guard !dispute.claims.isEmpty else { return "" }
        let lines = dispute.claims.map { claim in
            "  \(claim.number). \(list(claim.by)) → \(list(claim.against))：\(claim.subject)"
                + (claim.amount.map { "，\($0) 元" } ?? "")
        }
        return (["请求 / Claims"] + lines).joined(separator: "\n")
    }

    private var custody: String {
        let holder = "  \(engine.directory.name(of: dispute.custody.body))，自 \(dispute.custody.since.day)"
        let referrals = dispute.referrals.map { referral in
            "  \(referral.number). \(referral.offered.day) \(engine.directory.name(of: referral.from)) → "
                + "\(engine.directory.name(of: referral.to))：\(Self.title(of: referral.state))"
                + (referral.answered.map { " \($0.day)" } ?? "") + "（\(referral.reason)）"
        }
        return (["承办与流转 / Custody and referrals", holder] + referrals).joined(separator: "\n")
    }

    private var proceedings: String {
        guard !dispute.proceedings.isEmpty else { return "" }
        let lines = dispute.proceedings.flatMap { proceeding -> [String] in
            let workflow = engine.decider.library.workflow(proceeding.run.workflow, version: proceeding.run.from)
            var line = "  \(proceeding.number). \(workflow?.title.zh ?? proceeding.track)"
            line += "，\(engine.directory.name(of: proceeding.body))"
            if let dossier = proceeding.dossier { line += "，\(dossier)" }
            line += "：\(titles(of: proceeding.run))"
            if proceeding.overdue { line += "，曾超期" }
            let mediators =
                proceeding.mediators.isEmpty ? [] : ["     调解员：\(proceeding.mediators.joined(separator: "、"))"]
            return [line] + mediators + proceeding.agreements.flatMap(agreement)
        }
        return (["调解案件 / Proceedings"] + lines).joined(separator: "\n")
    }

    private func agreement(_ agreement: Agreement) -> [String] {
        let form = agreement.form == .written ? "书面协议" : "口头协议"
        let effect = agreement.effective.map { "，\($0.day) 生效" } ?? "，未生效"
        let duties = agreement.obligations.map { duty in
            "       \(duty.number). \(list(duty.by)) → \(list(duty.to))：\(duty.content)"
                + (duty.amount.map { "，\($0) 元" } ?? "") + (duty.due.map { "，\($0) 前" } ?? "")
                + (duty.performed.map { "，\($0.day) 已履行" } ?? "，未履行完毕（已付 \(duty.paid) 元）")
        }
        return ["     \(form)\(effect)：\(agreement.terms)"] + duties
    }

    private func clocks(_ now: Instant) -> String {
        let running =
            ([(0, dispute.pipeline)] + dispute.proceedings.filter(\.isOpen).map { ($0.number, $0.run) })
            .flatMap { number, run in (run.clocks ?? []).map { (number, run, $0) } }
        guard !running.isEmpty else { return "" }
        let lines = running.map { _, run, clock in
            let title = engine.decider.library.workflow(run.workflow, version: run.from)?.clock(clock.name)?.title.zh
            let left = now.day.distance(to: clock.due)
            let state =
                clock.expired == true
                ? "已届满" : clock.pausedSince != nil ? "中止中" : left < 0 ? "已过 \(-left) 天" : "还有 \(left) 天"
            let mark = engine.decider.isProvisional(clock, of: run) ? "（暂定：放假安排未公布）" : ""
            return "  \(title ?? clock.name)：自 \(clock.started.day)，至 \(clock.due)\(mark)，\(state)"
        }
        return (["期限 / Clocks"] + lines).joined(separator: "\n")
    }

    private func timeline(_ history: [HistoryRow]) -> String {
        let lines = history.map { row in
            let event = row.event
            let workflow = engine.decider.library.workflow(event.after.workflow, version: event.after.from)
            let title = workflow?.act(event.act)?.title.zh ?? Self.title(of: event.act, in: workflow)
            let who = event.actor.party.map { "当事人\($0)" } ?? Vocabulary.mediation.title(ofRole: event.actor.role).zh
            let law = event.law.isEmpty ? "" : "［\(event.law.joined(separator: "；"))］"
            let papers = event.papers.map { Vocabulary.mediation.title(ofPaper: $0).zh }
            let made = papers.isEmpty ? "" : "  文书：\(papers.joined(separator: "、"))"
            return "  \(event.sequence). \(event.occurred.day) \(event.occurred.time) \(who) \(title)\(made)\(law)"
        }
        return (["经过 / Timeline"] + lines).joined(separator: "\n")
    }

    /// What can be done now, by whom, and what each act needs; and why the rest cannot.
    private var possible: String {
        var lines: [String] = []
        for (_, offers) in engine.decider.offers(on: dispute) {
            for offer in offers where offer.possible {
                let roles = offer.roles.map { Vocabulary.mediation.title(ofRole: $0).zh }.joined(separator: "、")
                let fields = engine.decider.records(of: offer.act, on: dispute).needed.filter { $0 != .numbering }
                    .flatMap { RecordForm($0).fields.filter(\.required) }
                    .map { "\($0.name)=\($0.title.zh)" }
                lines.append(
                    "  \(offer.act)  \(offer.title.zh)（\(roles)）"
                        + (fields.isEmpty ? "" : "  --set \(fields.joined(separator: " --set "))"))
            }
        }
        return (["现在可以办理 / Possible now: nplus act \(dispute.code) …"] + lines).joined(separator: "\n")
    }

    private func list(_ parties: [Int]) -> String {
        parties.map(String.init).joined(separator: "、")
    }

    private static func title(of act: String, in workflow: Workflow?) -> String {
        if act == "registered" { return "登记" }
        if act == "recounted" { return "按放假安排重新计算期限" }
        if act == "opened" { return "启动\(workflow?.title.zh ?? "")" }
        if let clock = act.split(separator: ".").last, act.hasPrefix("expired.") {
            return "\(workflow?.clock(String(clock))?.title.zh ?? String(clock))届满"
        }
        if let outcome = act.split(separator: ".").last.flatMap({ Outcome(rawValue: String($0)) }) {
            return outcome.title.zh
        }
        return act
    }

    private static func title(of state: Referral.State) -> String {
        switch state {
        case .offered: "待答复"
        case .accepted: "已接收"
        case .declined: "已退回"
        case .recalled: "已撤回"
        case .expired: "逾期未答复"
        case .escalated: "转协调员"
        case .assigned: "指定承办"
        }
    }
}
