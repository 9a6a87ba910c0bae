import LegalTime
import Workflow

extension Deliberation {
    /// A party acts under its number, anyone else under none.
    func checkActor(_ act: CaseAct, _ dispute: Dispute) throws(CommandRefusal) {
        let isParty = act.actor.role == "party"
        guard isParty == (act.actor.party != nil) else {
            throw CommandRefusal(
                code: "party-number",
                message: isParty
                    ? Bilingual(zh: "未指明是哪一方当事人", en: "which party acts is not said")
                    : Bilingual(zh: "只有当事人的行为才写当事人序号", en: "only a party acts under a party number"),
                remedy: Bilingual(
                    zh: "当事人序号为 1 至 \(dispute.parties.count)", en: "parties are numbered 1 to \(dispute.parties.count)"),
                act: act.name)
        }
        guard let party = act.actor.party else { return }
        guard dispute.parties.contains(where: { $0.number == party }) else {
            throw CommandRefusal(
                code: "unknown-party", message: Bilingual(zh: "没有第 \(party) 方当事人", en: "there is no party \(party)"),
                remedy: Bilingual(
                    zh: "当事人序号为 1 至 \(dispute.parties.count)", en: "parties are numbered 1 to \(dispute.parties.count)"),
                act: act.name)
        }
    }

    /// Staff act only for the body that holds the dispute or runs the proceeding; in an offer also for its receiver.
    func checkHolder(_ act: CaseAct, _ scope: Scope, _ dispute: Dispute) throws(CommandRefusal) {
        guard ["clerk", "mediator", "head", "organ"].contains(act.actor.role) else { return }
        var allowed = [dispute.custody.body]
        if case .proceeding(let number) = scope { allowed = dispute.proceedings[number - 1].bodies }
        if scope == .pipeline, let offer = dispute.referrals.last, offer.state == .offered { allowed.append(offer.to) }
        guard let body = act.actor.body else {
            throw CommandRefusal(
                code: "body-missing", message: Bilingual(zh: "未指明代表哪个单位办理", en: "the body acted for is not said"),
                remedy: Bilingual(zh: "承办单位是 \(name(allowed[0]))", en: "the dispute is held by \(allowed[0])"),
                act: act.name)
        }
        guard allowed.contains(body) else {
            throw CommandRefusal(
                code: "not-holder",
                message: Bilingual(
                    zh: "\(name(body)) 不是承办单位", en: "\(body) does not hold the dispute"),
                remedy: Bilingual(
                    zh: "由承办单位 \(name(allowed[0])) 办理，或先行移送", en: "\(allowed[0]) has to act, or refer the dispute first"
                ),
                act: act.name)
        }
    }

    /// What is put on record beside the procedure may come from every body that has, or had, a part in the dispute.
    func checkPart(_ act: CaseAct, _ dispute: Dispute) throws(CommandRefusal) {
        guard ["clerk", "mediator", "head", "organ"].contains(act.actor.role), let body = act.actor.body else { return }
        guard !dispute.bodiesWithPart.contains(body) else { return }
        throw CommandRefusal(
            code: "not-holder",
            message: Bilingual(
                zh: "\(name(body)) 与本纠纷无关联，不能登记", en: "\(body) has no part in the dispute"),
            remedy: Bilingual(
                zh: "由承办单位 \(name(dispute.custody.body)) 登记，或先登记该单位参与（involve）",
                en: "\(dispute.custody.body) has to enter it, or put the body's part on record first (involve)"),
            act: act.name)
    }

    /// The place of the acting party at the table of a run; nil where nobody's own facts are meant.
    func member(
        of act: CaseAct, _ scope: Scope, _ run: Run, _ dispute: Dispute
    ) throws(CommandRefusal) -> Int? {
        guard let party = act.actor.party else { return nil }
        guard case .proceeding(let number) = scope else { return party <= run.members ? party - 1 : nil }
        let table = dispute.proceedings[number - 1].table
        guard let place = table.firstIndex(of: party) else {
            throw CommandRefusal(
                code: "not-at-table",
                message: Bilingual(
                    zh: "第 \(party) 方不参加本次调解", en: "party \(party) does not take part in this mediation"),
                remedy: Bilingual(
                    zh: "参加的当事人：\(table.map(String.init).joined(separator: "、"))",
                    en: "those who do: \(table.map(String.init).joined(separator: ", "))"),
                act: act.name)
        }
        return place
    }

