import LegalTime
import Workflow

/// Checks of agreements: whom they bind, what they settle, who signs, what is owed.
extension RecordCheck {
    /// The parties at the table that an agreement is drafted at.
    private func table(_ dispute: Dispute) -> [Int] {
        if case .proceeding(let number) = scope { return dispute.proceedings[number - 1].table }
        return dispute.openProceeding?.table ?? dispute.parties.filter(\.mediates).map(\.number)
    }

    func check(_ text: Record.AgreementText, written: Bool, _ dispute: Dispute) throws(CommandRefusal) {
        guard !text.terms.isEmpty else {
            throw refusal("terms-missing", zh: "请登记协议内容", en: "put the terms of the agreement on record")
        }
        let bound = text.parties ?? table(dispute)
        try check(parties: bound, among: dispute.parties.count)
        if let stranger = bound.first(where: { dispute.party($0)?.mediates == false }), text.before == nil {
            throw refusal(
                "not-bound", zh: "第 \(stranger) 方已退出或为案外付款人，不能受协议约束",
                en: "party \(stranger) has left or only pays from outside, so the agreement cannot bind it")
        }
        try checkClaims(text, bound, dispute)
        for (index, obligation) in text.obligations.enumerated() {
            guard obligation.number == index + 1 else {
                throw refusal("obligation-number", zh: "履行义务应从 1 连续编号", en: "obligations must be numbered 1, 2, 3 …")
            }
            try check(obligation, of: text, bound, dispute)
        }
        for number in (text.replaces ?? []) + (text.affirms ?? []) {
            guard dispute.agreements.indices.contains(number - 1) else { throw unknownAgreement(number) }
        }
        if written { try checkContent(text, bound, dispute) }
        try checkVersions(text, bound, dispute)
    }

    /// An agreement beside the track is one made earlier or elsewhere, or one on a part within the mediation under way.
    func checkBeside(
        _ text: Record.AgreementText, _ kind: RecordKind, _ dispute: Dispute, _ library: WorkflowLibrary
    ) throws(CommandRefusal) {
        guard text.before == nil else { return }
        guard act != "recordAgreement" else {
            throw refusal(
                "before-missing", zh: "请写明此前由谁主持或见证（before）", en: "say before whom it was made (before)")
        }
        guard let open = dispute.openProceeding, open.sessions > 0 else {
            throw refusal(
                "no-session", zh: "没有正在进行且已开展的调解", en: "no mediation that has held a session is under way",
                remedy: Bilingual(zh: "先开展调解，或用 recordAgreement 登记他处协议", en: "hold a session, or use recordAgreement"))
        }
        // Where the track knows no oral agreement, the law wants it written on a part too.
        let isOral = kind == .oralAgreement || text.oral == true
        let knows = library.workflow(open.run.workflow, version: open.run.from)?.act("agreeOrally") != nil
        guard !isOral || knows else {
            throw refusal(
                "written-needed", zh: "该类调解的协议须为书面", en: "an agreement of this track has to be written")
        }
    }

    private func checkClaims(
        _ text: Record.AgreementText, _ bound: [Int], _ dispute: Dispute
    ) throws(CommandRefusal) {
        guard Set(text.claims).isSubset(of: Set(dispute.claims.map(\.number))) else {
            throw refusal(
                "unknown-claim", zh: "协议涉及不存在的请求", en: "the agreement names a claim that the dispute does not have")
        }
        guard Set(text.partOf ?? []).isSubset(of: Set(text.claims)) else {
            throw refusal(
                "part-of", zh: "部分解决的请求应同时列入所解决的请求", en: "a claim settled in part has to stand among those settled")
        }
        for claim in dispute.claims where text.claims.contains(claim.number) {
            let between = dispute.pairs(of: claim).contains {
                $0.claimant == 0 || bound.contains($0.claimant) && bound.contains($0.respondent)
            }
            guard between else {
                throw refusal(
                    "claim-not-between", zh: "第 \(claim.number) 项请求不在协议各方之间",
                    en: "claim \(claim.number) is not between the parties of the agreement",
                    remedy: Bilingual(
                        zh: "协议各方为 \(list(bound))，请核对 parties 与 claims",
                        en: "it binds \(list(bound)); check parties and claims"))
            }
        }
    }

