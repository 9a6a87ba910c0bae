import LegalTime
import Workflow

/// Checks of parties, representatives and claims.
extension RecordCheck {
    func checkParties(_ record: Record, _ dispute: Dispute) throws(CommandRefusal) {
        let count = dispute.parties.count
        switch record {
        case .joining(let joining):
            guard joining.party.number == count + 1 else {
                throw refusal(
                    "party-numbers", zh: "新当事人的序号应为 \(count + 1)", en: "the new party takes the number \(count + 1)")
            }
            guard count < 200 else {
                throw refusal(
                    "too-many-parties", zh: "当事人超过 200 人，请推选代表人",
                    en: "more than 200 parties: let them choose representatives")
            }
            if let group = joining.outOf {
                try check(parties: [group], among: count)
                guard dispute.party(group)?.kind == .group else {
                    throw refusal("out-of", zh: "第 \(group) 方不是多数人一方", en: "party \(group) is not a party of many")
                }
            }
        case .leaving(let leaving):
            try check(parties: [leaving.party], among: count)
            try reason(leaving.reason)
            let staying = dispute.parties.filter { $0.mediates && $0.number != leaving.party }
            guard Set(staying.map(\.side)).count >= 2 || leaving.tableOnly else {
                throw refusal(
                    "sides", zh: "退出后不足两方，请撤回或结案",
                    en: "less than two sides would be left: withdraw or close the dispute instead")
            }
        case .capacity(let found): try check(parties: [found.party], among: count)
        case .representation(let representation):
            let next = dispute.surroundings.representations.count + 1
            guard representation.number == next else {
                throw refusal(
                    "representation-number", zh: "代理序号应为 \(next)", en: "the representation takes the number \(next)")
            }
            guard !representation.parties.isEmpty else {
                throw refusal("unknown-party", zh: "请写明代理哪一方", en: "say for whom it acts")
            }
            try check(parties: representation.parties, among: count)
            try check(claims: representation.claims ?? [], dispute)
            try checkOtherRole(
                representation.personKey, representation.kind.title, namesake: representation.namesake, dispute)
        case .mandateEnd(let end):
            try check(end.number, among: dispute.surroundings.representations.count, zh: "代理", en: "representation")
        case .claim(let claim):
            guard claim.number == dispute.claims.count + 1 else {
                throw refusal(
                    "claim-number", zh: "请求序号应为 \(dispute.claims.count + 1)",
                    en: "the claim takes the number \(dispute.claims.count + 1)")
            }
            try check(parties: claim.by + claim.against, among: count)
        case .claimChange(let change): try check(claims: [change.claim], dispute)
        case .claimWithdrawal(let withdrawn): try check(claims: [withdrawn.claim], dispute)
        default: break
        }
    }

    fileprivate func reason(_ text: String) throws(CommandRefusal) {
        guard !text.isEmpty else { throw refusal("reason-missing", zh: "请写明理由", en: "say why") }
    }

    private func check(claims: [Int], _ dispute: Dispute) throws(CommandRefusal) {
        for claim in claims { try check(claim, among: dispute.claims.count, zh: "请求", en: "claim") }
    }

    private func check(_ number: Int, among count: Int, zh: String, en: String) throws(CommandRefusal) {
        guard number >= 1, number <= count else {
            throw refusal("unknown-\(en)", zh: "没有第 \(number) 号\(zh)", en: "there is no \(en) \(number)")
        }
    }

    func check(_ opening: Record.Opening, _ dispute: Dispute) throws(CommandRefusal) {
        if let table = opening.parties {
            try check(parties: table, among: dispute.parties.count)
            guard Set(table).count == table.count,
                Set(table.compactMap { dispute.party($0) }.filter(\.mediates).map(\.side)).count >= 2
            else {
                throw refusal("sides", zh: "至少要有两方参加调解", en: "a mediation needs parties of two sides at least")
            }
        }
        for body in opening.joint ?? [] where directory.body(body, on: day) == nil { throw unknown(body) }
    }
}

/// Checks of other doors, other bodies and other procedures.
extension RecordCheck {
    func checkSurroundings(_ record: Record, _ dispute: Dispute) throws(CommandRefusal) {
        let around = dispute.surroundings
        switch record {
        case .arrival(let arrival):
            if let body = arrival.body, directory.body(body, on: day) == nil { throw unknown(body) }
        case .arrivalReply(let reply):
            guard let intake = around.doors.first(where: { $0.number == reply.intake }) else {
                throw refusal("unknown-intake", zh: "没有第 \(reply.intake) 个来源", en: "there is no door \(reply.intake)")
            }
            guard intake.answered == nil else {
                throw refusal(
                    "answered-already", zh: "第 \(reply.intake) 个来源已答复", en: "door \(reply.intake) is answered already")
            }
        case .detachment(let detachment):
            guard let intake = around.intakes.first(where: { $0.number == detachment.intake }) else {
                throw refusal(
                    "unknown-intake", zh: "没有第 \(detachment.intake) 个来源；登记时的来源不能解除",
                    en: "there is no door \(detachment.intake); the first one cannot be taken off")
            }
            guard intake.detached == nil else {
                throw refusal("detached-already", zh: "该来源已解除", en: "it was taken off already")
            }
            try reason(detachment.reason)
        case .elsewhere(let begun):
            try check(parties: begun.parties, among: dispute.parties.count)
            try check(claims: begun.claims, dispute)
            guard !begun.authority.isEmpty else {
                throw refusal("authority-missing", zh: "请写明办理机关", en: "name the authority")
            }
        case .elsewhereStep(let step):
            try check(step.procedure, among: around.elsewhere.count, zh: "另行程序", en: "procedure")
            guard around.elsewhere[step.procedure - 1].state != .ended else {
                throw refusal(
                    "ended", zh: "另行程序 \(step.procedure) 已终结", en: "procedure \(step.procedure) has ended")
            }
            guard step.state != .ended || step.result != nil else {
                throw refusal("result-missing", zh: "终结的程序须写明结果", en: "a procedure that ends needs its result")
            }
        case .participation(let part):
            guard directory.body(part.body, on: day) != nil else { throw unknown(part.body) }
        case .participationEnd(let end):
            try check(end.involvement, among: around.involvements.count, zh: "参与", en: "part")
        case .link(let link):
            guard link.code != dispute.code.description else {
                throw refusal("link", zh: "不能与自身关联", en: "a dispute cannot be linked to itself")
            }
        default: break
        }
    }
}