    /// Why no run of the dispute knows an act: it belongs to a procedure that is not under way, or is misspelt.
    func unknownAct(_ act: CaseAct, _ dispute: Dispute) -> CommandRefusal {
        let elsewhere = decider.library.all.filter { $0.act(act.name)?.roles.isEmpty == false }
        var message = Bilingual(zh: "没有「\(act.name)」这一步", en: "there is no act '\(act.name)'")
        if let title = elsewhere.first?.act(act.name)?.title {
            let procedures = elsewhere.map(\.title).reduce(into: [Bilingual]()) { titles, title in
                if !titles.contains(title) { titles.append(title) }
            }
            message = Bilingual(
                zh: "「\(title.zh)」（\(act.name)）是\(procedures.map(\.zh).joined(separator: "、"))的步骤，本纠纷没有这样的程序正在办理",
                en:
                    "'\(act.name)' is an act of: \(procedures.map(\.en).joined(separator: ", ")); no such procedure is under way"
            )
        } else if let nearest = Spelling.nearest(to: act.name, among: known(to: dispute)) {
            message = Bilingual(zh: "\(message.zh)，是否指「\(nearest)」？", en: "\(message.en); did you mean '\(nearest)'?")
        }
        return CommandRefusal(code: "unknown-act", message: message, remedy: possibleNow(dispute), act: act.name)
    }

    /// The acts that can be done now, as advice.
    func possibleNow(_ dispute: Dispute) -> Bilingual {
        let possible = decider.offers(on: dispute).flatMap { $0.offers.filter { $0.possible && !$0.roles.isEmpty } }
        guard !possible.isEmpty else { return Bilingual(zh: "现在没有可以办理的步骤", en: "nothing can be done now") }
        return Bilingual(
            zh: "现在可以办理：" + possible.map { "\($0.title.zh)（\($0.act)）" }.joined(separator: "、"),
            en: "possible now: " + possible.map(\.act).joined(separator: ", "))
    }

    /// Every act of the procedures under way, then of all others.
    private func known(to dispute: Dispute) -> [String] {
        let running = decider.runs(of: dispute).compactMap { decider.library.workflow($1.workflow, version: $1.from) }
        return (running + decider.library.all).flatMap { $0.acts.filter { !$0.roles.isEmpty }.map(\.event) }
    }

    /// The next dossier number of the body that runs the proceeding: its short name and the word of the track.
    mutating func nextNumber(_ scope: Scope, _ act: CaseAct, _ dispute: Dispute) throws(CommandRefusal) -> DossierNumber
    {
        var body = dispute.custody.body
        var track = "people"
        if case .proceeding(let number) = scope {
            body = dispute.proceedings[number - 1].body
            track = dispute.proceedings[number - 1].track
        }
        guard let found = decider.directory.body(body, on: act.at.day) else {
            throw CommandRefusal(
                code: "unknown-body",
                message: Bilingual(zh: "名录中没有单位 \(body)", en: "the directory has no body \(body)"),
                remedy: Bilingual(zh: "请先维护名录", en: "add it to the directory first"), act: act.name)
        }
        let series = DossierSeries.name(body: found.shortName, track: track)
        return numbers.take(.init(name: series, year: act.at.day.year))
    }

    private func name(_ body: BodyID) -> String {
        decider.directory.name(of: body)
    }
}

/// How a body's dossier series is named: its short name and the word of the track, 渔阳人调.
package enum DossierSeries {
    package static func name(body shortName: String, track: String) -> String {
        let word =
            switch track {
            // Committees number all they mediate in one series, whatever the matter.
            case "people", "medical", "property", "joint": "人调"
            case "administrative": "行调"
            case "judicial": "诉调"
            case "police": "治调"
            case "reconsideration": "复调"
            case "petition": "访调"
            case "labour": "劳调"
            case "health": "卫调"
            case "traffic": "交调"
            case "land": "土调"
            case "consumer": "消调"
            case "commercial": "商调"
            case "screening": "排查"
            default: "调"
            }
        return shortName + word
    }
}