    private func check(
        _ obligation: Obligation, of text: Record.AgreementText, _ bound: [Int], _ dispute: Dispute
    ) throws(CommandRefusal) {
        let number = obligation.number
        try check(parties: obligation.by + obligation.to, among: dispute.parties.count)
        for party in obligation.by + obligation.to where !bound.contains(party) && dispute.party(party)?.role != .payer
        {
            throw refusal(
                "not-bound", zh: "义务 \(number) 涉及协议以外的第 \(party) 方",
                en: "obligation \(number) names party \(party), whom the agreement does not bind")
        }
        guard !obligation.content.isEmpty || obligation.amount != nil else {
            throw refusal("obligation-content", zh: "义务 \(number) 没有内容", en: "obligation \(number) has no content")
        }
        if let payer = obligation.payer { try check(parties: [payer], among: dispute.parties.count) }
        if let instalments = obligation.instalments {
            let sum = instalments.reduce(Money(fen: 0)) { $0 + $1.amount }
            let whole = obligation.amount.map { Money(fen: $0.fen - (obligation.offset?.fen ?? 0)) }
            guard sum == whole, !instalments.isEmpty else {
                throw refusal(
                    "instalments", zh: "义务 \(number) 各期合计 \(sum) 元，与应付 \(whole ?? Money(fen: 0)) 元不符",
                    en: "the instalments of obligation \(number) add up to \(sum), not to \(whole ?? Money(fen: 0))")
            }
            guard instalments.map(\.due) == instalments.map(\.due).sorted() else {
                throw refusal(
                    "instalments", zh: "义务 \(number) 各期应按日期先后排列",
                    en: "the instalments of obligation \(number) are not in the order of their days")
            }
        }
        guard (obligation.against ?? []).allSatisfy({ $0 != number && (1...text.obligations.count).contains($0) })
        else {
            throw refusal(
                "obligation-against", zh: "义务 \(number) 的对待给付序号不存在",
                en: "obligation \(number) is to be performed against one that does not exist")
        }
    }

    /// One agreement in force for each claim between two parties: a new one that touches a settled claim says what becomes of
    /// the old one, unless it takes its place wholly.
    private func checkVersions(
        _ text: Record.AgreementText, _ bound: [Int], _ dispute: Dispute
    ) throws(CommandRefusal) {
        let new = Agreement(
            number: dispute.agreements.count + 1, proceeding: nil, form: .written, extent: text.extent ?? .final,
            terms: text.terms, parties: bound, claims: text.claims, partOf: text.partOf, obligations: [],
            drafted: Instant(day))
        let told = (text.replaces ?? []) + (text.affirms ?? [])
        for earlier in dispute.agreements where earlier.isInForce && new.overlaps(earlier) {
            guard !told.contains(earlier.number), !new.supersedes(earlier), earlier.partOf == nil else { continue }
            throw refusal(
                "agreement-overlap", zh: "协议 \(earlier.number) 已就同一请求在同一当事人之间生效",
                en: "agreement \(earlier.number) is in force on the same claim between the same parties",
                remedy: Bilingual(
                    zh: "请写明取代（replaces=\(earlier.number)）或确认（affirms=\(earlier.number)）",
                    en: "say whether it replaces (replaces=\(earlier.number)) or affirms it (affirms=\(earlier.number))"
                ))
        }
    }

    // MARK: What is put on record about an agreement that exists

    func checkAgreement(_ record: Record, _ dispute: Dispute) throws(CommandRefusal) {
        switch record {
        case .signature(let signature):
            let agreement = try draft(signature.agreement, dispute)
            if let party = actor.party, !agreement.parties.contains(party) {
                throw refusal(
                    "not-bound", zh: "第 \(party) 方不是协议 \(agreement.number) 的当事人",
                    en: "party \(party) is no party of agreement \(agreement.number)")
            }
            try checkSigner(signature.representative, dispute, on: agreement)
        case .mediatorSignature(let signature), .seal(let signature): _ = try draft(signature.agreement, dispute)
        case .performance(let performance): try check(performance, dispute)
        case .breach(let breach):
            guard breach.agreement != nil || breach.obligation != nil else { return }
            _ = try obligation(breach.obligation, of: breach.agreement, dispute)
        case .waiver(let waiver): _ = try obligation(waiver.obligation, of: waiver.agreement, dispute)
        case .condition(let met): _ = try obligation(met.obligation, of: met.agreement, dispute)
        case .turn(let turn): try check(turn, dispute)
        case .advance(let advance): try check(parties: [advance.by] + advance.to, among: dispute.parties.count)
        default: break
        }
    }

    private func draft(_ number: Int?, _ dispute: Dispute) throws(CommandRefusal) -> Agreement {
        guard let index = dispute.index(of: number) else { throw unknownAgreement(number ?? 1) }
        return dispute.agreements[index]
    }

    private func obligation(
        _ number: Int?, of agreement: Int?, _ dispute: Dispute
    ) throws(CommandRefusal) -> Obligation? {
        guard let index = dispute.index(of: agreement ?? dispute.agreement?.number) else {
            // A performance may be told before any agreement is on record here.
            guard agreement == nil, number == nil else { throw unknownAgreement(agreement ?? 1) }
            return nil
        }
        let wanted = index + 1
        guard let number else { return nil }
        guard let found = dispute.agreements[index].obligations.first(where: { $0.number == number }) else {
            throw refusal(
                "unknown-obligation", zh: "协议 \(wanted) 没有第 \(number) 项义务",
                en: "agreement \(wanted) has no obligation \(number)")
        }
        return found
    }

    private func check(_ performance: Record.Performance, _ dispute: Dispute) throws(CommandRefusal) {
        let obligation = try obligation(performance.obligation, of: performance.agreement, dispute)
        if let by = performance.by { try check(parties: [by], among: dispute.parties.count) }
        guard let obligation else { return }
        if obligation.performed != nil {
            throw refusal(
                "performed-already", zh: "义务 \(obligation.number) 已履行完毕",
                en: "obligation \(obligation.number) is performed already")
        }
        if let condition = obligation.condition, obligation.conditionMet == nil {
            throw refusal(
                "condition-open", zh: "义务 \(obligation.number) 的条件尚未成就：\(condition)",
                en: "the condition of obligation \(obligation.number) has not come true: \(condition)",
                remedy: Bilingual(zh: "条件成就后先登记 meetCondition", en: "put it on record with meetCondition first"))
        }
    }

    private func check(_ turn: Record.AgreementTurn, _ dispute: Dispute) throws(CommandRefusal) {
        guard let index = dispute.index(of: turn.agreement) else { throw unknownAgreement(turn.agreement) }
        let agreement = dispute.agreements[index]
        guard agreement.effective != nil else {
            throw refusal(
                "not-in-effect", zh: "协议 \(turn.agreement) 未曾生效", en: "agreement \(turn.agreement) never took effect")
        }
        guard ![.replaced, .affirmed].contains(turn.kind) else {
            throw refusal(
                "turn", zh: "取代与确认由新协议写明", en: "a new agreement says what it replaces or affirms")
        }
        guard turn.kind == .upheld || agreement.isInForce else {
            throw refusal(
                "not-in-effect", zh: "协议 \(turn.agreement) 已不在有效状态",
                en: "agreement \(turn.agreement) is not in force any more")
        }
    }

    func check(_ filing: Record.Filing, _ dispute: Dispute) throws(CommandRefusal) {
        for number in filing.agreements ?? [] {
            guard let index = dispute.index(of: number) else { throw unknownAgreement(number) }
            guard dispute.agreements[index].isInForce else {
                throw refusal(
                    "not-in-effect", zh: "协议 \(number) 未生效，不能申请司法确认",
                    en: "agreement \(number) is not in force, so it cannot be confirmed")
            }
        }
        try check(parties: filing.applicants ?? [], among: dispute.parties.count)
    }

    /// Who signs or consents for the acting party: itself, or one who may bind it.
    func checkSigner(
        _ representative: Int?, _ dispute: Dispute, on agreement: Agreement? = nil
    ) throws(CommandRefusal) {
        let signers = isJoint ? agreement?.parties ?? table(dispute) : actor.party.map { [$0] } ?? []
        let known = dispute.surroundings.representations
        if let representative, !(1...max(1, known.count)).contains(representative) || known.isEmpty {
            throw refusal(
                "unknown-representative", zh: "没有登记第 \(representative) 号代理",
                en: "there is no representation \(representative)")
        }
        for number in signers {
            guard let party = dispute.party(number), party.needsGuardian || party.kind == .group || !isJoint else {
                continue
            }
            // A party of many may consent and sign all in person.
            if isJoint, party.kind == .group, !party.needsGuardian { continue }
            let binding = known.filter { $0.binds(party, on: day) }
            if party.needsGuardian || party.kind == .group {
                guard isJoint ? !binding.isEmpty : binding.contains(where: { $0.number == representative }) else {
                    throw needsRepresentative(party)
                }
            } else if let representative, !binding.contains(where: { $0.number == representative }) {
                throw refusal(
                    "no-mandate", zh: "第 \(representative) 号代理当日无权代第 \(number) 方作出处分",
                    en: "representation \(representative) has no authority on that day to dispose for party \(number)",
                    remedy: Bilingual(
                        zh: "需要监护人，或有特别授权的代理", en: "a guardian, or an agent with special authority, is needed"))
            }
        }
    }

    private func needsRepresentative(_ party: Party) -> CommandRefusal {
        let why = party.needsGuardian ? party.capacity?.title ?? party.kind.title : party.kind.title
        return refusal(
            "representative-missing", zh: "第 \(party.number) 方（\(why.zh)）须由有权代理的人作出",
            en: "party \(party.number) (\(why.en)) needs somebody with authority to act for it",
            remedy: Bilingual(
                zh: "先登记代理（represent），再写 representative=代理序号",
                en: "put the representation on record (represent), then give representative=its number"))
    }

    private func unknownAgreement(_ number: Int) -> CommandRefusal {
        refusal("unknown-agreement", zh: "没有第 \(number) 份协议", en: "there is no agreement \(number)")
    }

    func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: "、") }
}
